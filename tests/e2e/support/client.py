"""The API as a user's program sees it. Every answer is held against the contract."""

import base64
import datetime
import os
import time
import uuid

import requests

from . import contract

PASSWORD = "violet tram over nine hills"


def new_id() -> str:
    """A UUID of version 7."""
    value = (int(time.time() * 1000) << 80) | (7 << 76) | (2 << 62)
    random_bits = int.from_bytes(os.urandom(10), "big")
    value |= ((random_bits >> 62) & 0xFFF) << 64 | (random_bits & ((1 << 62) - 1))
    return str(uuid.UUID(int=value))


def rfc3339(moment: datetime.datetime) -> str:
    return moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


class Client:
    def __init__(self, address: str, token: str | None = None):
        self.address = address
        self.token = token
        self.session = requests.Session()
        self.session.trust_env = False

    def request(self, method: str, path: str, *, expect: int | tuple | None = None, root: bool = False, **options):
        headers = dict(options.pop("headers", {}) or {})
        if self.token and "Authorization" not in headers:
            headers["Authorization"] = "Bearer " + self.token
        full = path if root else "/api/v1" + path
        response = self.session.request(method, self.address + full, headers=headers, timeout=options.pop("timeout", 60),
                                        allow_redirects=False, **options)
        contract.check(method, full, response.status_code, response.headers, response.content)
        if expect is not None:
            accepted = expect if isinstance(expect, tuple) else (expect,)
            assert response.status_code in accepted, f"{method} {path}: {response.status_code} {response.text[:500]}"
        return response

    def get(self, path: str, expect=200, **options):
        return self.request("GET", path, expect=expect, **options).json()

    def post(self, path: str, body, expect=201, **options):
        response = self.request("POST", path, json=body, expect=expect, **options)
        return response.json() if response.content else None

    def all(self, path: str, **parameters) -> list:
        """Every page of a list."""
        items, after = [], None
        while True:
            query = {**parameters, "limit": 500, **({"after": after} if after else {})}
            page = self.get(path, params=query)
            items += page["items"]
            after = page.get("next")
            if not after:
                return items

    # The steps that most tests begin with.

    def register(self, setup_code: str, *, zone: str = "Etc/UTC", name: str = "Test Ltd") -> dict:
        registered = self.post("/setup", {
            "setup_code": setup_code,
            "company": {"name": name, "site": {"name": "Office", "time_zone": zone}, "language": "en"},
            "administrator": {"email": "admin@example.com", "given_name": "Ada", "family_name": "Admin", "password": PASSWORD,
                              "consent": False, "photos": []}})
        self.token = registered["access_token"]
        return registered

    def create_employee(self, given: str, family: str, photos: list[bytes] = (), **fields) -> dict:
        created = self.post("/employees", {
            "email": fields.pop("email", f"{given}.{family}@example.com".lower()), "given_name": given, "family_name": family,
            "role": "employee", "consent": True, "photos": [base64.b64encode(photo).decode() for photo in photos], **fields})
        return created["employee"]

    def create_station(self, name: str = "Door", cameras=(("door", "both"),)) -> dict:
        return self.post("/stations", {"name": name, "cameras": [{"name": n, "direction": d} for n, d in cameras]})

    def set_policy(self, **changes) -> dict:
        return self.request("PATCH", "/company/policy", json=changes, expect=200).json()


def capture_headers(token: str, *, capture: str | None = None, passage: str | None = None, camera: str = "door",
                    at: datetime.datetime | None = None, content_type: str = "image/jpeg") -> dict:
    return {"Authorization": "Bearer " + token, "Content-Type": content_type,
            "Attendsense-Capture-Id": capture or new_id(), "Attendsense-Passage-Id": passage or new_id(),
            "Attendsense-Camera": camera, "Attendsense-Captured-At": rfc3339(at or now())}
