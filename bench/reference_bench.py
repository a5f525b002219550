#!/usr/bin/python3
"""How many captures a second are accepted and durably queued: AttendSense's API against the reference's path, in the same run.

  bench/reference_bench.py [--programs build/release/apps] [--seconds 6]

Both sides take 640x480 pictures, check a token, and answer once RabbitMQ has confirmed; gunicorn runs two processes, `attendsense api` is
one. Bodies are made beforehand; clients are threads of this program, so the machine is shared alike. No worker takes captures meanwhile.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pika
import requests
from cryptography.fernet import Fernet

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "tests/e2e")]

import demo  # noqa: E402
from stack.processes import descendants, free_port, stat_of, wait_until  # noqa: E402
from stack.rabbitmq import VHOST  # noqa: E402
from stack.stack import Stack  # noqa: E402
from support.client import Client, capture_headers, new_id  # noqa: E402

TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(pids: list[int]) -> float:
    return sum(int(fields[11]) + int(fields[12]) for pid in pids if (fields := stat_of(pid))) / TICKS


def drive(senders: int, seconds: float, send) -> tuple[int, float]:
    """`send(session)` again and again from several threads; how many were answered in how long."""
    counts = [0] * senders
    began = time.monotonic()

    def loop(index: int):
        session = requests.Session()
        session.trust_env = False
        while time.monotonic() - began < seconds:
            send(session)
            counts[index] += 1
    threads = [threading.Thread(target=loop, args=(index,)) for index in range(senders)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts), time.monotonic() - began


def measure_ours(stack: Stack, jpeg: bytes, seconds: float) -> dict:
    api = stack.apis[0]
    client = Client(f"http://127.0.0.1:{api.port}")
    client.register(api.setup_code)
    station = client.create_station()
    sealed = Fernet(station["key"].encode()).encrypt(jpeg)

    def send(session):
        headers = capture_headers(station["token"], capture=new_id(), content_type="application/vnd.attendsense.sealed-jpeg")
        answer = session.post(client.address + "/api/v1/captures", data=sealed, headers=headers, timeout=30)
        assert answer.status_code == 202, answer.text
    drive(8, 1, send)
    before = cpu_seconds([api.pid])
    count, took = drive(8, seconds, send)
    return {"rate": count / took, "bytes": len(sealed), "cpu_ms": (cpu_seconds([api.pid]) - before) / count * 1000}


def measure_reference(stack: Stack, photo: list, seconds: float, work: Path) -> dict:
    broker = stack.servers.rabbitmq
    queue = "attendsense-reference"
    user, password = "attendsense_administrator", broker.password("attendsense_administrator")
    address = f"amqps://{user}:{password}@localhost:{broker.port}/{VHOST}?cafile={broker.authority.certificate}"
    declare(broker, user, password, queue)
    port = free_port()
    environment = {**os.environ, "REFERENCE_AMQP": address, "REFERENCE_QUEUE": queue}
    with (work / "gunicorn.log").open("w") as log:
        server = subprocess.Popen(["/usr/bin/gunicorn", "--workers", "2", "--timeout", "120", "--bind", f"127.0.0.1:{port}", "endpoint:application"],
                                  cwd=ROOT / "bench/reference", env=environment, stdout=log, stderr=log)
    try:
        body = json.dumps({"camera": "door", "photo": photo})
        headers = {"Authorization": "Token shared-token", "Content-Type": "application/json"}

        def send(session):
            answer = session.post(f"http://127.0.0.1:{port}/photo/", data=body, headers=headers, timeout=120)
            assert answer.status_code == 202, answer.text[:300]

        def up():
            try:
                return requests.get(f"http://127.0.0.1:{port}/photo/", timeout=5).status_code == 405
            except requests.RequestException:
                return False
        wait_until(up, "gunicorn to answer", 60)
        send(requests.Session())
        pids = [server.pid, *descendants(server.pid)]
        before = cpu_seconds(pids)
        count, took = drive(2, seconds, send)
        return {"rate": count / took, "bytes": len(body), "cpu_ms": (cpu_seconds(pids) - before) / count * 1000}
    finally:
        server.terminate()
        server.wait(30)


def declare(broker, user: str, password: str, queue: str):
    import ssl
    context = ssl.create_default_context(cafile=broker.authority.certificate)
    with pika.BlockingConnection(pika.ConnectionParameters(
            "localhost", broker.port, VHOST, pika.PlainCredentials(user, password), ssl_options=pika.SSLOptions(context, "localhost"))) as connection:
        connection.channel().queue_declare(queue, durable=True, arguments={"x-queue-type": "quorum"})


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--programs", type=Path, default=ROOT / "build/release/apps")
    parser.add_argument("--seconds", type=float, default=6)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="reference-") as folder:
        work = Path(folder)
        work.chmod(0o755)
        drawn = json.loads(subprocess.run([arguments.programs / "attendsense-draw/attendsense-draw", "demo", "--folder", work / "drawn", "--json"],
                                          check=True, stdout=subprocess.PIPE, text=True).stdout)
        frame = Path(drawn["people"][0]["capture"])
        import numpy
        from PIL import Image
        picture = Image.open(frame).convert("RGB").resize((640, 480))
        with (work / "frame.jpg").open("wb") as out:
            picture.save(out, "JPEG", quality=90)
        with Stack(work / "stack", arguments.programs / "attendsense/attendsense", demo.models_folder(ROOT / "data"), workers=0) as stack:
            reference = measure_reference(stack, numpy.asarray(picture).tolist(), arguments.seconds, work)
            ours = measure_ours(stack, (work / "frame.jpg").read_bytes(), arguments.seconds)
    print(f"{'':<24}{'AttendSense':>14}{'reference':>14}{'ratio':>10}")
    for title, key, unit in (("accepted a second", "rate", ""), ("bytes of one", "bytes", ""), ("CPU of one, ms", "cpu_ms", "")):
        ratio = ours[key] / reference[key] if key == "rate" else reference[key] / ours[key]
        print(f"{title:<24}{ours[key]:>14,.1f}{reference[key]:>14,.1f}{ratio:>9,.0f}x{unit}")


if __name__ == "__main__":
    main()
