#!/usr/bin/python3
"""What darkness does to recognition: the pairs of LFW as they are, with the first picture of each pair dim, and with both dim.

  bench/dim_faces.py [--folds 3] [--brightness 38]

The enrolment limits (quality.hpp) let photos of a mean brightness of 35 pass, because people who are recognised at a dim door must be able
to enrol there. This shows what such templates cost. The dim copies go into a temporary folder.
"""

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
FACE = slice(75, 175)  # of the 250 x 250 pixels of an LFW picture


def dim(source: Path, target: Path, brightness: float):
    pixels = numpy.asarray(Image.open(source).convert("RGB")).astype(numpy.float32)
    scaled = numpy.clip(numpy.round(pixels * (brightness / pixels[FACE, FACE].mean())), 0, 255).astype(numpy.uint8)
    target.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(scaled).save(target, quality=92)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", type=Path, default=ROOT / "build/release/apps/attendsense/attendsense")
    parser.add_argument("--data", type=Path, default=os.environ.get("ATTENDSENSE_DATA", ROOT.parent / "shared/data"))
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--brightness", type=float, default=38)
    arguments = parser.parse_args()
    pairs_file = arguments.data / "lfw_pairs.csv"
    if not pairs_file.exists():
        sys.exit(f"dim_faces: there is no {pairs_file}; set ATTENDSENSE_DATA")
    pairs = [row for row in csv.DictReader(pairs_file.open()) if int(row["fold"]) < arguments.folds]

    with tempfile.TemporaryDirectory() as folder:
        bright = {name: arguments.data / name for row in pairs for name in (row["a"], row["b"])}
        dark = {name: Path(folder) / name for name in bright}
        for name, source in bright.items():
            dim(source, dark[name], arguments.brightness)
        for title, first, second in (("both as they are", bright, bright), ("one dim", dark, bright), ("both dim", dark, dark)):
            listing = Path(folder) / "pairs.csv"
            with listing.open("w") as out:
                out.write("a,b,same,fold\n")
                out.writelines(f"{first[row['a']]},{second[row['b']]},{row['same']},{row['fold']}\n" for row in pairs)
            report = json.loads(subprocess.run([arguments.program, "eval", "verification", "--pairs", listing, "--json"],
                                               check=True, stdout=subprocess.PIPE).stdout)
            print(f"{title:<17} accuracy {report['accuracy']:.2%}  EER {report['equal_error_rate']:.2%}  "
                  f"TAR at FMR 1e-3 {report['tar_at_fmr_1e3']:.2%}  faces not found {len(report['faces_not_found'])}")


if __name__ == "__main__":
    main()
