"""Kills, cuts, slows and fills everything under stations that deliver a seeded stream of captures, then looks whether anything was lost.

What must hold: every capture that was answered 202 has exactly one outcome, every punch's event reached its station, no punch is doubled,
and every process is well again without help. The seed is printed; the same seed gives the same faults in the same order.
"""

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

from .run import Chaos, Plan

ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    parser = argparse.ArgumentParser(prog="scripts/chaos", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=None, help="of faults and captures; default: a new one")
    parser.add_argument("--captures", type=int, default=1000, help="that the stations deliver (default: 1000)")
    parser.add_argument("--faults", type=int, default=50, help="how many (default: 50)")
    parser.add_argument("--pace", type=float, default=0.7, help="seconds between two captures of one of three stations (default: 0.7)")
    parser.add_argument("--folder", type=Path, help="keep logs and data here; default: a temporary folder")
    parser.add_argument("--programs", type=Path, default=ROOT / "build/release/apps", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    sys.path.insert(0, str(ROOT / "scripts"))
    import demo  # noqa: PLC0415
    seed = arguments.seed if arguments.seed is not None else random.SystemRandom().randrange(1_000_000)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="chaos-") as temporary:
        folder = arguments.folder or Path(temporary)
        Path(temporary).chmod(0o755)
        folder.mkdir(parents=True, exist_ok=True)
        wrong = Chaos(Plan(seed, arguments.captures, arguments.faults, folder.resolve(), arguments.programs.resolve(),
                           demo.models_folder(ROOT / "data"), arguments.pace),
                      say=lambda text: print(text, flush=True)).run()
    print(f"{'WRONG' if wrong else 'Nothing was lost'} after {time.monotonic() - began:.0f} s with seed {seed}")
    for line in wrong:
        print("  " + line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
