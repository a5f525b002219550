"""Under which account a server runs: its own (postgres, rabbitmq ...) when root starts it, else that of whoever starts it."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Account:
    name: str
    uid: int
    gid: int

    def as_popen(self) -> dict:
        """Arguments that make subprocess run a command under this account."""
        if self.uid == os.geteuid():
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": os.getgrouplist(self.name, self.gid)}

    def own(self, path: Path, mode: int):
        if self.uid != os.geteuid():
            os.chown(path, self.uid, self.gid)
        path.chmod(mode)

    def make_folder(self, path: Path, mode: int = 0o700) -> Path:
        path.mkdir(parents=True, exist_ok=True)
        self.own(path, mode)
        return path

    def write(self, path: Path, text: str, mode: int = 0o600):
        """A file that was never readable for others, not even for a moment."""
        path.unlink(missing_ok=True)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
        self.own(path, mode)

    def must_reach(self, folder: Path):
        """Refuses a folder that the account cannot enter, as anything under /root is for others."""
        if subprocess.run(["test", "-x", folder], check=False, cwd="/", **self.as_popen()).returncode != 0:
            raise PermissionError(f"the account {self.name} cannot enter {folder}; choose a folder whose parents all have mode o+x")


def account(name: str) -> Account:
    if os.geteuid() != 0:
        entry = pwd.getpwuid(os.geteuid())
    else:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            raise LookupError(f"there is no account {name}: its package is not installed; run scripts/install") from None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
