"""A company of many people with a year of punches, written straight into the database of a server on SQLite that is stopped."""

import datetime
import sqlite3
import time
from pathlib import Path

HOURS = (9, 12, 13, 17)
BEGIN = datetime.date(2025, 1, 1)


def database_of(data: Path) -> Path:
    """The one of a server's data folder that holds punches."""
    for path in data.rglob("*"):
        if path.is_file() and path.read_bytes()[:15] == b"SQLite format 3" and sqlite3.connect(path).execute(
                "SELECT count(*) FROM sqlite_master WHERE name = 'punch'").fetchone()[0]:
            return path
    raise AssertionError(f"no database in {data}")


def new_id(number: int) -> bytes:
    return ((1_700_000_000_000 << 80) | (7 << 76) | (2 << 62) | number).to_bytes(16, "big")


def fill(file: Path, people: int, days: int):
    """People like the administrator, and their punches, as the store keeps them."""
    database = sqlite3.connect(file)
    database.execute("PRAGMA synchronous = off")
    database.execute("PRAGMA foreign_keys = off")
    columns = [row[1] for row in database.execute("PRAGMA table_info(employee)")]
    like = dict(zip(columns, database.execute(f"SELECT {', '.join(columns)} FROM employee").fetchone(), strict=True))

    def person(i: int) -> list:
        changed = {"id": new_id(i), "email": f"p{i}@example.com", "email_key": f"p{i}@example.com", "search_key": f"p{i}",
                   "given_name": f"Given {i}", "family_name": f"Family {i:05}", "personnel_number": str(i), "password_hash": None}
        return [changed.get(column, like[column]) for column in columns]
    database.executemany(f"INSERT INTO employee ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})",
                         (person(i) for i in range(people)))

    def punches():
        number = people
        for day in range(days):
            date = BEGIN + datetime.timedelta(days=day)
            if date.weekday() > 4:
                continue
            midnight = int(datetime.datetime.combine(date, datetime.time(), datetime.UTC).timestamp()) * 1_000_000
            for i in range(people):
                for n, hour in enumerate(HOURS):
                    number += 1
                    at = midnight + (hour * 3600 + (i * 37 + day * 11 + n) % 600) * 1_000_000
                    yield new_id(number), like["company"], new_id(i), like["site"], "out" if n % 2 else "in", at, at
    database.executemany("INSERT INTO punch (id, company, employee, site, direction, alternating, at, source, booked_at)"
                         " VALUES (?, ?, ?, ?, ?, 0, ?, 'imported', ?)", punches())
    database.execute("ANALYZE")
    database.commit()
    database.close()


def plan_office_hours(client):
    """Everybody is expected from 9 to 17, Monday to Friday."""
    schedule = client.post("/schedules", {
        "name": "Office", "cycle": [[{"from": "09:00", "to": "17:00", "expected_minutes": 420}]] * 5 + [[], []]})
    client.post("/assignments", {"schedule_id": schedule["id"], "site_id": client.get("/company")["sites"][0]["id"], "from": str(BEGIN)})


def download(client, server, **parameters) -> tuple[float, int, int, float]:
    """The report of days in another form than JSON: seconds, lines, bytes, and the peak of the server's memory in MiB meanwhile."""
    began, lines, size = time.monotonic(), 0, 0
    server.forget_peak()
    with client.session.get(client.address + "/api/v1/reports/days", params=parameters,
                            headers={"Authorization": "Bearer " + client.token}, stream=True, timeout=600) as answer:
        assert answer.status_code == 200, answer.text
        for piece in answer.iter_content(65536):
            lines += piece.count(b"\n")
            size += len(piece)
    return time.monotonic() - began, lines, size, server.peak_mib()
