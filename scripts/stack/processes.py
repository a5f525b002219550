"""Processes that outlive whoever started them: known by their id and start time, so that nobody else is ever killed."""

import contextlib
import os
import random
import signal
import socket
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from stack.accounts import Account

_given_ports: set[int] = set()


def free_port() -> int:
    """Below 32768, where no outgoing connection takes it between two starts of a server."""
    while True:
        port = random.SystemRandom().randrange(20000, 32000)
        if port in _given_ports:
            continue
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            _given_ports.add(port)
            return port


def wait_until(condition, what: str, seconds: float, pause: float = 0.02):
    """Waits until `condition` returns something true, and returns that."""
    deadline = time.monotonic() + seconds
    while not (value := condition()):
        if time.monotonic() > deadline:
            raise TimeoutError(f"waited {seconds:.0f} s in vain: {what}")
        time.sleep(pause)
    return value


def boot_id() -> str:
    return Path("/proc/sys/kernel/random/boot_id").read_text().strip()


def stat_of(pid: int) -> list[str] | None:
    """The fields of /proc/PID/stat after the name: state, parent, ...; None for a process that is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except (FileNotFoundError, ProcessLookupError):
        return None


def descendants(pid: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (fields := stat_of(int(entry.name))):
            children.setdefault(int(fields[1]), []).append(int(entry.name))
    found, waiting = [], [pid]
    while waiting:
        below = children.get(waiting.pop(), [])
        found += below
        waiting += below
    return found


@dataclass
class Process:
    pid: int
    started: int  # clock ticks since boot
    boot: str
    _child: subprocess.Popen | None = field(default=None, repr=False)

    @staticmethod
    def spawn(command: list, account: Account, log: Path, environment: dict) -> "Process":
        """In a session of its own, so that Ctrl-C in the terminal does not reach it."""
        with log.open("ab") as output:
            account.own(log, 0o640)
            child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd="/", env=environment,
                                     start_new_session=True, **account.as_popen())
        return Process(child.pid, int(stat_of(child.pid)[19]), boot_id(), child)

    @staticmethod
    def known(saved: dict) -> "Process":
        return Process(saved["pid"], saved["started"], saved["boot"])

    def saved(self) -> dict:
        return {"pid": self.pid, "started": self.started, "boot": self.boot}

    def alive(self) -> bool:
        if self._child:
            self._child.poll()  # or it would stay a zombie
        fields = stat_of(self.pid)
        return bool(fields) and fields[0] not in "ZX" and int(fields[19]) == self.started and self.boot == boot_id()

    def send(self, number: int):
        if self.alive():
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def stop(self, number: int = signal.SIGTERM, seconds: float = 30):
        """Asks it to end, and kills it where it does not."""
        self.send(number)
        try:
            wait_until(lambda: not self.alive(), f"process {self.pid} to end", seconds)
        except TimeoutError:
            self.kill()

    def freeze(self):
        """It and all that it started stand still, and what they are connected to stays so: a machine that hangs, a cable that is cut."""
        self.send(signal.SIGSTOP)  # first: it starts no other child
        self._send_to_descendants(signal.SIGSTOP)

    def thaw(self):
        self._send_to_descendants(signal.SIGCONT)
        self.send(signal.SIGCONT)

    def _send_to_descendants(self, number: int):
        for pid in descendants(self.pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)

    def kill(self):
        """As a power cut would: it and all that it started, at once."""
        if not self.alive():
            return
        os.kill(self.pid, signal.SIGSTOP)  # or it could start another child meanwhile
        family = [self.pid, *descendants(self.pid)]
        for pid in family:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

        def gone(pid: int) -> bool:
            fields = stat_of(pid)
            return not fields or fields[0] in "ZX"
        wait_until(lambda: all(gone(pid) for pid in family), f"process {self.pid} to be gone", 10)
        self.alive()
