#!/usr/bin/env python3
"""The whole server under load: captures a second with one and with two workers, memory at rest and after, on drawn people.

  bench/server_bench.py [--programs build/release/apps] [--captures 900]

Captures are sent faster than any worker keeps up with; once the last one is accepted, the workers have the machine to themselves for
the seconds in which their outcomes are counted.
The figures of one and of two workers come from the same run, twice each in turns; the better one of each counts, since other load only
ever makes it slower.
"""

import argparse
import datetime
import json
import os
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

SENDERS = 8
MEASURED_SECONDS = 4
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests/e2e"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--programs", type=Path, default=ROOT / "build/release/apps")
    parser.add_argument("--captures", type=int, default=900)
    arguments = parser.parse_args()
    os.environ["PROGRAMS_UNDER_TEST"] = str(arguments.programs)

    from support import programs
    from support.client import Client, capture_headers, now
    from support.programs import DRAW, Server, run, wait_until

    def measure(folder, workers, pictures, threshold):
        server = Server(folder, "log.level=warn", f"worker.threads={workers}").start()
        client = Client(server.address)
        client.register(server.setup_code)
        client.set_policy(match_threshold=threshold)
        idle = server.resident_mib()
        station = client.create_station()

        def send(i):
            at = now() - datetime.timedelta(days=1) + datetime.timedelta(seconds=10 * i)
            Client(server.address).request("POST", "/captures", data=pictures[i % len(pictures)], expect=202,
                                           headers=capture_headers(station["token"], at=at))
        with ThreadPoolExecutor(SENDERS) as senders:
            list(senders.map(send, range(arguments.captures)))

        def left():
            queue = json.loads(run(programs.SERVER, "--data", server.data / "data", "queue", "status", "--json").stdout)
            return queue["waiting"] + queue["leased"]
        time.sleep(0.5)  # the senders' threads and connections end
        queued, began = left(), time.monotonic()
        time.sleep(MEASURED_SECONDS)
        processed, seconds = queued - left(), time.monotonic() - began
        assert processed < queued, "the queue ran dry: give more --captures"
        after = server.resident_mib()
        server.stop()
        return processed / seconds, idle, after

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        drawn = json.loads(run(DRAW, "demo", "--folder", root / "drawn", "--json").stdout)
        pictures = [Path(person["capture"]).read_bytes() for person in drawn["people"]]
        best = {1: 0.0, 2: 0.0}
        for turn in range(2):
            for workers in best:
                rate, idle, after = measure(root / f"{turn}-{workers}", workers, pictures, drawn["match_threshold"])
                best[workers] = max(best[workers], rate)
                print(f"workers {workers}: {rate:6.1f} captures/s, {idle:.0f} MiB at rest, {after:.0f} MiB after")
        print(f"two workers over one: {best[2] / best[1]:.2f}")


if __name__ == "__main__":
    main()
