"""The server away for a while: the station loses nothing and delivers in order afterwards."""

import sqlite3
from pathlib import Path

from support.client import Client
from support.programs import Station, wait_until


def spooled(station) -> int:
    """Captures on the station's disk that the server has not answered for."""
    database = station.folder / "spool/spool.db"
    try:
        connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
        try:
            return connection.execute("select count(*) from capture").fetchone()[0]
        finally:
            connection.close()
    except sqlite3.OperationalError:  # not made yet
        return 0


def test_what_was_seen_meanwhile_is_delivered_in_order(company, server, drawn, comers, tmp_path):
    created = company.create_station()
    server.kill()
    station = Station(server.address, created, tmp_path / "station", drawn["clip"])
    wait_until(lambda: spooled(station) >= 2, "captures on the station's disk", 60)
    # One worker: what is delivered in order is then processed in order.
    server.settings = ("worker.threads=1",)
    server.start()
    assert station.wait(180) == 0, station.log_text()
    back = Client(server.address, company.token)
    assert {punch["display_name"] for punch in back.all("/punches")} == comers
    connection = sqlite3.connect(server.data / "data/attendsense.db")
    captured = [row[0] for row in connection.execute("select captured_at from sighting order by processed_at, captured_at")]
    connection.close()
    assert len(set(captured)) >= 3
    assert captured == sorted(captured)
    assert spooled(station) == 0


def test_a_station_that_is_killed_delivers_after_its_restart(company, server, drawn, comers, tmp_path):
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


def test_a_stopping_server_finishes_what_it_holds(company, server, drawn, comers, tmp_path):
    station = Station(server.address, company.create_station(), tmp_path / "station", drawn["clip"], "--as-fast-as-possible")
    wait_until(lambda: company.all("/sightings"), "a first sighting", 60)
    assert server.stop() == 0
    server.start()
    assert station.wait(180) == 0
    back = Client(server.address, company.token)
    assert {punch["display_name"] for punch in back.all("/punches")} == comers
