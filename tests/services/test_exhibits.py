"""What is kept of evidence, what covering leaves, and what a kill on the way leaves."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from posdesk import app
from posdesk.domain.case import Case
from posdesk.domain.cover import Box
from posdesk.domain.errors import DataTrouble, NotFound, Refused, WrongInput
from posdesk.domain.event import ExhibitAttached, ExhibitCovered
from posdesk.domain.exhibit import Exhibit
from posdesk.services.desk import Desk
from posdesk.storage.exhibits import Exhibits
from tests.intake.made_files import CARD, pdf
from tests.services.conftest import Clock

BOX, WHOLE = Box(1, 100, 100, 300, 200), Box(1, 0, 0, 1000, 1000)


@pytest.fixture
def case(desk: Desk) -> Case:
    return desk.log.add(desk.log.read({"amount": "1"}))


def marked_photo(marker: bytes = b"RECEIVED-AS-IT-WAS") -> bytes:
    out = io.BytesIO()
    Image.effect_noise((200, 120), 90).convert("RGB").save(out, "JPEG", comment=marker)
    return out.getvalue()


def original_of(desk: Desk, exhibit: Exhibit) -> bytes | None:
    """Return the bytes as they came, where they are kept."""
    kept = desk.exhibits._store.exhibits
    return kept.get(exhibit.received_sha256) if exhibit.original else None


def found(folder: Path, marker: bytes) -> list[str]:
    """Return the files under ``folder`` that hold ``marker``."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return [path.name for path in files if marker in path.read_bytes()]


def traces(desk: Desk, case: Case) -> Iterator[bytes]:
    """Yield pieces of all bytes that are kept of the first exhibit."""
    exhibit = case.exhibits[0]
    for data in (desk.exhibits.bytes_of(exhibit), original_of(desk, exhibit)):
        if data is not None:
            yield from (data[at : at + 48] for at in range(700, len(data) - 48, 900))


def test_the_clean_copy_and_the_bytes_as_received_are_kept(desk: Desk, case: Case) -> None:
    data = marked_photo()
    kept = desk.exhibits.attach(case.id, data, "slip", name="slip.jpg").exhibits[0]
    assert kept.original
    assert original_of(desk, kept) == data
    assert b"RECEIVED" not in desk.exhibits.bytes_of(kept)
    text = desk.exhibits.attach(case.id, "受理".encode(), "mail", name="a.txt").exhibits[1]
    assert original_of(desk, text) is None
    assert text.digests == (text.sha256,)


def test_what_was_covered_is_nowhere_under_the_data_folder(
    desk: Desk, case: Case, data_dir: Path
) -> None:
    case = desk.exhibits.attach(case.id, marked_photo(), "slip", name="slip.jpg")
    pieces = list(traces(desk, case))
    assert len(pieces) > 10
    assert all(found(data_dir, piece) for piece in pieces)
    # What lies outside a box may be packed to the same bytes again, so all of it is covered.
    covered = desk.exhibits.cover(case.number, "1", [WHOLE])
    exhibit = covered.exhibits[0]
    assert exhibit.boxes == (str(WHOLE),)
    assert not exhibit.original
    assert original_of(desk, exhibit) is None
    for piece in (b"RECEIVED-AS-IT-WAS", *pieces):
        assert found(data_dir, piece) == []
    with Image.open(io.BytesIO(desk.exhibits.bytes_of(exhibit))) as picture:
        assert picture.getpixel((50, 25)) == (0, 0, 0)
    told = [r.event for r in covered.history if isinstance(r.event, ExhibitCovered)]
    assert [event.boxes for event in told] == [(str(WHOLE),)]


def test_covers_add_up(desk: Desk, case: Case) -> None:
    other = Box(1, 500, 500, 100, 100)
    desk.exhibits.attach(case.id, marked_photo(), "slip", name="slip.jpg")
    desk.exhibits.cover(case.id, "1", [BOX])
    exhibit = desk.exhibits.cover(case.id, "1", [other]).exhibits[0]
    assert exhibit.boxes == (str(BOX), str(other))
    with Image.open(io.BytesIO(desk.exhibits.bytes_of(exhibit))) as picture:
        assert picture.getpixel((50, 25)) == picture.getpixel((110, 66)) == (0, 0, 0)


def test_bytes_that_another_case_names_stay_until_they_are_covered_there_too(
    desk: Desk, case: Case, data_dir: Path
) -> None:
    other = desk.log.add(desk.log.read({"amount": "2"}))
    data = marked_photo()
    for one in (case, other):
        desk.exhibits.attach(one.id, data, "slip", name="slip.jpg")
    desk.exhibits.cover(case.id, "1", [BOX])
    left = desk.log.case(other.id).exhibits[0]
    assert original_of(desk, left) == data
    desk.exhibits.cover(other.id, "1", [BOX])
    assert found(data_dir, b"RECEIVED-AS-IT-WAS") == []
    for one in (case, other):
        assert desk.exhibits.bytes_of(desk.log.case(one.id).exhibits[0])


class Killed(BaseException):
    """The program ends here, whatever was under way."""


def killed(*_given: object, **_named: object) -> None:
    raise Killed


@pytest.mark.parametrize("when", ["before the event", "after the event"])
def test_a_kill_on_the_way_loses_nothing_and_is_finished_at_the_next_start(
    desk: Desk, case: Case, data_dir: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    data = marked_photo()
    case = desk.exhibits.attach(case.id, data, "slip", name="slip.jpg")
    store = desk.exhibits._store
    target, name = (store, "append") if when == "before the event" else (Exhibits, "let_go")
    with monkeypatch.context() as patched:
        patched.setattr(target, name, killed)
        with pytest.raises(Killed):
            desk.exhibits.cover(case.id, "1", [BOX])
    desk.care.close()
    opened = app.open_desk(data_dir, clock)
    gone = found(data_dir, b"RECEIVED-AS-IT-WAS") == []
    exhibit = opened.log.case(case.id).exhibits[0]
    assert opened.exhibits.bytes_of(exhibit)
    assert opened.care.verify().valid
    assert opened.exhibits._store.damaged_exhibits() == ()
    if when == "before the event":
        assert exhibit.boxes == ()
        assert original_of(opened, exhibit) == data
    else:
        assert exhibit.boxes == (str(BOX),)
    assert gone == (when == "after the event")
    opened.care.close()


def test_a_file_with_a_card_number_is_refused_or_taken_in_covered(
    desk: Desk, case: Case, data_dir: Path
) -> None:
    for data, name in ((pdf((CARD,)), "x.pdf"), (CARD.encode(), "x.txt")):
        with pytest.raises(Refused):
            desk.exhibits.attach(case.id, data, "mail", name=name)
        case = desk.exhibits.attach(case.id, data, "mail", name=name, cover_found=True)
        kinds = [type(r.event) for r in case.history[-2:]]
        assert kinds == [ExhibitAttached, ExhibitCovered]
        exhibit = case.exhibits[-1]
        assert exhibit.boxes
        assert not exhibit.original
    assert found(data_dir, CARD.encode()) == []


def test_what_a_worker_covered_is_not_put_over_something_newer(desk: Desk, case: Case) -> None:
    case = desk.exhibits.attach(case.id, marked_photo(), "slip", name="slip.jpg")
    exhibit = case.exhibits[0]
    ahead = desk.exhibits.cover_bytes(desk.exhibits.bytes_of(exhibit), exhibit.mime, [BOX])
    case = desk.exhibits.keep_covered(case, exhibit, ahead)
    with pytest.raises(WrongInput, match="meanwhile"):
        desk.exhibits.keep_covered(case, exhibit, ahead)


def test_kind_and_sentence_are_corrected_by_events(desk: Desk, case: Case) -> None:
    desk.exhibits.attach(case.id, b"text", "other", name="a.txt")
    case = desk.exhibits.describe(case.id, "1", kind="mail", about=" 银行  回复 ")
    assert (case.exhibits[0].kind, case.exhibits[0].about) == ("mail", "银行 回复")
    again = desk.exhibits.describe(case.id, "1", kind="mail", about="银行 回复")
    assert len(again.history) == len(case.history)
    with pytest.raises(WrongInput):
        desk.exhibits.describe(case.id, "1", kind="toy")
    with pytest.raises(Refused):
        desk.exhibits.describe(case.id, "1", about=CARD)
    with pytest.raises(NotFound):
        desk.exhibits.describe(case.id, "7", kind="mail")


def test_the_clean_copy_is_written_out_and_never_the_bytes_as_received(
    desk: Desk, case: Case, tmp_path: Path
) -> None:
    desk.exhibits.attach(case.id, marked_photo(), "slip", name="slip.jpg")
    exhibit = desk.exhibits.save(case.id, "1", tmp_path / "out.jpg")
    assert (tmp_path / "out.jpg").read_bytes() == desk.exhibits.bytes_of(exhibit)
    assert b"RECEIVED" not in (tmp_path / "out.jpg").read_bytes()


def test_what_no_event_came_to_name_is_swept(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    store = desk.care._store
    digest = store.exhibits.put(b"left behind by a kill")
    assert desk.care.sweep() == 0, "what was just put may be about to be named"
    later = time.time() + 3 * 24 * 3600
    monkeypatch.setattr("posdesk.storage.exhibits.time.time", lambda: later)
    assert desk.care.sweep() == 1
    with pytest.raises(DataTrouble):
        store.exhibits.get(digest)
