"""Everything that comes from outside is made unsound at random and read.

It is read, or refused with one sentence in both languages: never another exception, never more than
five seconds, never half a gigabyte; and what may not be kept does not come through.
"""

from __future__ import annotations

import random
import resource
import signal
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import FrameType

from posdesk import paths
from posdesk.domain.errors import PosDeskError
from posdesk.domain.sensitive import find_sensitive
from posdesk.i18n import Translator
from tests.fire import doors as rooms
from tests.fire.doors import Door, words_in
from tests.fire.mutation import mutated, words
from tests.fire.trial import Ground, Outcome

SECONDS = 5.0
MOST_KIB = 512 * 1024
_UNIT = 1024 if sys.platform == "darwin" else 1
MOST_LOST = 5
"""Of one door: after that many it is known to be broken."""


def run(ground: Ground, outcome: Outcome) -> None:
    """Try every door, those of its modules that are named as parts."""
    tr = Translator("zh_CN", paths.resources() / "i18n")
    for room in ground.of(sorted(one.name for one in iter_modules(rooms.__path__))):
        for door in import_module(f"{rooms.__name__}.{room}").doors():
            begun, before = time.process_time(), len(outcome.lost)
            _knock(door, ground, outcome, tr)
            seconds = time.process_time() - begun
            ground.say(f"  {door.name}: {seconds:.1f} s, lost {len(outcome.lost) - before}")


def _knock(door: Door, ground: Ground, outcome: Outcome, tr: Translator) -> None:
    folder = ground.folder / "".join(c if c.isalnum() else "-" for c in door.name)
    folder.mkdir(parents=True)
    chance, lost = ground.chance(door.name), 0
    for number in range(ground.choose(door.short, door.long)):
        # Each sample once as it is: a door that lets nothing in is not tried by what follows.
        data = door.samples[number] if number < len(door.samples) else _next(door, chance)
        try:
            came = _read(door, data, folder, tr)
        except Exception as wrong:  # noqa: BLE001 - this is what is looked for
            where = traceback.extract_tb(wrong.__traceback__)[-1]
            place = f"{Path(where.filename).name}:{where.lineno}"
            ground.say(outcome.lose(f"{door.name} {number}: {wrong!r} at {place}: {data[:200]!r}"))
            (folder / f"lost-{number}").write_bytes(data)
            lost += 1
            if lost == MOST_LOST:
                outcome.left_out.append(f"{door.name}: given up after {number + 1} inputs")
                return
            continue
        outcome.done[f"{door.name}: {'read' if came else 'refused'}"] += 1


def _next(door: Door, chance: random.Random) -> bytes:
    if chance.random() < 0.05:
        return words(chance).encode("utf-8", "surrogatepass")
    return mutated(chance.choice(door.samples), door.samples, chance)


def _read(door: Door, data: bytes, folder: Path, tr: Translator) -> bool:
    """Return whether ``data`` were read; raise what is wrong with how they were."""
    before = _peak()
    with _no_hang():
        try:
            value = door.read(data, folder)
        except PosDeskError as error:
            english, chinese = str(error), tr.error(error)
            assert english, "no sentence"
            assert chinese != english, f"no Chinese: {english}"
            return False
    grown = _peak() - before
    assert grown < MOST_KIB, f"{grown} KiB more for {len(data)} bytes"
    if door.keeps:
        for text in words_in(value):
            assert not find_sensitive(text), f"kept: {text}"
            text.encode()
    return True


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // _UNIT


class Hangs(AssertionError):
    """It took too long."""


@contextmanager
def _no_hang() -> Iterator[None]:
    """Raise in what takes longer than it may, by the processor's clock."""

    def over(_number: int, _frame: FrameType | None) -> None:
        raise Hangs(f"more than {SECONDS} s")

    before = signal.signal(signal.SIGPROF, over)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
