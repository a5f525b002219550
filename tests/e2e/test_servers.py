"""The servers as they ship: TLS only; PostgreSQL's roles may do their duty and nothing else; the command that starts them."""

import contextlib
import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import threading

import psycopg2
import pytest

from support import real_servers
from support.programs import ROOT, wait_until
from support.real_servers import handshake, postgres, tls_context

from stack.configuration import fill_file  # noqa: E402
from stack.certificates import Authority  # noqa: E402
from stack.servers import Servers  # noqa: E402

SERVERS = ("postgres", "rabbitmq", "mosquitto")


@pytest.fixture(scope="module")
def servers():
    with real_servers.open_folder() as folder:
        with Servers(folder) as started:
            yield started


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
