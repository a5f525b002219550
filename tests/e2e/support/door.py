"""A door of the distributed system."""

import datetime
import itertools

import requests
from cryptography.fernet import Fernet

from .client import capture_headers, new_id, now
from .programs import wait_until
from .stack import RunningStack

SEALED = "application/vnd.attendsense.sealed-jpeg"


class Door:
    """A station that a test speaks for: sends captures, hears events."""

    def __init__(self, system: RunningStack):
        self.system = system
        self.created = system.station("Test door")
        self.key = Fernet(self.created["key"].encode())
        self.listener = system.listener(self.created)
        # Each capture in its own moment, further from the one before than too soon.
        self._moments = (now() - datetime.timedelta(days=3) + datetime.timedelta(minutes=3 * i) for i in itertools.count())

    def send(self, picture: bytes, key: Fernet | None = None) -> tuple[str, requests.Response]:
        capture = new_id()
        headers = capture_headers(self.created["token"], capture=capture, passage=capture, at=next(self._moments), content_type=SEALED)
        response = requests.post(self.system.stack.address + "/api/v1/captures", data=(key or self.key).encrypt(picture), headers=headers,
                                 timeout=30, verify=self.system.stack.authority)
        return capture, response

    def accepted(self, picture: bytes, key: Fernet | None = None) -> str:
        capture, response = self.send(picture, key)
        assert response.status_code == 202, response.text
        return capture

    def heard(self, capture: str, seconds: float = 20) -> dict:
        def found():
            return next((event for event in list(self.listener.heard.values()) if event["capture_id"] == capture), None)
        return wait_until(found, f"an event of capture {capture}", seconds)
