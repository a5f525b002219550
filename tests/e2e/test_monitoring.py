"""What the server tells of itself: a real Prometheus scrapes it, with the rules that ship."""

import json
import shutil
import socket
import subprocess
from pathlib import Path

import pytest
import requests
import yaml

from support import programs
from support.client import Client, capture_headers
from support.programs import ROOT, wait_until

DEPLOY = ROOT / "deploy/monitoring"


def needs(program: str) -> str:
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"no {program}: apt-get install prometheus")
    return found


def promtool(*arguments, text: str | None = None) -> subprocess.CompletedProcess:
    return subprocess.run([needs("promtool"), *map(str, arguments)], input=text, capture_output=True, text=True,
                          timeout=60, check=False)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Prometheus:
    """One that scrapes an address every second, with alerts.yml as it ships."""

    def __init__(self, folder: Path, target: str):
        configuration = yaml.safe_load((DEPLOY / "prometheus.yml").read_text())
        configuration["global"] = {"scrape_interval": "1s", "evaluation_interval": "1s"}
        configuration["rule_files"] = [str(DEPLOY / "alerts.yml")]
        configuration["scrape_configs"] = [configuration["scrape_configs"][0]]
        configuration["scrape_configs"][0]["static_configs"] = [{"targets": [target]}]
        folder.mkdir()
        (folder / "prometheus.yml").write_text(yaml.safe_dump(configuration))
        self.address = f"http://127.0.0.1:{free_port()}"
        self.log = (folder / "log").open("w")
        self.process = subprocess.Popen(
            [needs("prometheus"), f"--config.file={folder / 'prometheus.yml'}", f"--storage.tsdb.path={folder / 'data'}",
             f"--web.listen-address={self.address.removeprefix('http://')}"],
            stdout=self.log, stderr=self.log, start_new_session=True)

    def ask(self, path: str, **parameters):
        try:
            answer = requests.get(self.address + "/api/v1/" + path, params=parameters, timeout=10,
                                  proxies={"http": None}).json()
        except requests.RequestException:
            return None
        return answer["data"] if answer["status"] == "success" else None

    def value(self, query: str) -> float | None:
        found = self.ask("query", query=query)
        return float(found["result"][0]["value"][1]) if found and found["result"] else None

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=30)
        self.log.close()


@pytest.fixture
def prometheus(server, tmp_path):
    started = Prometheus(tmp_path / "prometheus", server.address.removeprefix("http://"))
    yield started
    started.stop()


def test_the_metrics_are_well_named_and_well_formed(server):
    text = requests.get(server.address + "/metrics", timeout=10)
    assert text.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    checked = promtool("check", "metrics", text=text.text)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert checked.stderr == "", checked.stderr


def test_prometheus_sees_a_capture_go_through(server, admin, drawn, prometheus):
    station = admin.create_station()
    stranger = next(person for person in drawn["people"] if not person["enrolled"])
    sent = requests.post(server.address + "/api/v1/captures", data=Path(stranger["capture"]).read_bytes(),
                         headers=capture_headers(station["token"]), timeout=30)
    assert sent.status_code == 202
    processed = 'sum(attendsense_captures_total{fate="processed"})'
    wait_until(lambda: prometheus.value(processed) == 1, "the capture to be counted", 60)
    assert prometheus.value('attendsense_captures_received_total{result="added"}') == 1
    assert prometheus.value("sum(attendsense_faces_total)") >= 1
    assert prometheus.value("attendsense_capture_wait_seconds_count") == 1
    assert prometheus.value('attendsense_capture_stage_seconds_count{stage="detect"}') == 1
    assert prometheus.value('up{job="attendsense-api"}') == 1


def test_the_rules_that_ship_are_evaluated_and_quiet_on_a_healthy_server(server, admin, prometheus):
    def evaluated():
        groups = (prometheus.ask("rules") or {}).get("groups")
        rules = groups[0]["rules"] if groups else []
        return rules if rules and all(rule["health"] != "unknown" for rule in rules) else None

    rules = wait_until(evaluated, "the rules to be evaluated", 60)
    assert [rule["name"] for rule in rules if rule["health"] != "ok"] == []
    assert [rule["name"] for rule in rules if rule["state"] == "firing"] == []


def test_a_scrape_under_load_is_quick(server, admin):
    client = Client(server.address, admin.token)
    session = requests.Session()
    slowest = 0.0
    for _ in range(50):
        client.get("/employees")
        slowest = max(slowest, session.get(server.address + "/metrics", timeout=10).elapsed.total_seconds())
    assert slowest < 1.0 * programs.PATIENCE


def test_the_definitions_that_ship_are_valid():
    assert promtool("check", "rules", DEPLOY / "alerts.yml").returncode == 0
    assert promtool("check", "config", DEPLOY / "prometheus.yml").returncode == 0
    panels = json.loads((DEPLOY / "grafana-dashboard.json").read_text())["panels"]
    assert len({panel["id"] for panel in panels}) == len(panels) >= 10
    tiles = json.loads((DEPLOY / "google-cloud-dashboard.json").read_text())["mosaicLayout"]["tiles"]
    filters = [tile["widget"]["xyChart"]["dataSets"][0]["timeSeriesQuery"]["timeSeriesFilter"]["filter"] for tile in tiles]
    for old_name in ("new_message", "attendance_updated", "mqtt_publish", "error"):
        assert any(f'"custom.googleapis.com/{old_name}"' in text for text in filters)
