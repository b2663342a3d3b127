"""Bytes of the shop's files are damaged at random: that is found and named, or changes nothing.

Bits turned, pages emptied, swapped or older, ends cut, garbage behind: in the records, exhibits,
the log of what is being written, backups, keys, settings and a bundle that was sent, in plain and
encrypted. Nothing ends in a traceback or hangs, and nothing tells another case than there was.
"""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass
from pathlib import Path

from posdesk import app
from posdesk.domain.bundle.order import BundleOrder
from posdesk.domain.bundle.verification import Soundness
from posdesk.domain.case import Case
from posdesk.domain.errors import PosDeskError
from posdesk.domain.key import Key
from posdesk.domain.money_state import Verdict
from posdesk.domain.shop import Shop as TheShop
from posdesk.intake.settings_file import NAME
from posdesk.services.backup_check import check_backups
from posdesk.services.backups import beside
from posdesk.services.desk import Desk
from posdesk.services.doctor.examination import examine
from posdesk.services.verifying import Verifier
from posdesk.storage.lost_log import lost_logs
from tests.fire.deeds import encrypt, picture
from tests.fire.limits import no_hang
from tests.fire.shop import Shop, key_of
from tests.fire.trial import Ground, Outcome

PAGE = 4096

Says = tuple[list[tuple[Case, Verdict]], list[bytes], TheShop]


@dataclass(frozen=True)
class Before:
    """A shop as it is whole: where it lies, what it says, what each file was a while ago."""

    folder: Path
    key: Key | None
    says: Says
    older: dict[str, bytes]


def run(ground: Ground, outcome: Outcome) -> None:
    """Damage each file of a plain and an encrypted shop."""
    for form in ground.of(("plain", "encrypted")):
        before = _made(ground.folder / form / "whole", form == "encrypted")
        chance = ground.chance(form)
        root = before.folder.parent
        files = sorted(path for path in root.rglob("*") if path.is_file() and _counts(path))
        for number in range(ground.choose(7, 1000)):
            path = files[number % len(files)]
            name = f"{form} {path.relative_to(root)} {number}"
            scratch = ground.folder / form / "struck"
            shutil.rmtree(scratch, ignore_errors=True)
            shutil.copytree(root, scratch)
            victim = scratch / path.relative_to(root)
            kind = _strike(victim, before.older.get(path.name, b""), chance)
            try:
                with no_hang():
                    fate = _fate(before, scratch, victim)
            except Exception as wrong:  # noqa: BLE001 - this is what is looked for
                ground.say(outcome.lose(f"{name}, {kind}: {wrong!r}"))
                continue
            outcome.done[f"{form} {_what(path)}: {fate}"] += 1


def _counts(path: Path) -> bool:
    return path.suffix not in (".lock", ".new", ".sha256", ".log") and path.stat().st_size > 0


def _what(path: Path) -> str:
    return path.suffix if path.suffix in (".backup", ".pdf", ".key") else path.name


def _made(root: Path, encrypted: bool) -> Before:
    """Make a shop with cases, exhibits, backups and a bundle, and copy it while it is open."""
    root.mkdir(parents=True)
    shop = Shop(root.parent / "made" / "data")
    shop.folder.parent.mkdir()
    desk = shop.desk()
    if encrypted:
        encrypt(shop, desk, lambda *_words: None)
        desk = shop.desk()
    older: dict[str, bytes] = {}
    for part in range(2):
        for number in range(8):
            case = desk.log.add(desk.log.read({"amount": f"{number + 1}.00", "symptom": "没出单"}))
            desk.exhibits.attach(case.id, picture(), "slip", name=f"{number}.png")
        if not part:
            desk.care.close()
            older = {path.name: path.read_bytes() for path in shop.folder.glob("*.db")}
            desk = shop.desk()
    desk.shop_book.save_shop("name", "清和桥")
    shop.out.mkdir()
    desk.evidence.bundle(
        [case.id], shop.out / "bundle.pdf", BundleOrder(), sealer=desk.seals.present
    )
    desk.backups.make()
    for number in range(3):
        case = desk.log.add(desk.log.read({"amount": f"{number + 1}0.00"}))
    key = shop.key()
    shutil.copytree(shop.folder.parent, root, dirs_exist_ok=True)
    says = _says(desk)
    desk.care.close()
    return Before(root / "data", key, says, older)


def _says(desk: Desk) -> Says:
    """Return everything that a person would read: cases, verdicts, amounts, exhibits, the shop."""
    cases = [desk.log.case(row.id) for row in desk.log.cases()]
    shown = [desk.exhibits.bytes_of(exhibit) for case in cases for exhibit in case.exhibits]
    return [(case, case.verdict) for case in cases], shown, desk.shop


def _strike(path: Path, older: bytes, chance: random.Random) -> str:
    data = bytearray(path.read_bytes())
    pages = max(len(data) // PAGE, 1)
    one, two = (chance.randrange(pages) * PAGE for _ in range(2))
    kind = chance.choice(("bit", "bit", "zeros", "noise", "cut", "tail", "swap", "older"))
    if kind == "bit" or (kind == "older" and one >= len(older)):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    elif kind == "zeros":
        data[one : one + PAGE] = bytes(len(data[one : one + PAGE]))
    elif kind == "noise":
        data[one : one + PAGE] = chance.randbytes(len(data[one : one + PAGE]))
    elif kind == "cut":
        del data[chance.randrange(len(data)) :]
    elif kind == "tail":
        data += chance.randbytes(chance.choice((1, 100, PAGE)))
    elif kind == "swap":
        data[one : one + PAGE], data[two : two + PAGE] = (
            data[two : two + PAGE],
            data[one : one + PAGE],
        )
    else:
        data[one : one + PAGE] = older[one : one + PAGE]
    path.write_bytes(data)
    return kind


def _fate(before: Before, root: Path, victim: Path) -> str:
    """Return how the damage ends; raise where it changes what is said and nobody says so."""
    folder = root / "data"
    if victim.suffix == ".pdf":
        return _bundle_fate(before, root, victim)
    if beside(folder) in victim.parents:
        return _backup_fate(beside(folder), victim)
    try:
        desk = app.open_desk(folder, key=before.key)
    except PosDeskError as error:
        return _named(folder, before.key, error)
    try:
        report = desk.care.soundness(lambda _done, _total: None)
        if not report.is_sound:
            return "named by the check"
        says = _says(desk)
        if says == before.says:
            return "harmless"
        if victim.name.endswith("-wal") and _is_a_beginning(desk, before):
            return "named as a damaged log" if lost_logs(folder) else "taken for a shorter log"
        settings = desk.shop_book.library
        if settings.faults or settings.settings.faults:
            return "named as a fault of its line"
        if victim.name == NAME and says[:2] == before.says[:2]:
            return "taken for an edit of the settings"
        assert examine(folder, key=before.key).findings, "another story, and nobody says so"
        return "named by doctor"
    except PosDeskError as error:
        return _named(folder, before.key, error)
    finally:
        desk.care.close()


def _is_a_beginning(desk: Desk, before: Before) -> bool:
    """Return whether all that is told is the beginning of the whole story.

    Damage to the last commits of a log cannot be told from what a cut of power left half written.
    """
    whole = {case.id: case.history for case, _ in before.says[0]}
    told = [desk.log.case(row.id) for row in desk.log.cases()]
    return all(case.history == whole[case.id][: len(case.history)] for case in told)


def _named(folder: Path, key: Key | None, error: PosDeskError) -> str:
    assert str(error)
    seen = examine(folder, key=key).findings
    return "named at the opening" if seen else "named at the opening, not by doctor"


def _backup_fate(folder: Path, victim: Path) -> str:
    """Return what reading back says of the backup, of all where they share what was struck."""
    struck = [victim] if victim.suffix == ".backup" else sorted(folder.glob("*.backup"))
    found = check_backups(struck, key_of)
    assert found
    return "named by backup check" if any(one.trouble for one in found) else "harmless"


def _bundle_fate(before: Before, root: Path, victim: Path) -> str:
    whole = before.folder.parent / victim.relative_to(root)
    if victim.read_bytes() == whole.read_bytes():
        return "harmless"
    found = Verifier().verify(victim)
    assert found.state is not Soundness.INTACT
    return "named by verify"
