"""Other systems are told of what happens: signed, again when they fail, after a kill too, and nobody within reach by mistake."""

import pytest

from support.client import Client, new_id, now, rfc3339
from support.programs import Server, wait_until
from support.receiver import Receiver
from support.stack import RunningStack


@pytest.fixture
def receiver(tmp_path):
    started = Receiver(tmp_path / "receiver")
    yield started
    started.close()


@pytest.fixture
def server(models, tmp_path, receiver):
    started = Server(tmp_path / "server", "webhooks.allow_private=true", f"webhooks.ca_file={receiver.authority}").start()
    yield started
    receiver.release()
    assert started.stop() == 0, started.log_text()[-3000:]


def until(condition, what: str, seconds: float = 30):
    """Asks the API seldom enough for its limits."""
    return wait_until(condition, what, seconds, pause=0.2)


def hook(boss: Client, url: str, *events: str) -> dict:
    created = boss.post("/webhooks", {"name": "Test", "url": url, "events": list(events) or ["correction"]})
    return {**created["webhook"], "secret": created["secret"]}


def something_happens(boss: Client) -> str:
    return boss.post("/corrections", {"kind": "add", "direction": "in", "at": rfc3339(now()), "reason": "The door stood open"})["id"]


def deliveries(boss: Client, webhook: dict, **query) -> list[dict]:
    return boss.all(f"/webhooks/{webhook['id']}/deliveries", **query)


def test_receivers_are_told_signed_and_again_when_they_fail(admin, receiver):
    receiver.answers = {"/fails": [503, 204], "/moved": [(302, {"Location": receiver.url("/elsewhere")})], "/gone": [410]}
    well, fails, moved, gone = (hook(admin, receiver.url(path)) for path in ("/well", "/fails", "/moved", "/gone"))
    watcher = hook(admin, receiver.url("/watcher"), "alert")
    correction = something_happens(admin)

    message = wait_until(lambda: receiver.at("/well"), "the event at the receiver that is well")[0]
    assert message.type == "application/json"
    assert message.event["schema"] == "attendsense.correction.v1" and message.event["correction_id"] == correction
    assert message.id == message.event["event_id"]
    assert message.is_signed_by(well["secret"]) and not message.is_signed_by(fails["secret"])
    delivered = until(lambda: deliveries(admin, well, state="delivered"), "the log's word on it")[0]
    assert delivered["event_id"] == message.id and delivered["attempts"] == 1 and delivered["last_status"] == 204

    # Tried again five seconds later, under the same id.
    until(lambda: deliveries(admin, fails, state="delivered"), "the second try")
    assert [again.id for again in receiver.at("/fails")] == [message.id] * 2

    refused = until(lambda: [d for d in deliveries(admin, moved) if d["attempts"]], "the redirect")[0]
    assert refused["state"] == "waiting" and refused["last_status"] == 302 and not receiver.at("/elsewhere")

    until(lambda: admin.get(f"/webhooks/{gone['id']}")["state"] == "gone", "the end of the one that is gone")
    alert = wait_until(lambda: receiver.at("/watcher"), "the alert")[0].event
    assert alert["kind"] == "webhook_disabled" and alert["webhook_id"] == gone["id"] and alert["reason"] == "gone"

    # Another secret: both sign.
    renewed = admin.request("PATCH", f"/webhooks/{well['id']}", json={"rotate_secret": True}, expect=200).json()["secret"]
    admin.post(f"/webhooks/{well['id']}/test", None, expect=202)
    both = wait_until(lambda: receiver.at("/well")[1:], "the test event")[0]
    assert both.event["schema"] == "attendsense.test.v1"
    assert len(both.signatures) == 2 and both.is_signed_by(renewed) and both.is_signed_by(well["secret"])

    again = f"/webhooks/{well['id']}/deliveries/{delivered['id']}/redeliver"
    admin.post(again, None, expect=202)
    wait_until(lambda: len(receiver.at("/well")) == 3, "the delivery that was asked for again")
    assert receiver.at("/well")[2].id == message.id
    admin.post(f"/webhooks/{well['id']}/deliveries/{new_id()}/redeliver", None, expect=404)
    metrics = admin.request("GET", "/metrics", expect=200).text
    assert 'attendsense_webhook_posts_total{result="delivered"}' in metrics and 'result="refused"' in metrics


def test_a_kill_between_sending_and_writing_it_down_repeats_the_message(server, admin, receiver):
    receiver.answers = {"/slow": ["hang", 204]}
    webhook = hook(admin, receiver.url("/slow"))
    something_happens(admin)
    wait_until(lambda: receiver.at("/slow"), "the message")
    server.kill()
    server.start()
    wait_until(lambda: len(receiver.at("/slow")) == 2, "the message once more")
    first, second = receiver.at("/slow")
    assert first.id == second.id and first.body == second.body and second.is_signed_by(webhook["secret"])
    until(lambda: deliveries(admin, webhook, state="delivered"), "the end of it")


def test_the_distributed_form_posts_too_and_to_nobody_near(models, drawn):
    """Over PostgreSQL, by a worker's account; without leave to reach this machine."""
    running = RunningStack(drawn)
    try:
        boss = running.admin
        webhooks = [hook(boss, url) for url in ("https://localhost:1/", "https://127.0.0.1:1/", "https://[::1]:1/")]
        boss.request("POST", "/webhooks", json={"name": "No", "url": "http://example.com/", "events": ["punch"]}, expect=400)
        something_happens(boss)
        for webhook in webhooks:
            tried = until(lambda: [d for d in deliveries(boss, webhook) if d["attempts"]], "the try", seconds=60)[0]
            assert tried["last_status"] is None and "private network" in tried["last_error"]
    finally:
        running.close()
