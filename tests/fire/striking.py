"""One shop, one deed, one instant: the deed is done and struck, and what is left is looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from posdesk.services.backups import beside
from tests.fire.child import AfterSeconds, AtCall, Ended, Work, run, strace, watched
from tests.fire.deeds import work
from tests.fire.looking import events_of, look
from tests.fire.shop import Shop, key_of

FEWEST = 4
"""Cases below which a shop logs some more before it is struck again."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A shop, and how long a deed takes in it and by which calls, none where nobody can see."""

    shop: Shop
    seconds: float
    calls: tuple[AtCall, ...]


def warm(folder: Path, names: Iterable[str]) -> None:
    """Do what is named once in this process: what children need is loaded then, fonts too."""
    folder.mkdir(parents=True)
    shop = Shop(folder / "data")
    for name in ("save", "backup", *names):
        refused: list[str] = []

        def tell(*words: str, refused: list[str] = refused) -> None:
            shop.hear((words,))
            refused += words if words[0] == "refused" else ()

        work(shop, name)(tell)
        assert not refused, refused


def measured(folder: Path, name: str) -> Measured:
    """Return a new shop with cases, exhibits and backups in which ``name`` was done already."""
    folder.mkdir(parents=True)
    shop = Shop(folder / "data")
    for deed in ("save", "attach", "backup", "save"):
        done(shop, deed)
    seconds = done(shop, name).seconds
    calls: tuple[AtCall, ...] = ()
    if strace() is not None:
        found: list[AtCall] = []

        def watching(deed: Work) -> Ended:
            ended, seen = watched(deed, folder / "calls")
            found.extend(seen)
            return ended

        strike(shop, name, watching)
        calls = tuple(found)
    return Measured(shop, seconds, calls)


def done(shop: Shop, name: str) -> Ended:
    """Do ``name`` without any trouble."""
    ended = strike(shop, name, lambda deed: run(deed, None))
    assert ("done",) in ended.told, ended.told
    return ended


def struck(shop: Shop, name: str, when: AfterSeconds | AtCall) -> Ended:
    """Do ``name`` in a shop that has enough cases for it, struck at ``when``."""
    if len(shop.cases) < FEWEST and name != "migrate":
        done(shop, "save")
        done(shop, "attach")
    return strike(shop, name, lambda deed: run(deed, when))


def strike(shop: Shop, name: str, way: Callable[[Work], Ended]) -> Ended:
    """Do ``name`` in a child by ``way``; raises ``AssertionError`` with what was lost."""
    if name == "migrate":
        shop.lay_oldest()
    kept = _held_by_newest_backup(shop) if name == "restore" else set[str]()
    before = set(shop.events)
    ended = way(work(shop, name))
    assert not ended.failed, ended.failed
    shop.hear(ended.told)
    if any(words[0] == "restored" for words in ended.told):
        shop.events &= kept
        shop.cases = {case: mark for case, mark in shop.cases.items() if case in kept}
        look(shop)
    elif name == "restore":
        look(shop, before - kept)
    else:
        look(shop)
    if name == "migrate":
        assert list(beside(shop.folder).glob("*.backup")), "upgraded without a backup"
    return ended


def _held_by_newest_backup(shop: Shop) -> set[str]:
    desk = shop.desk()
    try:
        path = desk.backups.listed()[0].path
    finally:
        desk.care.close()
    return events_of(path, key_of(path))
