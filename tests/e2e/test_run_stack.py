"""`scripts/run --stack` as a user sees it: it starts everything, shows the main job, and Ctrl-C leaves nothing behind."""

import json
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from support.programs import PATIENCE, PROGRAMS, ROOT, wait_until


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_the_stack_shows_the_main_job_and_ctrl_c_stops_all_of_it(models, comers):
    folder = Path(tempfile.mkdtemp(prefix="attendsense-run-stack-"))
    folder.chmod(0o755)
    try:
        with (folder / "output").open("w") as output:
            process = subprocess.Popen(
                ["/usr/bin/python3", ROOT / "scripts/run_stack.py", "--programs", PROGRAMS, "--folder", folder / "stack", "--drawn",
                 "--as-fast-as-possible"],
                stdout=output, stderr=output, env={**os.environ, "ATTENDSENSE_MODELS": str(models)}, start_new_session=True)

        def said() -> str:
            assert process.poll() is None, (folder / "output").read_text()
            return (folder / "output").read_text()
        wait_until(lambda: "Ctrl-C stops all of it" in said(), "the demo to be over", 180, pause=0.2)
        for name in comers:
            assert f"Hello {name}" in said()
        running = [json.loads(file.read_text())["process"]["pid"] for file in (folder / "stack/state").glob("*.json")]
        assert len(running) == 7  # PostgreSQL, RabbitMQ, Mosquitto, nginx, an API, two workers
        assert all(alive(pid) for pid in running)
        # A station whose account is missing, as that of a new one is, gets it without anybody's help.
        accounts = folder / "stack/mosquitto/passwords"
        before = accounts.read_text().splitlines()
        accounts.write_text("".join(line + "\n" for line in before if line.startswith("attendsense-")))
        wait_until(lambda: len(accounts.read_text().splitlines()) == len(before), "the station's account", 30, pause=0.2)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60 * PATIENCE) == 0
        assert [pid for pid in running if alive(pid)] == []
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=60 * PATIENCE)
        shutil.rmtree(folder, ignore_errors=True)
