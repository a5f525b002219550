"""The distributed system on real servers: the main job, what every process hears of, what happens while a server is away."""

import concurrent.futures
import json
import time

import pytest
import requests
from cryptography.fernet import Fernet

from support.door import Door
from support.programs import PATIENCE, Server, Station, wait_until
from support.stack import RunningStack


@pytest.fixture(scope="module")
def system(models, drawn):
    running = RunningStack(drawn)
    yield running
    running.close()


@pytest.fixture(scope="module")
def door(system):
    return Door(system)


def answers_unavailable(call) -> requests.Response:
    """At once, with the time to come again."""
    began = time.monotonic()
    response = call()
    assert response.status_code == 503, response.text
    assert int(response.headers["Retry-After"]) >= 1
    assert time.monotonic() - began < 1.5 * PATIENCE
    return response


def takes_captures_within_ten_seconds(door, picture: bytes):
    """After the return of a server that was away: to the event at the station."""
    began = time.monotonic()
    wait_until(lambda: door.send(picture)[1].status_code == 202, "captures to be taken again", 10)
    print(f"captures are taken again after {time.monotonic() - began:.2f} s")
    door.heard(door.accepted(picture))
    assert time.monotonic() - began < 10 * PATIENCE


def test_a_station_plays_a_clip_and_greets_over_mqtt(system, comers, tmp_path):
    created = system.station("Main door", "both")
    station = Station(system.stack.address, created, tmp_path / "station", system.drawn["clip"], *system.station_options())
    assert station.wait() == 0, station.log_text()
    greeted = [event["greeting"] for event in station.of_type("punch")]
    assert sorted(greeted) == sorted("Hello " + name for name in comers)
    day = system.admin.get("/presence")
    assert day["counts"]["in_office"] == len(comers)
    summary = station.of_type("summary")[0]
    print(f"from the frame to the greeting: median {summary['greeting_median_ms']} ms, p95 {summary['greeting_p95_ms']} ms")


def test_every_worker_knows_a_new_person_within_a_second_and_an_erased_one_not_at_all(system, door, drawn):
    stranger = next(person for person in drawn["people"] if not person["enrolled"])
    employee = system.admin.create_employee("Late", "Comer", [system.photo(stranger)] if stranger.get("photo") else [system.capture(stranger)])
    time.sleep(1)  # what is promised
    captures = [door.accepted(system.capture(stranger)) for _ in range(16)]
    assert {door.heard(capture)["schema"] for capture in captures} == {"attendsense.punch.v1"}
    for worker in system.stack.workers:
        log = worker.log.read_text()
        assert any(capture in log for capture in captures), f"{worker.name} had its share"
    system.admin.request("DELETE", f"/employees/{employee['id']}", expect=204)
    time.sleep(1)
    captures = [door.accepted(system.capture(stranger)) for _ in range(16)]
    assert {door.heard(capture)["outcome"] for capture in captures} == {"unknown"}


@pytest.mark.parametrize("turn", range(2))
def test_another_worker_relays_within_five_seconds_when_one_is_killed(system, door, turn):
    person = system.cast()[0]
    killed = system.stack.workers[turn]
    killed.kill()
    began = time.monotonic()
    door.heard(door.accepted(system.capture(person)))
    assert time.monotonic() - began < 5 * PATIENCE
    killed.start()


def test_a_stop_returns_what_a_worker_holds(system, door):
    people = system.cast()
    captures = [door.accepted(system.capture(people[i % len(people)])) for i in range(20)]
    for worker in system.stack.workers:
        worker.stop()
        assert worker.process() is None
    for worker in system.stack.workers:
        worker.start()
    for capture in captures:
        door.heard(capture)
    assert system.queue("status")["dead"] == 0


def test_poison_is_laid_aside_with_its_reason_and_blocks_nobody(system, door):
    somebody_elses = Fernet(Fernet.generate_key())
    wrong_key = door.accepted(b"\xff\xd8 whatever", somebody_elses)
    no_picture = door.accepted(b"no picture at all")
    good = door.accepted(system.capture(system.cast()[1]))
    assert door.heard(good)["schema"] == "attendsense.punch.v1"
    dead = wait_until(lambda: (found := {row["capture_id"]: row["reason"] for row in system.queue("dead")}).keys() >= {wrong_key, no_picture}
                      and found, "both to be dead")
    assert dead[wrong_key] and dead[no_picture] and dead[wrong_key] != dead[no_picture]
    assert system.queue("retry", wrong_key)["retried"] == 1
    wait_until(lambda: wrong_key in {row["capture_id"] for row in system.queue("dead")}, "it to die again")


def test_without_postgres_requests_are_refused_at_once_and_all_recovers(system, door):
    capture = system.capture(system.cast()[2])
    system.stack.servers.postgres.stop()
    try:
        answers_unavailable(lambda: door.send(capture)[1])
        answers_unavailable(lambda: system.admin.request("GET", "/employees"))
        answers_unavailable(lambda: requests.get(system.stack.address + "/readyz", timeout=30, verify=system.stack.authority))
        assert requests.get(system.stack.address + "/healthz", timeout=30, verify=system.stack.authority).status_code == 200
    finally:
        system.stack.servers.postgres.start()
    takes_captures_within_ten_seconds(door, capture)


def test_a_long_outage_of_postgres_brings_no_capture_nearer_to_the_dead_letters(system, door):
    """Longer than five tries with their back-offs take."""
    dead = system.queue("status")["dead"]
    for worker in system.stack.workers:
        worker.freeze()
    captures = [door.accepted(system.capture(person)) for person in system.cast()[:4]]
    system.stack.servers.postgres.stop()
    try:
        for worker in system.stack.workers:
            worker.thaw()
        time.sleep(20)
        assert system.queue("status")["dead"] == dead
    finally:
        system.stack.servers.postgres.start()
    began = time.monotonic()
    for capture in captures:
        door.heard(capture)
    assert time.monotonic() - began < 10 * PATIENCE
    assert system.queue("status")["dead"] == dead


def test_with_postgres_silent_requests_are_refused_within_a_second_and_all_recovers(system, door):
    """Nothing closes a connection: each request would wait until somebody notices."""
    capture = system.capture(system.cast()[2])

    def get(path: str, **options) -> requests.Response:
        return requests.get(system.stack.address + path, timeout=30, verify=system.stack.authority, **options)
    calls = {
        "POST /captures": lambda: door.send(capture)[1],
        "GET /employees": lambda: get("/api/v1/employees", headers={"Authorization": f"Bearer {system.admin.token}"}),
        "GET /readyz": lambda: get("/readyz"),
    }
    system.stack.servers.postgres.freeze()
    try:
        with concurrent.futures.ThreadPoolExecutor() as pool:
            first = dict(zip(calls, pool.map(answers_unavailable, calls.values())))
        then = {name: answers_unavailable(call) for name, call in calls.items()}
        for name in calls:
            print(f"PostgreSQL silent: {name} 503 after {first[name].elapsed.total_seconds():.2f} s, "
                  f"then after {then[name].elapsed.total_seconds() * 1000:.0f} ms")
            assert then[name].elapsed.total_seconds() < 0.3 * PATIENCE
        assert get("/healthz").status_code == 200
    finally:
        system.stack.servers.postgres.thaw()
    takes_captures_within_ten_seconds(door, capture)


def test_without_rabbitmq_captures_are_refused_at_once_and_the_rest_works(system, door):
    capture = system.capture(system.cast()[2])
    waiting = door.accepted(capture)
    door.heard(waiting)
    system.stack.servers.rabbitmq.stop()
    try:
        answers_unavailable(lambda: door.send(capture)[1])
        assert system.admin.get("/employees")["items"]
        assert system.admin.get("/presence")
    finally:
        system.stack.servers.rabbitmq.start()
    takes_captures_within_ten_seconds(door, capture)


def test_without_mosquitto_punches_are_booked_and_heard_of_later(system, door):
    capture = system.capture(system.cast()[3])
    before = len(system.admin.all("/punches"))
    system.stack.servers.mosquitto.stop()
    try:
        missed = door.accepted(capture)
        wait_until(lambda: len(system.admin.all("/punches")) == before + 1, "the punch to be booked")
    finally:
        system.stack.servers.mosquitto.start()
    began = time.monotonic()
    assert door.heard(missed)["schema"] == "attendsense.punch.v1"
    assert time.monotonic() - began < 10 * PATIENCE


def test_without_workers_captures_wait(system, door):
    capture = system.capture(system.cast()[0])
    for worker in system.stack.workers:
        worker.kill()
    try:
        waiting = door.accepted(capture)
        assert system.queue("status")["waiting"] >= 1
    finally:
        for worker in system.stack.workers:
            worker.start()
    assert door.heard(waiting)["schema"] == "attendsense.punch.v1"


def test_the_api_needs_engines_that_processes_share(system, tmp_path):
    with pytest.raises(RuntimeError, match="database.engine"):
        system.stack.installation.run("--set", "database.engine=sqlite", "api")


def test_an_embedded_installation_moves_to_postgres_whole(models, system, drawn, tmp_path):
    embedded = Server(tmp_path / "embedded").start()
    client = type(system.admin)(embedded.address)
    client.register(embedded.setup_code)
    client.set_policy(match_threshold=drawn["match_threshold"])
    for person in system.cast():
        client.create_employee(person["given_name"], person["family_name"], [system.photo(person)])
    station = Station(embedded.address, client.create_station(), tmp_path / "station", drawn["clip"], "--as-fast-as-possible")
    assert station.wait() == 0
    punches = client.all("/punches")
    employees = client.all("/employees")
    assert punches
    assert embedded.stop() == 0

    system.stack.servers.postgres.psql("-c", "CREATE DATABASE moved OWNER attendsense_owner")
    data = embedded.data / "data"
    here = ("--set", "postgres.database=moved", "--data", tmp_path / "new")
    (tmp_path / "new").mkdir()
    report = json.loads(system.stack.installation.run(*here, "migrate", "--from", f"sqlite:{data}", "--to", "postgres:", "--json"))
    assert report["matches"] and {"punch", "employee", "template"} <= {table["table"] for table in report["tables"]}
    # Once more would be into a database that is somebody's.
    with pytest.raises(RuntimeError, match="earlier copy that is complete"):
        system.stack.installation.run(*here, "migrate", "--from", f"sqlite:{data}", "--to", "postgres:")
    assert len(system.rows("SELECT id FROM punch", "moved")) == len(punches)
    assert len(system.rows("SELECT id FROM employee", "moved")) == len(employees)
