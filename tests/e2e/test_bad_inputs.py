"""More than 200 bad inputs over the API: the right answer each time, nothing changes, nothing breaks."""

import datetime
import json
import sqlite3
from pathlib import Path

import pytest

from support import pictures
from support.client import PASSWORD, Client, capture_headers, new_id, now, rfc3339
from support.programs import MODELS, SERVER, Server, run, wait_until

pytestmark = pytest.mark.skipif(MODELS is None, reason="no models: set ATTENDSENSE_MODELS")


@pytest.fixture(scope="module")
def good(drawn) -> bytes:
    return Path(drawn["people"][0]["photo"]).read_bytes()


@pytest.fixture(scope="module")
def company(drawn, tmp_path_factory):
    """A company with an administrator, an employee and a station; all cases of this file share it."""
    server = Server(tmp_path_factory.mktemp("bad"), "log.level=warn").start()
    admin = Client(server.address)
    registered = admin.register(server.setup_code)
    admin.set_policy(match_threshold=drawn["match_threshold"])
    photo = Path(drawn["people"][0]["photo"]).read_bytes()
    employee = admin.create_employee("Erika", "Example", [photo], password=PASSWORD)
    empty = admin.create_employee("Nobody", "Yet")
    signed_in = admin.post("/sessions", {"email": "erika.example@example.com", "password": PASSWORD})
    made = {"server": server, "admin": admin, "registered": registered, "employee": employee, "empty": empty,
            "erika": signed_in, "station": admin.create_station()}
    yield made
    assert admin.get("/version")
    names = {person["given_name"] for person in admin.all("/employees")}
    assert {"Ada", "Erika", "Nobody"} <= names
    assert server.stop() == 0, server.log_text()[-4000:]
    connection = sqlite3.connect(server.data / "data/attendsense.db")
    assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
    connection.close()
    for sign in ("ERROR: AddressSanitizer", "runtime error:", "Traceback", "terminate called"):
        assert sign not in server.log_text()


def problem_of(response) -> dict:
    problem = response.json()
    assert problem["status"] == response.status_code
    assert problem["code"] and problem["title"]
    return problem


# --- pictures ------------------------------------------------------------------------------------------------------------

REFUSED_NAMES = []
ACCEPTED_NAMES = []
if MODELS is not None:
    from PIL import Image

    # Names only: what they hold is made from the drawn photo once it is there.
    sample = pictures.encoded(Image.effect_noise((320, 320), 60).convert("RGB"), "JPEG", quality=92)
    REFUSED_NAMES = list(pictures.refused(sample))
    ACCEPTED_NAMES = list(pictures.accepted(sample))


@pytest.fixture(scope="module")
def refused(good):
    return pictures.refused(good)


@pytest.fixture(scope="module")
def accepted(good):
    return pictures.accepted(good)


def content_type(content: bytes) -> str:
    if content.startswith(b"\x89PNG"):
        return "image/png"
    return "image/webp" if content[8:12] == b"WEBP" else "image/jpeg"


@pytest.mark.parametrize("name", REFUSED_NAMES)
def test_a_bad_photo_is_refused(company, refused, name):
    content, statuses = refused[name]
    path = f"/employees/{company['empty']['id']}/photos"
    response = company["admin"].request("POST", path, data=content, headers={"Content-Type": content_type(content)})
    assert response.status_code in statuses, (name, response.status_code, response.text[:300])
    problem = problem_of(response)
    assert problem.get("remedy") or problem.get("detail")
    assert company["admin"].get(path)["items"] == []


@pytest.mark.parametrize("name", ACCEPTED_NAMES)
def test_an_odd_but_good_photo_is_taken(company, accepted, name):
    """Turned upright, grey, CMYK: the same face, so it belongs to Erika and to nobody else."""
    content = accepted[name]
    path = f"/employees/{company['employee']['id']}/photos"
    admin = company["admin"]
    made = admin.request("POST", path, data=content, headers={"Content-Type": content_type(content)}, expect=201).json()
    other = admin.request("POST", f"/employees/{company['empty']['id']}/photos", data=content, expect=409,
                          headers={"Content-Type": content_type(content)})
    assert problem_of(other)["code"] == "face_enrolled_already"
    admin.request("DELETE", f"{path}/{made['template_id']}", expect=204)


@pytest.mark.parametrize("name", REFUSED_NAMES[:32])
def test_a_bad_capture_is_refused_or_laid_aside(company, refused, name):
    """What the header gives away is refused at once; the rest is found out by the worker and laid aside."""
    content, _ = refused[name]
    response = company["admin"].request("POST", "/captures", data=content, headers=capture_headers(company["station"]["token"]))
    assert response.status_code in (202, 400, 411, 413, 415, 422), response.text
    if response.status_code != 202:
        problem_of(response)


# --- tokens --------------------------------------------------------------------------------------------------------------

WRONG_TOKENS = {
    "none": None, "empty": "", "only the scheme": "Bearer", "scheme and space": "Bearer ", "another scheme": "Basic YTpi",
    "short": "Bearer abc", "sql": "Bearer ' OR 1=1 --", "spaces": "Bearer a b c", "tab": "Bearer\tabc",
    "long": "Bearer " + "a" * 8000, "path": "Bearer ../../etc/passwd", "json": 'Bearer {"alg":"none"}',
    "jwt without signature": "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.", "percent": "Bearer %00%0a",
    "latin": "Bearer \u00e4\u00f6\u00fc", "two": "Bearer abc, Bearer def",
}
PROTECTED = [("GET", "/employees"), ("GET", "/company"), ("POST", "/captures"), ("GET", "/station")]


@pytest.mark.parametrize("name", WRONG_TOKENS)
@pytest.mark.parametrize("method,path", PROTECTED)
def test_a_wrong_token_opens_nothing(company, name, method, path):
    value = WRONG_TOKENS[name]
    headers = {"Authorization": value.encode("latin-1")} if value is not None else {}
    client = Client(company["server"].address)
    response = client.request(method, path, headers=headers)
    assert response.status_code in (400, 401)
    problem_of(response)


ADMINISTRATORS_ONLY = [
    ("GET", "/employees", None), ("GET", "/audit", None), ("GET", "/sightings", None), ("GET", "/presence", None),
    ("GET", "/stations", None), ("GET", "/audit/verify", None),
    ("POST", "/employees", {"email": "e@example.com", "given_name": "E", "family_name": "F", "consent": False, "photos": []}),
    ("POST", "/stations", {"name": "Mine", "cameras": [{"name": "door", "direction": "in"}]}),
    ("PATCH", "/company/policy", {"too_soon_seconds": 1}),
]


@pytest.mark.parametrize("method,path,body", ADMINISTRATORS_ONLY, ids=lambda value: value if isinstance(value, str) else "")
def test_a_role_has_borders(company, method, path, body):
    erika = Client(company["server"].address, company["erika"]["access_token"])
    assert erika.request(method, path, json=body).status_code == 403
    station = Client(company["server"].address, company["station"]["token"])
    assert station.request(method, path, json=body).status_code in (401, 403)


def test_a_refresh_token_is_no_access_token(company):
    client = Client(company["server"].address, company["erika"]["refresh_token"])
    assert client.request("GET", "/punches").status_code == 401


def test_an_access_token_sends_no_captures(company, good):
    response = company["admin"].request("POST", "/captures", data=good,
                                        headers=capture_headers(company["admin"].token))
    assert response.status_code in (401, 403)


def test_a_revoked_station_is_refused(company, good):
    station = company["admin"].create_station("Revoked")
    company["admin"].request("DELETE", f"/stations/{station['station']['id']}", expect=204)
    response = company["admin"].request("POST", "/captures", data=good, headers=capture_headers(station["token"]))
    assert response.status_code in (401, 403)


# --- JSON ----------------------------------------------------------------------------------------------------------------

PERSON = {"email": "new@example.com", "given_name": "New", "family_name": "Person", "role": "employee", "consent": False,
          "photos": []}
RAW_JSON = {
    "nothing": b"", "a word": b"word", "half an object": b'{"email": "a@b', "two objects": b"{}{}", "a list": b"[]",
    "a number": b"5", "null": b"null", "a trailing comma": b'{"email": "a@b.c",}', "a comment": b"/* */ {}",
    "NaN": b'{"email": NaN}', "single quotes": b"{'email': 'a@b.c'}", "a byte order mark": b"\xef\xbb\xbf{}",
    "utf-16": '{"email": "a@b.c"}'.encode("utf-16"), "latin-1": b'{"given_name": "J\xfcrgen"}',
    "overlong utf-8": b'{"given_name": "\xc0\xaf"}', "a lone surrogate": b'{"given_name": "\\ud800"}',
    "a surrogate in bytes": b'{"given_name": "\xed\xa0\x80"}', "deep lists": b"[" * 10_000 + b"]" * 10_000,
    "deep objects": b'{"a":' * 10_000 + b"1" + b"}" * 10_000, "deep and unclosed": b"[" * 100_000,
    "33 levels": b'{"photos":' + b"[" * 33 + b"]" * 33 + b"}", "a huge number": b'{"consent": 1e999999}',
    "a raw control character": b'{"given_name": "a\x01b"}', "a raw newline": b'{"given_name": "a\nb"}',
    "a repeated key": b'{"email":"a@example.com","email":"b@example.com","given_name":"A","family_name":"B","consent":false}',
}


@pytest.mark.parametrize("name", RAW_JSON)
def test_json_that_is_none_is_refused(company, name):
    response = company["admin"].request("POST", "/employees", data=RAW_JSON[name], headers={"Content-Type": "application/json"})
    assert response.status_code in (400, 411, 422), response.text
    problem_of(response)


WRONG_FIELDS = {
    "email is a number": {"email": 5}, "email is null": {"email": None}, "email is a list": {"email": ["a@b.c"]},
    "email is empty": {"email": ""}, "email without at": {"email": "abc"}, "email of two": {"email": "a@b.c,d@e.f"},
    "email with a space": {"email": "a b@example.com"}, "email with a line": {"email": "a@example.com\nBcc: b@example.com"},
    "email without a name": {"email": "@example.com"}, "email without a host": {"email": "a@"},
    "email of 10 kB": {"email": "a" * 10_000 + "@example.com"}, "email with nul": {"email": "a\0b@example.com"},
    "name is a number": {"given_name": 5}, "name is true": {"given_name": True}, "name is an object": {"given_name": {}},
    "name is empty": {"given_name": ""}, "name is blank": {"family_name": "   "}, "name of 10 kB": {"family_name": "x" * 10_000},
    "name with nul": {"given_name": "a\0b"}, "name with a control character": {"given_name": "a\x1b[31mb"},
    "name with a line": {"family_name": "a\nb"}, "honorific unknown": {"honorific": "king"}, "honorific is 1": {"honorific": 1},
    "role unknown": {"role": "emperor"}, "role is an object": {"role": {}}, "role is a foreign id": {"role": new_id()},
    "site is no id": {"site_id": "here"}, "site is a foreign id": {"site_id": new_id()}, "consent is a word": {"consent": "yes"},
    "consent is 1": {"consent": 1}, "photos is a word": {"photos": "abc"}, "photos of numbers": {"photos": [1, 2]},
    "photos of no base64": {"photos": ["***"]}, "photos of a text": {"consent": True, "photos": ["aGVsbG8gd29ybGQ="]},
    "photos without consent": {"consent": False, "photos": ["aGVsbG8gd29ybGQ="]}, "too many photos": {"photos": ["AAAA"] * 50},
    "password too short": {"password": "short"}, "password common": {"password": "passwordpassword"},
    "password of one letter": {"password": "a" * 30}, "password of 1 MB": {"password": "ab" * 500_000},
    "password is a list": {"password": []}, "an unknown field": {"is_admin": True}, "id given": {"id": new_id()},
    "email missing": {"email": ...}, "given name missing": {"given_name": ...}, "family name missing": {"family_name": ...},
    "e-mail taken": {"email": "ERIKA.example@example.com"},
}


@pytest.mark.parametrize("name", WRONG_FIELDS)
def test_a_wrong_field_is_refused(company, name):
    body = {**PERSON, "email": f"{new_id()}@example.com", **WRONG_FIELDS[name]}
    body = {key: value for key, value in body.items() if value is not ...}
    before = len(company["admin"].all("/employees"))
    response = company["admin"].request("POST", "/employees", json=body)
    assert response.status_code in (400, 404, 409, 413, 415, 422), response.text
    problem_of(response)
    assert len(company["admin"].all("/employees")) == before


ODD_NAMES = ["'); DROP TABLE employee; --", "<script>alert('x')</script>", "\" onmouseover=\"x", "Robert'); DELETE FROM punch;--",
             "Zoë", "李小龍", "محمد", "🙂🙃", "e\u0301 combined", "नीता", "සුනිල්", "${jndi:ldap://x}", "%s%s%n", "../../etc/passwd",
             "O'Brien-Smith", "Null", "\u00a0nbsp", "{{7*7}}", "\\", "a" * 100]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_an_odd_name_is_a_name(company, name):
    """Stored and given back as it was, searchable, and nothing is run."""
    admin = company["admin"]
    made = admin.post("/employees", {**PERSON, "email": f"{new_id()}@example.com", "family_name": name})["employee"]
    read = admin.get(f"/employees/{made['id']}")
    assert read["family_name"].strip() == name.strip()
    found = admin.get("/employees", params={"search": name.strip()[:60]})["items"]
    assert made["id"] in [person["id"] for person in found]
    admin.request("DELETE", f"/employees/{made['id']}", expect=204)
    admin.request("GET", f"/employees/{made['id']}", expect=404)


# --- addresses and queries ---------------------------------------------------------------------------------------------------

WRONG_QUERIES = [
    "/employees?limit=0", "/employees?limit=-1", "/employees?limit=1000000000", "/employees?limit=abc", "/employees?limit=1e3",
    "/employees?limit=99999999999999999999", "/employees?after=garbage", "/employees?after=%00", "/employees?state=asleep",
    "/employees?search=%ff%fe", "/punches?from=yesterday", "/punches?to=2026-02-30T00:00:00Z", "/punches?employee=1",
    "/punches?limit=2.5", "/sightings?outcome=guess", "/sightings?after=../..", "/attendance/days/2026-02-30",
    "/attendance/days/2026-13-01", "/attendance/days/today", "/attendance/days/%2e%2e", "/attendance/days/2026-1-1",
    "/attendance/days/99999-01-01", "/employees/1", "/employees/%27%20OR%201%3D1", "/employees/00000000-0000-0000-0000-00000000000g",
    "/employees/" + "a" * 3000, "/audit?limit=x", "/stations/x", "/employees/%zz", "/employees/x/photos",
]


@pytest.mark.parametrize("path", WRONG_QUERIES)
def test_a_wrong_query_is_refused(company, path):
    response = company["admin"].request("GET", path)
    assert response.status_code in (400, 404, 414, 422), response.text
    problem_of(response)


def test_a_period_that_ends_before_it_begins_is_refused(company):
    path = f"/attendance/employees/{company['employee']['id']}?from=2026-03-02&to=2026-03-01"
    assert company["admin"].request("GET", path).status_code in (400, 422)


@pytest.mark.parametrize("path", ["/nothing", "/api", "/api/v1", "/api/v1/", "/api/v2/employees", "/etc/passwd", "/..%2f..%2fetc/passwd",
                                  "/.git/config", "/api/v1/employees/", "//api/v1/employees", "/api/v1/nothing"])
def test_an_unknown_address_is_not_found(company, path):
    response = company["admin"].request("GET", path, root=True)
    assert response.status_code in (400, 404)
    problem_of(response)


@pytest.mark.parametrize("method,path", [("PUT", "/employees"), ("DELETE", "/company"), ("PATCH", "/punches"), ("POST", "/presence"),
                                         ("DELETE", "/punches"), ("PUT", "/sightings")])
def test_a_method_that_is_not_allowed_is_told_what_is(company, method, path):
    response = company["admin"].request(method, path)
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded",
                                  "application/octet-stream", "application/x-python-pickle", ""])
def test_a_wrong_content_type_is_refused(company, kind):
    response = company["admin"].request("POST", "/employees", data=json.dumps(PERSON).encode(), headers={"Content-Type": kind})
    assert response.status_code == 415


# --- captures ------------------------------------------------------------------------------------------------------------

WRONG_HEADERS = {
    "no capture id": {"Attendsense-Capture-Id": None}, "no passage id": {"Attendsense-Passage-Id": None},
    "no camera": {"Attendsense-Camera": None}, "no time": {"Attendsense-Captured-At": None},
    "capture id is a word": {"Attendsense-Capture-Id": "one"}, "capture id is sql": {"Attendsense-Capture-Id": "' OR 1=1"},
    "passage id is short": {"Attendsense-Passage-Id": "01890a5d"}, "camera unknown": {"Attendsense-Camera": "roof"},
    "camera of 5 kB": {"Attendsense-Camera": "x" * 5000}, "camera is sql": {"Attendsense-Camera": "'; DROP TABLE camera; --"},
    "time is a word": {"Attendsense-Captured-At": "now"}, "time without zone": {"Attendsense-Captured-At": "2026-03-29T07:04:05"},
    "time impossible": {"Attendsense-Captured-At": "2026-02-30T07:04:05Z"}, "time is a number": {"Attendsense-Captured-At": "1774767845"},
    "face of three": {"Attendsense-Face": "1,2,3"}, "face is nan": {"Attendsense-Face": "nan,0,10,10"},
    "face of negative size": {"Attendsense-Face": "0,0,-10,10"}, "face infinite": {"Attendsense-Face": "0,0,inf,1"},
    "offset is a word": {"Attendsense-Clock-Offset": "late"}, "offset beyond 64 bits": {"Attendsense-Clock-Offset": "9" * 30},
    "type is png": {"Content-Type": "image/png"}, "type is html": {"Content-Type": "text/html"},
    "type is missing": {"Content-Type": ""}, "type is pickle": {"Content-Type": "application/x-python-pickle"},
}


@pytest.mark.parametrize("name", WRONG_HEADERS)
def test_a_capture_with_a_wrong_header_is_refused(company, good, name):
    headers = {**capture_headers(company["station"]["token"]), **WRONG_HEADERS[name]}
    response = company["admin"].request("POST", "/captures", data=good, headers={k: v for k, v in headers.items() if v is not None})
    assert response.status_code in (400, 404, 415, 422), response.text
    problem_of(response)


def test_a_capture_sealed_with_another_key_is_laid_aside_with_its_reason(company):
    capture = new_id()
    headers = capture_headers(company["station"]["token"], capture=capture, content_type="application/vnd.attendsense.sealed-jpeg")
    company["admin"].request("POST", "/captures", data=b"gAAAAAB" + b"A" * 400, headers=headers, expect=(202, 400))
    server = company["server"]

    def dead():
        rows = json.loads(run(SERVER, "--data", server.data / "data", "queue", "dead", "--json", "--limit", "1000").stdout)
        return [row for row in rows if row["capture_id"] == capture]
    row = wait_until(dead, "the capture to be laid aside", 60, pause=0.2)[0]
    assert row["reason"]


@pytest.mark.parametrize("days", [-400, -8, 3])
def test_a_capture_of_another_time_books_nothing(company, good, days):
    capture = new_id()
    at = now() + datetime.timedelta(days=days)
    company["admin"].request("POST", "/captures", data=good, expect=(202, 400, 422),
                             headers=capture_headers(company["station"]["token"], capture=capture, at=at))
    late = [punch for punch in company["admin"].all("/punches") if punch["at"] == rfc3339(at)]
    assert late == []


def test_too_large_a_body_is_refused(company):
    response = company["admin"].request("POST", "/captures", data=bytes(8 * 1024 * 1024 + 1),
                                        headers=capture_headers(company["station"]["token"]), expect=413)
    problem_of(response)


def test_a_wrong_password_is_the_same_answer_as_no_account(company):
    client = Client(company["server"].address)
    known = client.request("POST", "/sessions", json={"email": "erika.example@example.com", "password": "wrong password here"})
    unknown = client.request("POST", "/sessions", json={"email": "nobody@example.com", "password": "wrong password here"})
    assert known.status_code == unknown.status_code == 401
    assert {**known.json(), "instance": ""} == {**unknown.json(), "instance": ""}


def test_a_second_company_needs_a_code(company):
    client = Client(company["server"].address)
    body = {"setup_code": "AAAA-BBBB-CCCC", "company": {"name": "X", "site": {"name": "Y", "time_zone": "Etc/UTC"}},
            "administrator": {"email": "a@example.com", "given_name": "A", "family_name": "B", "password": PASSWORD,
                              "consent": False, "photos": []}}
    assert client.request("POST", "/setup", json=body).status_code in (401, 403, 409, 422)
