"""Mosquitto 2.0."""

import base64
import hashlib
import secrets
from pathlib import Path

from stack.configuration import fill_file
from stack.server import LISTEN, Server

RELAY = "attendsense-relay"
ADMINISTRATOR = "attendsense-administrator"


def password_line(user: str, password: str) -> str:
    """As mosquitto_passwd writes it: PBKDF2 with SHA-512."""
    salt, rounds = secrets.token_bytes(12), 101
    key = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, rounds)
    return f"{user}:$7${rounds}${base64.b64encode(salt).decode()}${base64.b64encode(key).decode()}\n"


class Mosquitto(Server):
    name = "mosquitto"
    user = "mosquitto"

    @property
    def password_file(self) -> Path:
        return self.folder / "passwords"

    @property
    def acl_file(self) -> Path:
        return self.folder / "acl"

    def configure(self):
        data = self.account.make_folder(self.folder / "data")
        values = {"USER": self.account.name, "LISTEN": LISTEN, "PORT": self.port, "CONNECTIONS": 10000, "PASSWORDS": self.password_file, "PID": self.pid_file,
                  "ACL": self.acl_file, "DATA": data, **self.tls_files()}
        self.account.write(self.folder / "mosquitto.conf", fill_file("mosquitto/mosquitto.conf", values))
        # Once: `attendsense stations sync-broker` keeps them afterwards.
        if not self.password_file.exists():
            lines = [password_line(user, self.password(user)) for user in (RELAY, ADMINISTRATOR)]
            self.account.write(self.password_file, "".join(lines))
        if not self.acl_file.exists():
            administrator = f"\nuser {ADMINISTRATOR}\ntopic readwrite #\n"
            self.account.write(self.acl_file, fill_file("mosquitto/acl", {}) + administrator)

    @property
    def pid_file(self) -> Path:
        return self.folder / "mosquitto.pid"

    def command(self) -> list:
        return ["/usr/sbin/mosquitto", "-c", self.folder / "mosquitto.conf"]

    def describe(self) -> dict:
        def login(user: str) -> dict:
            return {"user": user, "password": self.password(user)}
        return {**super().describe(), "relay": login(RELAY), "administrator": login(ADMINISTRATOR),
                "password_file": str(self.password_file), "acl_file": str(self.acl_file)}
