"""nginx as it ships, before API processes that these tests play: limits, trust, failover, event streams, reload."""

import contextlib
import http.server
import json
import re
import socket
import ssl
import subprocess
import threading
import time

import pytest
import requests

from support import real_servers
from support.programs import wait_until
from support.real_servers import handshake, tls_context

from stack.nginx import LIMITS, Nginx  # noqa: E402
from stack.processes import free_port  # noqa: E402


class Api:
    """Stands for one `attendsense api`: notes what it is asked and answers as the path says."""

    def __init__(self, name: str):
        self.name = name
        self.port = free_port()
        self.asked = []
        self.events_may_end = threading.Event()
        self.may_answer = threading.Event()
        self.may_answer.set()
        self._server = None

    def start(self):
        api = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                api.asked.append((self.command, self.path, self.headers, body))
                if self.path.endswith("/events"):
                    return self.stream()
                if "hang-up" in self.headers.get("Play", ""):
                    self.close_connection = True
                    return self.connection.shutdown(socket.SHUT_RDWR)
                assert api.may_answer.wait(30)
                busy = "busy" in self.headers.get("Play", "")
                text = json.dumps({"from": api.name}).encode()
                self.send_response(503 if busy else 200)
                if busy:
                    self.send_header("Retry-After", "17")
                self.send_header("Strict-Transport-Security", "max-age=1")
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                return self.wfile.write(text)

            do_GET = do_POST = do_PUT = answer

            def stream(self):
                self.send_response(200)
                self.send_header("Content-Type", "text/event-stream")
                self.send_header("Connection", "close")
                self.end_headers()
                self.wfile.write(b"id: 1\nevent: punch\ndata: {}\n\n")
                self.wfile.flush()
                api.events_may_end.wait(30)
                self.close_connection = True

            def log_message(self, *_):
                pass

            def handle(self):
                with contextlib.suppress(OSError, ValueError):  # one that a test cut
                    super().handle()

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def stop(self):
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def saw(self, path: str) -> list:
        return [asked for asked in self.asked if asked[1] == path]


@pytest.fixture
def apis():
    playing = [Api("first"), Api("second")]
    for api in playing:
        api.start()
    yield playing
    for api in playing:
        api.events_may_end.set()
        api.may_answer.set()
        api.stop()


@pytest.fixture
def nginx(apis):
    with real_servers.open_folder() as folder:
        started = Nginx(folder, [api.port for api in apis])
        started.start()
        yield started
        started.stop()


def trusting_session(nginx) -> requests.Session:
    session = requests.Session()
    session.trust_env = False
    session.verify = str(nginx.authority.certificate)
    return session


@pytest.fixture
def client(nginx):
    """A client that trusts the certificate; each call is one to https://localhost."""
    session = trusting_session(nginx)

    def ask(method: str, path: str, **options):
        return session.request(method, nginx.address + path, timeout=20, **options)
    yield ask
    session.close()


def problem(answer, status: int, code: str) -> dict:
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    document = answer.json()
    assert document["status"] == status
    assert document["code"] == code
    assert document["type"].endswith("/" + code)
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", document["instance"])
    return document


# TLS

@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_tls_1_1_is_refused_and_newer_is_spoken(nginx):
    authority = nginx.authority.certificate
    with pytest.raises((ssl.SSLError, ConnectionError)):
        handshake(nginx, tls_context(authority, ssl.TLSVersion.TLSv1_1))
    assert handshake(nginx, tls_context(authority, ssl.TLSVersion.TLSv1_2)) == "TLSv1.2"
    assert handshake(nginx, tls_context(authority)) == "TLSv1.3"


def test_plain_http_is_sent_to_https_and_nothing_else(nginx, apis):
    answer = requests.get(f"http://localhost:{nginx.plain_port}/api/v1/version", headers={"Host": "elsewhere.example"},
                          allow_redirects=False, timeout=10)
    assert answer.status_code == 308
    assert answer.headers["Location"] == f"{nginx.address}/api/v1/version"
    problem(requests.get(f"http://localhost:{nginx.port}/api/v1/version", timeout=10), 400, "request_malformed")
    assert not apis[0].asked + apis[1].asked


def test_http_2_is_spoken(nginx):
    done = subprocess.run(["curl", "-s", "-o", "/dev/null", "-w", "%{http_version} %{http_code}", "--http2", "--cacert",
                           nginx.authority.certificate, nginx.address + "/api/v1/version"], capture_output=True, text=True, check=True)
    assert done.stdout == "2 200"


def test_browsers_are_told_once_to_stay_with_https(client):
    assert client("GET", "/api/v1/version").headers["Strict-Transport-Security"] == "max-age=1"
    own = client("GET", "/metrics").headers
    assert own["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains"
    assert own["X-Content-Type-Options"] == "nosniff"


# Limits

def test_a_body_beyond_8_mib_never_reaches_the_api(client, apis):
    assert client("POST", "/api/v1/captures", data=b"x" * (8 << 20)).status_code == 200
    problem(client("POST", "/api/v1/captures", data=b"x" * ((8 << 20) + 1)), 413, "body_too_large")
    assert [len(asked[3]) for api in apis for asked in api.asked] == [8 << 20]


def test_fields_beyond_the_limit_are_refused(client, apis):
    problem(client("GET", "/api/v1/version", headers={"Large": "x" * 20_000}), 431, "header_too_large")
    assert not apis[0].asked + apis[1].asked


def test_who_tries_passwords_fast_is_asked_to_wait(client):
    codes, last = [], None
    for _ in range(LIMITS["SIGN_IN_BURST"] + LIMITS["SIGN_INS_PER_SECOND"] + 40):
        answer = client("POST", "/api/v1/sessions", json={})
        codes.append(answer.status_code)
        if answer.status_code == 429:
            last = answer
    assert set(codes) == {200, 429}
    assert codes[:LIMITS["SIGN_IN_BURST"]] == [200] * LIMITS["SIGN_IN_BURST"]
    problem(last, 429, "too_many_requests")
    assert last.headers["Retry-After"] == "1"
    # The share of everything else is not used up by it.
    assert client("POST", "/api/v1/captures", data=b"x").status_code == 200


def test_one_address_gets_its_share_of_requests_and_of_connections(nginx, client):
    nginx.limits.update(REQUESTS_PER_SECOND=1, REQUEST_BURST=3)
    nginx.reload()

    def ask():
        return client("GET", "/api/v1/version").status_code
    wait_until(lambda: ask() == 429, "too many requests", 10)
    nginx.limits.update(REQUESTS_PER_SECOND=1000, REQUEST_BURST=1000, CONNECTIONS_PER_CLIENT=2)
    nginx.reload()
    wait_until(lambda: ask() == 200, "the new share", 10)
    with contextlib.ExitStack() as open_streams:
        for _ in range(2):
            open_streams.enter_context(contextlib.closing(client("GET", "/api/v1/events", stream=True)))
        problem(client("GET", "/api/v1/version"), 429, "too_many_requests")


def test_metrics_are_not_for_the_world(client, apis):
    problem(client("GET", "/metrics"), 404, "no_such_path")
    problem(client("GET", "/api/v1/metrics"), 404, "no_such_path")
    assert not apis[0].asked + apis[1].asked


# Trust

def test_what_a_client_says_of_its_address_is_replaced(client, apis):
    client("GET", "/api/v1/version", headers={"X-Forwarded-For": "203.0.113.7", "Forwarded": "for=203.0.113.7",
                                              "X-Forwarded-Proto": "http"})
    (_, _, fields, _), = apis[0].asked + apis[1].asked
    assert fields.get_all("X-Forwarded-For") == ["127.0.0.1"]
    assert fields.get_all("X-Forwarded-Proto") == ["https"]
    assert "Forwarded" not in fields


# Failover

def test_the_other_process_answers_while_one_is_away(client, apis):
    apis[0].stop()
    for number in range(6):
        assert client("POST", "/api/v1/employees", json={"number": number}).json() == {"from": "second"}
        assert client("GET", "/api/v1/version").json() == {"from": "second"}
    assert [json.loads(asked[3])["number"] for asked in apis[1].saw("/api/v1/employees")] == list(range(6))


def test_what_one_process_may_have_done_is_not_sent_to_another(client, apis):
    problem(client("POST", "/api/v1/employees", json={}, headers={"Play": "hang-up"}), 503, "server_away")
    assert len(apis[0].asked + apis[1].asked) == 1


def test_a_capture_is_sent_to_another_process_as_it_is_booked_once(client, apis):
    problem(client("POST", "/api/v1/captures", data=b"x", headers={"Play": "hang-up"}), 503, "server_away")
    assert [len(api.saw("/api/v1/captures")) for api in apis] == [1, 1]


def test_without_any_process_the_answer_comes_at_once(client, apis):
    for api in apis:
        api.stop()
    began = time.monotonic()
    answer = client("GET", "/api/v1/version")
    assert time.monotonic() - began < 1
    problem(answer, 503, "server_away")
    assert answer.headers["Retry-After"] == "2"
    apis[0].start()
    wait_until(lambda: client("GET", "/api/v1/version").status_code == 200, "the process to be found again", 10)


def test_a_busy_process_says_itself_when_to_try_again(client, apis):
    answer = client("POST", "/api/v1/captures", data=b"x", headers={"Play": "busy"})
    assert answer.status_code == 503
    assert answer.json()["from"] in ("first", "second")
    assert answer.headers["Retry-After"] == "17"
    assert len(apis[0].asked + apis[1].asked) == 1


# Streams and reload

@pytest.mark.parametrize("path", ["/api/v1/events", "/api/v1/station/events"])
def test_an_event_is_passed_on_while_the_stream_goes_on(client, apis, path):
    with contextlib.closing(client("GET", path, stream=True)) as stream:
        lines = stream.iter_lines(chunk_size=1)
        assert next(lines) == b"id: 1"
        assert not any(api.events_may_end.is_set() for api in apis)


def test_a_reload_lets_a_request_in_flight_finish_where_it_began(nginx, client, apis):
    new = Api("new")
    new.start()
    for api in apis:
        api.may_answer.clear()
    began = []
    in_flight = threading.Thread(target=lambda: began.append(client("GET", "/api/v1/version").json()["from"]))
    in_flight.start()
    wait_until(lambda: apis[0].asked + apis[1].asked, "the request to be in flight", 10)
    nginx.upstream_ports = [new.port]
    nginx.reload()
    with trusting_session(nginx) as fresh:
        def asked_of():
            with contextlib.suppress(requests.Timeout):  # an old worker took the connection just before it went
                return fresh.get(nginx.address + "/api/v1/presence", headers={"Connection": "close"}, timeout=1).json()["from"]
        wait_until(lambda: asked_of() == "new", "the new process to be asked", 10)
    for api in apis:
        api.may_answer.set()
    in_flight.join(timeout=20)
    assert began in (["first"], ["second"])
    new.stop()


def test_a_configuration_that_nginx_does_not_take_changes_nothing(nginx, client):
    nginx.limits["REQUEST_BURST"] = "nonsense"
    with pytest.raises(RuntimeError, match="nginx refuses its configuration"):
        nginx.reload()
    assert client("GET", "/api/v1/version").status_code == 200


def test_it_is_back_at_once_after_kill_9(nginx, client):
    nginx.kill()
    with pytest.raises(requests.ConnectionError):
        client("GET", "/api/v1/version")
    nginx.start()
    assert client("GET", "/api/v1/version").status_code == 200


def test_no_token_and_no_query_is_in_the_log(nginx, client):
    client("GET", "/api/v1/punches?employee=someone", headers={"Authorization": "Bearer secret-token"})
    lines = wait_until(lambda: nginx.access_log.read_text().splitlines(), "a line in the log", 10)
    entry = json.loads(lines[-1])
    assert (entry["path"], entry["status"], entry["method"]) == ("/api/v1/punches", 200, "GET")
    assert "someone" not in lines[-1]
    assert "secret-token" not in lines[-1]
