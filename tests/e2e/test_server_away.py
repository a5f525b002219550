"""The server away for a while: the station loses nothing and delivers in order afterwards."""

import sqlite3

from pathlib import Path

import pytest

from support.client import Client
from support.programs import Server, Station, wait_until


@pytest.fixture
def company(admin, drawn):
    admin.set_policy(match_threshold=drawn["match_threshold"])
    for person in drawn["people"]:
        if person["enrolled"]:
            admin.create_employee(person["given_name"], person["family_name"], [Path(person["photo"]).read_bytes()])
    return admin


def spooled(station) -> int:
    files = list((station.folder / "spool").rglob("*.db"))
    if not files:
        return 0
    connection = sqlite3.connect(f"file:{files[0]}?mode=ro", uri=True)
    try:
        tables = [row[0] for row in connection.execute("select name from sqlite_master where type = 'table'")]
        table = next((name for name in tables if "capture" in name or "spool" in name), None)
        return connection.execute(f"select count(*) from {table}").fetchone()[0] if table else 0
    except sqlite3.OperationalError:
        return 0
    finally:
        connection.close()


def test_what_was_seen_meanwhile_is_delivered_in_order(company, server, drawn, tmp_path):
    created = company.create_station()
    server.kill()
    station = Station(server.address, created, tmp_path / "station", drawn["clip"])
    wait_until(lambda: spooled(station) >= 2, "captures on the station's disk", 60)
    # One worker: what is delivered in order is then processed in order.
    server.settings = ("worker.threads=1",)
    server.start()
    assert station.wait(180) == 0, station.log_text()
    back = Client(server.address, company.token)
    expected = {f"{p['given_name']} {p['family_name']}" for p in drawn["people"] if p["enrolled"] and p["walks"]}
    assert {punch["display_name"] for punch in back.all("/punches")} == expected
    connection = sqlite3.connect(server.data / "data/attendsense.db")
    captured = [row[0] for row in connection.execute("select captured_at from sighting order by processed_at, captured_at")]
    connection.close()
    assert len(set(captured)) >= 3
    assert captured == sorted(captured)
    assert spooled(station) == 0


def test_a_station_that_is_killed_delivers_after_its_restart(company, server, drawn, tmp_path):
    created = company.create_station()
    server.kill()
    station = Station(server.address, created, tmp_path / "station", drawn["clip"], "--as-fast-as-possible")
    wait_until(lambda: spooled(station) >= 3, "captures on the station's disk", 60)
    station.kill()
    left = spooled(station)
    server.start()
    empty = tmp_path / "empty"
    empty.mkdir()
    first = sorted(Path(drawn["clip"]).iterdir())[0]
    (empty / first.name).write_bytes(first.read_bytes())
    again = Station(server.address, created, tmp_path / "station", empty)
    assert again.wait(120) == 0, again.log_text()
    back = Client(server.address, company.token)
    wait_until(lambda: len({s["capture_id"] for s in back.all("/sightings")}) >= left, "the spooled captures", 60)
    assert spooled(again) == 0


def test_a_stopping_server_finishes_what_it_holds(company, server, drawn, tmp_path):
    station = Station(server.address, company.create_station(), tmp_path / "station", drawn["clip"], "--as-fast-as-possible")
    wait_until(lambda: company.all("/sightings"), "a first sighting", 60)
    assert server.stop() == 0
    server.start()
    assert station.wait(180) == 0
    back = Client(server.address, company.token)
    expected = {f"{p['given_name']} {p['family_name']}" for p in drawn["people"] if p["enrolled"] and p["walks"]}
    assert {punch["display_name"] for punch in back.all("/punches")} == expected
