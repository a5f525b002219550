"""A real station at a door: plays a clip again and again, with its spool on a small disk of its own."""

import contextlib
import json
import os
import subprocess
import threading
from pathlib import Path

DISK_BYTES = 4 << 20


class Door:
    def __init__(self, program: Path, folder: Path, created: dict, clip: Path, server: str, options: list):
        self.folder = folder
        self.disk = folder / "disk"
        self.disk.mkdir(parents=True)
        # Where mounting is not allowed the spool lies on the common disk, which nobody fills.
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "attendsense-chaos", self.disk],
                                 capture_output=True, check=False)
        self.mounted = mounted.returncode == 0
        credentials = folder / "station.json"
        with open(os.open(credentials, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="utf-8") as file:
            json.dump(created, file)
        self._command = [program, "--headless", "--json", "--server", server, "--credentials", credentials, "--data", self.disk / "data",
                         "--voice", "off", *options]
        self._camera = ["--camera", f"door={clip}"]
        self._log = (folder / "station.log").open("a")
        self._process: subprocess.Popen | None = None
        self._stopping = False
        self.captured: set[str] = set()
        self.booked: dict[str, int] = {}  # event id -> how often it was told
        self.starts = 0

    def start(self):
        self._run(self._camera)

    def kill(self):
        if self._process:
            self._process.kill()
            self._process.wait()

    def fill_disk(self):
        if not self.mounted:
            return
        with contextlib.suppress(OSError), (self.disk / "filler").open("wb", buffering=0) as filler:
            while True:
                filler.write(bytes(1 << 14))

    def free_disk(self):
        (self.disk / "filler").unlink(missing_ok=True)

    def finish(self, seconds: float) -> int:
        """Delivers what waits, and ends."""
        self._stopping = True
        self.kill()
        self.free_disk()
        self._run(["--exit-when-idle"])
        try:
            return self._process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            return -1

    def close(self):
        self._stopping = True
        self.kill()
        if self.mounted:
            subprocess.run(["umount", "-l", self.disk], check=False)

    def _run(self, more: list):
        self.starts += 1
        self._process = subprocess.Popen([*self._command, *more], stdout=subprocess.PIPE, stderr=self._log, text=True,
                                         start_new_session=True)
        threading.Thread(target=self._read, args=(self._process,), daemon=True).start()

    def _read(self, process: subprocess.Popen):
        for line in process.stdout:
            with contextlib.suppress(json.JSONDecodeError):
                self._note(json.loads(line))
        # The clip is over: play it again, unless it was killed or is to end.
        if process.wait() >= 0 and not self._stopping and process is self._process:
            self.start()

    def _note(self, event: dict):
        if event.get("event") == "capture":
            self.captured.add(event["capture_id"])
        if event.get("event") == "punch":
            self.booked[event["event_id"]] = self.booked.get(event["event_id"], 0) + 1
