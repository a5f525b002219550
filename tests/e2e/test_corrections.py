"""A leave that was forgotten is asked for, approved and taken back; a reader that was down is made up for; a month that payroll was told
stays as it was, whatever arrives afterwards. On both databases."""

import base64
import datetime
import hashlib
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from support.client import PASSWORD, Client, capture_headers
from support.door import SEALED
from support.programs import wait_until
from support.stack import RunningStack

TODAY = datetime.datetime.now(datetime.UTC).date()
FIRST, SECOND = TODAY - datetime.timedelta(days=4), TODAY - datetime.timedelta(days=3)


def at(date: datetime.date, hour: int) -> datetime.datetime:
    return datetime.datetime.combine(date, datetime.time(hour), datetime.UTC)


@pytest.fixture
def embedded(company):
    """An administrator of a server on SQLite."""
    return company


@pytest.fixture
def distributed(models, drawn):
    """An administrator of the whole stack, on PostgreSQL."""
    running = RunningStack(drawn)
    yield running.admin
    running.close()


@pytest.fixture(params=["embedded", "distributed"])
def office(request, drawn):
    return Office(request.getfixturevalue(request.param), drawn)


class Office:
    """One person with office hours, and a door at which everybody comes in."""

    def __init__(self, boss: Client, drawn: dict):
        self.boss = boss
        person = next(person for person in drawn["people"] if person["enrolled"])
        self.picture = Path(person["capture"]).read_bytes()
        name = f"{person['given_name']} {person['family_name']}"
        again = next(one for one in boss.all("/employees") if one["display_name"] == name)
        boss.request("DELETE", f"/employees/{again['id']}", expect=204)  # was made without a password
        self.person = boss.create_employee(person["given_name"], person["family_name"], [Path(person["photo"]).read_bytes()],
                                           password=PASSWORD, personnel_number="0042")
        self.employee = Client(boss.address)
        self.employee.session.verify = boss.session.verify
        self.employee.token = self.employee.post("/sessions", {"email": self.person["email"], "password": PASSWORD})["access_token"]
        self.station = boss.create_station("Entrance", cameras=(("door", "in"),))
        site = boss.get("/company")["sites"][0]
        shift = {"from": "09:00", "to": "17:00", "expected_minutes": 480}
        schedule = boss.post("/schedules", {"name": "Office hours", "cycle": [[shift]] * 7})
        boss.post("/assignments", {"schedule_id": schedule["id"], "site_id": site["id"], "from": str(FIRST)})

    def comes_in(self, when: datetime.datetime):
        """Seen at the door then; the capture arrives now."""
        before = len(self.punches())
        sealed = Fernet(self.station["key"].encode()).encrypt(self.picture)
        self.boss.request("POST", "/captures", data=sealed, headers=capture_headers(self.station["token"], at=when, content_type=SEALED),
                          expect=202)
        wait_until(lambda: len(self.punches()) > before, "the punch")

    def punches(self) -> list[dict]:
        return self.boss.all("/punches", employee=self.person["id"])

    def day(self, date: datetime.date) -> dict:
        board = self.boss.get(f"/attendance/days/{date}")
        return next(row["day"] for row in board["items"] if row["employee"]["id"] == self.person["id"])

    def told(self, date: datetime.date) -> tuple:
        day = self.day(date)
        return day["state"], day["worked_seconds"] // 3600, sorted({flag["flag"] for flag in day["flags"]})

    def pay(self):
        return self.boss.request("GET", "/reports/payroll", expect=200, params={"from": str(FIRST), "to": str(SECOND), "format": "csv"})


MISSING_LEAVE = ("present", 0, ["missing_out"])
WHOLE_DAY = ("present", 8, ["corrected"])
ABSENT = ("absent", 0, [])


def check_a_forgotten_leave(office: Office):
    office.comes_in(at(FIRST, 9))
    assert office.told(FIRST) == MISSING_LEAVE
    wanted = {"kind": "add", "direction": "out", "at": at(FIRST, 17).isoformat(), "reason": "Left by the back door"}
    asked = office.employee.post("/corrections", wanted)
    decision = f"/corrections/{asked['id']}/decision"
    assert office.employee.post(decision, {"verdict": "approve"}, expect=403)["code"] == "permission_missing"
    assert office.told(FIRST) == MISSING_LEAVE
    office.boss.post(decision, {"verdict": "approve"}, expect=200)
    assert office.told(FIRST) == WHOLE_DAY
    assert office.employee.get(f"/corrections/{asked['id']}")["state"] == "approved"
    office.boss.post(decision, {"verdict": "undo", "note": "It was another day"}, expect=200)
    assert office.told(FIRST) == MISSING_LEAVE
    office.boss.post("/corrections", {**wanted, "employee_id": office.person["id"], "approve": True})
    assert office.told(FIRST) == WHOLE_DAY


def check_a_reader_that_was_down(office: Office):
    assert office.told(SECOND) == ABSENT
    outage = {"date": str(SECOND), "from": "08:00", "to": "10:00", "direction": "in", "at_shift": "begin", "reason": "The reader was down",
              "employee_ids": [office.person["id"]]}
    preview = office.boss.post("/corrections/bulk", {**outage, "preview": True}, expect=200)
    assert [(item["employee"]["id"], item["lack"]) for item in preview["items"]] == [(office.person["id"], "presence")]
    assert office.told(SECOND) == ABSENT
    batch = office.boss.post("/corrections/bulk", outage, expect=200)["batch_id"]
    assert office.told(SECOND) == ("present", 0, ["corrected", "missing_out"])
    assert office.boss.post("/corrections/bulk", outage, expect=200)["items"] == []
    undone = office.boss.post(f"/correction-batches/{batch}/decision", {"verdict": "undo"}, expect=200)
    assert undone["decided"] == 1
    assert office.told(SECOND) == ABSENT


def check_a_period_that_stays(office: Office):
    waiting = office.employee.post("/corrections", {"kind": "add", "direction": "in", "at": at(SECOND, 9).isoformat(), "reason": "I was there"})
    dates = {"from": str(FIRST), "to": str(SECOND)}
    refused = office.boss.post("/periods", dates, expect=409)
    assert refused["code"] == "period_has_requests"
    assert waiting["id"] in str(refused["errors"])
    office.employee.post(f"/corrections/{waiting['id']}/decision", {"verdict": "withdraw"}, expect=200)
    period = office.boss.post("/periods", dates)
    path = f"/periods/{period['id']}"
    pay = office.pay()
    digest = base64.b64encode(hashlib.sha256(pay.content).digest()).decode()
    assert pay.headers["Content-Digest"] == f"sha-256=:{digest}:"
    assert pay.headers["Attendsense-Period-Hash"] == period["hash"]
    assert office.boss.all(path + "/changes") == []

    # The station was cut off that day. What payroll was told stays; what it would be told now is shown.
    office.comes_in(at(SECOND, 9))
    assert office.told(SECOND) == ABSENT
    assert (office.day(SECOND)["closed"], office.day(SECOND)["period_id"]) == (True, period["id"])
    assert office.employee.get(f"/attendance/employees/{office.person['id']}", params=dates)["days"][1]["state"] == "absent"
    assert office.pay().content == pay.content
    changes = office.boss.all(path + "/changes")
    assert [(change["employee"]["id"], change["date"], change["before"]["state"], change["after"]["state"]) for change in changes] == [
        (office.person["id"], str(SECOND), "absent", "present")]
    assert office.boss.get(path + "/verify")["intact"]
    late = {"kind": "add", "direction": "out", "at": at(SECOND, 17).isoformat(), "reason": "Left by the back door"}
    assert office.employee.post("/corrections", late, expect=409)["code"] == "period_closed"

    office.boss.post(path + "/reopen", {"reason": "Captures of the entrance came late"}, expect=200)
    assert office.told(SECOND) == MISSING_LEAVE
    assert not office.day(SECOND)["closed"]
    assert "Attendsense-Period-Hash" not in office.pay().headers
    assert office.boss.get(path + "/verify")["intact"]


def test_what_was_forgotten_is_corrected_and_what_payroll_was_told_stays(office):
    check_a_forgotten_leave(office)
    check_a_reader_that_was_down(office)
    check_a_period_that_stays(office)
    actions = {entry["action"] for entry in office.boss.all("/audit")}
    assert {"period.close", "period.reopen", "correction.approve", "correction.undo"} <= actions
    assert office.boss.get("/audit/verify")["intact"]
