"""A shop whose power fails again and again, whatever is being done: what may be lost is counted.

    python -m tests.e2e.power_cut [--cuts 500] [--seed 20261122] [--folder DIR]

Each cut forks a child that opens the desk and does one kind of work through the services: saving,
attaching, backing up, restoring, erasing, turning encryption on or off. It tells what was
acknowledged through a pipe and is killed, with all it started, at a random instant. After each cut
the folder is opened as a shop would, and all that was acknowledged must be there.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from posdesk import app
from posdesk.domain.errors import Refused
from posdesk.domain.key import Key
from posdesk.domain.recovery import check_number
from posdesk.services import passphrases
from posdesk.services.backups import beside
from posdesk.services.desk import Desk
from posdesk.services.keys import key_for
from posdesk.services.restore import Step
from posdesk.storage.backup.check import check
from posdesk.storage.store import KEY_FILE
from tests.e2e.test_card_numbers import NUMBERS
from tests.storage.samples import Clock

PASSPHRASE = "七号柜台的雨伞 27"
WORK = ("save", "attach", "backup", "restore", "erase", "encrypt")
LONGEST = 3.0
"""Seconds a child may take until it begins."""


@dataclass
class Shop:
    """What a shop was told: which events and exhibits are kept, which cases are gone for good."""

    folder: Path
    clock: Clock = field(default_factory=Clock)
    events: set[str] = field(default_factory=set)
    cases: dict[str, str] = field(default_factory=dict)
    """Marks by the ids of their cases: words that stand in no other case."""
    erased: dict[str, str] = field(default_factory=dict)
    took: dict[str, float] = field(default_factory=dict)
    cut: Counter[str] = field(default_factory=Counter)
    finished: Counter[str] = field(default_factory=Counter)

    def key(self) -> Key | None:
        """Return what opens the data now, as the shop would find it."""
        path = self.folder / KEY_FILE
        return key_for(path, PASSPHRASE) if path.exists() else None

    def desk(self) -> Desk:
        """Open the shop's desk."""
        from posdesk.storage.exchange import enter

        enter(
            self.folder
        ).close()  # finishes what a cut left, so that the key file is the right one
        return app.open_desk(self.folder, self.clock, key=self.key())


# ---------------------------------------------------------------------------------- in the child

Tell = Callable[..., None]


def save(shop: Shop, desk: Desk, tell: Tell) -> None:
    for number in range(10_000):
        mark = os.urandom(6).hex()
        given = desk.log.read(
            {"amount": "500.00", "card": "622848******1234", "symptom": f"没出单 {mark}"}
        )
        case = desk.log.add(given)
        tell("case", case.id, mark, *(one.id for one in case.history))
        case = desk.log.note(case.id, f"客人姓欧阳 {mark}")
        tell("event", case.history[-1].id)
        try:
            desk.log.note(case.id, NUMBERS[number % len(NUMBERS)])
        except Refused:
            continue
        raise AssertionError("a card number was taken")


def attach(shop: Shop, desk: Desk, tell: Tell) -> None:
    cases = [row.id for row in desk.log.cases() if row.id in shop.cases]
    for number in range(10_000):
        case = cases[number % len(cases)]
        desk.exhibits.attach(case, picture(number), "slip", name=f"{number}.png")
        # No mark in it: bytes whose attaching was cut lie unnamed until they are swept.
        said = f"短信 {number} {os.urandom(4).hex()}".encode()
        kept = desk.exhibits.attach(case, said, "sms", name="短信.txt")
        tell("event", *(one.id for one in kept.history[-2:]))
        covered = f"卡号 {NUMBERS[number % len(NUMBERS)]} {number}".encode()
        kept = desk.exhibits.attach(case, covered, "sms", name="b.txt", cover_found=True)
        tell("event", kept.history[-1].id)


def backup(shop: Shop, desk: Desk, tell: Tell) -> None:
    while True:
        made = desk.backups.make()
        assert made.first is not None, made.first_trouble
        tell("backup", str(made.first.path))


def restore(shop: Shop, desk: Desk, tell: Tell) -> None:
    newest = desk.backups.listed()[0]
    restoring = desk.restorer.restoring(newest.path, key_of(newest.path))
    desk.care.close()
    restoring.do(Quiet())
    tell("restored", str(newest.path))


def erase(shop: Shop, desk: Desk, tell: Tell) -> None:
    rows = [row for row in desk.log.cases() if row.id in shop.cases]
    for row in rows[:5]:
        gone = desk.forgetting.erase([row.id], "客人要求", even_open=True)
        assert gone.clean
        tell("erased", row.id)


def encrypt(shop: Shop, desk: Desk, tell: Tell) -> None:
    encryption = desk.encryption
    if encryption.is_on():
        turn = encryption.turning_off()
    else:
        sheet = shop.folder.parent / "sheet.pdf"
        key = encryption.prepare(sheet, "zh_CN", PASSPHRASE, PASSPHRASE).key
        turn = encryption.turning_on(key, check_number(key))
    desk.care.close()
    turn.do()
    tell("turned")


class Quiet:
    """Hears how far restoring is, and says nothing."""

    def begin(self, step: Step, *, may_stop: bool) -> None: ...

    def __call__(self, done: int, total: int, /) -> None: ...


DOERS: dict[str, Callable[[Shop, Desk, Tell], None]] = {
    "save": save,
    "attach": attach,
    "backup": backup,
    "restore": restore,
    "erase": erase,
    "encrypt": encrypt,
}


def picture(number: int) -> bytes:
    chance = random.Random(number)
    kept = io.BytesIO()
    Image.frombytes("L", (96, 96), chance.randbytes(96 * 96)).save(kept, "PNG")
    return kept.getvalue()


# --------------------------------------------------------------------------------- in the parent


def work_and_cut(shop: Shop, work: str, after: float | None) -> list[list[str]]:
    """Let a child do ``work`` and kill it ``after`` seconds; return what it told, line by line."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        os.close(reading)
        code = 1
        try:

            def tell(*words: str) -> None:
                os.write(writing, (json.dumps(words) + "\n").encode())

            desk = shop.desk()
            tell("begun")
            DOERS[work](shop, desk, tell)
            tell("done")
            code = 0
        except BaseException:  # noqa: BLE001 - the parent hears that it failed, a person why
            traceback.print_exc()
        finally:
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading, "rb", buffering=0) as pipe:
        first = pipe.read(1)
        begun = time.monotonic()
        if after is not None:
            time.sleep(after)
            os.killpg(child, signal.SIGKILL)
        said = first + pipe.readall()
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status) and os.WEXITSTATUS(status):
        raise AssertionError(f"{work} ended by itself with {os.WEXITSTATUS(status)}")
    if after is None:
        shop.took[work] = time.monotonic() - begun
    whole = said.decode().split("\n")[:-1]  # what stands after it was not said to the end
    return [json.loads(line) for line in whole]


def learn(shop: Shop, work: str, told: list[list[str]]) -> None:
    """Hold the shop to what was acknowledged."""
    for kind, *words in told:
        if kind == "case":
            shop.cases[words[0]] = words[1]
            shop.events |= set(words[2:])
        elif kind == "event":
            shop.events |= set(words)
        elif kind == "erased":
            shop.erased[words[0]] = shop.cases.pop(words[0])
    backups = [Path(words[0]) for kind, *words in told if kind == "backup"]
    assert all(path.exists() for path in backups[-1:]), "the newest backups stay"
    done = ["done"] in told
    (shop.finished if done else shop.cut)[work] += 1


def look(shop: Shop, before: set[str], restored: set[str] | None) -> None:
    """Open the shop after a cut and see that nothing acknowledged is missing."""
    desk = shop.desk()
    try:
        store = desk.log._store
        verified = store.verify()
        assert verified.valid, verified.first_bad
        assert store.differing() == ()
        assert store.damaged_exhibits() == ()
        found = {row[0]: row[1] for row in store._database.rows(_EVENTS)}
        gone = {event for event, case in found.items() if case in shop.erased}
        for case in shop.erased:
            assert not store._database.rows(_SAID, (case,))
        missing = shop.events - set(found) - gone
        if restored is not None and missing:
            # A restore that was not acknowledged may have happened: wholly.
            assert missing <= before - restored, missing
            shop.events &= restored | set(found)
            kept = {case for event, case in found.items()}
            shop.cases = {case: mark for case, mark in shop.cases.items() if case in kept}
        else:
            assert not missing, missing
        erased = {row[0] for row in store._database.rows(_ERASED)}
        for case in [case for case in shop.cases if case in erased]:
            # An erasure that was not acknowledged happened: wholly.
            assert not store._database.rows(_SAID, (case,))
            shop.erased[case] = shop.cases.pop(case)
    finally:
        desk.care.close()
    place = beside(shop.folder)
    for path in sorted(place.glob("*.backup"))[-2:]:
        check(path, key_of(path))


_EVENTS = 'SELECT id, "case" FROM events'
_SAID = 'SELECT 1 FROM events e JOIN payloads p ON p.pos = e.pos WHERE e."case" = ? LIMIT 1'
_ERASED = (
    'SELECT DISTINCT e."case" FROM events e LEFT JOIN payloads p ON p.pos = e.pos'
    """ WHERE p.pos IS NULL AND e."case" <> ''"""
)


def events_of(path: Path, key: Key | None) -> set[str]:
    """Return the ids of the events and cases that a backup holds."""
    from posdesk.storage.backup.look import reading

    with reading(path, key) as database:
        return {one for row in database.rows('SELECT id, "case" FROM events') for one in row}


def newest_backup(shop: Shop) -> tuple[Path, Key | None]:
    desk = shop.desk()
    try:
        path = desk.backups.listed()[0].path
    finally:
        desk.care.close()
    return path, key_of(path)


def key_of(backup: Path) -> Key | None:
    """Return what opens a backup, which may be older than the last turn of encryption."""
    sidecar = backup.with_name(f"{backup.name}.key")
    return key_for(sidecar, PASSPHRASE) if sidecar.exists() else None


def cut(shop: Shop, work: str, after: float | None) -> None:
    """Do ``work``, cut it ``after`` seconds, and look at what is left."""
    before = set(shop.events)
    restored = events_of(*newest_backup(shop)) if work == "restore" else None
    told = work_and_cut(shop, work, after)
    learn(shop, work, told)
    if restored is not None and any(kind == "restored" for kind, *_ in told):
        shop.events &= restored
        shop.cases = {case: mark for case, mark in shop.cases.items() if case in restored}
    look(shop, before, restored)


def run(folder: Path, cuts: int, seed: int) -> Shop:
    """Cut ``cuts`` times; raises ``AssertionError`` with what was lost."""
    chance = random.Random(seed)
    # What a guess at the passphrase costs is not at stake here.
    vars(passphrases).update(MEMORY_KIB=1024, ROUNDS=1)
    shop = Shop(folder / "data")
    for work in ("save", "attach", "backup"):
        cut(shop, work, 0.6)
    for work in ("restore", "erase", "encrypt", "encrypt"):
        cut(shop, work, None)
    for number in range(cuts):
        if len(shop.cases) < 8:
            cut(shop, "save", 0.3)
        work = WORK[number % len(WORK)]
        longest = shop.took.get(work, 0.4) * 1.2
        cut(shop, work, chance.uniform(0.0, longest))
    return shop


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cuts", type=int, default=500)
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    folder = given.folder or Path(tempfile.mkdtemp(prefix="posdesk-cut-"))
    try:
        shop = run(folder, given.cuts, given.seed)
    finally:
        if given.folder is None:
            shutil.rmtree(folder, ignore_errors=True)
    json.dump({"cut": shop.cut, "finished": shop.finished, "kept": len(shop.events)}, sys.stdout)


if __name__ == "__main__":
    main()
