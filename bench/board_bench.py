#!/usr/bin/python3
"""The day's board of many people, end to end: PostgreSQL, the API and nginx with TLS, as far as the last byte at the client.

  bench/board_bench.py [--programs build/release/apps] [--people 5000] [--days 30]

Everybody follows a schedule and makes four punches a day; a handful of corrections and leaves are among them. The board asked for is that
of yesterday. In the same run, for the ratio: psycopg2 fetching the same people and the same punches over TLS, nothing reckoned. At last, a
period of all of them is closed.
"""

import argparse
import datetime
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

import psycopg2
import requests

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "tests"), str(ROOT / "tests/e2e")]

import demo  # noqa: E402
from chaos.run import LIMITS  # noqa: E402
from stack.stack import Stack  # noqa: E402
from support.client import Client  # noqa: E402

GOAL = 0.1
TODAY = datetime.datetime.now(datetime.UTC).date()

PEOPLE = """
INSERT INTO employee
SELECT (jsonb_populate_record(model, jsonb_build_object(
          'id', gen_random_uuid(), 'email', format('p%%s@example.com', i), 'email_key', format('p%%s@example.com', i),
          'search_key', format('p%%s', i), 'given_name', format('Given %%s', i), 'family_name', format('Family %%s', i),
          'personnel_number', i::text, 'password_hash', null))).*
FROM (SELECT employee AS model FROM employee LIMIT 1) AS one, generate_series(1, %(people)s) AS i
"""
# At nine, noon, one and five o'clock, give or take ten minutes; in the order in which they would be booked.
PUNCHES = """
INSERT INTO punch (id, company, employee, site, direction, alternating, at, source, booked_at)
SELECT gen_random_uuid(), company, id, site, CASE WHEN hour IN (9, 13) THEN 'in' ELSE 'out' END, false,
       %(first)s::timestamptz + make_interval(days => day, hours => hour, secs => floor(random() * 600)), 'imported', now()
FROM employee, generate_series(0, %(days)s - 1) AS day, unnest(ARRAY[9, 12, 13, 17]) AS hour
ORDER BY day, hour, random()
"""
PLAIN_PEOPLE = "SELECT * FROM employee WHERE company = (SELECT id FROM company)"
PLAIN_PUNCHES = "SELECT * FROM punch WHERE company = (SELECT id FROM company) AND at >= %s AND at < %s"


def timed_often(what, times: int) -> tuple[float, float, float]:
    """The fastest, the median and the slowest of so many, after two that warm up."""
    taken = []
    for turn in range(times + 2):
        began = time.perf_counter()
        what()
        if turn >= 2:
            taken.append(time.perf_counter() - began)
    return min(taken), statistics.median(taken), max(taken)


class Board:
    def __init__(self, folder: Path, arguments: argparse.Namespace):
        self.stack = Stack(folder, arguments.programs / "attendsense/attendsense", demo.models_folder(ROOT / "data"), workers=0, limits=LIMITS)
        self.stack.start()
        self.date = TODAY - datetime.timedelta(days=1)
        self.people = arguments.people
        client = self.client = Client(self.stack.address)
        client.session.verify = str(self.stack.authority)
        client.register(self.stack.setup_code)
        self.token = client.token
        self.database = self.connect()
        self.fill(client, arguments)

    def connect(self):
        postgres = self.stack.servers.postgres
        login = postgres.describe()
        connection = psycopg2.connect(host="localhost", port=postgres.port, dbname=login["database"], **login["superuser"],
                                      sslmode="verify-full", sslrootcert=str(postgres.authority.certificate))
        connection.autocommit = True
        connection.cursor().execute("SET search_path TO attendsense")
        return connection

    def fill(self, client: Client, arguments: argparse.Namespace):
        first = self.date - datetime.timedelta(days=arguments.days - 1)
        shift = {"from": "09:00", "to": "17:00", "expected_minutes": 420}
        schedule = client.post("/schedules", {"name": "Office", "cycle": [[shift]] * 7})
        client.post("/assignments", {"schedule_id": schedule["id"], "site_id": client.get("/company")["sites"][0]["id"], "from": str(first)})
        cursor = self.database.cursor()
        cursor.execute(PEOPLE, {"people": arguments.people - 1})
        cursor.execute(PUNCHES, {"first": f"{first} 00:00Z", "days": arguments.days})
        cursor.execute("VACUUM ANALYZE")
        kind = client.post("/leave-kinds", {"name": "Annual", "paid": True})
        some = [person["id"] for person in client.get("/employees", params={"limit": 100})["items"]]
        for person in some[:20]:
            client.post("/corrections", {
                "employee_id": person, "kind": "add", "direction": "out", "at": f"{self.date}T18:00:00Z", "reason": "The reader was down",
                "site_id": client.get("/company")["sites"][0]["id"], "approve": True})
            client.post("/leaves", {"employee_id": person, "leave_kind_id": kind["id"], "from": str(TODAY), "to": str(TODAY), "reason": "Away"})

    def fetched(self, address: str):
        """A function that gets the board, and whose `size` is that of the last answer."""
        session = requests.Session()
        session.trust_env = False
        session.verify = str(self.stack.authority)

        def get():
            answer = session.get(f"{address}/api/v1/attendance/days/{self.date}", headers={"Authorization": "Bearer " + self.token}, timeout=60)
            assert answer.status_code == 200, answer.text
            get.size = len(answer.content)
            get.answer = answer
        return get

    def plainly(self):
        cursor = self.database.cursor()
        cursor.execute(PLAIN_PEOPLE)
        people = cursor.fetchall()
        cursor.execute(PLAIN_PUNCHES, (f"{self.date} 00:00Z", f"{TODAY} 00:00Z"))
        punches = cursor.fetchall()
        assert (len(people), len(punches)) == (self.people, self.people * 4)

    def report(self, times: int):
        _, plain, _ = timed_often(self.plainly, times)
        print(f"plain: {self.people:,} people and {self.people * 4:,} punches fetched in {plain * 1000:.0f} ms")
        for way, address in (("the API's own port", f"http://127.0.0.1:{self.stack.apis[0].port}"), ("nginx and TLS", self.stack.address)):
            get = self.fetched(address)
            best, middle, worst = timed_often(get, times)
            assert len(get.answer.json()["items"]) == self.people
            print(f"board by {way}: median {middle * 1000:.0f} ms, fastest {best * 1000:.0f} ms, slowest {worst * 1000:.0f} ms, {get.size / 2**20:.1f} MiB;"
                  f" {middle / plain:.2f} of plain; goal {GOAL * 1000:.0f} ms")

    def close(self, days: int):
        """A period of everybody, in one transaction, and what is asked of it afterwards."""
        dates = {"from": str(self.date - datetime.timedelta(days=days)), "to": str(self.date - datetime.timedelta(days=1))}

        def timed(what: str, ask):
            began = time.perf_counter()
            answer = ask()
            print(f"{what}: {time.perf_counter() - began:.1f} s")
            return answer
        period = timed(f"closing {days} days of {self.people:,} people", lambda: self.client.post("/periods", dates, timeout=300))
        verified = timed("verifying it", lambda: self.client.get(f"/periods/{period['id']}/verify", timeout=300))
        assert verified["intact"] and verified["sheets"] == self.people
        assert timed("its changes", lambda: self.client.all(f"/periods/{period['id']}/changes")) == []


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--programs", type=Path, default=ROOT / "build/release/apps")
    parser.add_argument("--people", type=int, default=5000)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--times", type=int, default=15)
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="attendsense-board-"))
    folder.chmod(0o755)  # the servers' own accounts go through it
    board = None
    try:
        board = Board(folder / "stack", arguments)
        board.report(arguments.times)
        board.close(arguments.days - 2)
    finally:
        if board:
            board.stack.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
