"""RabbitMQ 3.10 and the port mapper (epmd) that Erlang wants beside it."""

import base64
import hashlib
import json
import secrets
import subprocess
from pathlib import Path

from stack.configuration import DEPLOY, fill_file
from stack.processes import Process, free_port
from stack.server import LISTEN, Server

INSTALLED = Path("/usr/lib/rabbitmq/lib")
VHOST = "attendsense"
USERS = ("publisher", "consumer", "operator", "administrator")
# Tests may have queues and exchanges of their own beside the shipped ones: attendsense-<word>.
NAMES_OF_TESTS = "attendsense(-[0-9a-z]+)?"
NAMES = "attendsense"


def password_hash(password: str) -> str:
    """rabbit_password_hashing_sha256: base64 of four bytes of salt and SHA-256 of salt and password."""
    salt = secrets.token_bytes(4)
    return base64.b64encode(salt + hashlib.sha256(salt + password.encode()).digest()).decode()


class RabbitMq(Server):
    name = "rabbitmq"
    user = "rabbitmq"
    start_seconds = 90.0

    def __init__(self, folder: Path, fast: bool = False, names: str = NAMES, max_waiting: int = 100000):
        """`names`: a pattern of the queue's names that the accounts may use."""
        super().__init__(folder, fast)
        self.names = names
        self.max_waiting = max_waiting
        self._mapper: Process | None = None

    def configure(self):
        home = self.account.make_folder(self.folder / "home")
        for name in ("mnesia", "log"):
            self.account.make_folder(self.folder / name)
        cookie = self.remembered("cookie", lambda: secrets.token_hex(20))
        self.account.write(home / ".erlang.cookie", cookie, 0o400)
        definitions = self.folder / "definitions.json"
        values = {"LISTEN": LISTEN, "PORT": self.port, "DEFINITIONS": definitions, "DISK_FREE_LIMIT": "200MB", **self.tls_files()}
        self.account.write(self.folder / "rabbitmq.conf", fill_file("rabbitmq/rabbitmq.conf", values))
        self.account.write(self.folder / "enabled_plugins", (DEPLOY / "rabbitmq/enabled_plugins").read_text())
        self.account.write(definitions, json.dumps(self._definitions(), indent=1))
        self.account.write(self.folder / "bindings.json", (DEPLOY / "rabbitmq/bindings.json").read_text())
        self._start_mapper()

    def command(self) -> list:
        programs = sorted(INSTALLED.glob("rabbitmq_server-*/sbin/rabbitmq-server"))
        if not programs:
            raise FileNotFoundError(f"no rabbitmq-server below {INSTALLED}; run scripts/install")
        return [programs[-1]]

    def environment(self) -> dict:
        return {
            "HOME": str(self.folder / "home"),
            "RUNNING_UNDER_SYSTEMD": "1",  # the script becomes the server, in place of watching it
            "ERL_EPMD_PORT": str(self._mapper_port), "ERL_EPMD_ADDRESS": LISTEN,
            "RABBITMQ_NODENAME": "attendsense@localhost",
            "RABBITMQ_DIST_PORT": str(self.remembered("distribution port", free_port)),
            "RABBITMQ_MNESIA_BASE": str(self.folder / "mnesia"), "RABBITMQ_LOG_BASE": str(self.folder / "log"),
            "RABBITMQ_PID_FILE": str(self.folder / "beam.pid"), "RABBITMQ_CONFIG_FILE": str(self.folder / "rabbitmq.conf"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(self.folder / "enabled_plugins"), "RABBITMQ_CONF_ENV_FILE": "/dev/null",
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "+S 1:1 +sbwt none -kernel inet_dist_use_interface {127,0,0,1}",
        }

    def wait_until_ready(self):
        super().wait_until_ready()
        self.settle()

    def settle(self):
        """Until then it refuses captures; what deploy/systemd/rabbitmq-server.service.d does."""
        lines = fill_file("rabbitmq/settle.erl", {"BINDINGS": self.folder / "bindings.json"})
        if "ok" != (answer := self.control("eval", lines)):
            raise RuntimeError(f"RabbitMQ does not let captures in: {answer}")

    def control(self, *arguments: str) -> str:
        """One of rabbitmqctl's commands."""
        done = subprocess.run([self.command()[0].with_name("rabbitmqctl"), "-q", *arguments], cwd="/",
                              env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", **self.environment()},
                              capture_output=True, text=True, timeout=60, check=False, **self.account.as_popen())
        if done.returncode != 0:
            raise RuntimeError(f"rabbitmqctl {arguments[0]} failed: {done.stdout.strip()} {done.stderr.strip()}")
        return done.stdout.strip()

    def stop(self):
        super().stop()
        if mapper := self._running_mapper():
            mapper.stop()

    def describe(self) -> dict:
        return {**super().describe(), "vhost": VHOST,
                **{user: {"user": f"attendsense_{user}", "password": self.password(f"attendsense_{user}")} for user in USERS}}

    def log_tail(self) -> str:
        own = self.folder / "log" / "rabbitmq.log"
        return super().log_tail() + (own.read_text(errors="replace")[-2000:] if own.exists() else "")

    def _definitions(self) -> dict:
        """The shipped ones and an administrator, who declares the queues of tests."""
        def user_hash(user: str) -> str:
            return self.remembered(f"hash of {user}", lambda: password_hash(self.password(f"attendsense_{user}")))
        values = {f"{user.upper()}_HASH": user_hash(user) for user in USERS}
        definitions = json.loads(fill_file("rabbitmq/definitions.json",
                                           {**values, "NAMES": self.names, "MAX_WAITING": self.max_waiting}))
        definitions["users"].append({"name": "attendsense_administrator", "password_hash": user_hash("administrator"),
                                     "hashing_algorithm": "rabbit_password_hashing_sha256", "tags": ["administrator"]})
        definitions["permissions"].append({"user": "attendsense_administrator", "vhost": VHOST,
                                           "configure": ".*", "write": ".*", "read": ".*"})
        return definitions

    @property
    def _mapper_port(self) -> int:
        return self.remembered("mapper port", free_port)

    def _running_mapper(self) -> Process | None:
        if not (self._mapper and self._mapper.alive()):
            saved = self._state().get("mapper")
            self._mapper = Process.known(saved) if saved else None
        return self._mapper if self._mapper and self._mapper.alive() else None

    def _start_mapper(self):
        if self._running_mapper():
            return
        self._mapper = Process.spawn(["/usr/bin/epmd", "-port", str(self._mapper_port), "-address", LISTEN], self.account,
                                     self.folder / "epmd.log", {"PATH": "/usr/bin:/bin"})
        self.remember("mapper", self._mapper.saved())
