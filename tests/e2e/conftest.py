import json
from pathlib import Path

import pytest

from support import programs
from support.client import Client
from support.programs import Server


@pytest.fixture(scope="session")
def models():
    if programs.MODELS is None:
        pytest.skip("no models: set ATTENDSENSE_MODELS or run `attendsense models fetch`")
    return programs.MODELS


@pytest.fixture(scope="session")
def data():
    if programs.DATA is None:
        pytest.skip("no evaluation data: set ATTENDSENSE_DATA; the main job is proved on drawn pictures")
    return programs.DATA


@pytest.fixture(scope="session")
def drawn(models, tmp_path_factory):
    """People that the project draws: photos to enrol, a clip of some of them at a door, and the threshold that fits."""
    folder = tmp_path_factory.mktemp("drawn")
    done = programs.run(programs.DRAW, "demo", "--folder", folder, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def server(models, tmp_path):
    """A running server, not registered yet."""
    started = Server(tmp_path / "server").start()
    yield started
    code = started.stop()
    assert code == 0, f"the server ended with {code}: {started.log_text()[-3000:]}"


@pytest.fixture
def admin(server):
    """The first administrator of a registered company."""
    client = Client(server.address)
    client.register(server.setup_code)
    return client


@pytest.fixture
def company(admin, drawn):
    """The same with everybody of the drawn cast who is to be enrolled."""
    admin.set_policy(match_threshold=drawn["match_threshold"])
    for person in drawn["people"]:
        if person["enrolled"]:
            admin.create_employee(person["given_name"], person["family_name"], [Path(person["photo"]).read_bytes()])
    return admin


@pytest.fixture
def comers(drawn) -> set[str]:
    """The names of those who are enrolled and come up to the door in the drawn clip."""
    return {f"{person['given_name']} {person['family_name']}" for person in drawn["people"]
            if person["enrolled"] and person["walks"]}
