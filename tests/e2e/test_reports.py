"""Reports of a small company whose days are known: what JSON, CSV and a workbook say is the same, cell by cell."""

import base64
import datetime
import hashlib
import re
import shutil
import zoneinfo

import pytest

from support.client import Client
from support.libre_office import LibreOffice
from support.many_people import BEGIN, database_of, download, fill, plan_office_hours
from support.programs import Server
from support.stack import RunningStack

REPORTS = ["days", "people", "sites", "late", "early", "missing", "overtime", "balances", "absences", "presence", "payroll"]
ZONE = zoneinfo.ZoneInfo("Europe/Berlin")
WEEK = datetime.date.today() - datetime.timedelta(days=datetime.date.today().weekday() + 7)
# Names that a careless writer or reader would change.
PEOPLE = [("=HYPERLINK(\"http://a.example\",\"Ada\")", "O'Brien, \"Kip\"", "007"), ("කුමාරි", "පෙරේරා", "1e5"),
          ("Grace", "-Hopper", "+49")]
# By person: the days of the week on which they came, when they came and went on the clock of the wall, in minutes.
DAYS = {0: [(0, 540, 1020), (1, 552, 1020), (2, 540, None), (4, 535, 1110)], 1: [(0, 600, 960), (3, 545, 725)], 2: [(5, 540, 600)]}

# A year of them is some 25 MiB as CSV, and 100 MiB as the sheet of a workbook before it is compressed.
MANY, MANY_DAYS = 300, 365
MOST_MIB = 14


class Company:
    """Everybody works from 9 to 17; what was punched is entered by the administrator."""

    def __init__(self, client, employees=PEOPLE):
        self.client = client
        self.site = client.get("/company")["sites"][0]
        self.people = [client.create_employee(given, family, email=f"person{i}@example.com", personnel_number=number)
                       for i, (given, family, number) in enumerate(employees)]
        self.schedule = client.post("/schedules", {
            "name": "Office, 9 to 5", "cycle": [[{"from": "09:00", "to": "17:00", "expected_minutes": 480}]] * 5 + [[], []]})
        client.post("/assignments", {"schedule_id": self.schedule["id"], "site_id": self.site["id"], "from": str(WEEK)})
        for person, days in DAYS.items():
            for day, come, go in days:
                self.punch(person, day, "in", come)
                if go is not None:
                    self.punch(person, day, "out", go)

    def punch(self, person: int, day: int, direction: str, minute: int):
        at = datetime.datetime.combine(WEEK, datetime.time(), ZONE) + datetime.timedelta(days=day, minutes=minute)
        self.client.post("/corrections", {
            "employee_id": self.people[person]["id"], "kind": "add", "direction": direction, "site_id": self.site["id"],
            "at": at.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), "reason": "The reader was down", "approve": True})

    def parameters(self, **more) -> dict:
        return {"from": str(WEEK), "to": str(WEEK + datetime.timedelta(days=6)), **more}

    def json(self, report: str, **more) -> list[dict]:
        return self.client.all(f"/reports/{report}", **self.parameters(**more))

    def file(self, report: str, kind: str, **more):
        return self.client.request("GET", f"/reports/{report}", expect=200, params=self.parameters(format=kind, **more))


@pytest.fixture
def company_on_sqlite(server):
    client = Client(server.address)
    client.register(server.setup_code, zone="Europe/Berlin")
    return Company(client)


@pytest.fixture(scope="module")
def company_of_many(models, tmp_path_factory):
    """A company with a year of punches, and its server."""
    folder = tmp_path_factory.mktemp("many")
    server = Server(folder).start()
    client = Client(server.address)
    client.register(server.setup_code)
    plan_office_hours(client)
    server.stop()
    fill(database_of(folder / "data"), MANY, MANY_DAYS)
    server.start()
    client.address = server.address
    yield client, server
    server.stop()


@pytest.fixture
def office(tmp_path):
    if shutil.which("soffice") is None:
        pytest.skip("no LibreOffice: install libreoffice-calc-nogui")
    return LibreOffice(tmp_path)


def shown(name: str, value, zone) -> list:
    """What the cells of a value show: text, or a number that is compared as such."""
    if value is None or value == "":
        return [""]
    if name.endswith("_seconds"):
        hours = value / 3600
        return [hours] if name in SIGNED else [f"{value // 3600}:{value % 3600 // 60:02}", hours]
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    if isinstance(value, list):
        return [" ".join(value)]
    if isinstance(value, int | float):
        return [float(value)]
    if name in ("first_in", "last_out", "shift_begin", "shift_end", "at", "begin"):
        local = datetime.datetime.fromisoformat(value).astimezone(zone)
        return [local.strftime("%Y-%m-%d %H:%M:%S")]
    return [value]


SIGNED = ("balance_seconds", "running_balance_seconds")
IN_JSON_ONLY = ("employee_id", "site_id", "punch_id", "time_zone")


def expected_rows(report: str, items: list[dict]) -> list[list]:
    rows = []
    for item in items:
        row = []
        for name, value in item.items():
            if name in IN_JSON_ONLY:
                continue
            cells = shown(name, value, ZONE)
            # Payroll tells decimal hours only.
            row += cells[1:] if report == "payroll" and len(cells) == 2 else cells
        rows.append(row)
    return rows


def is_same(cell: str, wanted) -> bool:
    if isinstance(wanted, float):
        return abs(float(cell) - wanted) < 0.0051
    if cell == wanted:
        return True
    # Whole minutes are shown without their seconds in CSV.
    return wanted.endswith(":00") and cell == wanted.removesuffix(":00")


def compare(found: list[list[str]], wanted: list[list], what: str):
    assert len(found) == len(wanted) + 1, f"{what}: {len(found) - 1} rows, not {len(wanted)}"
    for row, cells in zip(found[1:], wanted, strict=True):
        assert len(row) == len(cells), f"{what}: {row} for {cells}"
        for heading, cell, value in zip(found[0], row, cells, strict=True):
            assert is_same(cell, value), f"{what}, {heading}: {cell!r}, not {value!r}"


def check_every_report(company: Company, office: LibreOffice):
    for report in REPORTS:
        items = company.json(report)
        assert items, report
        wanted = expected_rows(report, items)
        for kind in ("csv", "xlsx"):
            answer = company.file(report, kind)
            assert answer.headers["Content-Disposition"].endswith(f'.{kind}"')
            found = office.rows(f"{report}.{kind}", answer.content)
            if kind == "csv":
                found = [[of_csv(cell) for cell in row] for row in found]
            compare(found, wanted, f"{report}.{kind}")


def of_csv(cell: str) -> str:
    """Without the apostrophe that keeps a text of CSV from being a formula; a duration as it was, which an English LibreOffice
    takes for a time of day."""
    if cell[:2] in ("'=", "'+", "'-", "'@"):
        return cell[1:]
    if re.fullmatch(r"\d\d:\d\d:\d\d [AP]M", cell):
        time = datetime.datetime.strptime(cell, "%I:%M:%S %p")
        return f"{time.hour}:{time.minute:02}"
    return re.sub(r"^(\d+:\d\d):00$", r"\1", cell)


def test_files_hold_what_the_json_holds(company_on_sqlite, office):
    check_every_report(company_on_sqlite, office)


def test_figures_are_those_of_the_known_days(company_on_sqlite):
    company = company_on_sqlite
    by_number = {row["personnel_number"]: row for row in company.json("people")}
    first = by_number["007"]
    assert first["worked_seconds"] == 60 * (480 + 468 + 575)
    assert first["late_seconds"] == 12 * 60
    assert first["days_absent"] == 1
    assert first["flags_open"] == 1
    assert [(row["date"], row["flag"]) for row in company.json("missing") if row["personnel_number"] == "007"] == [
        (str(WEEK + datetime.timedelta(days=2)), "missing_out")]
    sites = company.json("sites")
    assert sites[0]["worked_seconds"] == sum(row["worked_seconds"] for row in by_number.values())
    people_at_noon = [row["people"] for row in company.json("presence")][12]
    assert people_at_noon == 2


def test_a_payroll_file_is_what_its_digest_says(company_on_sqlite):
    answer = company_on_sqlite.file("payroll", "csv", layout=1)
    digest = base64.b64encode(hashlib.sha256(answer.content).digest()).decode()
    assert answer.headers["Content-Digest"] == f"sha-256=:{digest}:"
    mapped = company_on_sqlite.client.request("POST", "/reports/payroll/mapped", expect=200, json={
        **company_on_sqlite.parameters(), "mapping": {
            "version": 1, "separator": ";", "decimal": ",", "encoding": "windows-1252", "rows": "wage_type",
            "columns": [{"name": "Personalnummer", "value": "personnel_number"}, {"name": "Lohnart", "value": "wage_type"},
                        {"name": "Menge", "value": "amount", "format": "decimal"}],
            "wage_types": [{"code": "100", "value": "worked"}]}})
    assert "007;100;25,38" in mapped.content.decode("windows-1252").splitlines()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_long_file_takes_no_more_memory_than_a_short_one(company_of_many, kind):
    client, server = company_of_many
    month, year = (str(BEGIN + datetime.timedelta(days=days - 1)) for days in (30, MANY_DAYS))
    # Several times: each thread that works for the first time keeps some memory.
    months = [download(client, server, **{"from": str(BEGIN), "to": month, "format": kind}) for _ in range(6)]
    _, _, short, _ = months[0]
    at_first = max(peak for _, _, _, peak in months)
    _, lines, long, at_last = download(client, server, **{"from": str(BEGIN), "to": year, "format": kind})
    assert long > 10 * short
    assert kind == "xlsx" or lines == 1 + (MANY + 1) * MANY_DAYS
    assert at_last - at_first < MOST_MIB, f"{at_first:.0f} MiB for a month, {at_last:.0f} MiB for a year of {long / 2**20:.0f} MiB"


def test_files_hold_what_the_json_holds_on_postgresql(models, drawn, office):
    running = RunningStack(drawn)
    try:
        running.admin.request("PATCH", f"/sites/{running.admin.get('/company')['sites'][0]['id']}",
                              json={"time_zone": "Europe/Berlin"}, expect=200)
        check_every_report(Company(running.admin), office)
    finally:
        running.close()
