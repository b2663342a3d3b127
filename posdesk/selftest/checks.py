"""What the self-test looks at on a desk: walk, exhibits, follow-up, people, PDF, seal, window."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from posdesk import app, paths
from posdesk.domain.bundle.order import BundleOrder
from posdesk.domain.flow import NodeKind
from posdesk.domain.known_seals import KnownSeal, Standing
from posdesk.domain.walk import DONE
from posdesk.reports.seal.sealer import Sealer
from posdesk.services.desk import Desk
from posdesk.services.verifying import Verifier
from posdesk.storage.driver import SQLITE_VERSION

NEEDED = (
    "fonts/NotoSansSC-Regular.ttf",
    "fonts/NotoSansSC-Bold.ttf",
    "flows/no-slip.yaml",
    "flows/flow.schema.json",
    "codes/response_codes.tsv",
    "contacts/hotlines.tsv",
    "themes/light.json",
    "themes/dark.json",
    "icons/stop.svg",
    "i18n/zh_CN/LC_MESSAGES/posdesk.mo",
    "calendars/2026.toml",
    "presets/presets.toml",
)
SOUND_SQLITE = (3, 51, 3)
"""The first version in which two writers on a WAL database cannot corrupt it."""
CASE_IN_HAND = {"amount": "500.00", "card": "622848******1234", "rrn": "632414004731"}


class Checks:
    """The checks, in order, on one desk in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._opened: Desk | None = None
        self.case = ""

    @property
    def desk(self) -> Desk:
        """The desk, opened when it is first needed."""
        if self._opened is None:
            self._opened = app.open_desk(self._folder / "data")
        return self._opened

    def close(self) -> None:
        """Close the desk."""
        if self._opened is not None:
            self._opened.care.close()

    def resources(self) -> str:
        """See that the shipped files are there."""
        missing = [name for name in NEEDED if not (paths.resources() / name).is_file()]
        if missing:
            raise FileNotFoundError(", ".join(missing))
        return f"{len(NEEDED)} files"

    def sqlite(self) -> str:
        """See that the SQLite is one that is safe with two writers."""
        if tuple(int(part) for part in SQLITE_VERSION.split(".")) < SOUND_SQLITE:
            raise RuntimeError(f"SQLite {SQLITE_VERSION} can corrupt a WAL database")
        return f"SQLite {SQLITE_VERSION}"

    def walk(self) -> str:
        """Walk the first flow by its last answers, the unsure ones, to an outcome."""
        service = self.desk.troubleshoot
        session = service.start(service.flows()[0].id, symptom="自检")
        for _ in range(60):
            if session.walk.outcome:
                break
            is_action = session.walk.node.kind is NodeKind.ACTION
            answer = DONE if is_action else session.walk.answers[-1].id
            session = service.answer(session, answer)
        if session.walk.outcome is None:
            raise RuntimeError(f"no outcome after 60 steps, at {session.walk.at.node}")
        given = self.desk.log.read(CASE_IN_HAND)
        self.case = self.desk.log.correct(session.case.id, given, "自检").number
        return f"{len(session.walk.taken)} steps to {session.walk.outcome}"

    def journal(self) -> str:
        """Verify the chain of what was done so far."""
        found = self.desk.care.verify()
        if not found.valid:
            raise RuntimeError("the journal does not verify")
        return f"{found.events} events"

    def exhibits(self) -> str:
        """Take in a text, cover a part of it for good, and read what is left."""
        keeper = self.desk.exhibits
        case = keeper.attach(self.case, "尾号 13800138000".encode(), "other", name="note.txt")
        exhibit = case.exhibits[-1]
        boxes = keeper.proposals(keeper.bytes_of(exhibit), exhibit.mime)
        case = keeper.cover(self.case, exhibit.id, boxes)
        left = keeper.bytes_of(case.exhibits[-1]).decode()
        if not boxes or "13800138000" in left:
            raise RuntimeError("what was covered can still be read")
        return f"{len(boxes)} covered"

    def follow_up(self) -> str:
        """Count working days, make the hand-over sheet and a calendar of what is due."""
        day = self.desk.calendars.check(date(2026, 10, 10))
        if not day.working or day.estimate:
            raise RuntimeError("the make-up working day of 2026-10-10 is not known")
        sheet = self.desk.shifts.end_shift("自检")
        made = self.desk.printouts.shift_sheet(sheet, self._folder / "sheet.pdf", "zh_CN")
        agenda = self.desk.agenda.write(self._folder / "due.ics", "en")
        return f"{len(sheet.lines)} on the sheet, {made.size} bytes, {agenda.entries} entries"

    def people(self) -> str:
        """Hash a PIN and recognise it, as a manager's at the counter."""
        staff = self.desk.staff
        person = staff.add("自检", "cashier")
        staff.set_pin(person.id, "730914")
        if staff.sign_in(person.id, "730914").id != person.id:
            raise RuntimeError("a PIN is not recognised")
        staff.sign_out()
        return "PIN recognised"

    def pdf(self) -> str:
        """Make the bundle of the case."""
        target = self._folder / "self-test.pdf"
        made = self.desk.evidence.bundle([self.case], target, BundleOrder())
        if target.read_bytes()[:5] != b"%PDF-":
            raise RuntimeError("what was written is no PDF")
        return f"{made.pages} pages, {made.size} bytes"

    def seal(self) -> str:
        """Sign the bundle with a key that is kept nowhere; a changed byte must be noticed."""
        from posdesk.reports.seal.certificates import make_seal

        target, now = self._folder / "self-test-sealed.pdf", app.beijing_clock()
        once = Sealer(make_seal("自检", now), "自检", app.beijing_clock)
        self.desk.evidence.bundle([self.case], target, BundleOrder(), sealer=lambda: once)
        known = (KnownSeal(once.seal.certificate, Standing.PRESENT, now.isoformat()),)
        look = Verifier(lambda: known).verify
        if not look(target).valid:
            raise RuntimeError("a bundle that was just signed does not verify")
        whole = target.read_bytes()
        middle = len(whole) // 2
        other = bytes((whole[middle] ^ 1,))
        if look(whole[:middle] + other + whole[middle + 1 :]).valid:
            raise RuntimeError("a changed bundle verifies")
        return f"{len(whole)} bytes, signed and verified"

    def window(self) -> str:
        """Paint the window off screen."""
        from posdesk.ui.session import painted

        picture = painted(self.desk)
        if picture.colours < 16:
            raise RuntimeError(f"only {picture.colours} colours on the window")
        return f"{picture.width} x {picture.height}, {picture.colours} colours"
