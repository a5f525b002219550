#!/usr/bin/python3
"""Starts and stops AttendSense's servers on this machine, with the configuration in deploy/.

    servers.py start --folder FOLDER [--only postgres,rabbitmq,mosquitto] [--fresh] [--fast]
    servers.py stop  --folder FOLDER

`start` waits until all are ready and writes FOLDER/servers.json: addresses, accounts, passwords. Data stay in FOLDER from start to start.
"""

import argparse
import concurrent.futures
import contextlib
import json
import os
import sys
from pathlib import Path

if __package__ in (None, ""):
    sys.path[0] = str(Path(__file__).resolve().parents[1])

from stack.mosquitto import Mosquitto  # noqa: E402
from stack.postgres import Postgres  # noqa: E402
from stack.rabbitmq import NAMES_OF_TESTS, RabbitMq  # noqa: E402
from stack.server import Server  # noqa: E402

NAMES = ("postgres", "rabbitmq", "mosquitto")


class Servers:
    """The three that programs talk to. nginx, which wants to know the programs, is `stack.nginx.Nginx`."""

    def __init__(self, folder: Path, names=NAMES, fast: bool = False, rabbitmq_names: str = NAMES_OF_TESTS):
        self.folder = Path(folder).resolve()
        self.postgres = Postgres(self.folder, fast)
        self.rabbitmq = RabbitMq(self.folder, fast, names=rabbitmq_names)
        self.mosquitto = Mosquitto(self.folder, fast)
        self.names = names

    @property
    def described(self) -> Path:
        return self.folder / "servers.json"

    def all(self) -> list[Server]:
        return [self.postgres, self.rabbitmq, self.mosquitto]

    def chosen(self) -> list[Server]:
        return [server for server in self.all() if server.name in self.names]

    def start(self) -> dict:
        """All at once; when one fails, the others are stopped again."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.postgres.authority.make()
        try:
            at_once(lambda server: server.start(), self.chosen())
        except BaseException:
            self.stop()
            raise
        return self.describe()

    def stop(self):
        self.described.unlink(missing_ok=True)
        at_once(lambda server: server.stop(), self.all())

    def wipe(self):
        """Stops them and removes their data."""
        self.described.unlink(missing_ok=True)
        at_once(lambda server: server.wipe(), self.all())

    def describe(self) -> dict:
        description = {"ca": str(self.postgres.authority.certificate),
                       **{server.name: server.describe() for server in self.chosen()}}
        written = self.described.with_suffix(".new")
        with open(os.open(written, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            json.dump(description, file, indent=2)
        written.replace(self.described)
        return description

    def __enter__(self) -> "Servers":
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()


def at_once(act, servers: list[Server]):
    """Does it to all of them in parallel, and then fails with the first failure."""
    with concurrent.futures.ThreadPoolExecutor(max_workers=len(servers) or 1) as pool:
        done = [pool.submit(act, server) for server in servers]
    for each in done:
        each.result()


def names_from(text: str) -> tuple[str, ...]:
    names = tuple(name for name in text.split(",") if name)
    unknown = sorted(set(names) - set(NAMES))
    if unknown or not names:
        raise argparse.ArgumentTypeError(f"unknown: {', '.join(unknown) or 'nothing named'}; there are {', '.join(NAMES)}")
    return names


def main() -> int:
    parser = argparse.ArgumentParser(description="Starts and stops AttendSense's servers on this machine.")
    verbs = parser.add_subparsers(dest="verb", required=True)
    start = verbs.add_parser("start", help="start them, wait until they are ready, write FOLDER/servers.json")
    stop = verbs.add_parser("stop", help="stop all that run in the folder")
    for verb in (start, stop):
        verb.add_argument("--folder", type=Path, required=True, help="where their data, logs and certificates are")
    start.add_argument("--only", type=names_from, default=NAMES, metavar="NAME,...", help=f"of {', '.join(NAMES)}; default: all")
    start.add_argument("--fresh", action="store_true", help="without what an earlier run left")
    start.add_argument("--fast", action="store_true", help="PostgreSQL does not wait for the disk: for tests that kill nothing")
    arguments = parser.parse_args()
    os.umask(0o022)
    try:
        servers = Servers(arguments.folder, getattr(arguments, "only", NAMES), getattr(arguments, "fast", False))
        if arguments.verb == "stop" or not arguments.fresh:
            servers.stop()
        if arguments.verb == "stop":
            return 0
        if arguments.fresh:
            servers.wipe()
        servers.start()
    except (OSError, RuntimeError, LookupError) as problem:
        print(f"servers: {problem}", file=sys.stderr)
        return 1
    for server in servers.chosen():
        print(f"{server.name} on localhost:{server.port}, process {server.pid}")
    with contextlib.suppress(BrokenPipeError):
        print(f"ATTENDSENSE_TEST_SERVERS={servers.described}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
