"""Somebody else's HTTPS server that webhooks lead to."""

import base64
import hashlib
import hmac
import http.server
import json
import ssl
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
if str(ROOT / "scripts") not in sys.path:
    sys.path.insert(0, str(ROOT / "scripts"))

from stack.certificates import Authority  # noqa: E402


class Message:
    def __init__(self, path: str, headers, body: bytes):
        self.path = path
        self.id = headers["Webhook-Id"]
        self.timestamp = headers["Webhook-Timestamp"]
        self.signatures = headers["Webhook-Signature"].split(" ")
        self.type = headers["Content-Type"]
        self.body = body
        self.event = json.loads(body)

    def is_signed_by(self, secret: str) -> bool:
        """As a receiver does it by the specification, written anew."""
        assert abs(time.time() - int(self.timestamp)) < 300
        key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
        signed = f"{self.id}.{self.timestamp}.".encode() + self.body
        expected = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
        return any(hmac.compare_digest(expected, signature) for signature in self.signatures)


class Receiver:
    """`answers[path]` says what is answered there, one after the other and the last for ever: a status, a (status, fields),
    or "hang": nothing until release(). Elsewhere 204."""

    def __init__(self, folder: Path):
        authority = Authority(folder).make()
        certificate, key = authority.issue("receiver")
        self.authority = authority.certificate
        self.messages: list[Message] = []
        self.answers: dict[str, list] = {}
        self._released = threading.Event()
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.messages.append(Message(self.path, self.headers, body))
                answer = receiver._next_answer(self.path)
                if answer == "hang":
                    receiver._released.wait(120)
                    self.close_connection = True
                    return
                status, fields = answer if isinstance(answer, tuple) else (answer, {})
                self.send_response(status)
                for name, value in {"Content-Length": "0", **fields}.items():
                    self.send_header(name, value)
                self.end_headers()

            def log_message(self, *_):
                pass

        class Server(http.server.ThreadingHTTPServer):
            def handle_error(self, *_):
                """Whoever was posting was killed."""

        self._server = Server(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def _next_answer(self, path: str):
        answers = self.answers.get(path, [204])
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def url(self, path: str = "/") -> str:
        return f"https://localhost:{self._server.server_port}{path}"

    def at(self, path: str) -> list[Message]:
        return [message for message in list(self.messages) if message.path == path]

    def release(self):
        self._released.set()

    def close(self):
        self.release()
        self._server.shutdown()
        self._server.server_close()
