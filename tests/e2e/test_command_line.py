"""The programs as somebody at a terminal meets them."""

import json
import sqlite3
import subprocess
from pathlib import Path

import pytest

from support.client import Client, capture_headers, new_id
from support.programs import PATIENCE, SERVER, STATION, Server, run, wait_until

COMMANDS = [[], ["serve"], ["models"], ["models", "list"], ["models", "verify"], ["models", "fetch"], ["eval"],
            ["eval", "verification"], ["eval", "liveness"], ["queue"], ["queue", "status"], ["queue", "dead"],
            ["queue", "retry"], ["config"], ["completion"], ["import"],
            ["import", "employees"], ["import", "attendance"]]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_has_help(command):
    done = run(SERVER, *command, "--help")
    assert done.returncode == 0
    assert done.stderr == ""
    assert "Usage:" in done.stdout


def test_help_tells_the_exit_codes():
    for program in (SERVER, STATION):
        assert "Exit codes" in run(program, "--help").stdout


@pytest.mark.parametrize("arguments", [["--nonsense"], ["nonsense"], [], ["models"], ["queue", "retry", "a", "b"],
                                       ["--set", "novalue", "config"], ["eval", "verification", "--pairs"]])
def test_wrong_usage_is_told_on_stderr_and_ends_with_2(arguments):
    done = run(SERVER, *arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr


def test_all_errors_of_a_configuration_are_told_at_once(tmp_path):
    file = tmp_path / "a.toml"
    file.write_text("[api]\nlisten = 5\n[worker]\nthreads = 1000\nthread = 1\n")
    done = run(SERVER, "--config", file, "serve")
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
    for part in ("api.listen", "worker.threads", "worker.thread ", "a.toml:2", "a.toml:4"):
        assert part in done.stderr


def test_config_lists_every_setting():
    assert "`api.listen`" in run(SERVER, "config").stdout


def test_an_identifier_that_is_none_is_told(tmp_path, server):
    done = run(SERVER, "--data", server.data / "data", "queue", "retry", "not-an-id")
    assert done.returncode == 3
    assert done.stderr.startswith("attendsense: ")


def test_the_queue_of_a_folder_without_one_is_told(tmp_path):
    done = run(SERVER, "--data", tmp_path, "queue", "status")
    assert done.returncode == 4
    assert str(tmp_path) in done.stderr


def test_a_port_that_is_taken_is_told(models, server, tmp_path):
    done = run(SERVER, "--data", tmp_path / "other", "--set", f"api.listen=127.0.0.1:{server.port}", "serve")
    assert done.returncode == 5
    assert str(server.port) in done.stderr.strip().splitlines()[-1]


def test_plain_http_beyond_this_machine_is_refused(models, tmp_path):
    done = run(SERVER, "--data", tmp_path, "--set", "api.listen=0.0.0.0:0", "serve")
    assert done.returncode == 3
    assert "allow_plain_http" in done.stderr


def test_serve_tells_address_and_set_up_code_until_a_company_is_registered(models, tmp_path):
    process = subprocess.Popen([SERVER, "--data", tmp_path, "--set", "api.listen=127.0.0.1:0", "serve"], text=True,
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        shown = [process.stdout.readline() for _ in range(2)]
        assert "http://127.0.0.1:" in shown[0]
        assert "set-up code" in shown[1].lower()
        address = shown[0][shown[0].index("http://"):].split()[0]
        Client(address).register(shown[1].strip().split()[-1])
    finally:
        process.terminate()
        assert process.wait(timeout=30) == 0
    again = Server(tmp_path.parent / "again")
    again.data.mkdir()
    (again.data / "data").symlink_to(tmp_path)
    again.start()
    assert again.setup_code is None
    assert again.stop() == 0


def test_keys_and_databases_are_for_their_owner_only(admin, server):
    for file in (server.data / "data").iterdir():
        if file.is_file():
            assert file.stat().st_mode & 0o077 == 0, file


def test_dead_captures_are_listed_with_reason_and_can_be_tried_again(admin, server, drawn):
    station = admin.create_station()
    capture = new_id()
    # The header is good; that the rest is missing is found out by the worker.
    half = Path(drawn["people"][0]["capture"]).read_bytes()
    admin.request("POST", "/captures", data=half[:len(half) // 2], expect=202,
                  headers=capture_headers(station["token"], capture=capture))

    def dead():
        done = run(SERVER, "--data", server.data / "data", "queue", "dead", "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    rows = wait_until(dead, "the capture to be laid aside", 60, pause=0.2)
    assert rows[0]["capture_id"] == capture
    assert rows[0]["reason"]
    assert capture in run(SERVER, "--data", server.data / "data", "queue", "dead").stdout
    status = json.loads(run(SERVER, "--data", server.data / "data", "queue", "status", "--json").stdout)
    assert status["dead"] == 1
    done = run(SERVER, "--data", server.data / "data", "queue", "retry", capture)
    assert done.returncode == 0 and "1 capture" in done.stdout
    wait_until(dead, "it to be laid aside again", 60, pause=0.2)
    assert run(SERVER, "--data", server.data / "data", "queue", "retry", new_id()).returncode == 4


def test_a_database_of_a_newer_version_is_refused(admin, server, tmp_path):
    assert server.stop() == 0
    database = server.data / "data/attendsense.db"
    connection = sqlite3.connect(database)
    connection.execute("insert into schema_migration select 9999, name, applied_at from schema_migration limit 1")
    connection.commit()
    connection.close()
    done = run(SERVER, "--data", server.data / "data", "--set", "api.listen=127.0.0.1:0", "serve")
    assert done.returncode == 3
    assert done.stderr.strip()


def test_station_lists_cameras():
    done = run(STATION, "--list-cameras", "--json")
    assert done.returncode == 0
    assert isinstance(json.loads(done.stdout), list)


@pytest.mark.skipif(PATIENCE > 1, reason="a sanitizer multiplies memory")
def test_serve_idles_under_250_mib(admin, server):
    assert server.resident_mib() < 250
