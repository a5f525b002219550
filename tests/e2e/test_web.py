"""The TypeScript client and the web app: types, unit tests, and both against a running server."""

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from support import programs, web_office
from support.client import Client
from support.programs import Server
from support.stack import LIMITS, Stack

WEB = programs.ROOT / "web"
BUILT = programs.PROGRAMS.parent / "web"


def npm(*arguments, **variables) -> str:
    done = subprocess.run(["npm", "--silent", *arguments], cwd=WEB, env={**os.environ, **variables}, capture_output=True, text=True,
                          timeout=700 * programs.PATIENCE, check=False)
    assert done.returncode == 0, f"npm {' '.join(arguments)}: {done.stdout[-9000:]}{done.stderr[-3000:]}"
    return done.stdout


@pytest.fixture(scope="session", autouse=True)
def installed():
    """What the lock file names is there; scripts/install has seen to it."""
    assert shutil.which("npm"), "npm is missing: run scripts/install"
    assert (WEB / "node_modules").is_dir(), "the packages are missing: run scripts/install"


@pytest.fixture
def office(drawn, tmp_path):
    """A server with the web app and an office with a past."""
    if not (BUILT / "index.html").is_file():
        pytest.skip("the web app is not built with this preset")
    server = Server(tmp_path / "server", "api.rate_limit=0").start()
    boss = Client(server.address)
    zone = web_office.afternoon()
    me = boss.register(server.setup_code, zone=web_office.zone_name(zone))["employee_id"]
    accounts = web_office.fill(boss, me, zone, drawn)
    fresh = Server(tmp_path / "fresh", "api.rate_limit=0").start()  # nobody has registered a company there
    yield server, fresh, accounts
    for each in (server, fresh):
        code = each.stop()
        assert code == 0, f"a server ended with {code}: {each.log_text()[-3000:]}"


@pytest.fixture
def distributed_office(models, drawn, tmp_path):
    """The same office on PostgreSQL, behind nginx with TLS, and one with nobody in it."""
    if not (BUILT / "index.html").is_file():
        pytest.skip("the web app is not built with this preset")
    # Not below pytest's folder, which the servers' own accounts cannot enter.
    folder = Path(tempfile.mkdtemp(prefix="attendsense-web-"))
    folder.chmod(0o755)
    fresh = Server(tmp_path / "fresh", "api.rate_limit=0").start()
    try:
        with Stack(folder / "stack", programs.SERVER, models, limits=LIMITS) as stack:
            boss = Client(stack.address)
            boss.session.verify = str(stack.authority)
            zone = web_office.afternoon()
            me = boss.register(stack.setup_code, zone=web_office.zone_name(zone))["employee_id"]
            yield stack, fresh, web_office.fill(boss, me, zone, drawn)
    finally:
        assert fresh.stop() == 0
        shutil.rmtree(folder, ignore_errors=True)


def test_the_client_fits_the_contract_and_passes_its_tests_against_a_server(server):
    npm("run", "check", "--workspace", "client")
    npm("test", "--workspace", "client", ATTENDSENSE_SERVER=server.address, ATTENDSENSE_SETUP_CODE=server.setup_code)


def test_the_app_keeps_its_types_its_rules_and_its_texts():
    npm("run", "check", "--workspace", "app")
    npm("test", "--workspace", "app")


def browse(server, fresh, accounts, *files, **variables):
    print(npm("run", "browser", "--workspace", "app", "--", *files, ATTENDSENSE_SERVER=server.address, ATTENDSENSE_ACCOUNTS=json.dumps(accounts),
              ATTENDSENSE_STATION=str(programs.STATION), ATTENDSENSE_FRESH_SERVER=fresh.address, ATTENDSENSE_SETUP_CODE=fresh.setup_code, **variables))


def test_the_app_in_a_browser(office):
    server, fresh, accounts = office
    browse(server, fresh, accounts)


def test_the_app_on_postgresql_behind_nginx(distributed_office):
    """Everything but the looks, which are the same."""
    stack, fresh, accounts = distributed_office
    files = ["account", "administration", "app", "corrections", "leave", "periods", "reports", "review", "settings"]
    browse(stack, fresh, accounts, *files, NODE_EXTRA_CA_CERTS=str(stack.authority), ATTENDSENSE_PRIVATE_AUTHORITY="1")
