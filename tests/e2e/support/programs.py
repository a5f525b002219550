"""The programs under test as processes: started in temporary folders on free ports, stopped by process id."""

import json
import os
import signal
import subprocess
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PROGRAMS = Path(os.environ.get("PROGRAMS_UNDER_TEST", ROOT / "build/dev/apps"))
SERVER = PROGRAMS / "attendsense/attendsense"
STATION = PROGRAMS / "attendsense-station/attendsense-station"
DRAW = PROGRAMS / "attendsense-draw/attendsense-draw"
# Sanitizers make everything slower.
PATIENCE = float(os.environ.get("TEST_PATIENCE", "1"))


def folder_from(variable: str, fallback: Path) -> Path | None:
    folder = Path(os.environ.get(variable, fallback))
    return folder if folder.is_dir() else None


MODELS = folder_from("ATTENDSENSE_MODELS", ROOT.parent / "shared/models")
DATA = folder_from("ATTENDSENSE_DATA", ROOT.parent / "shared/data")


def wait_until(condition, what: str, seconds: float = 30, pause: float = 0.02):
    """Waits for something to become true and returns it; fails with what was awaited."""
    deadline = time.monotonic() + seconds * PATIENCE
    while True:
        value = condition()
        if value:
            return value
        assert time.monotonic() < deadline, f"waited {seconds * PATIENCE:.0f} s in vain: {what}"
        time.sleep(pause)


class Server:
    """`attendsense serve` over a data folder, which outlives the process."""

    def __init__(self, data: Path, *settings: str, port: int = 0):
        self.data = data
        self.settings = settings
        self.port = port
        self.variables: dict[str, str] = {}  # of its environment, from the next start on
        self.process = None
        self.setup_code = None
        self.address = None

    def start(self) -> "Server":
        self.data.mkdir(parents=True, exist_ok=True)
        self.log = (self.data / "server.log").open("a")
        command = [SERVER, "serve", "--json", "--data", self.data / "data", "--set", f"api.listen=127.0.0.1:{self.port}"]
        for setting in self.settings:
            command += ["--set", setting]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=self.log, text=True, start_new_session=True,
                                        env={**os.environ, **self.variables})
        line = self.process.stdout.readline()
        assert line, f"the server did not start: {self.log_text()}"
        started = json.loads(line)
        self.address = started["address"]
        self.port = int(self.address.rsplit(":", 1)[1])
        self.setup_code = started.get("setup_code")
        return self

    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def log_text(self) -> str:
        return (self.data / "server.log").read_text()

    def kill(self):
        """As a power cut would: no chance to tidy up."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.log.close()

    def stop(self) -> int:
        if self.process is None or self.process.poll() is not None:
            return self.process.returncode if self.process else 0
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(timeout=30 * PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise AssertionError("the server did not stop within 30 s of SIGTERM") from None
        finally:
            self.log.close()

    def resident_mib(self) -> float:
        return self._memory_mib("VmRSS")

    def peak_mib(self) -> float:
        """The most since the start, or since forget_peak()."""
        return self._memory_mib("VmHWM")

    def forget_peak(self):
        # proc(5): 5 sets the peak to what is resident now.
        Path(f"/proc/{self.process.pid}/clear_refs").write_text("5")

    def _memory_mib(self, which: str) -> float:
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith(which + ":"):
                return int(line.split()[1]) / 1024
        raise AssertionError(f"no {which}")


class Station:
    """`attendsense-station --headless --json`; its events as they come."""

    def __init__(self, server: str, created: dict, folder: Path, source, *options: str, camera: str = "door", voice="off"):
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.credentials = folder / "station.json"
        self.credentials.touch(mode=0o600)
        self.credentials.write_text(json.dumps(created))
        self.log = (folder / "station.log").open("a")
        self.events = []
        self.process = subprocess.Popen(
            [STATION, "--headless", "--server", server, "--credentials", self.credentials, "--data", folder / "spool",
             "--camera", f"{camera}={source}", "--voice", voice, "--json", *options],
            stdout=subprocess.PIPE, stderr=self.log, text=True, start_new_session=True)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self):
        for line in self.process.stdout:
            self.events.append(json.loads(line))

    def log_text(self) -> str:
        return (self.folder / "station.log").read_text()

    def of_type(self, kind: str) -> list:
        return [event for event in list(self.events) if event.get("event") == kind]

    def wait(self, seconds: float = 120) -> int:
        try:
            code = self.process.wait(timeout=seconds * PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"the station did not end by itself; its log: {self.log_text()[-2000:]}") from None
        self._reader.join(timeout=10)
        return code

    def kill(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()

    def stop(self) -> int:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.wait(30)


def run(program: Path, *arguments, **options) -> subprocess.CompletedProcess:
    """A command that ends by itself."""
    return subprocess.run([program, *map(str, arguments)], capture_output=True, text=True,
                          timeout=options.pop("timeout", 120) * PATIENCE, check=False, **options)
