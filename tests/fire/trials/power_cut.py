"""The power fails at any write of a database: what a disk may then hold is opened and looked at.

Everything acknowledged is there, what is there is a beginning of the whole journal, the chain
verifies, and no event names an exhibit that is missing.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from posdesk.domain.key import Key
from posdesk.storage.lost_log import lost_logs
from posdesk.storage.store import DATABASE, EXHIBITS, KEY_FILE, Store
from tests.fire.copier import Files
from tests.fire.looking import SAID, sound
from tests.fire.recorded import Day, live
from tests.fire.shop import Shop
from tests.fire.striking import done
from tests.fire.torn import Pair, torn
from tests.fire.trial import Ground, Outcome
from tests.storage.samples import Clock


def run(ground: Ground, outcome: Outcome) -> None:
    """Cut the power of a shop in plain and of one that is encrypted."""
    if not hasattr(os, "fork"):
        outcome.left_out.append("this system has no fork")
        return
    for days in range(ground.choose(1, 2)):
        for kind in ground.of(("plain", "encrypted") if ground.percent else ("plain",)):
            place = ground.folder / f"{kind}-{days}"
            place.mkdir(parents=True)
            shop = Shop(place / "data")
            done(shop, "save")
            if kind == "encrypted":
                done(shop, "encrypt")
            day = live(shop, place / "copies", whole=bool(ground.percent))
            ground.say(f"  {kind} {days}: {day.copier.count} states of the disk")
            cut(day, kind, ground, outcome)


def cut(day: Day, kind: str, ground: Ground, outcome: Outcome) -> None:
    """Compose what a disk may hold between any two copies of the day, and open it."""
    chance, key = ground.chance(kind), day.shop.key()
    place = day.shop.folder.with_name("cut")
    final = _ids(day, day.copier.count - 1, place, key)
    share = (1.0, 1.0) if ground.percent else (0.08, 0.15)
    for number in range(day.copier.count - 1):
        if chance.random() > share[0]:
            continue
        if number % 25 == 0:
            ground.say(f"  {kind} {number}: {sum(outcome.done.values())} disks opened")
        before, after = day.copier.read(number), day.copier.read(number + 1)
        changed = [n for n in (EXHIBITS, DATABASE) if _pair(before, n) != _pair(after, n)]
        if len(changed) > 1:
            ground.say(
                outcome.lose(f"{kind}: both databases changed between {number} and the next")
            )
        for name in changed:
            pairs = torn(_pair(before, name), _pair(after, name), chance, ground.choose(2, 8))
            for variant, pair in enumerate(pairs):
                if chance.random() > share[1]:
                    continue
                held = {**before, name: pair.database, f"{name}-wal": pair.log}
                try:
                    _open(held, day, number, place, key, final)
                except Exception as error:  # noqa: BLE001 - whatever it is, something was lost
                    ground.say(outcome.lose(f"{kind}: {name} {number}.{variant}: {error!r}"))
                outcome.done[f"{kind}: {name}"] += 1


def _pair(files: Files, name: str) -> Pair:
    return Pair(files[name], files[f"{name}-wal"])


def _lay(files: Files, day: Day, place: Path) -> None:
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    for name, data in files.items():
        if data:
            (place / name).write_bytes(data)
    if (day.shop.folder / KEY_FILE).exists():
        shutil.copyfile(day.shop.folder / KEY_FILE, place / KEY_FILE)


def _ids(day: Day, number: int, place: Path, key: Key | None) -> list[str]:
    _lay(day.copier.read(number), day, place)
    with Store.open(place, clock=Clock(), software="fire", key=key) as store:
        return _events(store)


def _events(store: Store) -> list[str]:
    return [one for (one,) in store._database.rows("SELECT id FROM events ORDER BY pos")]


def _open(
    held: Files, day: Day, number: int, place: Path, key: Key | None, final: list[str]
) -> None:
    _lay(held, day, place)
    told = day.by(number)
    with Store.open(place, clock=Clock(), software="fire", key=key) as store:
        there = _events(store)
        assert there == final[: len(there)], "no beginning of the journal"
        lost = told.events - set(there)
        assert not lost, f"acknowledged, and lost: {lost}"
        sound(store)
        for case in told.erased:
            assert not store._database.rows(SAID, (case,)), f"erased, and there: {case}"
    assert not lost_logs(place), "a cut of power taken for damage"
    if key is None:
        data = b"".join(path.read_bytes() for path in place.iterdir())
        for mark in told.erased.values():
            assert mark.encode() not in data, f"erased, and its bytes are there: {mark}"
