#!/usr/bin/env python3
"""Shows the main job of AttendSense without a camera, or with one.

Registers a company, enrols the people of a photo folder, plays a video, a picture folder or a camera through a headless station,
prints punches and greetings as they come, then the day's attendance. Everything happens in a temporary folder.
Only the standard library of Python is needed.
"""

import argparse
import base64
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURES = {".jpg", ".jpeg", ".png", ".webp"}


class DemoError(Exception):
    """Something that the person before the terminal can mend."""


class Client:
    """Calls a server's interface as its administrator."""

    def __init__(self, address: str, setup_code: str, tls=None):
        self.address = address
        self.setup_code = setup_code
        self.tls = tls
        self.token = None

    def station_options(self, station: dict) -> list:
        """What a station has to be told besides the server's address."""
        return []

    def call(self, method: str, path: str, body=None):
        request = urllib.request.Request(self.address + "/api/v1" + path, method=method)
        data = None
        if body is not None:
            data = json.dumps(body).encode()
            request.add_header("Content-Type", "application/json")
        if self.token:
            request.add_header("Authorization", "Bearer " + self.token)
        try:
            with urllib.request.urlopen(request, data, timeout=60, context=self.tls) as response:
                return json.load(response) if response.status != 204 else None
        except urllib.error.HTTPError as error:
            problem = json.load(error)
            raise DemoError(f"{problem.get('detail') or problem.get('title')}; {problem.get('remedy', '')}") from error

    def all(self, path: str) -> list:
        """Every page of a list."""
        items, after = [], ""
        while True:
            page = self.call("GET", f"{path}?limit=200{after}")
            items += page["items"]
            if not page["next"]:
                return items
            after = "&after=" + page["next"]


class Server(Client):
    """`attendsense serve` on a free port with a data folder of its own."""

    def __init__(self, programs: Path, data: Path, log: Path):
        self._log = log.open("w")
        self.process = subprocess.Popen(
            [programs / "attendsense/attendsense", "serve", "--json", "--data", data, "--set", "api.listen=127.0.0.1:0"],
            stdout=subprocess.PIPE, stderr=self._log, text=True)
        line = self.process.stdout.readline()
        if not line:
            self.process.wait()
            raise DemoError("the server did not start: " + log.read_text().strip().rsplit("\n", 1)[-1])
        started = json.loads(line)
        super().__init__(started["address"], started["setup_code"])

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self._log.close()


def data_folder() -> Path | None:
    for folder in (os.environ.get("ATTENDSENSE_DATA"), ROOT.parent / "shared/data"):
        if folder and Path(folder).is_dir():
            return Path(folder)
    return None


def name_of(photo: Path) -> tuple[str, str]:
    """"lin-manuel-miranda.png" is Lin-Manuel Miranda: the last part is the family name."""
    parts = [part.capitalize() for part in re.split(r"[-_ ]+", photo.stem) if part and not part.isdigit()]
    if len(parts) < 2:
        return parts[0] if parts else "Somebody", "Unnamed"
    return "-".join(parts[:-1]), parts[-1]


def draw_pictures(programs: Path, folder: Path) -> tuple[Path, Path, float]:
    """Photos of drawn people and a clip in which some of them walk up to a door; and the threshold that tells them apart."""
    done = subprocess.run([programs / "attendsense-draw/attendsense-draw", "demo", "--folder", folder, "--json"],
                          check=True, stdout=subprocess.PIPE, text=True)
    drawn = json.loads(done.stdout)
    return Path(drawn["photos"]), Path(drawn["clip"]), drawn["match_threshold"]


def enrol(server: Client, photos: Path):
    files = sorted(file for file in photos.iterdir() if file.suffix.lower() in PICTURES)
    if not files:
        raise DemoError(f"there are no photos (jpg, png, webp) in {photos}")
    for file in files:
        given, family = name_of(file)
        try:
            server.call("POST", "/employees", {
                "email": f"{given}.{family}@example.com".lower().replace(" ", "."), "given_name": given, "family_name": family,
                "role": "employee", "consent": True, "photos": [base64.b64encode(file.read_bytes()).decode()]})
            print(f"  enrolled  {given} {family}")
        except DemoError as error:
            print(f"  refused   {given} {family}: {error}")


def run_station(server: Client, arguments, programs: Path, work: Path, source: str, live: bool):
    station = server.call("POST", "/stations", {"name": "Demo station", "cameras": [{"name": "door", "direction": "both"}]})
    credentials = work / "station.json"
    credentials.touch(mode=0o600)
    credentials.write_text(json.dumps(station))
    command = [programs / "attendsense-station/attendsense-station", "--headless", "--server", server.address,
               "--credentials", credentials, "--data", work / "station", "--camera", f"door={source}", "--voice", arguments.voice,
               *server.station_options(station)]
    if not live and arguments.as_fast_as_possible:
        command.append("--as-fast-as-possible")
    station_process = subprocess.Popen(command)
    try:
        return station_process.wait()
    except KeyboardInterrupt:
        station_process.send_signal(signal.SIGINT)
        return station_process.wait(timeout=15)


def show_day(server: Client, date: str):
    day = server.call("GET", f"/attendance/days/{date}")
    print(f"\nAttendance on {date}")
    for row in day["items"]:
        figures = row["day"]
        name = row["employee"]["display_name"]
        first = (figures["first_in"] or "")[11:19]
        last = (figures["last_out"] or "")[11:19]
        print(f"  {name:<28} {figures['state']:<10} in {first or '--':<8}  out {last or '--'}")


def show_sightings(server: Client):
    counts: dict[str, int] = {}
    for sighting in server.all("/sightings"):
        key = f"{sighting['outcome']} ({sighting['reason']})"
        counts[key] = counts.get(key, 0) + 1
    print("\nWhat the door saw: " + (", ".join(f"{count} {key}" for key, count in sorted(counts.items())) or "nothing"))


def models_folder(data: Path) -> Path:
    """Where the programs look for them."""
    for folder in (os.environ.get("ATTENDSENSE_MODELS"), ROOT.parent / "shared/models"):
        if folder and Path(folder).is_dir():
            return Path(folder)
    return data / "models"


def make_parser(name: str, description: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=name, description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--programs", type=Path, default=ROOT / "build/release/apps", help=argparse.SUPPRESS)
    parser.add_argument("--photos", type=Path, help="folder of photos to enrol, named given-name-family-name.jpg")
    parser.add_argument("--clip", type=Path, help="video file or folder of pictures to play")
    parser.add_argument("--camera", help="a real camera in place of a clip: 0, /dev/video0, rtsp://..., http://...")
    parser.add_argument("--voice", default="off", help="on, off or a WAV file for the greetings (default: off)")
    parser.add_argument("--drawn", action="store_true", help="use drawn people even where the data folder is present")
    parser.add_argument("--as-fast-as-possible", action="store_true", help="do not pace a clip by its own clock")
    return parser


def choose_material(arguments, work: Path) -> tuple[Path, str, float | None]:
    """Photos, what the camera sees, and a match threshold where the pictures need their own."""
    data = data_folder()
    real = data is not None and (data / "clips/enrol").is_dir() and not arguments.drawn
    if (arguments.photos and (arguments.clip or arguments.camera)) or (real and not arguments.drawn):
        photos = arguments.photos or data / "clips/enrol"
        source = arguments.camera or str(arguments.clip or data / "clips/short_hamilton_clip.mp4")
        return photos, source, None
    photos, clip, threshold = draw_pictures(arguments.programs, work / "drawn")
    source = arguments.camera or str(arguments.clip or clip)
    return arguments.photos or photos, source, None if arguments.photos else threshold


def show(server: Client, arguments, work: Path, photos: Path, source: str, threshold: float | None) -> int:
    """The main job on a server that has no company yet."""
    registered = server.call("POST", "/setup", {
        "setup_code": server.setup_code,
        "company": {"name": "Demo Ltd", "site": {"name": "Office", "time_zone": "Etc/UTC"}, "language": "en"},
        "administrator": {"email": "admin@example.com", "given_name": "Demo", "family_name": "Administrator",
                          "password": "violet tram over nine hills", "consent": False, "photos": []}})
    server.token = registered["access_token"]
    if threshold is not None:
        server.call("PATCH", "/company/policy", {"match_threshold": threshold})
    print(f"Server {server.address}, company registered. Enrolling from {photos}:")
    enrol(server, photos)
    print(f"\nStation at {source}:")
    status = run_station(server, arguments, arguments.programs, work, source, live=arguments.camera is not None)
    show_sightings(server)
    punches = server.all("/punches")
    for date in sorted({punch["at"][:10] for punch in punches}):
        show_day(server, date)
    if not punches:
        print("\nNobody was booked.")
    return status


def run(arguments) -> int:
    with tempfile.TemporaryDirectory(prefix="attendsense-demo-") as folder:
        work = Path(folder)
        photos, source, threshold = choose_material(arguments, work)
        server = Server(arguments.programs, work / "data", work / "server.log")
        try:
            return show(server, arguments, work, photos, source, threshold)
        finally:
            server.stop()


def main() -> int:
    try:
        return run(make_parser("scripts/run --demo", __doc__).parse_args())
    except DemoError as error:
        print(f"demo: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
