"""What a clerk brings along from the earlier system comes in whole, once, and is told about by line; on both databases."""

import csv
import io
import os
import signal
import subprocess

import pytest

from support.programs import SERVER, run, wait_until
from support.stack import RunningStack

PEOPLE = """email;given_name;family_name;personnel_number;hired_at
ada@example.com;Ada;Lovelace;1815;2024-01-01
grace@example.com;Grace;Hopper;1906;2024-01-01
"""
SCHEDULES = "schedule,day,from,to\n" + "".join(f"Office,{day},09:00,17:00\n" for day in ("mon", "tue", "wed", "thu", "fri"))
ATTENDANCE = """{"ada@example.com": {"2024": {"03": {"25": {"entrance": ["08-30"], "leave": ["17-24"]}}}},
                 "grace@example.com": {"2024": {"03": {"25": {"entrance": ["09-10"], "leave": ["16-00"]}}}}}"""


@pytest.fixture
def embedded(admin):
    return admin


@pytest.fixture
def distributed(models, drawn):
    running = RunningStack(drawn)
    yield running.admin
    running.close()


def send(admin, kind: str, content: str, media_type: str = "text/csv", **parameters):
    return admin.request("POST", f"/imports/{kind}", data=content.encode(), headers={"Content-Type": media_type}, params=parameters)


@pytest.mark.parametrize("installation", ["embedded", "distributed"])
def test_people_schedules_and_their_past_come_from_files(installation, request):
    admin = request.getfixturevalue(installation)
    for content, kind in ((PEOPLE, "employees"), (SCHEDULES, "schedules"),
                          ("schedule,role,from\nOffice,employee,2024-01-01\n", "assignments")):
        previewed = send(admin, kind, content, preview="true")
        assert previewed.status_code == 200 and not previewed.json()["errors"], previewed.text
        done = send(admin, kind, content)
        assert done.json()["created"] == previewed.json()["created"] > 0
        assert send(admin, kind, content).json()["created"] == 0
    for times in (4, 0):
        done = send(admin, "attendance", ATTENDANCE, "application/json")
        assert done.json()["created"] == times, done.text

    employees = {item["personnel_number"]: item["id"] for item in admin.get("/employees?limit=100")["items"]}
    own = admin.get(f"/attendance/employees/{employees['1906']}?from=2024-03-25&to=2024-03-25")["days"][0]
    assert own["worked_seconds"] == (6 * 60 + 50) * 60
    assert own["late_seconds"] == 10 * 60

    refused = send(admin, "punches", "email,time,direction\nada@example.com,soon,in\nbob@example.com,2024-03-26 08:00,in\n")
    assert refused.status_code == 422
    assert [error["field"] for error in refused.json()["errors"]] == ["line 2, column time", "line 3, column email"]


def many_punches(people: int, days: int) -> str:
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(["personnel_number", "time", "direction"])
    for day in range(1, days + 1):
        for number in range(people):
            rows.writerow([number, f"2024-05-{day:02} 08:{number % 60:02}", "in"])
            rows.writerow([number, f"2024-05-{day:02} 17:{number % 60:02}", "out"])
    return text.getvalue()


def test_a_command_that_is_killed_is_simply_repeated(server, admin, tmp_path):
    people = tmp_path / "people.csv"
    people.write_text("email,given_name,family_name,personnel_number\n" +
                      "".join(f"p{n}@example.com,Given,Family,{n}\n" for n in range(300)))
    data = server.data / "data"
    done = run(SERVER, "--data", data, "import", "employees", people)
    assert done.returncode == 0, done.stderr
    assert "300 rows: 300 created" in done.stdout
    punches = tmp_path / "punches.csv"
    punches.write_text(many_punches(300, 28))

    def imported() -> int:
        first = admin.get("/employees?limit=5&search=p0@")["items"][0]["id"]
        return len(admin.get(f"/punches?employee={first}&limit=100")["items"])

    killed = subprocess.Popen([SERVER, "--data", data, "import", "punches", punches], stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL)
    wait_until(lambda: imported() > 0 or killed.poll() is not None, "the first batch")
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait()
    again = run(SERVER, "--data", data, "import", "punches", punches)
    assert again.returncode == 0, again.stderr
    assert imported() == 2 * 28
    last = run(SERVER, "--data", data, "import", "punches", punches)
    assert f"{300 * 28 * 2} rows: 0 created, 0 updated, {300 * 28 * 2} unchanged" in last.stdout


def test_errors_are_told_at_the_terminal_by_their_lines(server, admin, tmp_path):
    file = tmp_path / "people.csv"
    file.write_text("email,given_name,family_name,state\nada@example.com,Ada,Lovelace,\nno mail,Grace,Hopper,gone\n")
    data = server.data / "data"
    done = run(SERVER, "--data", data, "import", "employees", file)
    assert done.returncode == 3
    assert "line 3, column state" in done.stderr and "Nothing was imported" in done.stderr
    preview = run(SERVER, "--data", data, "import", "employees", file, "--preview")
    assert preview.returncode == 6
    assert "line 2: create ada@example.com" in preview.stdout
    missing = run(SERVER, "--data", data, "import", "employees", tmp_path / "none.csv")
    assert missing.returncode != 0 and "none.csv" in missing.stderr
