"""A short chaos run; `scripts/chaos` is the long one."""

import shutil
import tempfile
from pathlib import Path

from support import stack  # noqa: F401: makes the packages of the stack and of the chaos run importable
from support.programs import MODELS, PROGRAMS

from chaos.run import Chaos, Plan

SEED = 20261122


def test_nothing_is_lost_whatever_is_killed_cut_or_filled(models):
    folder = Path(tempfile.mkdtemp(prefix="attendsense-chaos-"))
    folder.chmod(0o755)
    try:
        wrong = Chaos(Plan(seed=SEED, captures=120, faults=15, folder=folder, programs=PROGRAMS, models=MODELS)).run()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    assert wrong == []
