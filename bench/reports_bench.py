#!/usr/bin/env python3
"""A year of many people as CSV and XLSX from a running server: rows a second and the server's memory while it sends them.

  bench/reports_bench.py [--programs build/release/apps] [--people 5000] [--days 365]

Everybody follows a schedule and makes four punches a working day. Beside it, for the ratio: Python's sqlite3 and csv writing the
punches alone, as they lie in the table, in the same run. At last, the first month of all of them is closed.
"""

import argparse
import csv
import datetime
import io
import os
import sqlite3
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests/e2e"))


def plainly(file: Path) -> tuple[float, int]:
    began, rows = time.monotonic(), 0
    database = sqlite3.connect(file)
    for row in database.execute("SELECT hex(employee), direction, at FROM punch ORDER BY company, employee, at, id"):
        text = io.StringIO()
        csv.writer(text).writerow(row)
        rows += 1
    return time.monotonic() - began, rows


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--programs", type=Path, default=ROOT / "build/release/apps")
    parser.add_argument("--people", type=int, default=5000)
    parser.add_argument("--days", type=int, default=365)
    arguments = parser.parse_args()
    os.environ["PROGRAMS_UNDER_TEST"] = str(arguments.programs)

    from support.client import Client
    from support.many_people import BEGIN, database_of, download, fill, plan_office_hours
    from support.programs import Server

    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder), "log.level=warn").start()
        client = Client(server.address)
        client.register(server.setup_code)
        plan_office_hours(client)
        server.stop()
        database = database_of(Path(folder) / "data")
        fill(database, arguments.people, arguments.days)
        seconds, rows = plainly(database)
        print(f"plain: {rows:,} punches in {seconds:.1f} s, {rows / seconds:,.0f} a second")
        server.start()
        client.address = server.address
        last = BEGIN + datetime.timedelta(days=arguments.days - 1)
        print(f"at rest: {server.resident_mib():.0f} MiB")
        for kind in ("csv", "xlsx"):
            for to in (BEGIN + datetime.timedelta(days=min(30, arguments.days - 1)), last):
                took, lines, size, mib = download(client, server, **{"from": str(BEGIN), "to": str(to), "format": kind})
                days = ((to - BEGIN).days + 1) * (arguments.people + 1)
                print(f"{kind} {BEGIN} to {to}: {days:,} days of people in {took:.1f} s, {days / took:,.0f} a second"
                      f" ({days * 4 * 5 / 7 / took / (rows / seconds):.2f} of plain by punches), {size / 2**20:.0f} MiB sent,"
                      f" at most {mib:.0f} MiB of memory")
                assert kind == "xlsx" or lines == days + 1, f"{lines} lines"
        first_month = BEGIN + datetime.timedelta(days=min(30, arguments.days - 1))
        began = time.monotonic()
        client.post("/periods", {"from": str(BEGIN), "to": str(first_month)}, timeout=300)
        print(f"closing {BEGIN} to {first_month}: {time.monotonic() - began:.1f} s")
        server.stop()


if __name__ == "__main__":
    main()
