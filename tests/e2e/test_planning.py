"""An administrator plans a week, an employee asks for leave, and the day's board tells of it; on both databases."""

import datetime

import pytest

from support.client import PASSWORD, Client
from support.stack import RunningStack

CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//Holidays//EN
BEGIN:VEVENT
UID:new-year
DTSTAMP:20200101T000000Z
DTSTART;VALUE=DATE:20200101
RRULE:FREQ=YEARLY
SUMMARY:New Year
END:VEVENT
BEGIN:VEVENT
UID:founders
DTSTAMP:20200101T000000Z
DTSTART;VALUE=DATE:{founders}
SUMMARY:Founders' day
END:VEVENT
BEGIN:VEVENT
UID:meeting
DTSTAMP:20200101T000000Z
DTSTART:{founders}T100000Z
DTEND:{founders}T110000Z
SUMMARY:Meeting
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")


@pytest.fixture
def embedded(admin):
    """An administrator of a server on SQLite."""
    return admin


@pytest.fixture
def distributed(models, drawn):
    """An administrator of the whole stack, on PostgreSQL."""
    running = RunningStack(drawn)
    yield running.admin
    running.close()


@pytest.fixture(params=["embedded", "distributed"])
def boss(request):
    return request.getfixturevalue(request.param)


def next_monday() -> datetime.date:
    """Of a week that has no New Year in it."""
    monday = datetime.date.today() + datetime.timedelta(days=7 - datetime.date.today().weekday())
    return monday if monday.year == (monday + datetime.timedelta(days=7)).year else monday + datetime.timedelta(days=14)


def office_hours(grace: int = 0) -> dict:
    day = {"from": "09:00", "to": "17:30", "expected_minutes": 480}
    return {"name": "Office hours", "cycle": [[day]] * 5 + [[]] * 2, "rules": {"grace_late_minutes": grace}}


def signed_in(boss: Client, email: str) -> Client:
    visitor = Client(boss.address)
    visitor.session.verify = boss.session.verify
    visitor.token = visitor.post("/sessions", {"email": email, "password": PASSWORD})["access_token"]
    return visitor


def day_of(boss: Client, employee: dict, date: datetime.date) -> dict:
    board = boss.get(f"/attendance/days/{date}")
    return next(row["day"] for row in board["items"] if row["employee"]["id"] == employee["id"])


def state_of(boss: Client, employee: dict, date: datetime.date) -> str:
    return day_of(boss, employee, date)["state"]


def test_a_week_is_planned_and_leave_is_taken(boss):
    monday = next_monday()
    tuesday, wednesday, sunday = (monday + datetime.timedelta(days=days) for days in (1, 2, 6))
    site = boss.get("/company")["sites"][0]
    maud = boss.create_employee("Maud", "Menten", consent=False, password=PASSWORD, personnel_number="0042")
    assert day_of(boss, maud, monday)["kind"] == "unscheduled"

    # The schedule, for everybody of the site; made again from what was read.
    schedule = boss.post("/schedules", office_hours())
    path = f"/schedules/{schedule['id']}"
    read = boss.request("GET", path, expect=200)
    tag = read.headers["ETag"]
    boss.request("PUT", path, json=office_hours(grace=5), headers={"If-Match": tag}, expect=200)
    boss.request("PUT", path, json=office_hours(grace=9), headers={"If-Match": tag}, expect=412)
    boss.post("/assignments", {"schedule_id": schedule["id"], "site_id": site["id"], "from": str(monday)})
    assert state_of(boss, maud, monday) == "upcoming"
    assert state_of(boss, maud, sunday) == "day_off"

    # A day that is going to be a holiday: first as a question, then in earnest, and once more.
    asked = {"holidays": [{"date": str(tuesday), "name": "Founders' day"}], "from": str(monday), "to": str(sunday)}
    preview = boss.post("/schedules/preview", asked, expect=200)
    assert {(row["date"], row["before"]["state"], row["after"]["state"]) for row in preview["rows"]} == {
        (str(tuesday), "upcoming", "holiday")}
    assert preview["people"] == len(boss.all("/employees"))
    years = {"from": f"{monday.year}-01-01", "to": f"{sunday.year}-12-31"}
    file = CALENDAR.format(founders=tuesday.strftime("%Y%m%d"))
    for added, known in ((2, 0), (0, 2)):
        done = boss.request("POST", "/holidays/import", params=years, data=file, headers={"Content-Type": "text/calendar"},
                            expect=200).json()
        assert (len(done["added"]) >= added, len(done["known"]) >= known) == (True, True)
        assert [event["name"] for event in done["skipped"]] == ["Meeting"]
    assert done["added"] == []
    holiday = day_of(boss, maud, tuesday)
    assert (holiday["state"], holiday["occasion"]) == ("holiday", "Founders' day")

    # Leave: asked for by one, approved by another.
    kind = boss.post("/leave-kinds", {"name": "Annual leave", "paid": True})
    employee = signed_in(boss, maud["email"])
    wanted = {"leave_kind_id": kind["id"], "from": str(wednesday), "to": str(wednesday), "reason": "The sea"}
    leave = employee.post("/leaves", wanted)
    assert employee.post("/leaves", wanted, expect=409)["code"] == "leave_overlaps"
    assert employee.post(f"/leaves/{leave['id']}/decision", {"verdict": "approve"}, expect=403)["code"] == "permission_missing"
    assert state_of(boss, maud, wednesday) == "upcoming"
    waiting = boss.all("/leaves", state="requested")
    assert [item["display_name"] for item in waiting] == ["Maud Menten"]
    boss.post(f"/leaves/{leave['id']}/decision", {"verdict": "approve"}, expect=200)
    away = day_of(boss, maud, wednesday)
    assert (away["state"], away["occasion"], away["leave_credit_seconds"]) == ("on_leave", "Annual leave", 8 * 3600)
    assert employee.get(f"/leaves/{leave['id']}")["state"] == "approved"

    # All of it is in the audit, which holds.
    actions = [entry["action"] for entry in boss.all("/audit")]
    assert {"schedule.create", "schedule.update", "assignment.create", "holiday.import", "leave.request", "leave.approve"} <= set(actions)
    assert boss.get("/audit/verify")["intact"]
