"""Command lines: any words in any order end with an exit code, and never with a traceback."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from posdesk.cli import main as command_line
from posdesk.cli.parser import first_word
from posdesk.domain.sensitive import find_sensitive
from posdesk.i18n import Translator
from tests.e2e.test_card_numbers import WORDS
from tests.fire.doors import Door

_NOT_TRIED = ("demo", "open", "support", "update", "provision")
"""What opens windows, or looks at the machine beyond the data folder."""

_LINES = (
    "case list",
    "case list --state open --json",
    "case show 1",
    "case export -o cases.csv",
    "case find 没出单",
    "case attach 1 slip.txt --kind slip --cover",
    "bundle 1 -o bundle.pdf",
    "bundle check 1",
    "verify bundle.pdf",
    "backup here.backup",
    "backup list",
    "backup check here.backup",
    "restore here.backup",
    "journal verify",
    "journal export -o journal.jsonl",
    "doctor --json",
    "log --last 5",
    "flows list",
    "flows check",
    "flows show no-slip",
    "code 51",
    "settings show",
    "settings set shop.name 清和桥",
    "people list",
    "people add 周敏 --role manager",
    "calendar show 2026-12-01",
    "calendar import 2026.toml",
    "due",
    "presets list",
    "seal show",
    "seal import seal.p12",
    "encrypt on --sheet sheet.pdf",
    "encrypt off",
    "erase 1 --why 客人要求",
    "handover begin",
    "handover show",
    "manual list",
    "--version",
    "--lang en --help",
    "case --help",
)


class _Kept(io.BytesIO):
    """Can be looked at after the stream around it was closed."""

    def close(self) -> None:
        """Stay."""


@contextlib.contextmanager
def _placed(folder: Path) -> Iterator[tuple[io.BytesIO, io.BytesIO]]:
    """Let a command line have the folder, no input, and what it says be heard."""
    out, err, before = _Kept(), _Kept(), Path.cwd()
    streams = (sys.stdin, sys.stdout, sys.stderr)
    sys.stdin = io.TextIOWrapper(io.BytesIO(b'{"amount": "1.00"}'), "utf-8")
    sys.stdout = io.TextIOWrapper(out, "utf-8", write_through=True)
    sys.stderr = io.TextIOWrapper(err, "utf-8", write_through=True)
    os.chdir(folder)
    last = command_line._unexpected
    vars(command_line)["_unexpected"] = _raise
    try:
        yield out, err
    finally:
        vars(command_line)["_unexpected"] = last
        os.chdir(before)
        sys.stdin, sys.stdout, sys.stderr = streams


def _raise(_tr: Translator, error: Exception) -> str:
    raise error


def _run(data: bytes, folder: Path) -> object:
    given = data.decode("utf-8", "surrogateescape").split("\n")
    given = [one.replace("\0", "") for one in given]  # no system hands one over
    at = first_word(given)
    if "--self-test" in given or at is None or given[at] in _NOT_TRIED or not given[at]:
        given = ["case", *given]
    given = [one for one in given if not one.startswith("--d")]
    with _placed(folder) as (out, err):
        try:
            code: object = command_line.main(["--data-dir", str(folder / "data"), *given])
        except SystemExit as ended:
            code = ended.code
    assert code in (0, 1, 2), code
    said = out.getvalue().decode() + err.getvalue().decode()
    assert "Traceback" not in said, said
    if code == 0 and not any(find_sensitive(one) for one in given):
        assert not find_sensitive(said), said
    return code


def doors() -> tuple[Door, ...]:
    """Return the door for command lines."""
    told = [" ".join(words).format(case="1", other="2", pan="客人姓欧阳") for words in WORDS]
    samples = tuple(line.replace(" ", "\n").encode() for line in (*_LINES, *told))
    return (Door("command line", _run, samples, long=4000, short=6),)
