"""What PostgreSQL, RabbitMQ, Mosquitto and nginx have in common: a folder, a port, an account, a process."""

import functools
import json
import os
import secrets
import shutil
import signal
import socket
import ssl
from pathlib import Path

from stack.accounts import Account, account
from stack.certificates import Authority
from stack.processes import Process, free_port, wait_until

HOST = "localhost"
LISTEN = "127.0.0.1"


class Server:
    """One server below `folder`. Port, passwords and data stay the same from start to start; all methods may be called from another
    process than the one that started it. `fast` gives up what protects against power cuts, for tests that cut none."""

    name: str
    user: str
    stop_signal = signal.SIGTERM
    start_seconds = 30.0

    def __init__(self, folder: Path, fast: bool = False):
        self.root = Path(folder).resolve()
        self.folder = self.root / self.name
        self.fast = fast
        self.authority = Authority(self.root / "tls")
        self._state_file = self.root / "state" / f"{self.name}.json"
        self._process: Process | None = None

    # What each server says of itself.

    def configure(self):
        """Writes its configuration; called before every start."""
        raise NotImplementedError

    def command(self) -> list:
        raise NotImplementedError

    def environment(self) -> dict:
        return {}

    def ready(self) -> bool:
        """It accepts work."""
        return self.tls_answers()

    def started_first(self):
        """Called once in the life of the folder, when the server has answered for the first time."""

    def describe(self) -> dict:
        """What a client needs to know, for servers.json."""
        return {"host": HOST, "port": self.port, "pid": self.pid}

    # The same for all.

    @functools.cached_property
    def account(self) -> Account:
        return account(self.user)

    @property
    def port(self) -> int:
        return self.remembered("port", free_port)

    @property
    def pid(self) -> int | None:
        process = self.process()
        return process.pid if process else None

    @property
    def log(self) -> Path:
        return self.folder / f"{self.name}.log"

    def password(self, user: str) -> str:
        return self.remembered(f"password of {user}", lambda: secrets.token_urlsafe(24))

    def start(self):
        if self.alive():
            return
        self.authority.make()
        self.account.must_reach(self.root)
        self.account.make_folder(self.folder)
        self.configure()
        self._launch()
        self.wait_until_ready()
        if not self.remembered("started first", lambda: False):
            self.started_first()
            self.remember("started first", True)

    def stop(self):
        process = self.process()
        if process:
            process.stop(self.stop_signal)

    def kill(self):
        """kill -9, with everything that it started."""
        process = self.process()
        if process:
            process.kill()

    def freeze(self):
        """All its processes stand still and no connection is closed; thaw() lets them go on."""
        self.process().freeze()

    def thaw(self):
        self.process().thaw()

    def restart(self):
        self.stop()
        self.start()

    def reload(self):
        """Its configuration is read again."""
        self.process().send(signal.SIGHUP)

    def alive(self) -> bool:
        return self.process() is not None

    def wait_until_ready(self):
        def ready() -> bool:
            if not self.alive():
                raise RuntimeError(f"{self.name} ended while it started; its log {self.log} ends with:\n{self.log_tail()}")
            return self.ready()
        try:
            wait_until(ready, f"{self.name} to be ready", self.start_seconds)
        except TimeoutError as late:
            raise TimeoutError(f"{late}; its log {self.log} ends with:\n{self.log_tail()}") from None

    def process(self) -> Process | None:
        """The running one, whoever started it."""
        if not (self._process and self._process.alive()):
            saved = self._state().get("process")
            self._process = Process.known(saved) if saved else None
        return self._process if self._process and self._process.alive() else None

    def tls_answers(self) -> bool:
        """A client that verifies the certificate can connect."""
        context = ssl.create_default_context(cafile=self.authority.certificate)
        try:
            with socket.create_connection((LISTEN, self.port), timeout=2) as plain, context.wrap_socket(plain, server_hostname=HOST):
                return True
        except (ConnectionError, TimeoutError):
            return False

    def tls_files(self) -> dict:
        """Paths of certificate and key, as copies that the server's account can read."""
        folder = self.account.make_folder(self.folder / "tls")
        for source, name in zip(self.authority.issue(self.name), ("certificate.pem", "key.pem")):
            self.account.write(folder / name, source.read_text())
        return {"CA": self.authority.certificate, "CERTIFICATE": folder / "certificate.pem", "KEY": folder / "key.pem"}

    def log_tail(self) -> str:
        return self.log.read_text(errors="replace")[-2000:] if self.log.exists() else ""

    def wipe(self):
        """Stops it and removes all that it had."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
        self._state_file.unlink(missing_ok=True)
        self._process = None

    def remembered(self, key: str, make):
        """A value that lives as long as the folder."""
        state = self._state()
        return state[key] if key in state else self.remember(key, make())

    def remember(self, key: str, value):
        self._state_file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        written = self._state_file.with_suffix(".new")
        with open(os.open(written, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            json.dump({**self._state(), key: value}, file, indent=1)
        written.replace(self._state_file)
        return value

    def _launch(self):
        environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", "HOME": str(self.folder), **self.environment()}
        try:
            self._process = Process.spawn(self.command(), self.account, self.log, environment)
        except FileNotFoundError as missing:
            raise FileNotFoundError(f"{self.name} is not installed ({missing.filename}); run scripts/install") from None
        self.remember("process", self._process.saved())

    def _state(self) -> dict:
        return json.loads(self._state_file.read_text()) if self._state_file.exists() else {}
