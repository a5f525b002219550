"""A small office with a past, for the web app's tests: people, office hours, punches of some weeks, entered by hand, and
strangers whom nobody has put a name to."""

import datetime
import random
from pathlib import Path

from cryptography.fernet import Fernet

from .client import PASSWORD, Client, capture_headers, now, rfc3339
from .programs import wait_until

PEOPLE = [("Amara", "Okafor"), ("Ben", "Fischer"), ("Chiara", "Rossi"), ("Dinesh", "Perera"), ("Elena", "García"), ("Farid", "Haddad"),
          ("Grace", "Hopper"), ("Hiroshi", "Tanaka"), ("Ines", "Moreau"), ("Jonas", "Lindqvist"), ("Kavya", "Sharma"), ("Leon", "Novak"),
          ("Maya", "Silva")]
CONSENTED = ("Leon", "Maya")
DAYS = 21


def afternoon() -> datetime.timezone:
    """Where it is a little past three in the afternoon, so that the office looks the same whenever the tests run."""
    return datetime.timezone(datetime.timedelta(hours=min(14, max(-12, 15 - now().hour))))


def zone_name(zone: datetime.timezone) -> str:
    """As the database of time zones has it, where those east of Greenwich have a minus."""
    hours = int(zone.utcoffset(None).total_seconds() // 3600)
    return f"Etc/GMT{-hours:+d}" if hours else "Etc/GMT"


def fill(boss: Client, me: str, zone: datetime.timezone, drawn: dict) -> dict:
    """Who may sign in: the administrator, whose id is `me`, and one employee."""
    boss.set_policy(self_approval=True)
    day = {"from": "08:30", "to": "17:00", "expected_minutes": 480}
    schedule = boss.post("/schedules", {"name": "Office hours", "cycle": [[day]] * 7, "rules": {"grace_late_minutes": 15}})
    site = boss.get("/company")["sites"][0]
    today = now().astimezone(zone).date()
    boss.post("/assignments", {"schedule_id": schedule["id"], "site_id": site["id"], "from": str(today - datetime.timedelta(days=60))})
    boss.post("/holidays", {"date": str(today - datetime.timedelta(days=9)), "name": "Founders' day"})
    people = [boss.create_employee(given, family, password=PASSWORD, consent=given in CONSENTED,
                                   email=f"{given}@example.com".lower(), photos=[photo(drawn, 0)] if given == "Maya" else [])
              for given, family in PEOPLE]
    chance = random.Random(7)
    for number, person in enumerate([me, *(person["id"] for person in people)]):
        for back in range(DAYS if number < 2 else 2):
            if back not in (4, 9) and number % 6 != 5:
                punch_day(boss, person, today - datetime.timedelta(days=back), zone, chance)
    leave = boss.post("/leave-kinds", {"name": "Parental leave", "paid": True})
    boss.post("/leaves", {"employee_id": people[2]["id"], "leave_kind_id": leave["id"], "from": str(today + datetime.timedelta(days=20)),
                          "to": str(today + datetime.timedelta(days=34)), "reason": "A daughter", "approve": True})
    boss.post("/periods", {"from": str(today - datetime.timedelta(days=430)), "to": str(today - datetime.timedelta(days=400))})
    strangers_pass(boss, drawn)
    stations_report(boss)
    return {"boss": account(boss, "admin@example.com"),
            "employee": {**account(boss, people[0]["email"]), "id": people[0]["id"], "name": people[0]["display_name"]}}


def photo(drawn: dict, number: int) -> bytes:
    return Path(drawn["people"][number]["photo"]).read_bytes()


def strangers_pass(boss: Client, drawn: dict) -> None:
    """Five people whom the camera does not know, a minute apart, of whom pictures are kept."""
    boss.set_policy(match_threshold=drawn["match_threshold"], keep_crops=True)
    station = boss.create_station("Side door", cameras=(("door", "in"),))
    key = Fernet(station["key"].encode())
    strangers = drawn["people"][1:6]
    for number, person in enumerate(strangers):
        headers = capture_headers(station["token"], at=now() - datetime.timedelta(minutes=len(strangers) - number),
                                  content_type="application/vnd.attendsense.sealed-jpeg")
        boss.request("POST", "/captures", data=key.encrypt(Path(person["capture"]).read_bytes()), headers=headers, expect=202)
    wait_until(lambda: len(boss.get("/sightings", params={"review": "open"})["items"]) == len(strangers), "the strangers to be seen")


def stations_report(boss: Client) -> None:
    """A station with two cameras, one of which somebody has unplugged."""
    station = boss.create_station("Main entrance", cameras=(("gate", "in"), ("yard", "out")))
    cameras = [{"name": "gate", "state": "running"}, {"name": "yard", "state": "lost", "why": "The camera /dev/video2 gives no pictures"}]
    own = {"Authorization": "Bearer " + station["token"]}
    boss.request("GET", "/station", headers=own, expect=200)
    boss.request("PUT", "/station/report", json={"version": "1.0.0", "waiting": 12, "set_aside": 0, "dropped": 0, "cameras": cameras},
                 headers=own, expect=204)


def punch_day(boss: Client, person: str, date: datetime.date, zone: datetime.timezone, chance: random.Random) -> None:
    begin = datetime.datetime.combine(date, datetime.time(7, 30), zone) + datetime.timedelta(minutes=chance.randrange(170))
    lunch = begin + datetime.timedelta(minutes=180 + chance.randrange(60))
    end = datetime.datetime.combine(date, datetime.time(14, 50), zone) + datetime.timedelta(minutes=chance.randrange(180))
    moments = [("in", begin), ("out", lunch), ("in", lunch + datetime.timedelta(minutes=25 + chance.randrange(30))), ("out", end)]
    for direction, at in moments:
        if at < now():
            boss.post("/corrections", {"employee_id": person, "kind": "add", "direction": direction, "at": rfc3339(at),
                                       "reason": "The camera was away", "approve": True})


def account(boss: Client, email: str) -> dict:
    nobody = Client(boss.address)
    nobody.session.verify = boss.session.verify
    session = nobody.post("/sessions", {"email": email, "password": PASSWORD})
    return {"email": email, "password": PASSWORD, "token": session["access_token"]}
