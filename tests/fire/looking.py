"""What must hold whenever a shop was struck: opened again, nothing is lost, nothing half done."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

from posdesk.domain.key import Key
from posdesk.services.backups import beside
from posdesk.services.bundle_files import checksum_file
from posdesk.storage.backup.check import check
from posdesk.storage.backup.look import reading
from posdesk.storage.store import Store
from tests.e2e.test_card_numbers import NUMBERS
from tests.faults.soundness import half_files
from tests.fire.shop import Shop, key_of

_EVENTS = 'SELECT id, "case" FROM events'
SAID = 'SELECT 1 FROM events e JOIN payloads p ON p.pos = e.pos WHERE e."case" = ? LIMIT 1'
_ERASED = (
    'SELECT DISTINCT e."case" FROM events e LEFT JOIN payloads p ON p.pos = e.pos'
    """ WHERE p.pos IS NULL AND e."case" <> ''"""
)


def look(shop: Shop, may_lack: set[str] | None = None) -> None:
    """Open the shop after it was struck and see that nothing acknowledged is missing.

    ``may_lack`` are events that a restore, which was not acknowledged, may have taken: all of them
    or none.
    """
    desk = shop.desk()
    try:
        store = desk.log._store
        sound(store)
        _events_are_there(shop, store, may_lack)
        if shop.name:
            assert desk.shop.name in (shop.name, shop.naming), f"{desk.shop.name} for {shop.name}"
            shop.name, shop.naming = desk.shop.name, ""
        for seal in desk.seals.known():
            assert seal.certificate
    finally:
        desk.care.close()
    place = beside(shop.folder)
    for path in sorted(place.glob("*.backup"))[-2:]:
        check(path, key_of(path))
    _files_are_whole(shop)


def sound(store: Store) -> None:
    """The chain, the lists and the exhibits are whole."""
    verified = store.verify()
    assert verified.valid, verified.first_bad
    assert verified.tables
    assert store.differing() == ()
    assert store.damaged_exhibits() == ()


def _events_are_there(shop: Shop, store: Store, may_lack: set[str] | None) -> None:
    found = {row[0]: row[1] for row in store._database.rows(_EVENTS)}
    gone = {event for event, case in found.items() if case in shop.erased}
    for case in shop.erased:
        assert not store._database.rows(SAID, (case,)), f"erased, and there: {case}"
    missing = shop.events - set(found) - gone
    if may_lack is not None and missing:
        # A restore that was not acknowledged may have happened: wholly.
        assert missing <= may_lack, missing
        there = may_lack & set(found)
        assert not there, f"half restored: {there}"
        shop.events &= set(found)
        kept = set(found.values())
        shop.cases = {case: mark for case, mark in shop.cases.items() if case in kept}
    else:
        assert not missing, f"acknowledged, and lost: {missing}"
    erased = {row[0] for row in store._database.rows(_ERASED)}
    for case in [case for case in shop.cases if case in erased]:
        # An erasure that was not acknowledged happened: wholly.
        assert not store._database.rows(SAID, (case,)), f"half erased: {case}"
        shop.erased[case] = shop.cases.pop(case)


def _files_are_whole(shop: Shop) -> None:
    """Each bundle is there whole, and the SHA-256 beside it is its own."""
    for path, digest in shop.files.items():
        if path.name not in ("again.pdf", "sent.pdf"):
            assert path.exists(), f"acknowledged, and not there: {path.name}"
            assert _sha256(path) == digest
    for path in shop.out.glob("*.pdf"):
        data = path.read_bytes()
        assert data.startswith(b"%PDF"), path.name
        assert data.rstrip().endswith(b"%%EOF"), path.name
        if checksum_file(path).exists():
            said = checksum_file(path).read_text("utf-8").split()[0]
            assert said == _sha256(path), f"another SHA-256 beside {path.name}"
    for path in shop.out.glob("*.backup"):
        check(path, key_of(path))
        path.unlink()
    shop.files.clear()


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def events_of(path: Path, key: Key | None) -> set[str]:
    """Return the ids of the events and cases that a backup holds."""
    with reading(path, key) as database:
        return {one for row in database.rows(_EVENTS) for one in row}


def no_half_files(shop: Shop) -> None:
    """What kills left is gone with the next work in the same place, once it is old."""
    left = half_files(shop.folder.parent)
    assert left == [], f"half files: {[path.name for path in left]}"


def grow_old(shop: Shop) -> int:
    """Let two hours go by for what was begun and not ended; return how much that is."""
    left = half_files(shop.folder.parent)
    for path in left:
        os.utime(path, (time.time() - 7200, time.time() - 7200))
    return len(left)


def no_traces(shop: Shop) -> None:
    """Nothing of what was erased lies in plain but in older backups, no card number anywhere."""
    assert shop.key() is None, "bytes can be looked for only in plain"
    backups = beside(shop.folder)
    for path in shop.folder.parent.rglob("*"):
        if not path.is_file():
            continue
        data = path.read_bytes()
        for number in NUMBERS:
            assert number.encode() not in data, f"a card number in {path.name}"
        if path.is_relative_to(backups):
            continue
        for mark in shop.erased.values():
            assert mark.encode() not in data, f"erased, and there: {mark} in {path.name}"
