"""An account of the same computer: warms up as root, then is somebody else and runs commands.

``python -m tests.another_account UID GID[,GID] SCRATCH`` reads command lines as JSON, one a line,
and answers each with its exit code and what it printed. Beside those of the program it knows
``hold`` (keeps a desk open), ``write``, ``keep`` (the daily backup), ``fill`` (turns the log over),
``window`` (takes the place of the window).
"""

from __future__ import annotations

import contextlib
import grp
import io
import json
import os
import pwd
import sys
from pathlib import Path

import pytest

from posdesk import app
from posdesk.cli.main import main as run
from posdesk.i18n import Translator
from posdesk.services.desk import Desk
from posdesk.services.diary import Diary, Kind, Process
from tests.conftest import HOMES
from tests.small_book import ship_small

LATE = (grp, pwd)
"""Read by the program only where it says who somebody is."""

FOLDER_AT = "--data-dir"


class Account:
    """What one account does, in a process of its own."""

    def __init__(self) -> None:
        self.desk: Desk | None = None
        self.one: object = None

    def do(self, folder: Path, words: list[str]) -> tuple[int, str]:
        """Run one command; return its exit code and what it said."""
        special = getattr(self, f"do_{words[0]}", None)
        if special is not None:
            return 0, str(special(folder))
        said = io.StringIO()
        said.buffer = io.BytesIO()  # type: ignore[misc]
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = run([FOLDER_AT, str(folder), *words])
        return code, said.buffer.getvalue().decode() + said.getvalue()

    def do_hold(self, folder: Path) -> str:
        self.desk = app.open_desk(folder)
        return "held"

    def do_write(self, folder: Path) -> str:
        desk = self.desk or app.open_desk(folder)
        case = desk.log.add(desk.log.read({"amount": "500.00", "symptom": "没出单"}))
        desk.exhibits.attach(case.id, f"短信 {case.id}".encode(), "sms", name="短信.txt")
        desk.shop_book.save_shop("till", str(len(desk.log.cases())))
        if self.desk is None:
            desk.care.close()
        return case.id

    def do_keep(self, folder: Path) -> str:
        desk = self.desk or app.open_desk(folder)
        made = desk.backups.make()
        if self.desk is None:
            desk.care.close()
        return str(made.first.path if made.first else made.first_trouble)

    def do_fill(self, folder: Path) -> str:
        diary = Diary(folder, Process.COMMAND)
        for _ in range(4000):
            diary.note(Kind.BEGAN)
        return "filled"

    def do_window(self, folder: Path) -> str:
        from PySide6.QtCore import QCoreApplication

        from posdesk.ui.start.one_window import OneWindow

        self.app = QCoreApplication.instance() or QCoreApplication([])
        self.one = one = OneWindow(folder, Translator("en", Path("/nowhere")), patience=200)
        elsewhere = one.enter()
        return elsewhere.sentence if elsewhere else "ours"


def main() -> None:
    uid, gids, scratch = int(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    ship_small(scratch, pytest.MonkeyPatch())
    for name in HOMES:
        os.environ[name] = str(scratch)
    os.environ["POSDESK_PROVISION"] = str(scratch / "none.toml")
    # What is read late lies where this account may not read; the first round fetches all of it.
    account, warm = Account(), scratch / "warm"
    for words in (["write"], ["keep"], ["fill"], ["window"], ["case", "list"], ["doctor"]):
        with contextlib.suppress(SystemExit):
            account.do(warm, words)
    backup = account.do(warm, ["keep"])[1]
    account.do(warm, ["restore", backup])
    account.one.leave()  # type: ignore[attr-defined]
    for path in (scratch, *scratch.rglob("*")):
        os.chown(path, uid, -1, follow_symlinks=False)
    groups = [int(one) for one in gids.split(",")]
    os.setgroups(groups[1:])
    os.setgid(groups[0])
    os.setuid(uid)
    os.umask(0o022)
    print("ready", flush=True)
    for line in sys.stdin:
        folder, *words = json.loads(line)
        try:
            code, said = account.do(Path(folder), words)
        except Exception as error:  # noqa: BLE001 - the test reads it
            code, said = 9, f"{type(error).__name__}: {error}"
        print(json.dumps([code, said]), flush=True)


if __name__ == "__main__":
    main()
