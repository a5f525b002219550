"""A station as the server sees it: delivers captures in order, keeps each until it is answered 202, listens to its events over MQTT."""

import base64
import datetime
import hashlib
import hmac
import json
import ssl
import threading
import time

import paho.mqtt.client as mqtt
import requests
from cryptography.fernet import Fernet
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

from support.client import capture_headers, new_id, now

SESSION_SECONDS = 3600


def mqtt_password(key: str) -> str:
    """As crypto/mqtt_account.hpp derives it."""
    return base64.urlsafe_b64encode(hmac.digest(key.encode(), b"attendsense mqtt v1", "sha256")).decode().rstrip("=")


class Station:
    def __init__(self, created: dict, address: str, authority, mqtt_port: int):
        self.id = created["station"]["id"]
        self.token = created["token"]
        self.key = created["key"]
        self.address = address
        self.authority = str(authority)
        self.waiting: list[tuple[str, bytes, datetime.datetime]] = []
        self.accepted: dict[str, float] = {}  # capture id -> when it was answered
        self.again = 0
        self.heard: dict[str, dict] = {}  # event id -> payload
        self.repeated = 0
        self.forged = 0
        self.heard_after: list[float] = []  # seconds from the 202 of a capture to its event
        self.delays: list[tuple[float, float]] = []  # from the sending of a capture to its booking and to its event
        self._sent_at: dict[str, float] = {}
        self._pace = 0.0
        self._sender = threading.Thread(target=self._send, daemon=True)
        self._mqtt = self._listener(mqtt_port)

    def add(self, picture: bytes, at: datetime.datetime):
        self.waiting.append((new_id(), Fernet(self.key.encode()).encrypt(picture), at))

    def start(self, pace: float):
        """`pace`: seconds between two captures."""
        self._pace = pace
        self._sender.start()

    def done(self) -> bool:
        return not self._sender.is_alive()

    def close(self):
        self._mqtt.loop_stop()
        self._mqtt.disconnect()

    def _send(self):
        session = requests.Session()
        session.trust_env = False
        session.verify = self.authority
        for capture, sealed, at in self.waiting:
            self._sent_at[capture] = time.time()
            while not self._sent(session, capture, sealed, at):
                self.again += 1
                time.sleep(0.2)
            self.accepted[capture] = time.monotonic()
            time.sleep(self._pace)

    def _sent(self, session, capture, sealed, at) -> bool:
        headers = capture_headers(self.token, capture=capture, passage=capture, at=at, content_type="application/vnd.attendsense.sealed-jpeg")
        try:
            response = session.post(self.address + "/api/v1/captures", data=sealed, headers=headers, timeout=15)
        except requests.RequestException:
            return False
        # 429 and 5xx ask to come again; anything else is a refusal, which would lose the capture.
        assert response.status_code in (202, 429, 500, 502, 503, 504), response.text
        return response.status_code == 202

    def _listener(self, port: int) -> mqtt.Client:
        client = mqtt.Client(client_id=self.id, protocol=mqtt.MQTTv5)
        client.username_pw_set(self.id, mqtt_password(self.key))
        client.tls_set(self.authority, tls_version=ssl.PROTOCOL_TLS_CLIENT)
        client.on_connect = lambda *_: client.subscribe(f"attendsense/v1/+/+/{self.id}/+", qos=1)
        client.on_message = self._hear
        client.reconnect_delay_set(1, 2)
        lasting = Properties(PacketTypes.CONNECT)
        lasting.SessionExpiryInterval = SESSION_SECONDS
        client.connect("localhost", port, keepalive=10, clean_start=False, properties=lasting)
        client.loop_start()
        return client

    def _hear(self, _client, _userdata, message):
        envelope = json.loads(message.payload)
        if "payload" not in envelope:
            return  # its own status
        signature = hmac.new(self.key.encode(), envelope["payload"].encode(), hashlib.sha256).hexdigest()
        if not hmac.compare_digest(signature, envelope["signature"]):
            self.forged += 1
            return
        event = json.loads(envelope["payload"])
        if event["event_id"] in self.heard:
            self.repeated += 1
            return
        self.heard[event["event_id"]] = event
        if accepted := self.accepted.get(event["capture_id"]):
            self.heard_after.append(time.monotonic() - accepted)
            booked = datetime.datetime.fromisoformat(event["sent_at"]).timestamp()
            sent = self._sent_at[event["capture_id"]]
            self.delays.append((booked - sent, time.time() - sent))


def stream(stations: list[Station], pictures: list[bytes], captures: int, apart: datetime.timedelta, ago=datetime.timedelta(days=2)):
    """Gives the stations captures in turns: each person comes by again after `apart`, for the first time so long `ago`."""
    start = now() - ago
    for i in range(captures):
        stations[i % len(stations)].add(pictures[i % len(pictures)], start + apart * (i // len(pictures)))
