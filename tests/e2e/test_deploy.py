"""What ships in deploy/ and no test runs: units, containers, settings of our programs."""

import configparser
import json
import re
import stat
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

from support import real_servers  # noqa: F401 - makes scripts/ importable
from support.programs import ROOT, SERVER, STATION, run

from stack.configuration import fill  # noqa: E402
from stack.prepare import SECRETS  # noqa: E402

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("attendsense*.*"))
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    folder = tmp_path_factory.mktemp("deploy") / "prepared"
    done = prepare(folder)
    assert done.returncode == 0, done.stderr
    return folder / "etc"


def prepare(folder) -> subprocess.CompletedProcess:
    return run(ROOT / "scripts/stack/prepare.py", "--folder", folder, "--host", "attendance.example.com", "--postgres-host", "db.example.com",
               "--api-port", 8081, "--api-port", 8082)


def test_nothing_is_left_to_fill_in_and_secrets_are_for_their_owner_only(prepared):
    secret = re.compile(r"secrets/|\.key$|roles\.env$|definitions\.json$|accounts/")
    for file in (path for path in prepared.rglob("*") if path.is_file()):
        assert not re.search(r"@[A-Z_]+@", file.read_text()), file
        others = stat.S_IMODE(file.stat().st_mode) & 0o077
        assert not (secret.search(str(file)) and others), file


def test_a_second_preparation_does_not_overwrite_passwords_in_use(prepared):
    before = {file: file.read_bytes() for file in prepared.rglob("*") if file.is_file()}
    done = prepare(prepared.parent)
    assert done.returncode == 1
    assert "is there already" in done.stderr
    assert {file: file.read_bytes() for file in before} == before


def test_every_password_of_a_program_is_made_and_each_program_gets_its_own_only(prepared):
    for duty in ("api", "worker", "operator", "accounts"):
        settings = tomllib.loads((prepared / f"attendsense/{duty}.toml").read_text())
        named = {value for section in settings.values() for key, value in section.items() if key.endswith("password_file")}
        assert named == {f"/etc/attendsense/secrets/{file}" for file in SECRETS if file.startswith(f"{duty}/")}
        for file in named:
            assert (prepared / file.removeprefix("/etc/")).read_text().strip()


@pytest.mark.parametrize("name", ["api", "worker", "operator", "accounts", "attendsense"])
def test_the_server_knows_every_setting(prepared, name, tmp_path):
    file = tmp_path / "settings.toml"
    shipped = prepared / f"attendsense/{name}.toml"
    file.write_text((shipped if shipped.exists() else DEPLOY / f"attendsense/{name}.toml").read_text())
    done = run(SERVER, "--config", file, "config")
    assert done.returncode == 0, done.stderr
    file.write_text(file.read_text() + "\n[nonsense]\nkey = 1\n")
    assert run(SERVER, "--config", file, "config").returncode == 3


def test_the_station_knows_every_setting(prepared):
    known = set(re.findall(r"`(station\.[a-z_]+)`", run(STATION, "--list-settings").stdout))
    settings = tomllib.loads((prepared / "attendsense/station.toml").read_text())
    assert {f"{section}.{key}" for section, keys in settings.items() for key in keys} <= known


def parsed(unit) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str
    parser.read(unit)
    return parser


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_understands_the_units(unit):
    done = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False)
    # The programs and accounts are not installed here.
    assert not [line for line in done.stderr.splitlines() if str(unit.name) in line and "is not executable" not in line]


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_services_are_hardened_and_start_what_there_is(unit):
    service = parsed(unit)["Service"]
    assert service["NoNewPrivileges"] == "yes"
    assert service["ProtectSystem"] == "strict"
    if service.get("Type") != "oneshot":
        assert service["CapabilityBoundingSet"] == ""
        assert service["Restart"] == "always"
    program, *arguments = service["ExecStart"].split()
    assert program.rsplit("/", 1)[1] in ("attendsense", "attendsense-station")
    settings = arguments.index("--config") + 1
    assert (DEPLOY / "attendsense" / arguments[settings].rsplit("/", 1)[1]).exists()
    if program.endswith("/attendsense"):
        # The command is the last word, or what stands before its own options.
        rest = arguments[settings + 1:]
        assert run(SERVER, *(rest if "--password-file" in rest else rest[-1:]), "--help").returncode == 0


def test_the_accounts_of_stations_are_kept_up_to_date_where_mosquitto_looks_for_them(prepared):
    """By a timer, with just the rights that it takes."""
    timer, service = (parsed(DEPLOY / f"systemd/attendsense-accounts.{kind}") for kind in ("timer", "service"))
    assert int(timer["Timer"]["OnUnitInactiveSec"]) <= 10
    assert timer["Install"]["WantedBy"] == "timers.target"
    words = service["Service"]["ExecStart"].split()
    options = dict(zip(words[1:], words[2:]))
    mosquitto = dict(line.split(" ", 1) for line in (prepared / "mosquitto/mosquitto.conf").read_text().splitlines() if line[:1].isalpha())
    assert {key: options[f"--{key.replace('_', '-')}"] for key in ("password_file", "acl_file", "pid_file")} == {
        key: mosquitto[key] for key in ("password_file", "acl_file", "pid_file")}
    assert {str(Path(options[f"--{file}"]).parent) for file in ("password-file", "acl-file")} == {service["Service"]["ReadWritePaths"]}
    assert set(service["Service"]["CapabilityBoundingSet"].split()) == {"CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_FOWNER", "CAP_KILL"}


def test_captures_are_let_into_rabbitmq_after_each_start(prepared):
    start = parsed(DEPLOY / "systemd/rabbitmq-server.service.d/attendsense.conf")["Service"]["ExecStartPost"]
    lines = re.search(r"/etc/(\S+\.erl)", start)[1]
    bindings = re.search(r'"/etc/(\S+)"', (prepared / lines).read_text())[1]
    bound = {binding["destination"] for binding in json.loads((prepared / bindings).read_text())["bindings"]}
    declared = json.loads((prepared / "rabbitmq/definitions.json").read_text())
    assert bound == {queue["name"] for queue in declared["queues"]}
    assert "bindings" not in declared


def test_the_containers_name_parts_and_files_that_exist():
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    dockerfile = (DEPLOY / "docker/Dockerfile").read_text()
    targets = set(re.findall(r"^FROM \S+ AS (\S+)$", dockerfile, re.MULTILINE))
    parts = set(re.findall(r"^([a-z| ]+)\)$", (DEPLOY / "docker/start").read_text(), re.MULTILINE))
    parts = {part.strip() for line in parts for part in line.split("|")}
    used = set()
    for name, service in compose["services"].items():
        assert service["build"]["target"] in targets, name
        assert (DEPLOY / service["build"]["context"] / service["build"]["dockerfile"]).exists()
        assert set(service.get("depends_on", {})) <= set(compose["services"])
        # Compose refuses both.
        assert not ("networks" in service and "network_mode" in service), name
        for volume in service["volumes"]:
            source = volume.split(":")[0]
            assert source.startswith("./") or source in compose["volumes"], (name, volume)
        used.add((service.get("entrypoint") or [None, None])[1:2][0] if "entrypoint" in service
                 else service.get("command", [service["build"]["target"]])[0])
    assert used <= parts
    for copied in re.findall(r"^COPY (\S+) ", dockerfile, re.MULTILINE):
        assert (ROOT / copied).exists()


def test_the_containers_take_files_that_are_prepared(prepared):
    script = (DEPLOY / "docker/start").read_text().replace("\\\n", " ")
    for part in ("api", "worker"):
        for line in re.findall(r"^\s*(?:\[.*\] \|\| )?take \S+ (.*)$", script, re.MULTILINE):
            for path in line.replace('"', "").split():
                assert (prepared / path.replace("$part", part)).exists(), path


def test_a_template_is_not_filled_where_a_value_is_missing():
    with pytest.raises(KeyError, match="wants values for: ONE, TWO"):
        fill("@TWO@ @ONE@ @THREE@", {"THREE": 3}, "it")
