"""The main job on people that the project draws: a camera sees a person, the punch is booked, the greeting is heard."""

import shutil
import wave
from pathlib import Path

from support.programs import DRAW, Station, run


def names(drawn, **wanted) -> set[str]:
    return {f"{person['given_name']} {person['family_name']}" for person in drawn["people"]
            if all(person[key] == value for key, value in wanted.items())}


def test_whoever_comes_to_the_door_is_booked_and_greeted_once(company, server, drawn, comers, tmp_path):
    station = Station(server.address, company.create_station(), tmp_path / "station", drawn["clip"],
                      voice=tmp_path / "greetings.wav")
    assert station.wait() == 0, station.log_text()
    booked = [punch["display_name"] for punch in company.all("/punches")]
    assert sorted(booked) == sorted(comers)
    greeted = [event["greeting"] for event in station.of_type("punch")]
    assert sorted(greeted) == sorted("Hello " + name for name in booked)
    # Those who did not come are nowhere, the stranger has no name but is on record.
    outcomes = {sighting["outcome"] for sighting in company.all("/sightings")}
    assert "unknown" in outcomes
    with wave.open(str(tmp_path / "greetings.wav")) as spoken:
        assert spoken.getnframes() / spoken.getframerate() > 0.5 * len(booked)


def test_at_most_two_uploads_a_passage_and_the_greeting_within_reason(company, server, drawn, tmp_path):
    station = Station(server.address, company.create_station(), tmp_path / "station", drawn["clip"])
    assert station.wait() == 0
    summary = station.of_type("summary")[0]
    assert summary["passages"] >= len(names(drawn, walks=True))
    assert summary["uploads"] <= 2 * summary["passages"]
    assert summary["most_uploads_of_a_passage"] <= 2
    print(f"{summary['uploads']} uploads for {summary['passages']} passages")


def test_the_same_door_again_is_too_soon(company, server, drawn, comers, tmp_path):
    created = company.create_station()
    for turn in range(2):
        station = Station(server.address, created, tmp_path / f"station{turn}", drawn["clip"])
        assert station.wait() == 0
    assert len(company.all("/punches")) == len(comers)
    assert "too_soon" in {sighting["outcome"] for sighting in company.all("/sightings")}


def test_the_day_shows_who_is_in(company, server, drawn, comers, tmp_path):
    station = Station(server.address, company.create_station(), tmp_path / "station", drawn["clip"], "--as-fast-as-possible")
    assert station.wait() == 0
    here = comers
    presence = company.get("/presence")
    assert presence["counts"]["in_office"] == len(here)
    date = company.all("/punches")[0]["at"][:10]
    day = company.get(f"/attendance/days/{date}")
    in_office = {row["employee"]["display_name"] for row in day["items"] if row["day"]["state"] == "in_office"}
    assert in_office == here


def test_a_phone_held_up_books_nothing(company, server, drawn, tmp_path):
    station = Station(server.address, company.create_station(), tmp_path / "station", drawn["attack_clip"],
                      "--as-fast-as-possible")
    assert station.wait() == 0
    assert company.all("/punches") == []
    assert station.of_type("punch") == []
    sightings = company.all("/sightings")
    assert sightings and {sighting["outcome"] for sighting in sightings} <= {"spoof", "unclear"}


def test_an_erased_person_is_a_stranger_at_once(company, server, drawn, tmp_path):
    for person in company.all("/employees"):
        if person["email"] != "admin@example.com":
            company.request("DELETE", f"/employees/{person['id']}", expect=204)
    station = Station(server.address, company.create_station(), tmp_path / "station", drawn["clip"], "--as-fast-as-possible")
    assert station.wait() == 0
    assert company.all("/punches") == []
    assert {sighting["outcome"] for sighting in company.all("/sightings")} == {"unknown"}


def test_two_stations_greet_only_their_own(company, server, drawn, tmp_path):
    busy = Station(server.address, company.create_station("Front"), tmp_path / "front", drawn["clip"], "--as-fast-as-possible")
    empty = tmp_path / "empty"
    empty.mkdir()
    for frame in sorted(Path(drawn["clip"]).iterdir())[:3]:
        shutil.copy(frame, empty)
    quiet = Station(server.address, company.create_station("Back"), tmp_path / "back", empty)
    assert busy.wait() == 0 and quiet.wait() == 0
    assert busy.of_type("punch") and not quiet.of_type("punch")


def test_the_audit_chain_holds_and_names_what_was_done(company, server, drawn):
    verified = company.get("/audit/verify")
    assert verified["intact"] and verified["entries"] > 0
    actions = {entry["action"] for entry in company.all("/audit")}
    assert {"company.register", "employee.create"} <= actions


def test_drawn_people_are_the_same_every_time(models, tmp_path):
    for turn in ("a", "b"):
        assert run(DRAW, "demo", "--folder", tmp_path / turn).returncode == 0
    for file in (tmp_path / "a").rglob("*.jpg"):
        assert file.read_bytes() == (tmp_path / "b" / file.relative_to(tmp_path / "a")).read_bytes()
