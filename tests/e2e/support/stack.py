"""The distributed system for tests: started once for a file, with a registered company and a station that listens over MQTT."""

import json
import shutil
import sys
import tempfile
from pathlib import Path

from . import programs
from .client import Client

ROOT = Path(__file__).resolve().parents[3]
for folder in (ROOT / "scripts", ROOT / "tests"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

from chaos.run import LIMITS  # noqa: E402
from chaos.station import Station as Listener  # noqa: E402
from stack.stack import Stack  # noqa: E402


class RunningStack:
    def __init__(self, drawn: dict, **how):
        # Not below pytest's folder, which the servers' own accounts cannot enter.
        folder = self.folder = Path(tempfile.mkdtemp(prefix="attendsense-stack-"))
        folder.chmod(0o755)
        self.drawn = drawn
        self.stack = Stack(folder / "stack", programs.SERVER, programs.MODELS, limits=LIMITS, **how)
        self.stack.start()
        self.admin = self.client()
        self.admin.register(self.stack.setup_code)
        self.admin.set_policy(match_threshold=drawn["match_threshold"], too_soon_seconds=120)
        self.people = {}
        for person in self.cast():
            self.people[person["given_name"]] = self.admin.create_employee(person["given_name"], person["family_name"], [self.photo(person)])

    def close(self):
        self.stack.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def client(self, token: str | None = None) -> Client:
        client = Client(self.stack.address, token)
        client.session.verify = str(self.stack.authority)
        return client

    def cast(self) -> list[dict]:
        return [person for person in self.drawn["people"] if person["enrolled"]]

    @staticmethod
    def photo(person: dict) -> bytes:
        return Path(person["photo"]).read_bytes()

    @staticmethod
    def capture(person: dict) -> bytes:
        return Path(person["capture"]).read_bytes()

    def station(self, name: str, direction: str = "in") -> dict:
        created = self.admin.create_station(name, cameras=(("door", direction),))
        self.stack.installation.sync_broker()
        return created

    def listener(self, created: dict) -> Listener:
        return Listener(created, self.stack.address, self.stack.authority, self.stack.servers.mosquitto.port)

    def station_options(self) -> list:
        return ["--ca-file", self.stack.authority, "--set", "station.events=mqtt",
                "--set", f"station.mqtt_port={self.stack.servers.mosquitto.port}", "--set", f"station.mqtt_ca_file={self.stack.authority}"]

    def queue(self, *command) -> dict | list:
        return json.loads(self.stack.installation.run("queue", *command, "--json"))

    def rows(self, query: str, database: str = "attendsense") -> list[str]:
        return self.stack.servers.postgres.psql("-c", f"SET search_path TO attendsense; {query}", database=database).split("\n")[:-1]
