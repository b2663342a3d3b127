"""The disk is full at any page of any work: one sentence, nothing half done, well again with room.

A small disk of its own is filled until nothing is free, then a page less, and so on until the work
succeeds, so that every write of it has failed once.
"""

from __future__ import annotations

from tests.faults.small_disk import PAGE, SmallDisk, can_mount
from tests.fire.child import Ended, Work
from tests.fire.child import run as run_child
from tests.fire.deeds import DEEDS
from tests.fire.shop import Shop
from tests.fire.striking import done, strike, warm
from tests.fire.trial import Ground, Outcome

SHORT = ("settings",)
"""Which deeds the short form takes; tests/faults fills a disk under many more."""

MOST = 4000
"""Free pages with which a deed that still fails has another reason."""


def run(ground: Ground, outcome: Outcome) -> None:
    """Let each kind of work meet a full disk."""
    if not can_mount(ground.folder / "disk"):
        outcome.left_out.append("no disk can be mounted here: that takes Linux and its root")
        return
    names = ground.of(DEEDS if ground.percent else SHORT)
    warm(ground.folder / "warm", names)
    for name in names:
        disk = SmallDisk(ground.folder / "disk", size=48 * 2**20)
        try:
            fill(name, Shop(disk.folder / "data"), disk, ground, outcome)
        finally:
            disk.unmount()


def fill(name: str, shop: Shop, disk: SmallDisk, ground: Ground, outcome: Outcome) -> None:
    """Do ``name`` with ever more room until it succeeds."""
    for deed in ("save", "attach", "backup", "save", name):
        done(shop, deed)
    pages = 0
    while pages < MOST:
        free = pages * PAGE

        def with_room(deed: Work, free: int = free) -> Ended:
            disk.leave(free)
            try:
                return run_child(deed, None)
            finally:
                disk.make_room()

        try:
            ended = strike(shop, name, with_room)
        except Exception as error:  # noqa: BLE001 - whatever it is, something was lost
            ground.say(outcome.lose(f"{name} with {pages} free pages: {error!r}"))
            return
        if ("done",) in ended.told:
            outcome.done[f"{name}: succeeded"] += 1
            break
        outcome.done[f"{name}: refused"] += 1
        pages += 1 + pages // (60 if ground.percent else 2)
    else:
        ground.say(outcome.lose(f"{name} never succeeds"))
    ground.say(f"  {name}: with {pages} free pages")
