"""The real servers for tests in Python, and clients that verify their certificates."""

import contextlib
import shutil
import socket
import ssl
import sys
import tempfile
import warnings
from pathlib import Path

import paho.mqtt.client as paho
import pika
import psycopg2
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

from support.programs import ROOT, wait_until

sys.path.insert(0, str(ROOT / "scripts"))


@contextlib.contextmanager
def open_folder():
    """A folder that the servers' own accounts can enter, as pytest's are not."""
    folder = Path(tempfile.mkdtemp(prefix="attendsense-servers-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def tls_context(ca, version: ssl.TLSVersion | None = None) -> ssl.SSLContext:
    """Verifies; with `version` it speaks that one only."""
    context = ssl.create_default_context(cafile=str(ca))
    if version:
        # OpenSSL speaks TLS 1.1 on this level only.
        context.set_ciphers("DEFAULT@SECLEVEL=0")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            context.minimum_version = version
            context.maximum_version = version
    return context


def handshake(server, context: ssl.SSLContext) -> str:
    """Version of TLS that both agreed on."""
    with socket.create_connection(("localhost", server.port), timeout=10) as plain:
        if server.name == "postgres":
            plain.sendall(b"\x00\x00\x00\x08\x04\xd2\x16\x2f")
            assert plain.recv(1) == b"S"
        with context.wrap_socket(plain, server_hostname="localhost") as secured:
            return secured.version()


def postgres(server, account: str, database: str = "attendsense", **options):
    described = server.describe()
    login = described[account]
    connection = psycopg2.connect(**{
        "host": "localhost", "port": server.port, "dbname": database, "user": login["user"], "password": login["password"],
        "sslmode": "verify-full", "sslrootcert": str(server.authority.certificate), "connect_timeout": 10, **options})
    connection.autocommit = True
    return connection


def rabbitmq(server, account: str, password: str | None = None) -> pika.BlockingConnection:
    login = server.describe()[account]
    return pika.BlockingConnection(pika.ConnectionParameters(
        "localhost", server.port, "attendsense", pika.PlainCredentials(login["user"], password or login["password"]),
        ssl_options=pika.SSLOptions(tls_context(server.authority.certificate), "localhost"), socket_timeout=10))


class _Client(paho.Client):
    """Tells of a connection that the broker cut in the middle of a packet, where paho 1.6 lets its thread die."""

    def _thread_main(self):
        try:
            super()._thread_main()
        except ssl.SSLError as cut:
            self.on_disconnect(self, None, cut)


class Mqtt:
    """A client that remembers what it heard and how its packets were answered; names of MQTT v5 reasons are paho's."""

    def __init__(self, server, user: str | None, password: str | None = None, session_seconds: int = 0):
        self.heard, self.published, self.subscribed = [], {}, {}
        self.connected = self.ended = None
        # One session a user, found again at the next connection.
        self._client = _Client(client_id=f"test-{user}", protocol=paho.MQTTv5)
        if user:
            self._client.username_pw_set(user, password)
        self._client.tls_set_context(tls_context(server.authority.certificate))
        self._client.on_connect = lambda _c, _u, _f, reason, _p: setattr(self, "connected", reason.getName())
        self._client.on_disconnect = lambda _c, _u, reason, _p=None: setattr(self, "ended", str(reason))
        self._client.on_message = lambda _c, _u, message: self.heard.append((message.topic, message.payload))
        self._client.on_subscribe = lambda _c, _u, mid, reasons, _p: self.subscribed.update({mid: reasons[0].getName()})
        self._client.on_publish = lambda _c, _u, mid: self.published.setdefault(mid, "Success")
        self._remember_refusals()
        wanted = Properties(PacketTypes.CONNECT)
        wanted.SessionExpiryInterval = session_seconds
        self._client.connect("localhost", server.port, clean_start=session_seconds == 0, properties=wanted)
        self._client.loop_start()
        wait_until(lambda: self.connected or self.ended, "an answer to CONNECT", 10)

    def _remember_refusals(self):
        """paho 1.6 drops the reason of a PUBACK."""
        handle = self._client._handle_pubackcomp

        def remembering(command):
            packet = bytes(self._client._in_packet["packet"])
            if len(packet) > 2:
                self.published[int.from_bytes(packet[:2], "big")] = paho.ReasonCodes(PacketTypes.PUBACK, identifier=packet[2]).getName()
            return handle(command)
        self._client._handle_pubackcomp = remembering

    def publish(self, topic: str, payload: bytes, retain: bool = False) -> str:
        """The broker's reason for its answer."""
        sent = self._client.publish(topic, payload, qos=1, retain=retain)
        return wait_until(lambda: self.published.get(sent.mid), f"the PUBACK of {topic}", 10)

    def send(self, topic: str, payload: bytes):
        """Without waiting for an answer."""
        self._client.publish(topic, payload, qos=1)

    def subscribe(self, topic: str) -> str:
        _, mid = self._client.subscribe(topic, qos=1)
        return wait_until(lambda: self.subscribed.get(mid), f"the SUBACK of {topic}", 10)

    def close(self):
        self._client.disconnect()
        self._client.loop_stop()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
