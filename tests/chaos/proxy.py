"""A TCP proxy before one server that misbehaves when told: cut, slow or silent."""

import contextlib
import socket
import threading
import time

CHUNK = 1 << 16


class Proxy:
    """Listens on a port of its own and passes everything on, as long as `mode` is "well"."""

    MODES = ("well", "cut", "slow", "silent")

    def __init__(self, target_port: int):
        self.target_port = target_port
        self.mode = "well"
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._pairs: set[tuple[socket.socket, socket.socket]] = set()
        self._lock = threading.Lock()
        threading.Thread(target=self._accept, daemon=True).start()

    def set(self, mode: str):
        """"cut": connections end and new ones are refused at once; "slow": 50 ms and 64 KiB at a time; "silent": nothing passes, nothing
        ends, as when a cable is pulled."""
        assert mode in self.MODES
        self.mode = mode
        if mode == "cut":
            self._end_all()

    def close(self):
        self._listener.close()
        self._end_all()

    def _end_all(self):
        with self._lock:
            pairs, self._pairs = self._pairs, set()
        for pair in pairs:
            self._end(pair)

    @staticmethod
    def _end(pair):
        for end in pair:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def _accept(self):
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            if self.mode == "cut":
                client.close()
                continue
            try:
                server = socket.create_connection(("127.0.0.1", self.target_port), timeout=5)
            except OSError:
                client.close()
                continue
            server.settimeout(None)
            pair = (client, server)
            with self._lock:
                self._pairs.add(pair)
            for source, target in (pair, pair[::-1]):
                threading.Thread(target=self._pass_on, args=(pair, source, target), daemon=True).start()

    def _pass_on(self, pair, source, target):
        with contextlib.suppress(OSError):
            while data := source.recv(CHUNK):
                while self.mode == "silent":
                    time.sleep(0.02)
                if self.mode == "slow":
                    time.sleep(0.05)
                target.sendall(data)
        with self._lock:
            self._pairs.discard(pair)
        self._end(pair)
