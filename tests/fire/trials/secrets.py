"""Nothing goes out with the program that names a machine, a person's folder or a secret key.

Looked through are the files of the repository and, where it was built (``POSDESK_FROZEN``, else
``dist/posdesk``), every file of the program. What a shop's data hold is looked through by
``tests/e2e/test_card_numbers.py`` and by the ends of ``kill``.
"""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

from tests.conftest import ROOT
from tests.fire import day_with_secrets, left_behind
from tests.fire.trial import Ground, Outcome

_KEYS = re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/=\s]{100}")
_FOLDERS = rb"(?:/root|/home/[a-z]\w+|/" + rb"work)/"
_PLACES = re.compile(_FOLDERS + rb"[\w.-]*(?:posdesk|main|\.venv|shared)")


def run(ground: Ground, outcome: Outcome) -> None:
    """Look through what is published, and through what a shop keeps and gives away."""
    works = {
        "published": _published,
        "story": day_with_secrets.run,
        "kills": left_behind.kills,
        "erased": left_behind.erased,
    }
    for part in ground.of(works):
        works[part](ground, outcome)


def _published(ground: Ground, outcome: Outcome) -> None:
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, check=False
    )
    if listed.returncode:
        outcome.left_out.append("no repository here")
    names = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    _look(names, "repository", ground, outcome)
    built = Path(os.environ.get("POSDESK_FROZEN", ROOT / "dist" / "posdesk"))
    if not ground.percent:
        outcome.left_out.append("the built program: in the long form")
    elif not built.is_dir():
        outcome.left_out.append("no built program here")
    else:
        _look([p for p in sorted(built.rglob("*")) if not p.is_symlink()], "built", ground, outcome)


def _look(paths: list[Path], where: str, ground: Ground, outcome: Outcome) -> None:
    for path in paths:
        if not path.is_file():
            continue
        data = path.read_bytes()
        for pattern in (_KEYS, _PLACES):
            for found in pattern.finditer(data):
                ground.say(outcome.lose(f"{where} {path.name}: {found[0][:60]!r}"))
        outcome.done[f"{where}: files"] += 1
