#!/usr/bin/python3
"""Shows what failed: scripts/show_failures.py PRESET RESULTS.xml

Prints each case that ctest's JUnit file says failed, with the end of its output, and whether it fails by itself as well. To pass alone
excuses nothing: it tells that the case is unsteady, and is to be mended as such.
"""

import re
import subprocess
import sys
import xml.etree.ElementTree as xml

TIMES_ALONE = 3
MOST_AGAIN = 10  # where more fail, the reason is a common one
LINES = 60


def failures(results: str) -> dict[str, str]:
    """The names of the cases that failed, and what each printed."""
    cases = xml.parse(results).getroot().iter("testcase")
    return {case.get("name"): case.findtext("system-out") or "" for case in cases if case.find("failure") is not None}


def passes_alone(preset: str, name: str) -> bool:
    """Runs the case by itself, with the servers that it needs; what it prints when it fails is shown."""
    for _ in range(TIMES_ALONE):
        ctest = ["ctest", "--preset", preset, "-R", f"^{re.escape(name)}$", "--no-tests=error"]
        done = subprocess.run(ctest, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
        if done.returncode != 0:
            print(f"-- {name}, again:", *done.stdout.splitlines()[-LINES:], sep="\n")
            return False
    return True


def main(preset: str, results: str) -> None:
    failed = failures(results)
    for name, output in failed.items():
        print(f"-- {name} failed:", *output.splitlines()[-LINES:], sep="\n")
    alone = {name: passes_alone(preset, name) for name in list(failed)[:MOST_AGAIN]}
    for name in failed:
        print(f"{preset}: {name}: failed{', and passes alone' if alone.get(name) else ''}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
