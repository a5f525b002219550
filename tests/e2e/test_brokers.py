"""RabbitMQ and Mosquitto as they ship: each account may do its duty and nothing else, and kill -9 loses nothing."""

import contextlib

import pika
import pytest

from support import real_servers
from support.programs import wait_until
from support.real_servers import Mqtt, rabbitmq, tls_context

from stack.mosquitto import ADMINISTRATOR, RELAY, password_line  # noqa: E402
from stack.rabbitmq import RabbitMq  # noqa: E402
from stack.servers import Servers  # noqa: E402

MOST_WAITING = 8
HERE, ELSEWHERE = "0190a1b2-0000-7000-8000-000000000001", "0190a1b2-0000-7000-8000-000000000002"
BERLIN = "attendsense/v1/company-1/berlin"


@pytest.fixture(scope="module")
def servers():
    with real_servers.open_folder() as folder:
        started = Servers(folder, names=("rabbitmq", "mosquitto"))
        # A queue that a test can fill.
        started.rabbitmq = RabbitMq(folder, max_waiting=MOST_WAITING)
        with started:
            yield started


@pytest.fixture
def stations(servers):
    """Two stations as `attendsense stations sync-broker` enters them; their passwords."""
    broker = servers.mosquitto
    files = (broker.password_file, broker.acl_file)
    before = [file.read_text() for file in files]
    passwords = {station: f"password of {station}" for station in (HERE, ELSEWHERE)}
    with broker.password_file.open("a") as file:
        file.writelines(password_line(station, password) for station, password in passwords.items())
    with broker.acl_file.open("a") as file:
        for station in passwords:
            file.write(f"\nuser {station}\ntopic read attendsense/v1/+/+/{station}/+\ntopic write {BERLIN}/{station}/status\n")
    broker.reload()
    wait_until(lambda: broker.log.read_text().count("Reloading config") > 0, "Mosquitto to read its files", 10)
    yield passwords
    for file, text in zip(files, before):
        file.write_text(text)
    broker.reload()


# RabbitMQ

@pytest.fixture
def channel(servers):
    """Opens a channel of an account; queues are empty before and after."""
    opened = []

    def open_channel(account: str, confirmed: bool = True):
        connection = rabbitmq(servers.rabbitmq, account)
        opened.append(connection)
        made = connection.channel()
        if confirmed:
            made.confirm_delivery()
        return made

    def purge():
        administrator = open_channel("administrator")
        for queue in ("attendsense", "attendsense.dead"):
            administrator.queue_purge(queue)
    purge()
    yield open_channel
    purge()
    for connection in opened:
        with contextlib.suppress(pika.exceptions.AMQPError):  # one that a test cut
            connection.close()


def publish(channel, body: bytes, exchange: str = "attendsense"):
    channel.basic_publish(exchange, "capture", body, pika.BasicProperties(delivery_mode=2), mandatory=True)


def get(channel, queue: str = "attendsense", acknowledge: bool = True):
    def one():
        method, _, body = channel.basic_get(queue, auto_ack=acknowledge)
        return (method, body) if method else None
    return wait_until(one, f"a message in {queue}", 10)


def depth(channel, queue: str) -> int:
    return channel.queue_declare(queue, passive=True).method.message_count


def refused(act, *arguments, **options):
    with pytest.raises((pika.exceptions.ChannelClosedByBroker, pika.exceptions.ConnectionClosedByBroker)) as answer:
        act(*arguments, **options)
    assert answer.value.reply_code == 403, answer.value


def test_the_publisher_publishes_captures_and_nothing_else(channel):
    publish(channel("publisher"), b"a capture")
    refused(publish, channel("publisher"), b"dead", exchange="attendsense.dead")
    refused(channel("publisher").basic_publish, "", "attendsense", b"past the exchange", mandatory=True)
    refused(channel("publisher").basic_get, "attendsense")
    refused(channel("publisher").basic_get, "attendsense.dead")
    refused(channel("publisher").queue_declare, "another", durable=True)
    refused(channel("publisher").queue_purge, "attendsense")
    refused(channel("publisher").queue_delete, "attendsense")
    assert get(channel("consumer"))[1] == b"a capture"


def test_the_consumer_takes_captures_and_buries_them_and_nothing_else(channel):
    publish(channel("publisher"), b"a capture")
    assert get(channel("consumer"))[1] == b"a capture"
    publish(channel("consumer"), b"buried", exchange="attendsense.dead")
    refused(publish, channel("consumer"), b"made up")
    refused(channel("consumer").basic_get, "attendsense.dead")
    refused(channel("consumer").queue_delete, "attendsense")
    assert get(channel("operator"), "attendsense.dead")[1] == b"buried"


def test_the_operator_sees_both_queues_and_puts_the_dead_back(channel):
    publish(channel("operator"), b"dead", exchange="attendsense.dead")
    operator = channel("operator")
    wait_until(lambda: depth(operator, "attendsense.dead") == 1, "the depth of the dead letters", 10)
    publish(operator, get(operator, "attendsense.dead")[1])
    wait_until(lambda: (depth(operator, "attendsense"), depth(operator, "attendsense.dead")) == (1, 0), "one put back", 10)
    refused(channel("operator").queue_delete, "attendsense.dead")
    refused(channel("operator").exchange_declare, "another")


def test_guest_and_wrong_passwords_are_refused(servers):
    for account, password in (("publisher", "wrong"), ("consumer", servers.rabbitmq.password("attendsense_publisher"))):
        with pytest.raises(pika.exceptions.AMQPConnectionError):
            rabbitmq(servers.rabbitmq, account, password)
    guest = pika.ConnectionParameters(
        "localhost", servers.rabbitmq.port, "/", pika.PlainCredentials("guest", "guest"),
        ssl_options=pika.SSLOptions(tls_context(servers.rabbitmq.authority.certificate), "localhost"))
    with pytest.raises(pika.exceptions.AMQPConnectionError):
        pika.BlockingConnection(guest)


def test_a_capture_that_comes_back_five_times_is_dead(channel):
    publish(channel("publisher"), b"poison")
    consumer = channel("consumer")
    for _ in range(5):
        method, body = get(consumer, acknowledge=False)
        assert body == b"poison"
        consumer.basic_nack(method.delivery_tag, requeue=True)
    operator = channel("operator")
    wait_until(lambda: depth(operator, "attendsense.dead") == 1, "the poison among the dead", 10)
    assert depth(operator, "attendsense") == 0
    _, properties, body = operator.basic_get("attendsense.dead", auto_ack=True)
    assert body == b"poison"
    assert properties.headers["x-death"][0]["reason"] == "delivery_limit"


def test_a_full_queue_refuses_captures_and_loses_none(channel):
    publisher = channel("publisher")
    accepted = []

    def until_refused():
        for number in range(10 * MOST_WAITING):
            publish(publisher, b"capture %d" % number)
            accepted.append(number)
    with pytest.raises(pika.exceptions.NackError):
        until_refused()
    assert len(accepted) >= MOST_WAITING
    consumer = channel("consumer")
    assert [get(consumer)[1] for _ in accepted] == [b"capture %d" % number for number in accepted]
    publish(publisher, b"there is room again")


# Mosquitto

def test_nobody_enters_without_a_password(servers, stations):
    for user, password in ((None, None), (HERE, "wrong"), (HERE, stations[ELSEWHERE]), ("nobody", "x")):
        with Mqtt(servers.mosquitto, user, password) as stranger:
            assert stranger.connected in ("Not authorized", "Bad user name or password"), (user, stranger.connected)
    with Mqtt(servers.mosquitto, HERE, stations[HERE]) as station:
        assert station.connected == "Success"


def test_a_station_hears_its_own_events_only(servers, stations):
    broker = servers.mosquitto
    with Mqtt(broker, HERE, stations[HERE]) as here, Mqtt(broker, ELSEWHERE, stations[ELSEWHERE]) as elsewhere, \
         Mqtt(broker, RELAY, broker.password(RELAY)) as relay:
        # The broker says yes to a subscription and checks each message: whoever asks for all hears its own.
        for station in (here, elsewhere):
            station.subscribe("attendsense/v1/#")
            station.subscribe("#")
        assert relay.publish(f"{BERLIN}/{HERE}/punch", b"for here") in ("Success", "No matching subscribers")
        assert relay.publish(f"{BERLIN}/{ELSEWHERE}/punch", b"for elsewhere") in ("Success", "No matching subscribers")
        wait_until(lambda: here.heard and elsewhere.heard, "both to hear", 10)
    assert {payload for _, payload in here.heard} == {b"for here"}
    assert {payload for _, payload in elsewhere.heard} == {b"for elsewhere"}


def test_a_station_writes_its_own_status_and_nothing_else(servers, stations):
    broker = servers.mosquitto
    with Mqtt(broker, HERE, stations[HERE]) as station, Mqtt(broker, RELAY, broker.password(RELAY)) as relay:
        relay.subscribe("attendsense/v1/+/+/+/status")
        assert station.publish(f"{BERLIN}/{HERE}/status", b"online") == "Success"
        for topic in (f"{BERLIN}/{HERE}/punch", f"{BERLIN}/{HERE}/sighting", f"{BERLIN}/{ELSEWHERE}/status",
                      f"attendsense/v1/company-2/berlin/{HERE}/status", "elsewhere"):
            assert station.publish(topic, b"made up") == "Not authorized", topic
        wait_until(lambda: relay.heard, "the status", 10)
        assert relay.publish("elsewhere", b"x") == "Not authorized"
    assert relay.heard == [(f"{BERLIN}/{HERE}/status", b"online")]


def test_a_packet_beyond_the_limit_is_refused(servers):
    broker = servers.mosquitto
    with Mqtt(broker, ADMINISTRATOR, broker.password(ADMINISTRATOR)) as client:
        assert client.publish("size", b"x" * 60_000) in ("Success", "No matching subscribers")
        client.send("size", b"x" * 70_000)
        wait_until(lambda: client.ended, "the broker to hang up", 10)


# kill -9

def test_rabbitmq_keeps_what_it_confirmed(servers, channel):
    publish(channel("publisher"), b"kept")
    publish(channel("operator"), b"dead and kept", exchange="attendsense.dead")
    servers.rabbitmq.kill()
    servers.rabbitmq.start()
    again = rabbitmq(servers.rabbitmq, "operator")
    assert get(again.channel())[1] == b"kept"
    assert get(again.channel(), "attendsense.dead")[1] == b"dead and kept"
    again.close()


def test_mosquitto_keeps_what_waits_for_a_station_that_is_away(servers, stations):
    broker = servers.mosquitto
    with Mqtt(broker, HERE, stations[HERE], session_seconds=3600) as station:
        station.subscribe(f"attendsense/v1/+/+/{HERE}/+")
    with Mqtt(broker, RELAY, broker.password(RELAY)) as relay:
        relay.publish(f"{BERLIN}/{HERE}/punch", b"while you were away")
    stored = broker.folder / "data/mosquitto.db"
    wait_until(lambda: stored.exists() and b"while you were away" in stored.read_bytes(), "the event on the broker's disk", 10)
    broker.kill()
    broker.start()
    with Mqtt(broker, HERE, stations[HERE], session_seconds=3600) as station:
        wait_until(lambda: station.heard, "the event", 10)
    assert station.heard == [(f"{BERLIN}/{HERE}/punch", b"while you were away")]
    Mqtt(broker, HERE, stations[HERE]).close()
