"""AttendSense's own processes of the distributed form: `attendsense api` and `attendsense worker`."""

import json
import os
import pwd
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

from stack.mosquitto import RELAY, Mosquitto
from stack.postgres import DATABASE, Postgres
from stack.rabbitmq import VHOST, RabbitMq
from stack.server import HOST, LISTEN, Server


class Installation:
    """What all processes share: configuration files, one for each duty, the sealing key, passwords in files of their own."""

    def __init__(self, folder: Path, program: Path, models: Path, postgres: Postgres, rabbitmq: RabbitMq, mosquitto: Mosquitto,
                 doors: dict[str, int] | None = None):
        """`doors`: ports at which processes reach servers, by name, in place of the servers' own; tests put proxies there."""
        self.folder = Path(folder).resolve() / "attendsense"
        self.program = Path(program).resolve()
        self.models = models
        self.postgres = postgres
        self.rabbitmq = rabbitmq
        self.mosquitto = mosquitto
        self.doors = doors if doors is not None else {}

    def prepare(self):
        """Writes the configuration, makes or updates the tables, tells Mosquitto of the stations."""
        (self.folder / "secrets").mkdir(parents=True, exist_ok=True, mode=0o700)
        for duty in ("api", "worker", "operator"):
            self._write(f"{duty}.toml", self._configuration(duty))
        self.run("migrate")
        self.sync_broker()

    def run(self, *arguments, duty: str = "operator") -> str:
        """One of the program's commands."""
        done = subprocess.run([self.program, "--config", self.configuration(duty), *map(str, arguments)],
                              capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"attendsense {' '.join(map(str, arguments))} failed: {done.stderr.strip()}")
        return done.stdout

    def sync_broker(self):
        self.run("stations", "sync-broker", "--password-file", self.mosquitto.password_file, "--acl-file", self.mosquitto.acl_file,
                 "--pid-file", self.mosquitto.pid_file)

    def configuration(self, duty: str) -> Path:
        return self.folder / f"{duty}.toml"

    def _configuration(self, duty: str) -> str:
        authority = self.postgres.authority.certificate
        role = "api" if duty == "api" else "worker"
        values = {
            "data.folder": self.folder, "models.folder": self.models, "log.format": "json",
            "database.engine": "postgres", "postgres.host": HOST, "postgres.port": self._port(self.postgres), "postgres.database": DATABASE,
            "postgres.user": f"attendsense_{role}", "postgres.ca_file": authority,
            "postgres.password_file": self._secret(self.postgres, f"attendsense_{role}"),
            "queue.engine": "rabbitmq", "rabbitmq.host": HOST, "rabbitmq.port": self._port(self.rabbitmq), "rabbitmq.vhost": VHOST,
            "rabbitmq.ca_file": authority,
            "events.engine": "mqtt", "mqtt.host": HOST, "mqtt.port": self._port(self.mosquitto), "mqtt.user": RELAY, "mqtt.ca_file": authority,
        }
        account = {"api": "publisher", "worker": "consumer", "operator": "operator"}[duty]
        values[f"rabbitmq.{account}_password_file"] = self._secret(self.rabbitmq, f"attendsense_{account}")
        if duty == "api":
            # The publisher alone cannot say how long the queue is.
            values["rabbitmq.operator_password_file"] = self._secret(self.rabbitmq, "attendsense_operator")
        if duty == "worker":
            values["mqtt.password_file"] = self._secret(self.mosquitto, RELAY)
        if duty == "operator":
            values["postgres.owner_password_file"] = self._secret(self.postgres, "attendsense_owner")
            values["mqtt.password_file"] = self._secret(self.mosquitto, RELAY)
        return "".join(f"{key} = {json.dumps(value if isinstance(value, int) else str(value))}\n" for key, value in values.items())

    def _port(self, server: Server) -> int:
        return self.doors.get(server.name, server.port)

    def _secret(self, server: Server, user: str) -> Path:
        return self._write(f"secrets/{user}", server.password(user) + "\n")

    def _write(self, name: str, text: str) -> Path:
        path = self.folder / name
        written = path.with_name(path.name + ".new")
        with open(os.open(written, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
        written.replace(path)
        return path


class Program(Server):
    """A process of ours, kept as the other servers are: start, stop, kill -9, again."""

    duty: str

    def __init__(self, installation: Installation, number: int, *settings: str):
        self.name = f"{self.duty}-{number}"
        self.user = pwd.getpwuid(os.geteuid()).pw_name
        super().__init__(installation.folder.parent)
        self.installation = installation
        self.settings = settings
        self.variables: dict[str, str] = {}  # of its environment, from the next start on

    def configure(self):
        """The installation's `prepare` has done it."""

    def command(self) -> list:
        settings = [part for setting in (*self.own_settings(), *self.settings) for part in ("--set", setting)]
        return [self.installation.program, "--config", self.installation.configuration(self.duty), *settings, self.duty, "--json"]

    def environment(self) -> dict:
        return self.variables

    def own_settings(self) -> list[str]:
        return []

    def ready(self) -> bool:
        return bool(self.announcement())

    def _launch(self):
        self.remember("log begins", self.log.stat().st_size if self.log.exists() else 0)
        super()._launch()

    def announcement(self) -> dict | None:
        """What it says of itself once it works."""
        if not self.log.exists():
            return None
        with self.log.open("rb") as log:
            log.seek(self.remembered("log begins", lambda: 0))
            for line in log:
                if line.startswith(b'{"version"') and line.endswith(b"\n"):
                    return json.loads(line)
        return None


class Api(Program):
    duty = "api"

    def own_settings(self) -> list[str]:
        return [f"api.listen={LISTEN}:{self.port}"]

    def ready(self) -> bool:
        return super().ready() and self.healthy()

    def healthy(self, path: str = "/readyz") -> bool:
        try:
            with urllib.request.urlopen(f"http://{LISTEN}:{self.port}{path}", timeout=5) as answer:
                return answer.status == 200
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    @property
    def setup_code(self) -> str | None:
        return (self.announcement() or {}).get("setup_code")


class Worker(Program):
    duty = "worker"
