"""nginx 1.22 in front of the API processes."""

import signal
import subprocess
from pathlib import Path

from stack.configuration import fill_file
from stack.processes import free_port
from stack.server import HOST, LISTEN, Server

# Each client's share, by address. Whoever drives many stations from one machine gives more.
LIMITS = {"REQUESTS_PER_SECOND": 100, "REQUEST_BURST": 200, "SIGN_INS_PER_SECOND": 5, "SIGN_IN_BURST": 20, "CONNECTIONS_PER_CLIENT": 500}


def upstreams(ports: list[int]) -> str:
    return "\n".join(f"  server {LISTEN}:{port} max_fails=1 fail_timeout=2s;" for port in ports)


class Nginx(Server):
    name = "nginx"
    user = "www-data"
    stop_signal = signal.SIGQUIT

    def __init__(self, folder: Path, upstream_ports: list[int], limits: dict | None = None):
        """`upstream_ports`: of the API processes, on loopback. `limits`: instead of some of LIMITS."""
        super().__init__(folder)
        self.upstream_ports = upstream_ports
        self.limits = {**LIMITS, **(limits or {})}

    @property
    def plain_port(self) -> int:
        """Answers with a redirection to HTTPS, and nothing else."""
        return self.remembered("plain port", free_port)

    @property
    def address(self) -> str:
        return f"https://{HOST}:{self.port}"

    @property
    def access_log(self) -> Path:
        return self.folder / "access.log"

    def configure(self):
        temporary = self.account.make_folder(self.folder / "temporary")
        site = self.folder / "attendsense.conf"
        values = {"USER": self.account.name, "PID": self.folder / "nginx.pid", "LOGS": self.folder, "TEMPORARY": temporary, "SITE": site,
                  "LISTEN": LISTEN, "PORT": self.port, "HTTP_PORT": self.plain_port, "HOST": HOST, "UPSTREAMS": upstreams(self.upstream_ports),
                  **self.limits, **self.tls_files()}
        self.account.write(site, fill_file("nginx/attendsense.conf", values))
        self.account.write(self.folder / "nginx.conf", fill_file("nginx/nginx.conf", values))

    def command(self) -> list:
        return ["/usr/sbin/nginx", "-p", self.folder, "-c", self.folder / "nginx.conf", "-e", self.log, "-g", "daemon off;"]

    def reload(self):
        """With the API processes and limits that are named now; requests in flight end as they began. A configuration that nginx
        does not take is refused, and the old one stays."""
        self.configure()
        checked = subprocess.run([*self.command(), "-t", "-q"], cwd="/", capture_output=True, text=True, check=False,
                                 **self.account.as_popen())
        if checked.returncode != 0:
            raise RuntimeError(f"nginx refuses its configuration: {checked.stderr.strip()}")
        super().reload()

    def describe(self) -> dict:
        return {**super().describe(), "address": self.address, "plain_port": self.plain_port}
