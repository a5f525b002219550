#!/usr/bin/env python3
"""Starts the whole distributed system on this machine and plays the demo through it.

PostgreSQL, RabbitMQ, Mosquitto and nginx from Debian's packages, each in a folder of its own below data/stack/, with generated
certificates and passwords, on loopback; one `attendsense api` and two `attendsense worker`. Everything stays until Ctrl-C.
"""

import argparse
import signal
import ssl
import sys
import tempfile
import threading
from pathlib import Path

import demo
from stack.stack import Stack

ROOT = Path(__file__).resolve().parent.parent
ACCOUNTS_SECONDS = 5


class StackClient(demo.Client):
    """The administrator of a stack, through nginx."""

    def __init__(self, stack: Stack):
        super().__init__(stack.address, stack.setup_code, ssl.create_default_context(cafile=stack.authority))
        self.stack = stack

    def station_options(self, station: dict) -> list:
        """The station listens to the broker, which has to know its account."""
        self.stack.installation.sync_broker()
        mosquitto = self.stack.servers.mosquitto
        return ["--ca-file", self.stack.authority, "--set", "station.events=mqtt",
                "--set", f"station.mqtt_port={mosquitto.port}", "--set", f"station.mqtt_ca_file={self.stack.authority}"]


def parse_arguments():
    parser = demo.make_parser("scripts/run --stack", __doc__)
    parser.add_argument("--folder", type=Path, default=ROOT / "data/stack", help="where everything is kept (default: data/stack)")
    parser.add_argument("--apis", type=int, default=1, help="processes that answer HTTP (default: 1)")
    parser.add_argument("--workers", type=int, default=2, help="processes that work on captures (default: 2)")
    parser.add_argument("--leave", action="store_true", help="end after the demo in place of waiting for Ctrl-C")
    return parser.parse_args()


def play(stack: Stack, arguments) -> int:
    if not stack.setup_code:
        print("The folder has a company already: nothing to enrol. Remove the folder to see the demo again.")
        return 0
    with tempfile.TemporaryDirectory(prefix="attendsense-demo-") as folder:
        work = Path(folder)
        return demo.show(StackClient(stack), arguments, work, *demo.choose_material(arguments, work))


def keep_running(stack: Stack):
    """Until Ctrl-C. Mosquitto hears of new stations meanwhile, as attendsense-accounts.timer sees to on real machines."""
    never, told = threading.Event(), None
    while not never.wait(ACCOUNTS_SECONDS):
        try:
            stack.installation.sync_broker()
            told = None
        except RuntimeError as problem:
            # Once: it is tried again until the servers are there.
            if str(problem) != told:
                print(problem, file=sys.stderr, flush=True)
            told = str(problem)


def run(arguments) -> int:
    # A SIGTERM tidies up as Ctrl-C does.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where a shell has put this into the background
    stack = Stack(arguments.folder, arguments.programs / "attendsense/attendsense", demo.models_folder(ROOT / "data"),
                  arguments.apis, arguments.workers)
    print(f"Starting the servers below {arguments.folder} ...", flush=True)
    stack.start(say=lambda text: print("  " + text, flush=True))
    try:
        status = play(stack, arguments)
        if not arguments.leave:
            print(f"\nThe system runs at {stack.address} (authority: {stack.authority}). Ctrl-C stops all of it.", flush=True)
            keep_running(stack)
        return status
    except KeyboardInterrupt:
        return 0
    finally:
        print("\nStopping ...", flush=True)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        stack.stop()


def main() -> int:
    try:
        return run(parse_arguments())
    except (demo.DemoError, OSError, RuntimeError, LookupError) as problem:
        print(f"stack: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
