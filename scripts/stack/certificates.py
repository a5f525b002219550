"""A certificate authority and server certificates, by the `openssl` command.

    certificates.py --folder FOLDER NAME HOST...    makes FOLDER/ca.pem once, and FOLDER/NAME.pem with FOLDER/NAME.key
"""

import argparse
import ipaddress
import os
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path

CURVE = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
CA_DAYS = 3650
SERVER_DAYS = 397
THIS_MACHINE = ("localhost", "127.0.0.1")


def openssl(*arguments):
    done = subprocess.run(["openssl", *map(str, arguments)], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"openssl {arguments[0]} failed: {done.stderr.strip()}")


def subject_names(hosts) -> str:
    def kind(host: str) -> str:
        try:
            ipaddress.ip_address(host)
            return "IP"
        except ValueError:
            return "DNS"
    return ",".join(f"{kind(host)}:{host}" for host in hosts)


class Authority:
    """A folder with ca.pem and ca.key. Keys have mode 0600; who runs the server gets a copy of its own."""

    def __init__(self, folder: Path):
        self.folder = Path(folder)
        self.certificate = self.folder / "ca.pem"
        self.key = self.folder / "ca.key"

    def make(self) -> "Authority":
        """Does nothing where there is one."""
        if self.certificate.exists():
            return self
        self.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self.folder) as work:
            new = Path(work)
            openssl("req", "-x509", *CURVE, "-keyout", new / "ca.key", "-out", new / "ca.pem", "-days", CA_DAYS,
                    "-subj", "/CN=AttendSense certificate authority", "-addext", "basicConstraints=critical,CA:TRUE,pathlen:0",
                    "-addext", "keyUsage=critical,keyCertSign,cRLSign")
            (new / "ca.key").chmod(0o600)
            (new / "ca.key").rename(self.key)
            (new / "ca.pem").rename(self.certificate)
        return self

    def issue(self, name: str, hosts=THIS_MACHINE) -> tuple[Path, Path]:
        """NAME.pem and NAME.key for a server that is reached under `hosts`. Does nothing where they are there."""
        certificate, key = self.folder / f"{name}.pem", self.folder / f"{name}.key"
        if certificate.exists() and key.exists():
            return certificate, key
        with tempfile.TemporaryDirectory(dir=self.folder) as work:
            new = Path(work)
            (new / "extensions").write_text(
                f"basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=serverAuth\n"
                f"subjectAltName={subject_names(hosts)}\n")
            openssl("req", *CURVE, "-keyout", new / "key", "-out", new / "request", "-subj", f"/CN={hosts[0]}")
            openssl("x509", "-req", "-in", new / "request", "-CA", self.certificate, "-CAkey", self.key, "-out", new / "certificate",
                    "-set_serial", f"0x{secrets.token_hex(16)}", "-days", SERVER_DAYS, "-extfile", new / "extensions")
            (new / "key").chmod(0o600)
            (new / "key").rename(key)
            (new / "certificate").rename(certificate)
        return certificate, key


def main() -> int:
    parser = argparse.ArgumentParser(description="A certificate authority and a certificate for a server.")
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("name", help="of the files, for instance postgres")
    parser.add_argument("host", nargs="+", help="name or address under which clients reach it")
    arguments = parser.parse_args()
    os.umask(0o022)
    certificate, key = Authority(arguments.folder).make().issue(arguments.name, arguments.host)
    print(f"{certificate}\n{key}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
