"""PostgreSQL 15."""

import signal
import subprocess
from pathlib import Path

from stack.configuration import DEPLOY, fill_file
from stack.server import HOST, LISTEN, Server

PROGRAMS = Path("/usr/lib/postgresql/15/bin")
DATABASE = "attendsense"
ROLES = ("owner", "api", "worker")

# Added to the shipped files: the superuser over TLS and databases of their own for tests, no socket file whose path could be too long.
LOCAL_HBA = f"hostssl   all   all   {LISTEN}/32   scram-sha-256\n"
LOCAL_CONF = "unix_socket_directories = ''\n"
FAST_CONF = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"


class Postgres(Server):
    name = "postgres"
    user = "postgres"
    stop_signal = signal.SIGINT  # "fast": ends sessions, writes a checkpoint

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def configure(self):
        if not (self.data / "PG_VERSION").exists():
            self._make_cluster()
        conf = self.account.make_folder(self.folder / "conf.d")
        hba = self.folder / "pg_hba.conf"
        values = {"LISTEN": LISTEN, "PORT": self.port, "HBA": hba, "CLIENTS": f"{LISTEN}/32", **self.tls_files()}
        self.account.write(hba, fill_file("postgres/pg_hba.conf", values) + LOCAL_HBA)
        self.account.write(conf / "attendsense.conf", fill_file("postgres/attendsense.conf", values))
        self.account.write(conf / "local.conf", LOCAL_CONF + (FAST_CONF if self.fast else ""))

    def command(self) -> list:
        return [PROGRAMS / "postgres", "-D", self.data]

    def ready(self) -> bool:
        asked = subprocess.run([PROGRAMS / "pg_isready", "-q", "-h", LISTEN, "-p", str(self.port)], check=False)
        return asked.returncode == 0

    def started_first(self):
        passwords = {f"ATTENDSENSE_{role.upper()}_PASSWORD": self.password(f"attendsense_{role}") for role in ROLES}
        self.psql("-f", DEPLOY / "postgres/roles.sql", environment=passwords)

    def psql(self, *arguments, database: str = "postgres", environment: dict | None = None) -> str:
        """Runs psql as the superuser, over TLS as anybody else."""
        done = subprocess.run(
            ["/usr/bin/psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", *map(str, arguments)], cwd="/",
            env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "PGHOST": HOST, "PGPORT": str(self.port), "PGDATABASE": database,
                 "PGUSER": "postgres", "PGPASSWORD": self.password("postgres"), "PGPASSFILE": "/dev/null",
                 "PGSSLMODE": "verify-full", "PGSSLROOTCERT": str(self.authority.certificate), "PGCONNECT_TIMEOUT": "10",
                 **(environment or {})},
            capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"psql failed: {done.stderr.strip()}")
        return done.stdout

    def describe(self) -> dict:
        def login(user: str) -> dict:
            return {"user": user, "password": self.password(user)}
        return {**super().describe(), "database": DATABASE, "superuser": login("postgres"),
                **{role: login(f"attendsense_{role}") for role in ROLES}}

    def _make_cluster(self):
        password = self.folder / "superuser-password"
        self.account.write(password, self.password("postgres") + "\n")
        try:
            made = subprocess.run(
                [PROGRAMS / "initdb", "-D", self.data, "-U", "postgres", f"--pwfile={password}", "-A", "scram-sha-256", "-E", "UTF8",
                 "--locale=C.UTF-8", *(["--no-sync"] if self.fast else [])],
                cwd="/", env={"PATH": "/usr/bin:/bin", "HOME": str(self.folder)}, capture_output=True, text=True, check=False,
                **self.account.as_popen())
        finally:
            password.unlink()
        if made.returncode != 0:
            raise RuntimeError(f"initdb failed: {made.stderr.strip()}")
        # As Debian's own postgresql.conf ends.
        with (self.data / "postgresql.conf").open("a") as conf:
            conf.write(f"include_dir = '{self.folder / 'conf.d'}'\n")
