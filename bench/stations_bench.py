#!/usr/bin/python3
"""The distributed system under N stations: captures a second against workers, how long the queue is, how long a punch takes.

  bench/stations_bench.py [--programs build/release/apps] [--stations 20] [--seconds 8]

For one worker process and for two (one thread each), on fresh servers: first as many captures as the stations can send, counted by the
outcomes in the database; then a load that the workers keep up with, timed from the sending of a capture to its booking and to its event
over MQTT. Everything shares this machine: PostgreSQL and RabbitMQ too, which wait for the disk as in production.
"""

import argparse
import datetime
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "tests"), str(ROOT / "tests/e2e")]

import demo  # noqa: E402
from chaos.run import APART, LIMITS  # noqa: E402
from chaos.station import Station, stream  # noqa: E402
from stack.processes import wait_until  # noqa: E402
from stack.stack import Stack  # noqa: E402
from support.client import Client  # noqa: E402

EASY_LOAD = 12  # captures a second, below what one worker does


def percentiles(values: list[float]) -> str:
    ordered = sorted(values)
    return " / ".join(f"{ordered[min(int(len(ordered) * share), len(ordered) - 1)] * 1000:.0f}" for share in (0.5, 0.95, 0.99))


class Run:
    def __init__(self, folder: Path, programs: Path, drawn: dict, workers: int, stations: int):
        self.stack = Stack(folder, programs / "attendsense/attendsense", demo.models_folder(ROOT / "data"), workers=workers, limits=LIMITS)
        self.stack.start()
        self.client = Client(self.stack.address)
        self.client.session.verify = str(self.stack.authority)
        self.client.register(self.stack.setup_code)
        self.client.set_policy(match_threshold=drawn["match_threshold"], too_soon_seconds=120)
        known = [person for person in drawn["people"] if person["enrolled"]]
        for person in known:
            self.client.create_employee(person["given_name"], person["family_name"], [Path(person["photo"]).read_bytes()])
        self.pictures = [Path(person["capture"]).read_bytes() for person in known]
        self.created = [self.client.create_station(f"Door {i}", cameras=(("door", "in"),)) for i in range(stations)]
        self.stack.installation.sync_broker()

    def send(self, captures: int, pace: float, days: int) -> list[Station]:
        stations = [Station(one, self.stack.address, self.stack.authority, self.stack.servers.mosquitto.port) for one in self.created]
        stream(stations, self.pictures, captures, APART, datetime.timedelta(days=days))
        for station in stations:
            station.start(pace)
        return stations

    def outcomes(self) -> int:
        return int(self.stack.servers.postgres.psql("-c", "SELECT count(*) FROM attendsense.sighting", database="attendsense"))

    def waiting(self) -> int:
        return json.loads(self.stack.installation.run("queue", "status", "--json"))["waiting"]

    def saturated(self, captures: int, seconds: float) -> tuple[float, int]:
        """Outcomes a second while the queue is never empty, and the longest it was."""
        stations = self.send(captures, 0, days=6)
        wait_until(lambda: all(station.done() for station in stations), "the stations to have sent", 300)
        longest = self.waiting()
        before, began = self.outcomes(), time.monotonic()
        time.sleep(seconds)
        done, took = self.outcomes() - before, time.monotonic() - began
        assert self.waiting() > 0, "the queue ran dry: send more captures"
        wait_until(lambda: self.waiting() == 0, "the queue to be empty", 600, pause=0.5)
        for station in stations:
            station.close()
        return done / took, longest

    def easy(self, captures: int) -> list[tuple[float, float]]:
        stations = self.send(captures, len(self.created) / EASY_LOAD, days=3)
        wait_until(lambda: sum(len(station.delays) for station in stations) >= captures, "all events", 300)
        for station in stations:
            station.close()
        return [delay for station in stations for delay in station.delays]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--programs", type=Path, default=ROOT / "build/release/apps")
    parser.add_argument("--stations", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=8)
    arguments = parser.parse_args()
    rates = {}
    with tempfile.TemporaryDirectory(prefix="stations-") as folder:
        work = Path(folder)
        work.chmod(0o755)
        drawn = json.loads(subprocess.run([arguments.programs / "attendsense-draw/attendsense-draw", "demo", "--folder", work / "drawn", "--json"],
                                          check=True, stdout=subprocess.PIPE, text=True).stdout)
        for workers in (1, 2):
            run = Run(work / f"stack-{workers}", arguments.programs, drawn, workers, arguments.stations)
            try:
                rates[workers], longest = run.saturated(int(90 * workers * arguments.seconds), arguments.seconds)
                delays = run.easy(200)
            finally:
                run.stack.stop()
            print(f"workers {workers}: {rates[workers]:6.1f} captures/s, longest queue {longest}; at {EASY_LOAD} captures/s, p50/p95/p99 in ms: "
                  f"to the punch {percentiles([booked for booked, _ in delays])}, to the event {percentiles([heard for _, heard in delays])}",
                  flush=True)
    print(f"two workers over one: {rates[2] / rates[1]:.2f}")


if __name__ == "__main__":
    main()
