"""kill -9 of the server in the middle of a stream of captures: each has exactly one outcome, no punch is doubled."""

import datetime
import random
import sqlite3
import threading
import time
from pathlib import Path

import pytest
import requests

from support.client import Client, capture_headers, new_id, now
from support.programs import Server, wait_until

CAPTURES = 500
ROUNDS = 10
SENDERS = 4
TOO_SOON = datetime.timedelta(minutes=2)


class Stream:
    """The stations' side of it: sends each capture until it is answered 202, whatever happens to the server."""

    def __init__(self, address: str, token: str, pictures: list[bytes]):
        self.address = address
        self.token = token
        # Every person comes by every three minutes, so that each capture of a known person is a punch of its own.
        start = now() - datetime.timedelta(days=2)
        self.captures = [(new_id(), pictures[i % len(pictures)],
                          start + datetime.timedelta(minutes=3) * (i // len(pictures))) for i in range(CAPTURES)]
        self._counts = threading.Lock()
        self.accepted = 0
        self.again = 0
        self._threads = [threading.Thread(target=self._send, args=(i,)) for i in range(SENDERS)]

    def start(self):
        for thread in self._threads:
            thread.start()

    def join(self, seconds: float):
        deadline = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(timeout=max(0.0, deadline - time.monotonic()))
            assert not thread.is_alive(), f"only {self.accepted} of {CAPTURES} captures were accepted"

    def _count(self, accepted=0, again=0):
        with self._counts:
            self.accepted += accepted
            self.again += again

    def _send(self, part: int):
        session = requests.Session()
        session.trust_env = False
        for capture, picture, at in self.captures[part::SENDERS]:
            while True:
                try:
                    headers = capture_headers(self.token, capture=capture, passage=capture, at=at)
                    response = session.post(self.address + "/api/v1/captures", data=picture, headers=headers, timeout=10)
                except requests.RequestException:
                    self._count(again=1)
                    time.sleep(0.02)
                    continue
                assert response.status_code in (202, 503), response.text
                if response.status_code == 202:
                    self._count(accepted=1)
                    break
                time.sleep(0.02)


def rows(database: Path, query: str) -> list:
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def settled(server: Server) -> bool:
    waiting = rows(server.data / "data/queue.db", "select count(*) from sqlite_master")
    assert waiting
    return len(rows(server.data / "data/attendsense.db", "select distinct capture from sighting")) >= CAPTURES


@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_every_capture_has_exactly_one_outcome_after_a_kill(models, drawn, tmp_path, round_number):
    server = Server(tmp_path / "server", "log.level=warn").start()
    client = Client(server.address)
    client.register(server.setup_code)
    client.set_policy(match_threshold=drawn["match_threshold"], too_soon_seconds=int(TOO_SOON.total_seconds()))
    people = [person for person in drawn["people"] if person["enrolled"]][:4]
    for person in people:
        client.create_employee(person["given_name"], person["family_name"], [Path(person["photo"]).read_bytes()])
    station = client.create_station(cameras=(("door", "in"),))
    pictures = [Path(person["capture"]).read_bytes() for person in people]
    stranger = next(person for person in drawn["people"] if not person["enrolled"])
    pictures.append(Path(stranger["capture"]).read_bytes())

    stream = Stream(server.address, station["token"], pictures)
    stream.start()
    chance = random.Random(round_number)
    stop_at = chance.randrange(50, CAPTURES - 50)
    wait_until(lambda: stream.accepted >= stop_at, "captures to be accepted", 120, pause=0.002)
    server.kill()
    server.start()
    stream.join(240)
    wait_until(lambda: settled(server), "all captures to have an outcome", 240, pause=0.2)
    assert server.stop() == 0

    database = server.data / "data/attendsense.db"
    doubled = rows(database, "select capture, face_index, count(*) from sighting group by 1, 2 having count(*) > 1")
    assert doubled == []
    assert len(rows(database, "select distinct capture from sighting")) == CAPTURES
    known = CAPTURES * len(people) // len(pictures)
    outcomes = dict(rows(database, "select outcome, count(*) from sighting where face_index = 0 group by 1"))
    assert sum(outcomes.values()) == CAPTURES
    booked = rows(database, "select count(*) from punch")[0][0]
    # Late or repeated or not: each capture of a known person is booked once, since they are further apart than too soon.
    assert booked == known, outcomes
    close = rows(database, "select count(*) from punch a join punch b on a.employee = b.employee and a.id < b.id "
                           f"and abs(a.at - b.at) < {int(TOO_SOON.total_seconds()) * 1_000_000}")
    assert close == [(0,)]
    print(f"round {round_number}: killed after {stop_at}, {stream.again} sends repeated, {booked} punches")
