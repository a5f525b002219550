#!/usr/bin/python3
"""Makes what a distributed installation needs, once: certificates, passwords, and the configuration of deploy/ with both filled in.

    prepare.py --folder FOLDER --host attendance.example.com [--postgres-host NAME] [--rabbitmq-host NAME] [--mosquitto-host NAME]

FOLDER/etc has the files as they go to /etc of the machines; FOLDER/authority stays with you. deploy/README.md says which goes where.
"""

import argparse
import os
import secrets
import shutil
import sys
from pathlib import Path

if __package__ in (None, ""):
    sys.path[0] = str(Path(__file__).resolve().parents[1])

from stack.certificates import Authority  # noqa: E402
from stack.configuration import DEPLOY, fill_file  # noqa: E402
from stack.mosquitto import RELAY, password_line  # noqa: E402
from stack.nginx import LIMITS, upstreams  # noqa: E402
from stack.rabbitmq import NAMES, password_hash  # noqa: E402

TLS = "/etc/attendsense/tls"
# Who gets which password: file below etc/attendsense/secrets, and the account that it opens.
SECRETS = {
    "api/postgres": "attendsense_api", "worker/postgres": "attendsense_worker", "operator/postgres": "attendsense_worker",
    "operator/postgres_owner": "attendsense_owner",
    "api/rabbitmq_publisher": "attendsense_publisher", "worker/rabbitmq_consumer": "attendsense_consumer",
    "api/rabbitmq_operator": "attendsense_operator", "operator/rabbitmq_operator": "attendsense_operator",
    "worker/mqtt_relay": RELAY, "operator/mqtt_relay": RELAY,
    "accounts/postgres": "attendsense_worker", "accounts/mqtt_relay": RELAY,
}


class Preparation:
    def __init__(self, options: argparse.Namespace):
        self.options = options
        self.etc = options.folder / "etc"
        self.authority = Authority(options.folder / "authority")
        self.passwords = {account: secrets.token_urlsafe(24) for account in SECRETS.values()}

    def make(self):
        self._certificates()
        for file, account in SECRETS.items():
            self._write(f"attendsense/secrets/{file}", self.passwords[account] + "\n", 0o600)
        self._attendsense()
        self._postgres()
        self._rabbitmq()
        self._mosquitto()
        self._nginx()

    def _certificates(self):
        self.authority.make()
        self._write("attendsense/tls/ca.pem", self.authority.certificate.read_text())
        for server, host in self.hosts().items():
            certificate, key = self.authority.issue(server, (host, *(["localhost", "127.0.0.1"] if host != "localhost" else ["127.0.0.1"])))
            self._write(f"attendsense/tls/{server}.pem", certificate.read_text())
            self._write(f"attendsense/tls/{server}.key", key.read_text(), 0o600)

    def hosts(self) -> dict:
        return {"postgres": self.options.postgres_host, "rabbitmq": self.options.rabbitmq_host,
                "mosquitto": self.options.mosquitto_host, "nginx": self.options.host}

    def tls(self, server: str) -> dict:
        return {"CA": f"{TLS}/ca.pem", "CERTIFICATE": f"{TLS}/{server}.pem", "KEY": f"{TLS}/{server}.key"}

    def _attendsense(self):
        values = {f"{server.upper()}_HOST": host for server, host in self.hosts().items()}
        for file in ("api.toml", "worker.toml", "operator.toml", "accounts.toml", "station.toml"):
            self._fill(f"attendsense/{file}", f"attendsense/{file}", {**values, "MAX_WAITING": self.options.max_waiting})

    def _postgres(self):
        main = "postgresql/15/main"
        values = {"LISTEN": "*", "PORT": 5432, "CLIENTS": self.options.clients, "HBA": f"/etc/{main}/pg_hba.conf", **self.tls("postgres")}
        self._fill("postgres/attendsense.conf", f"{main}/conf.d/attendsense.conf", values)
        self._fill("postgres/pg_hba.conf", f"{main}/pg_hba.conf", values, 0o640)
        self._write(f"{main}/roles.sql", (DEPLOY / "postgres/roles.sql").read_text())
        self._write(f"{main}/roles.env", "".join(
            f"ATTENDSENSE_{role.upper()}_PASSWORD={self.passwords[f'attendsense_{role}']}\n" for role in ("owner", "api", "worker")), 0o600)

    def _rabbitmq(self):
        hashes = {f"{user.upper()}_HASH": password_hash(self.passwords[f"attendsense_{user}"])
                  for user in ("publisher", "consumer", "operator")}
        self._fill("rabbitmq/rabbitmq.conf", "rabbitmq/rabbitmq.conf",
                   {"LISTEN": "0.0.0.0", "PORT": 5671, "DEFINITIONS": "/etc/rabbitmq/definitions.json", "DISK_FREE_LIMIT": "2GB",
                    **self.tls("rabbitmq")})
        self._fill("rabbitmq/definitions.json", "rabbitmq/definitions.json",
                   {**hashes, "NAMES": NAMES, "MAX_WAITING": self.options.max_waiting}, 0o600)
        for file in ("enabled_plugins", "bindings.json"):
            self._write(f"rabbitmq/{file}", (DEPLOY / "rabbitmq" / file).read_text())
        self._fill("rabbitmq/settle.erl", "rabbitmq/settle.erl", {"BINDINGS": "/etc/rabbitmq/bindings.json"})

    def _mosquitto(self):
        self._fill("mosquitto/mosquitto.conf", "mosquitto/mosquitto.conf",
                   {"USER": "mosquitto", "LISTEN": "0.0.0.0", "PORT": 8883, "CONNECTIONS": 10000, "PID": "/run/mosquitto/mosquitto.pid",
                    "PASSWORDS": "/etc/mosquitto/accounts/passwords", "ACL": "/etc/mosquitto/accounts/acl", "DATA": "/var/lib/mosquitto", **self.tls("mosquitto")})
        self._fill("mosquitto/acl", "mosquitto/accounts/acl", {}, 0o600)
        self._write("mosquitto/accounts/passwords", password_line(RELAY, self.passwords[RELAY]), 0o600)

    def _nginx(self):
        values = {"USER": "www-data", "PID": "/run/nginx.pid", "LOGS": "/var/log/nginx", "TEMPORARY": "/var/lib/nginx",
                  "SITE": "/etc/nginx/attendsense.conf", "LISTEN": "0.0.0.0", "PORT": 443, "HTTP_PORT": 80, "HOST": self.options.host,
                  "UPSTREAMS": upstreams(self.options.api_port), **LIMITS, **self.tls("nginx")}
        self._fill("nginx/nginx.conf", "nginx/nginx.conf", values)
        self._fill("nginx/attendsense.conf", "nginx/attendsense.conf", values)

    def _fill(self, template: str, target: str, values: dict, mode: int = 0o644):
        self._write(target, fill_file(template, values), mode)

    def _write(self, target: str, text: str, mode: int = 0o644):
        path = self.etc / target
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w", encoding="utf-8") as file:
            file.write(text)


def main() -> int:
    parser = argparse.ArgumentParser(description="Certificates, passwords and filled-in configuration of a distributed installation.")
    parser.add_argument("--folder", type=Path, required=True, help="a new one")
    parser.add_argument("--host", required=True, help="name under which stations and browsers reach nginx")
    for server in ("postgres", "rabbitmq", "mosquitto"):
        parser.add_argument(f"--{server}-host", default="localhost", help="name under which the others reach it; default: %(default)s")
    parser.add_argument("--clients", default="127.0.0.1/32", help="network of the API and the workers, for PostgreSQL; default: %(default)s")
    parser.add_argument("--api-port", type=int, action="append", help="of an API process beside nginx, may be repeated; default: 8081")
    parser.add_argument("--max-waiting", type=int, default=100000, help="captures that may wait; default: %(default)s")
    options = parser.parse_args()
    options.api_port = options.api_port or [8081]
    if options.folder.exists():
        print(f"prepare: {options.folder} is there already; its passwords are in use, so nothing is overwritten", file=sys.stderr)
        return 1
    os.umask(0o022)
    options.folder.mkdir(parents=True, mode=0o700)
    try:
        Preparation(options).make()
    except BaseException:
        shutil.rmtree(options.folder)
        raise
    print(f"{options.folder}/etc: see deploy/README.md for what goes where. Keep {options.folder}/authority/ca.key to yourself.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
