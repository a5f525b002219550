"""PostgreSQL, RabbitMQ and Mosquitto as they ship: TLS only, each account may do its duty and nothing else, kill -9 loses nothing."""

import contextlib
import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import threading

import pika
import psycopg2
import pytest

from support import real_servers
from support.programs import ROOT, wait_until
from support.real_servers import Mqtt, handshake, postgres, rabbitmq, tls_context

from stack.configuration import fill_file  # noqa: E402
from stack.certificates import Authority  # noqa: E402
from stack.mosquitto import ADMINISTRATOR, RELAY, password_line  # noqa: E402
from stack.rabbitmq import RabbitMq  # noqa: E402
from stack.servers import Servers  # noqa: E402

SERVERS = ("postgres", "rabbitmq", "mosquitto")
MOST_WAITING = 8
HERE, ELSEWHERE = "0190a1b2-0000-7000-8000-000000000001", "0190a1b2-0000-7000-8000-000000000002"
BERLIN = "attendsense/v1/company-1/berlin"


@pytest.fixture(scope="module")
def servers():
    with real_servers.open_folder() as folder:
        started = Servers(folder)
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


# TLS

@contextlib.contextmanager
def old_server(folder):
    """Accepts TLS 1.1 and greets."""
    certificate, key = Authority(folder / "old").make().issue("old")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers("DEFAULT@SECLEVEL=0")
    context.minimum_version = ssl.TLSVersion.TLSv1
    context.load_cert_chain(certificate, key)

    class Old:
        name = "old"

    with socket.create_server(("localhost", 0)) as listener:
        Old.port = listener.getsockname()[1]

        def serve():
            with contextlib.suppress(OSError):
                peer, _ = listener.accept()
                context.wrap_socket(peer, server_side=True).close()
        threading.Thread(target=serve, daemon=True).start()
        yield Old


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_tls_1_1_could_be_spoken_by_the_client_of_these_tests(tmp_path):
    with old_server(tmp_path) as old:
        assert handshake(old, tls_context(tmp_path / "old/ca.pem", ssl.TLSVersion.TLSv1_1)) == "TLSv1.1"


@pytest.mark.parametrize("name", SERVERS)
def test_tls_1_1_is_refused(servers, name):
    with pytest.raises((ssl.SSLError, ConnectionError)) as refused:
        handshake(getattr(servers, name), tls_context(servers.postgres.authority.certificate, ssl.TLSVersion.TLSv1_1))
    assert "CERTIFICATE" not in str(refused.value)


@pytest.mark.parametrize("name", SERVERS)
@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_tls_1_2_and_1_3_are_spoken(servers, name, version):
    assert handshake(getattr(servers, name), tls_context(servers.postgres.authority.certificate, version)).replace(".", "_") == version.name


@pytest.mark.parametrize("name", SERVERS)
def test_a_client_that_trusts_another_authority_does_not_connect(servers, name, tmp_path):
    stranger = Authority(tmp_path).make().certificate
    with pytest.raises(ssl.SSLCertVerificationError):
        handshake(getattr(servers, name), tls_context(stranger))


def test_postgres_refuses_a_plain_connection(servers):
    with pytest.raises(psycopg2.OperationalError, match="no encryption"):
        postgres(servers.postgres, "api", sslmode="disable")


@pytest.mark.parametrize(("name", "hello"), [("rabbitmq", b"AMQP\x00\x00\x09\x01"),
                                             ("mosquitto", b"\x10\x0f\x00\x04MQTT\x05\x02\x00\x3c\x00\x00\x02me")])
def test_a_plain_hello_gets_no_answer(servers, name, hello):
    with socket.create_connection(("localhost", getattr(servers, name).port), timeout=10) as plain:
        plain.sendall(hello)
        answer = b""
        with contextlib.suppress(ConnectionError):
            answer = plain.recv(100)
    # At most an alert of TLS (21), never a word of the protocol.
    assert answer == b"" or answer[0] == 21


# PostgreSQL

def test_the_roles_only_connect_and_the_owner_makes_tables(servers):
    with contextlib.closing(postgres(servers.postgres, "owner")) as owner:
        owner.cursor().execute("CREATE TABLE of_the_owner (id int)")
        for role in ("api", "worker"):
            with contextlib.closing(postgres(servers.postgres, role)) as connection:
                for statement in ("CREATE TABLE public.t (id int)", "SELECT * FROM public.of_the_owner", "CREATE SCHEMA s",
                                  "CREATE TEMPORARY TABLE t (id int)", "CREATE ROLE r"):
                    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
                        connection.cursor().execute(statement)
        owner.cursor().execute("DROP TABLE of_the_owner")


def test_a_role_of_another_product_cannot_connect(servers):
    with contextlib.closing(postgres(servers.postgres, "superuser")) as superuser:
        superuser.cursor().execute("CREATE ROLE stranger LOGIN PASSWORD 'stranger'")
        with pytest.raises(psycopg2.OperationalError, match="permission denied for database"):
            postgres(servers.postgres, "api", user="stranger", password="stranger")
        superuser.cursor().execute("DROP ROLE stranger")


def test_the_shipped_rules_of_access_let_nobody_else_in(servers):
    """The servers of tests let the superuser in as well; without that line only three roles of one database are."""
    server = servers.postgres
    values = {"CLIENTS": "127.0.0.1/32"}
    server.account.write(server.folder / "pg_hba.conf", fill_file("postgres/pg_hba.conf", values))
    try:
        server.reload()

        def superuser_is_refused():
            try:
                postgres(server, "superuser").close()
            except psycopg2.OperationalError as refused:
                return "no pg_hba.conf entry" in str(refused)
            return False
        wait_until(superuser_is_refused, "the superuser to be refused", 10)
        for role in ("owner", "api", "worker"):
            postgres(server, role).close()
        with pytest.raises(psycopg2.OperationalError, match="no pg_hba.conf entry"):
            postgres(server, "owner", database="postgres")
    finally:
        server.configure()
        server.reload()
    wait_until(lambda: not superuser_is_refused(), "the superuser to be let in again", 10)


def test_a_wrong_password_is_refused_and_none_is_stored(servers):
    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        postgres(servers.postgres, "api", password="wrong")
    stored = servers.postgres.psql("-c", "SELECT rolpassword FROM pg_authid WHERE rolname LIKE 'attendsense%'").split()
    assert len(stored) == 3
    assert all(each.startswith("SCRAM-SHA-256$") for each in stored)


def test_running_the_roles_again_changes_a_password_and_nothing_else(servers):
    server = servers.postgres
    passwords = {f"ATTENDSENSE_{role.upper()}_PASSWORD": server.password(f"attendsense_{role}") for role in ("owner", "api", "worker")}
    server.psql("-f", ROOT / "deploy/postgres/roles.sql", environment={**passwords, "ATTENDSENSE_API_PASSWORD": "another"})
    postgres(server, "api", password="another").close()
    server.started_first()
    postgres(server, "api").close()


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
        ssl_options=pika.SSLOptions(tls_context(servers.postgres.authority.certificate), "localhost"))
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

def test_postgres_keeps_what_was_committed(servers):
    with contextlib.closing(postgres(servers.postgres, "owner")) as owner:
        owner.cursor().execute("CREATE TABLE kept (id int); INSERT INTO kept VALUES (7)")
    servers.postgres.kill()
    with pytest.raises(psycopg2.OperationalError):
        postgres(servers.postgres, "owner")
    servers.postgres.start()
    with contextlib.closing(postgres(servers.postgres, "owner")) as owner:
        cursor = owner.cursor()
        cursor.execute("SELECT id FROM kept")
        assert cursor.fetchall() == [(7,)]
        cursor.execute("DROP TABLE kept")


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


# The command

def command(verb: str, folder, *options) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, ROOT / "scripts/stack/servers.py", verb, "--folder", folder, *options],
                          capture_output=True, text=True, timeout=120, check=False)


def is_running(pid: int) -> bool:
    try:
        return open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()[0] not in "ZX"
    except FileNotFoundError:
        return False


def test_starting_again_replaces_what_a_killed_run_left():
    with real_servers.open_folder() as folder:
        pids = []
        for _ in range(2):
            done = command("start", folder, "--only", "mosquitto")
            assert done.returncode == 0, done.stderr
            described = json.loads((folder / "servers.json").read_text())["mosquitto"]
            pids.append((described["pid"], described["port"]))
        (first, port), (second, same_port) = pids
        assert not is_running(first)
        assert is_running(second)
        assert port == same_port
        assert command("stop", folder).returncode == 0
        assert not is_running(second)
        assert not (folder / "servers.json").exists()


def test_a_stranger_that_got_the_number_of_a_server_is_left_alone():
    stranger = subprocess.Popen(["sleep", "600"])
    try:
        with real_servers.open_folder() as folder:
            state = folder / "state/mosquitto.json"
            state.parent.mkdir()
            boot = open("/proc/sys/kernel/random/boot_id").read().strip()
            state.write_text(json.dumps({"process": {"pid": stranger.pid, "started": 1, "boot": boot}}))
            assert command("stop", folder).returncode == 0
        assert stranger.poll() is None
    finally:
        stranger.send_signal(signal.SIGKILL)
        stranger.wait()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the servers under other accounts")
def test_a_folder_that_the_servers_cannot_enter_is_refused_with_the_reason(tmp_path):
    tmp_path.chmod(0o700)
    done = command("start", tmp_path / "inside", "--only", "mosquitto")
    assert done.returncode == 1
    assert "the account mosquitto cannot enter" in done.stderr
    assert done.stderr.count("\n") == 1
