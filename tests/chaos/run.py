"""One chaos run: the system, its load, the faults, the verdict."""

import dataclasses
import datetime
import json
import random
import statistics
import subprocess
import time
from pathlib import Path

from stack.processes import wait_until
from stack.stack import Stack
from support.client import Client

from .door import Door
from .faults import all_faults, schedule, wait_until_well
from .proxy import Proxy
from .station import Station, stream

# Further apart than the too-soon interval, so that each capture of somebody known is a punch of its own.
APART = datetime.timedelta(minutes=3)
STATIONS = 3
DRAIN_SECONDS = 240
LIMITS = {"REQUESTS_PER_SECOND": 10000, "REQUEST_BURST": 10000, "SIGN_INS_PER_SECOND": 100, "SIGN_IN_BURST": 100,
          "CONNECTIONS_PER_CLIENT": 1000}


@dataclasses.dataclass
class Plan:
    seed: int
    captures: int
    faults: int
    folder: Path
    programs: Path
    models: Path
    pace: float = 0.5  # seconds between two captures of one station


class Chaos:
    def __init__(self, plan: Plan, say=print):
        self.plan = plan
        self.say = say
        self.chance = random.Random(plan.seed)
        self.doors: dict[str, int] = {}
        self.stack = Stack(plan.folder / "stack", plan.programs / "attendsense/attendsense", plan.models, doors=self.doors, limits=LIMITS)
        self.proxies: dict[str, Proxy] = {}
        self.stations: list[Station] = []
        self.door: Door | None = None
        self.known_share = 0.0
        self.acted: list[tuple[float, str]] = []

    def run(self) -> list[str]:
        """What is wrong at the end; empty when all is well."""
        self.say(f"seed {self.plan.seed}: {self.plan.captures} captures, {self.plan.faults} faults")
        try:
            self._start()
            self._break_things()
            return self._judge()
        finally:
            self._stop()

    def _start(self):
        servers = self.stack.servers
        servers.start()
        self.proxies = {server.name: Proxy(server.port) for server in servers.all()}
        self.doors.update({name: proxy.port for name, proxy in self.proxies.items()})
        self.stack.start(say=lambda text: self.say("  " + text))
        drawn = json.loads(subprocess.run(
            [self.plan.programs / "attendsense-draw/attendsense-draw", "demo", "--folder", self.plan.folder / "drawn", "--json"],
            check=True, stdout=subprocess.PIPE, text=True).stdout)
        client = self._register(drawn)
        known = [person for person in drawn["people"] if person["enrolled"]][:4]
        stranger = next(person for person in drawn["people"] if not person["enrolled"])
        pictures = [Path(person["capture"]).read_bytes() for person in (*known, stranger)]
        self.known_share = len(known) / len(pictures)
        created = [client.create_station(f"Door {i}", cameras=(("door", "in"),)) for i in range(STATIONS)]
        real = client.create_station("Real door", cameras=(("door", "both"),))
        self.stack.installation.sync_broker()
        mqtt = self.proxies["mosquitto"].port
        self.stations = [Station(one, self.stack.address, self.stack.authority, mqtt) for one in created]
        stream(self.stations, pictures, self.plan.captures, APART)
        options = ["--ca-file", self.stack.authority, "--set", "station.events=mqtt", "--set",
                   f"station.mqtt_port={mqtt}", "--set", f"station.mqtt_ca_file={self.stack.authority}"]
        self.door = Door(self.plan.programs / "attendsense-station/attendsense-station", self.plan.folder / "door", real,
                         Path(drawn["clip"]), self.stack.address, options)
        if not self.door.mounted:
            self.say("  no small disk could be mounted: the fault of a full disk does nothing in this run")

    def _register(self, drawn: dict) -> Client:
        client = Client(self.stack.address)
        client.session.verify = str(self.stack.authority)
        client.register(self.stack.setup_code)
        client.set_policy(match_threshold=drawn["match_threshold"], too_soon_seconds=120)
        for person in drawn["people"]:
            if person["enrolled"]:
                client.create_employee(person["given_name"], person["family_name"], [Path(person["photo"]).read_bytes()])
        return client

    def _break_things(self):
        began = time.monotonic()
        for station in self.stations:
            station.start(self.plan.pace)
        self.door.start()
        for number, fault in enumerate(schedule(all_faults(self.stack, self.proxies, self.door), self.plan.faults, self.chance)):
            at = time.monotonic() - began
            self.acted.append((at, fault.name))
            accepted = sum(len(station.accepted) for station in self.stations)
            self.say(f"{at:7.1f} s  {number + 1:3}  {accepted:5} accepted  {fault.name}")
            fault.act(self.chance)
            time.sleep(self.chance.uniform(0, 1.5))
            self._supervise()

    def _supervise(self):
        """As systemd does: what ended by itself is started again, and counted."""
        for program in self.stack.programs():
            if not program.alive():
                self.acted.append((0, f"{program.name} ended by itself"))
                self.say(f"           {program.name} ended by itself: {program.log_tail()[-300:]}")
                program.start()

    def _judge(self) -> list[str]:
        wait_until_well(self.stack, 60)
        wait_until(lambda: all(station.done() for station in self.stations), "the stations to have delivered", DRAIN_SECONDS, pause=0.2)
        wrong = []
        status = self.door.finish(120)
        if status not in (0, 5):
            wrong.append(f"the real station ended with {status}")
        accepted = {capture for station in self.stations for capture in station.accepted}
        expected = accepted | self.door.captured
        self.say(f"{len(accepted)} captures accepted of {self.plan.captures}, {len(self.door.captured)} more by the real station; "
                 f"{sum(station.again for station in self.stations)} sends repeated, {self.door.starts} starts of the real station")
        try:
            wait_until(lambda: expected <= self._column("SELECT DISTINCT capture FROM sighting"), "every capture to have an outcome",
                       DRAIN_SECONDS, pause=0.5)
        except TimeoutError:
            missing = expected - self._column("SELECT DISTINCT capture FROM sighting")
            wrong.append(f"{len(missing)} accepted captures have no outcome, such as {sorted(missing)[:3]}")
        return wrong + self._judge_outcomes(accepted) + self._judge_events() + self._judge_health()

    def _judge_outcomes(self, accepted: set[str]) -> list[str]:
        wrong = []
        if doubled := self._column("SELECT capture FROM sighting GROUP BY capture, face_index HAVING count(*) > 1"):
            wrong.append(f"{len(doubled)} faces have two outcomes")
        if doubled := self._column("SELECT sighting FROM punch WHERE sighting IS NOT NULL GROUP BY sighting HAVING count(*) > 1"):
            wrong.append(f"{len(doubled)} sightings were booked twice")
        booked = self._column("SELECT s.capture FROM punch p JOIN sighting s ON s.id = p.sighting") & accepted
        known = round(len(accepted) * self.known_share)
        self.say(f"{len(booked)} punches from {known} captures of known people")
        if abs(len(booked) - known) > len(self.stations):
            wrong.append(f"{len(booked)} punches from {known} captures of known people")
        return wrong

    def _judge_events(self) -> list[str]:
        """Every punch's event reached its station, once as far as the station is concerned."""
        wrong = []
        for number, station in enumerate(self.stations):
            written = self._column(f"SELECT id FROM outbox WHERE station = '{station.id}'")
            try:
                wait_until(lambda s=station, w=written: w <= s.heard.keys(), "the events to arrive", 60, pause=0.2)
            except TimeoutError:
                wrong.append(f"station {number} never heard of {len(written - station.heard.keys())} of {len(written)} events")
            if station.forged:
                wrong.append(f"station {number} heard {station.forged} forged events")
        delays = sorted(delay for station in self.stations for delay in station.heard_after)
        if delays:
            self.say(f"{len(delays)} events heard, {sum(s.repeated for s in self.stations)} more than once; from 202 to event: median "
                     f"{statistics.median(delays):.2f} s, p95 {delays[int(len(delays) * 0.95)]:.2f} s, longest {delays[-1]:.1f} s")
        if twice := [event for event, times in self.door.booked.items() if times > 1]:
            wrong.append(f"the real station told {len(twice)} punches twice")
        return wrong

    def _judge_health(self) -> list[str]:
        queue = json.loads(self.stack.installation.run("queue", "status", "--json"))
        wrong = [] if queue["dead"] == 0 else [f"{queue['dead']} captures are dead: {self.stack.installation.run('queue', 'dead')}"]
        ended = [name for _, name in self.acted if "by itself" in name]
        if ended:
            wrong.append(f"processes ended by themselves: {', '.join(ended)}")
        return wrong

    def _column(self, query: str) -> set[str]:
        return set(self.stack.servers.postgres.psql("-c", f"SET search_path TO attendsense; {query}", database="attendsense").split())

    def _stop(self):
        for station in self.stations:
            station.close()
        if self.door:
            self.door.close()
        self.stack.stop()
        for proxy in self.proxies.values():
            proxy.close()
