"""Mosquitto 2.0."""

import subprocess
from pathlib import Path

from stack.configuration import fill_file
from stack.server import LISTEN, Server

RELAY = "attendsense-relay"
ADMINISTRATOR = "attendsense-administrator"


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
        values = {"USER": self.account.name, "LISTEN": LISTEN, "PORT": self.port, "CONNECTIONS": 10000, "PASSWORDS": self.password_file,
                  "ACL": self.acl_file, "DATA": data, **self.tls_files()}
        self.account.write(self.folder / "mosquitto.conf", fill_file("mosquitto/mosquitto.conf", values))
        # Once: `attendsense stations sync-broker` keeps them afterwards.
        if not self.password_file.exists():
            self._write_passwords()
        if not self.acl_file.exists():
            administrator = f"\nuser {ADMINISTRATOR}\ntopic readwrite #\n"
            self.account.write(self.acl_file, fill_file("mosquitto/acl", {}) + administrator)

    def command(self) -> list:
        return ["/usr/sbin/mosquitto", "-c", self.folder / "mosquitto.conf"]

    def describe(self) -> dict:
        def login(user: str) -> dict:
            return {"user": user, "password": self.password(user)}
        return {**super().describe(), "relay": login(RELAY), "administrator": login(ADMINISTRATOR),
                "password_file": str(self.password_file), "acl_file": str(self.acl_file)}

    def _write_passwords(self):
        lines = [f"{user}:{self.password(user)}\n" for user in (RELAY, ADMINISTRATOR)]
        plain = self.folder / "passwords.new"
        self.account.write(plain, "".join(lines))
        done = subprocess.run(["/usr/bin/mosquitto_passwd", "-U", plain], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"mosquitto_passwd failed: {done.stderr.strip()}")
        self.account.own(plain, 0o600)
        plain.replace(self.password_file)
