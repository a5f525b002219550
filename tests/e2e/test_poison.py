"""A picture that crashes the decoder takes the whole process with it, as often as it is tried. A supervisor starts the process again, as
systemd would; after the last try the picture is with the dead letters, and everybody else's punches are booked."""

import contextlib
import datetime
import json
import threading
from pathlib import Path

import pytest
import requests

from support.client import Client, capture_headers, new_id, now
from support.door import Door
from support.programs import PROGRAMS, SERVER, Server, run, wait_until
from support.stack import RunningStack

PRELOADED = {"LD_PRELOAD": str(PROGRAMS.parent / "tests/poison/libcrashing_decoder.so")}
MARKER = b"this picture crashes the decoder"
TRIES = 5


def poisoned(picture: bytes) -> bytes:
    """The same picture with the marker in a comment: after SOI, COM with its length."""
    return picture[:2] + b"\xff\xfe" + (len(MARKER) + 2).to_bytes(2, "big") + MARKER + picture[2:]


class Supervisor:
    """Starts processes again whenever they end, without a pause, and counts that."""

    def __init__(self, *processes):
        self.processes = processes
        self.starts = 0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def _watch(self):
        while not self._stop.wait(0.02):
            for process in self.processes:
                if not process.alive():
                    self.starts += 1
                    # It may end again before it has said that it works.
                    with contextlib.suppress(RuntimeError, AssertionError):
                        process.start()

    def __enter__(self) -> "Supervisor":
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        self._thread.join()


def one(rows: list[dict], capture: str) -> dict | None:
    return next((row for row in rows if row["capture_id"] == capture), None)


def says_that_its_worker_stopped(dead: dict):
    assert dead["attempts"] == TRIES
    assert "the worker stopped" in dead["reason"]


# RabbitMQ

@pytest.fixture
def system(models, drawn):
    running = RunningStack(drawn, worker_threads=2)
    yield running
    running.close()


def test_on_rabbitmq_it_is_dead_after_five_workers_and_the_queue_moves_on(system):
    door = Door(system)
    workers = system.stack.workers
    for worker in workers:
        worker.stop()
        worker.variables = PRELOADED
    ada, grace, *_ = (system.capture(person) for person in system.cast())
    # All in the queue before a worker comes: the poison has neighbours when it strikes.
    before = [door.accepted(picture) for picture in (ada, grace) * 2]
    poison = door.accepted(poisoned(ada))
    after = [door.accepted(picture) for picture in (ada, grace) * 2]
    with Supervisor(*workers) as supervisor:
        dead = wait_until(lambda: one(system.queue("dead"), poison), "the poison to be dead", 120, pause=0.5)
        for capture in (*before, *after, door.accepted(ada)):
            assert door.heard(capture)["schema"] == "attendsense.punch.v1"
        assert len(system.queue("dead")) == 1
    says_that_its_worker_stopped(dead)
    assert supervisor.starts == len(workers) + TRIES

    for worker in workers:
        worker.stop()
        worker.variables = {}
        worker.start()
    assert system.queue("retry", poison)["retried"] == 1
    assert door.heard(poison)["schema"] == "attendsense.punch.v1"
    assert system.queue("dead") == []


# The embedded queue

class EmbeddedDoor:
    """A company with two employees in one process, and its door."""

    def __init__(self, server: Server, drawn: dict):
        self.server = server
        self.admin = Client(server.address)
        self.admin.register(server.setup_code)
        self.admin.set_policy(match_threshold=drawn["match_threshold"], too_soon_seconds=120)
        people = [person for person in drawn["people"] if person["enrolled"]][:2]
        for person in people:
            self.admin.create_employee(person["given_name"], person["family_name"], [Path(person["photo"]).read_bytes()])
        self.pictures = [Path(person["capture"]).read_bytes() for person in people]
        self.token = self.admin.create_station(cameras=(("door", "in"),))["token"]
        self.moment = now() - datetime.timedelta(days=1)

    def accepted(self, picture: bytes) -> str:
        """Sends it until it is taken, as a station does: the server may be gone with another capture."""
        capture = new_id()
        # Each in its own moment, further from the one before than too soon.
        self.moment += datetime.timedelta(minutes=3)

        def taken() -> bool:
            headers = capture_headers(self.token, capture=capture, passage=capture, at=self.moment)
            with contextlib.suppress(requests.ConnectionError):
                return requests.post(self.server.address + "/api/v1/captures", data=picture, headers=headers, timeout=10).status_code == 202
            return False
        wait_until(taken, "a capture to be taken", 60)
        return capture

    def queue(self, *command) -> list | dict:
        done = run(SERVER, "--data", self.server.data / "data", "queue", *command, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def booked(self, count: int):
        wait_until(lambda: len(self.admin.all("/punches")) == count, f"{count} punches", 60, pause=0.2)


def test_on_the_embedded_queue_it_is_dead_after_five_starts_and_the_queue_moves_on(models, drawn, tmp_path):
    server = Server(tmp_path / "server", "worker.threads=2")
    server.variables = PRELOADED
    server.start()
    door = EmbeddedDoor(server, drawn)
    ada, grace = door.pictures
    with Supervisor(server) as supervisor:
        for picture in (ada, grace) * 2:
            door.accepted(picture)
        poison = door.accepted(poisoned(ada))
        for picture in (grace, ada) * 2:
            door.accepted(picture)
        dead = wait_until(lambda: one(door.queue("dead"), poison), "the poison to be dead", 120, pause=0.2)
        door.accepted(ada)
        door.booked(9)
        assert len(door.queue("dead")) == 1
    says_that_its_worker_stopped(dead)
    assert supervisor.starts == TRIES

    assert server.stop() == 0
    server.variables = {}
    server.start()
    assert door.queue("retry", poison)["retried"] == 1
    door.booked(10)
    assert door.queue("dead") == []
    assert server.stop() == 0
