"""Killed at any instant of any work: nothing acknowledged is lost, nothing is shown half done."""

from __future__ import annotations

import os

from tests.fire.child import AfterSeconds, strace
from tests.fire.deeds import DEEDS
from tests.fire.looking import grow_old, no_half_files, no_traces
from tests.fire.shop import Shop
from tests.fire.striking import done, measured, struck, warm
from tests.fire.trial import Ground, Outcome

SHORT = ("save", "erase")
"""Which deeds the short form takes; it is to cost some seconds."""


def run(ground: Ground, outcome: Outcome) -> None:
    """Kill each kind of work, half of the times by the clock, half at a call that changes files."""
    if not hasattr(os, "fork"):
        outcome.left_out.append("this system has no fork and no kill -9")
        return
    if strace() is None:
        outcome.left_out.append("strace is not there: instants are drawn over time alone")
    names = ground.of(DEEDS if ground.percent else SHORT)
    warm(ground.folder / "warm", names)
    for name in names:
        kill(name, ground, outcome)


def kill(name: str, ground: Ground, outcome: Outcome) -> None:
    """Kill the deed ``name`` many times in one shop; after a loss in a new one."""
    chance, times = ground.chance(name), ground.choose(2, 500)
    what = measured(ground.folder / f"{name}-0", name)
    for number in range(1, times + 1):
        if number % 50 == 0:
            ground.say(f"  {name} {number} of {times}, lost {len(outcome.lost)}")
        at_call = bool(what.calls) and number % 2 == 0
        when = (
            chance.choice(what.calls)
            if at_call
            else AfterSeconds(chance.uniform(0.0, what.seconds * 1.05))
        )
        try:
            ended = struck(what.shop, name, when)
        except Exception as error:  # noqa: BLE001 - whatever it is, something was lost
            ground.say(outcome.lose(f"{name} {number}, {when}: {error!r}"))
            what = measured(ground.folder / f"{name}-{number}", name)
            continue
        way = ("cut at a call" if at_call else "cut by time") if ended.killed else "done before"
        outcome.done[f"{name}: {way}"] += 1
    if not ground.percent:
        return
    try:
        afterwards(what.shop, outcome)
    except Exception as error:  # noqa: BLE001 - whatever it is, something was lost
        outcome.lost.append(f"{name}, afterwards: {error!r}")


def afterwards(shop: Shop, outcome: Outcome) -> None:
    """See that nothing piles up, and that no bytes are left of what was erased."""
    outcome.done["half files that went"] += grow_old(shop)
    for name in ("save", "bundle", "backup"):
        done(shop, name)
    if (shop.folder.parent / "sheet.pdf").exists():
        for _ in range(2):  # one of them turns encryption on, and writes a sheet
            done(shop, "encrypt")
    no_half_files(shop)
    if shop.key() is not None:
        done(shop, "encrypt")
    no_traces(shop)
