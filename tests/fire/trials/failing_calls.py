"""The disk fails, is full or may not be written at any call: one sentence, nothing half done.

``strace`` lets a call fail that would have changed a file: once, as a loose cable does, or from
then on. Whatever the shop is told, it is a sentence; what it had before is there, and the same
work succeeds when the disk is well again.
"""

from __future__ import annotations

from dataclasses import replace

from tests.fire.child import AtCall, strace
from tests.fire.deeds import DEEDS
from tests.fire.striking import done, measured, struck, warm
from tests.fire.trial import Ground, Outcome

SHORT = ("attach",)
"""Which deeds the short form takes."""

ERRORS = ("EIO", "ENOSPC", "EACCES")


def run(ground: Ground, outcome: Outcome) -> None:
    """Let calls of each kind of work fail."""
    if strace() is None:
        outcome.left_out.append("strace is not there: no call can be made to fail")
        return
    names = ground.of(DEEDS if ground.percent else SHORT)
    warm(ground.folder / "warm", names)
    for name in names:
        fail(name, ground, outcome)


def fail(name: str, ground: Ground, outcome: Outcome) -> None:
    """Let the deed ``name`` meet failing calls in one shop; after a loss in a new one."""
    chance, times = ground.chance(name), ground.choose(1, 300)
    what = measured(ground.folder / f"{name}-0", name)
    for number in range(1, times + 1):
        call = chance.choice(what.calls)
        error = chance.choice(ERRORS)
        when: AtCall = replace(call, what=f"error={error}", for_good=bool(number % 2))
        try:
            ended = struck(what.shop, name, when)
            if number % 10 == 0 and name != "migrate":
                done(what.shop, name)
        except Exception as wrong:  # noqa: BLE001 - whatever it is, something was lost
            ground.say(outcome.lose(f"{name} {number}, {when}: {wrong!r}"))
            what = measured(ground.folder / f"{name}-{number}", name)
            continue
        refused = any(words[0] == "refused" for words in ended.told)
        outcome.done[f"{name}: {error}, {'refused' if refused else 'done all the same'}"] += 1
    ground.say(f"  {name}: {times}, lost {len(outcome.lost)}")
