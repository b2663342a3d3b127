"""Puts the program under fire and prints as JSON what was done and what was lost.

    python -m tests.fire short|long [--only NAME]… [--seed N] [--json] [--percent N]
                                      [--part PART]… [--folder DIR]

The short form runs in the tests; the long one takes hours (docs/reliability.md). The exit code is 1
where anything was lost; Ctrl-C prints what was done so far. Progress is told on standard error, not
with ``--json``.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from pathlib import Path

from tests.fire.places import own_places
from tests.fire.trial import Ground, Outcome, names, trial

SEED = 20261122


def fire(name: str, ground: Ground) -> dict[str, object]:
    """Do one trial and return what came of it, as it is printed."""
    outcome, begun = Outcome(), time.monotonic()
    ground.folder.mkdir(parents=True)
    try:
        with own_places(ground.folder):
            trial(name).run(ground, outcome)
    except KeyboardInterrupt:
        outcome.left_out.append("broken off by hand")
    return {
        "seed": ground.seed,
        "done": dict(sorted(outcome.done.items())),
        "lost": outcome.lost,
        "left_out": outcome.left_out,
        "seconds": round(time.monotonic() - begun, 1),
    }


def main() -> int:
    """Do the trials that are asked for; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.fire", description=__doc__)
    parser.add_argument("form", choices=("short", "long"))
    parser.add_argument("--only", action="append", choices=names(), metavar="NAME")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--percent", type=int, default=100, help="how much of the long form")
    parser.add_argument("--part", action="append", default=[], help="of a trial, as save of kill")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--folder", type=Path, help="to look at what is left afterwards")
    given = parser.parse_args()
    folder = given.folder or Path(tempfile.mkdtemp(prefix="posdesk-fire-"))
    found = {}
    try:
        for name in given.only or names():
            percent = given.percent if given.form == "long" else 0
            parts = tuple(given.part)
            ground = Ground(folder / name, given.seed, percent, parts, verbose=not given.json)
            ground.say(f"{name} …")
            found[name] = fire(name, ground)
    finally:
        if given.folder is None:
            shutil.rmtree(folder, ignore_errors=True)
    json.dump(
        {"form": given.form, "percent": given.percent, "trials": found},
        sys.stdout,
        ensure_ascii=False,
        indent=1,
    )
    print()
    return 1 if any(one["lost"] for one in found.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
