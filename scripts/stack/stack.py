"""The whole distributed system in one folder: servers, API processes, workers, nginx in front."""

from pathlib import Path

from stack.nginx import Nginx
from stack.programs import Api, Installation, Program, Worker
from stack.rabbitmq import NAMES
from stack.server import HOST, Server
from stack.servers import Servers, at_once


class Stack:
    """Starting again goes on with the data, ports and passwords that the folder holds."""

    def __init__(self, folder: Path, program: Path, models: Path, apis: int = 1, workers: int = 2, worker_threads: int = 1,
                 fast: bool = False, doors: dict[str, int] | None = None, limits: dict | None = None):
        self.servers = Servers(folder, fast=fast, rabbitmq_names=NAMES)
        self.installation = Installation(self.servers.folder, program, models, self.servers.postgres, self.servers.rabbitmq,
                                         self.servers.mosquitto, doors)
        self.apis = [Api(self.installation, number + 1) for number in range(apis)]
        self.workers = [Worker(self.installation, number + 1, f"worker.threads={worker_threads}") for number in range(workers)]
        self.nginx = Nginx(self.servers.folder, [api.port for api in self.apis], limits)

    @property
    def address(self) -> str:
        return f"https://{HOST}:{self.nginx.port}"

    @property
    def authority(self) -> Path:
        return self.nginx.authority.certificate

    @property
    def setup_code(self) -> str | None:
        """The newest one counts, and the last API process to start makes it."""
        return self.apis[-1].setup_code

    def programs(self) -> list[Program]:
        return [*self.apis, *self.workers]

    def all(self) -> list[Server]:
        return [*self.servers.all(), *self.programs(), self.nginx]

    def start(self, say=lambda text: None):
        try:
            self.servers.start()
            for server in self.servers.all():
                say(f"{server.name:<10} {HOST}:{server.port}, process {server.pid}")
            self.installation.prepare()
            for program in self.programs():
                program.start()
                say(f"{program.name:<10} process {program.pid}, log {program.log}")
            self.nginx.start()
            say(f"nginx      {self.address}, process {self.nginx.pid}")
        except BaseException:
            self.stop()
            raise

    def stop(self):
        """From the outside inwards, so that nobody loses what they stand on while they tidy up."""
        self.nginx.stop()
        at_once(lambda program: program.stop(), self.programs())
        self.servers.stop()

    def __enter__(self) -> "Stack":
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()
