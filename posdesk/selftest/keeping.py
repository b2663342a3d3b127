"""What the self-test looks at of keeping: search, files, backup, upgrade, key, erasing."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from posdesk import __version__, app
from posdesk.domain.key_file import KeptIn, KeyFile
from posdesk.selftest.checks import Checks
from posdesk.services.keys import new_key
from posdesk.services.restore import Step
from posdesk.services.taking_out import Form
from posdesk.services.upgrading import Done
from posdesk.storage.database import Database
from posdesk.storage.journal import Journal
from posdesk.storage.migrations import JOURNAL
from posdesk.storage.schema import Schema
from posdesk.storage.store import DATABASE
from posdesk.storage.turning import Turning

_PLAIN = b"SQLite format 3"
OLDER = Schema(JOURNAL.name, JOURNAL.mark, JOURNAL.steps[:1])
"""The first layout there ever was."""


class KeepingChecks:
    """The checks, in order, on the desk of ``checks`` and on copies of its data."""

    def __init__(self, folder: Path, checks: Checks) -> None:
        self._folder, self._checks = folder, checks
        self._backup, self._copy = folder / "self-test.backup", folder / "copy"

    def search(self) -> str:
        """Find the case by a word, by the initials of its sounds and by digits of its card."""
        asked = ("自检", "zj", "1234", "500")
        lost = [query for query in asked if not self._checks.desk.log.cases(query)]
        if lost:
            raise RuntimeError(f"nothing is found for {', '.join(lost)}")
        return f"{len(asked)} queries"

    def out(self) -> str:
        """Take the list out for Excel and as CSV, and the journal as lines."""
        out, cases = self._checks.desk.taking_out, [self._checks.case]
        sizes = [
            out.named(cases, form, "zh_CN").to_file(self._folder / f"list.{form.value}").size
            for form in (Form.CSV, Form.XLSX, Form.JSON)
        ]
        sizes.append(out.journal().to_file(self._folder / "journal.jsonl").size)
        return f"{sum(sizes)} bytes in {len(sizes)} files"

    def backup(self) -> str:
        """Make a backup, which is read back, and restore it into another folder."""
        made = self._checks.desk.backups.make_file(self._backup)
        app.open_restorer(self._copy).restoring(self._backup).do(_Silent())
        return f"{made.size} bytes, {made.about.events} events"

    def encryption(self) -> str:
        """Encrypt the restored copy under a new key, and open it with that."""
        key = new_key()
        Turning(
            folder=self._copy,
            old=None,
            new=key,
            key_file=KeyFile(key.id, KeptIn.PAPER).to_bytes(),
            actor="system",
            clock=app.beijing_clock,
            software=__version__,
        ).turn()
        if (self._copy / DATABASE).read_bytes()[: len(_PLAIN)] == _PLAIN:
            raise RuntimeError("the database can be read without a key")
        desk = app.open_desk(self._copy, key=key)
        try:
            if not desk.care.verify().valid:
                raise RuntimeError("the journal does not verify")
        finally:
            desk.care.close()
        return f"key {key.id}"

    def migration(self) -> str:
        """Lay the case out as the first PosDesk did; opening brings it to the present layout."""
        folder, number = self._folder / "older", self._checks.case
        with closing(Database.open(self._folder / "data" / DATABASE, JOURNAL)) as present:
            told = Journal(present).of_case(self._checks.desk.log.case(number).id)
        with closing(Database.open(folder / DATABASE, OLDER)) as older, older.atomic():
            journal = Journal(older)
            journal.begin_counter("0.1.0", told[0].at)
            for one in told:
                journal.append((one.event,), (one.id,), one.actor, one.at)
        done: list[Done] = []
        desk = app.open_desk(folder, upgraded=done.append)
        try:
            if not desk.care.verify().valid or desk.log.case(number).number != number:
                raise RuntimeError("what was brought up to date is not what it was")
            if not done or done[0].backup is None:
                raise RuntimeError("no backup was made before")
        finally:
            desk.care.close()
        return f"layout {OLDER.version} to {JOURNAL.version}, {len(told)} events"

    def erasing(self) -> str:
        """Erase a case for good; the chain stays whole."""
        desk = self._checks.desk
        case = desk.log.add(desk.log.read({"amount": "1.00", "symptom": "自检"}))
        gone = desk.forgetting.erase([case.id], "自检", even_open=True)
        if not desk.care.verify().valid or not gone.clean:
            raise RuntimeError("the journal does not verify, or something is left")
        return f"{gone.events} events"


class _Silent:
    def begin(self, step: Step, *, may_stop: bool) -> None: ...

    def __call__(self, done: int, total: int, /) -> None: ...
