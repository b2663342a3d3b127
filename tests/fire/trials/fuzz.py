"""Everything that comes from outside is made unsound by hypothesis and read.

It is read, or refused with one sentence in both languages: never another exception, never more than
five seconds, never half a gigabyte; and what may not be kept does not come through. What breaks
that is told as the smallest input that does.
"""

from __future__ import annotations

import contextlib
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from random import Random

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from hypothesis.strategies import SearchStrategy

from posdesk import paths
from posdesk.domain.errors import PosDeskError
from posdesk.domain.sensitive import find_sensitive
from posdesk.i18n import Translator
from tests.fire import doors as rooms
from tests.fire import limits
from tests.fire.doors import Door, words_in
from tests.fire.limits import no_growth, no_hang
from tests.fire.mutation import Struck, struck
from tests.fire.trial import Ground, Outcome

Knock = Callable[[Struck], None]

ROUND = 2000
"""Inputs of one run of hypothesis, which remembers all of them; the next has another seed."""
FEWEST = 2
"""Struck inputs of each door in the short form: the first is always the empty one."""


class Lost(Exception):
    """What a door did to an input, and where."""

    def __init__(self, given: Struck, wrong: Exception) -> None:
        steps = traceback.extract_tb(wrong.__traceback__)
        # What watches over the door is not where it hung or grew.
        watches = (limits.__file__, contextlib.__file__)
        where = [step for step in steps if step.filename not in watches][-1]
        how = f"after {given.accidents}" if given.accidents else "as it is"
        self.data = given.data
        super().__init__(
            f"{wrong!r} at {Path(where.filename).name}:{where.lineno}:"
            f" {self.data[:200]!r}, {len(self.data)} bytes, {how:.500}"
        )


def run(ground: Ground, outcome: Outcome) -> None:
    """Try every door, those of its modules that are named as parts."""
    tr = Translator("zh_CN", paths.resources() / "i18n")
    for room in ground.of(sorted(one.name for one in iter_modules(rooms.__path__))):
        for door in import_module(f"{rooms.__name__}.{room}").doors():
            begun, before = time.process_time(), len(outcome.lost)
            try_door(door, ground, outcome, tr)
            seconds = time.process_time() - begun
            ground.say(f"  {door.name}: {seconds:.1f} s, lost {len(outcome.lost) - before}")


def try_door(door: Door, ground: Ground, outcome: Outcome, tr: Translator) -> None:
    """Read what hypothesis makes of the door's samples; put down each fault with its input."""
    folder = ground.folder / "".join(c if c.isalnum() else "-" for c in door.name)
    folder.mkdir(parents=True)

    def knock(given: Struck) -> None:
        try:
            came = _read(door, given.data, folder, tr)
        except Exception as wrong:
            raise Lost(given, wrong) from wrong
        outcome.done[f"{door.name}: {'read' if came else 'refused'}"] += 1

    count = ground.choose(door.short, door.long)
    for number, lost in enumerate(_first(_rounds(knock, door, count, ground.chance(door.name)))):
        ground.say(outcome.lose(f"{door.name}: {lost}"))
        (folder / f"lost-{number}").write_bytes(lost.data)


def _first(rounds: Iterable[list[Lost]]) -> list[Lost]:
    """Return what is lost in the first round that loses anything: the door is known broken then."""
    return next(filter(None, rounds), [])


def _rounds(knock: Knock, door: Door, count: int, chance: Random) -> Iterator[list[Lost]]:
    # Each sample once as it is: a door that lets nothing in is not tried by what follows.
    sound = door.samples[: max(count - FEWEST, 1)]
    for sample in sound:
        yield _lost(partial(knock, Struck(sample)))
    inputs, left = struck(door.samples), max(count - len(sound), FEWEST)
    for begun in range(0, left, ROUND):
        most = min(left - begun, ROUND)
        yield _lost(_under_hypothesis(knock, inputs, most, chance.getrandbits(64)))


def _under_hypothesis(
    knock: Knock, inputs: SearchStrategy[Struck], most: int, number: int
) -> Callable[[], None]:
    """Return what lets hypothesis knock ``most`` times and make what fails smaller."""
    return seed(number)(
        settings(
            max_examples=most,
            database=None,
            deadline=None,
            derandomize=False,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
            verbosity=Verbosity.quiet,
            print_blob=False,
        )(given(inputs)(knock))
    )


def _lost(tried: Callable[[], None]) -> list[Lost]:
    """Return what came of it: of each fault its smallest input."""
    try:
        tried()
    except Exception as wrong:  # noqa: BLE001 - this is what is looked for
        return list(_each(wrong))
    return []


def _each(wrong: BaseException) -> Iterator[Lost]:
    if isinstance(wrong, BaseExceptionGroup):
        for one in wrong.exceptions:
            yield from _each(one)
    elif isinstance(wrong, Lost):
        yield wrong
    else:
        raise wrong


def _read(door: Door, data: bytes, folder: Path, tr: Translator) -> bool:
    """Return whether ``data`` were read; raise what is wrong with how they were."""
    with no_growth(), no_hang():
        try:
            value = door.read(data, folder)
        except PosDeskError as error:
            english, chinese = str(error), tr.error(error)
            assert english, "no sentence"
            assert chinese != english, f"no Chinese: {english}"
            return False
    if door.keeps:
        for text in words_in(value):
            assert not find_sensitive(text), f"kept: {text}"
            text.encode()
    return True
