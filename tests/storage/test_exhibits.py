"""Bytes of exhibits: kept before they are named, found as they were, swept when never named."""

from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from posdesk.domain.errors import DataTrouble
from tests.storage.samples import exhibit, open_case, open_store

AT_ONCE = timedelta(seconds=-2)


def test_bytes_and_files_come_back_as_they_were(tmp_path: Path) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"\xff\xd8" * 100_000)
    with open_store(tmp_path / "data") as store:
        digest = store.exhibits.put(photo)
        assert digest == sha256(photo.read_bytes()).hexdigest()
        assert store.exhibits.put(photo.read_bytes()) == digest
        assert store.exhibits.size == 200_000
    with open_store(tmp_path / "data") as store:
        assert store.exhibits.get(digest) == photo.read_bytes()


def test_missing_and_damaged_bytes_are_told(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        digest = store.exhibits.put(b"photo")
        open_case(store, "case-1")
        store.append([exhibit("case-1", "a.jpg", digest)], actor="03")
        store.append([exhibit("case-1", "b.jpg", "0" * 64)], actor="03")
        assert store.damaged_exhibits() == ("0" * 64,)
        raw = store.exhibits._database.connection
        raw.execute("DROP TRIGGER blobs_no_update")
        raw.execute("UPDATE blobs SET body = x'00'")
        assert store.damaged_exhibits() == tuple(sorted((digest, "0" * 64)))
        with pytest.raises(DataTrouble, match="missing or damaged"):
            store.exhibits.get(digest)


def test_what_nobody_named_is_swept_after_a_while(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        named, orphan = store.exhibits.put(b"named"), store.exhibits.put(b"orphan")
        open_case(store, "case-1")
        store.append([exhibit("case-1", "a.jpg", named)], actor="03")
        assert store.sweep_exhibits() == 0
        assert store.exhibits.get(orphan) == b"orphan"
        assert store.sweep_exhibits(AT_ONCE) == 1
        assert store.exhibits.get(named) == b"named"
        with pytest.raises(DataTrouble):
            store.exhibits.get(orphan)
        assert store.exhibits.put(b"orphan") == orphan


def test_what_is_put_again_counts_as_new(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        digest = store.exhibits.put(b"photo")
        raw = store.exhibits._database.connection
        raw.execute("UPDATE blobs SET put_at = put_at - 100000")
        store.exhibits.put(b"photo")
        assert store.sweep_exhibits() == 0
        raw.execute("UPDATE blobs SET put_at = put_at - 100000")
        assert store.sweep_exhibits() == 1
        assert digest
