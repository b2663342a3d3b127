"""What was sent is kept as it was: through backups, erasing, damage and encryption."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest

from posdesk import app
from posdesk.domain.bundle.order import BundleOrder
from posdesk.domain.bundle.since import last_changes
from posdesk.domain.bundle.still_shown import still_shown
from posdesk.domain.case import Case
from posdesk.domain.cover import Box
from posdesk.domain.errors import DataTrouble, NotFound, Refused, WrongInput
from posdesk.services.desk import Desk
from tests.intake.made_files import CARD, photo
from tests.services.test_damage import Silent
from tests.storage.turners import opened, turn

TO, WAY = "收单机构差错处理部门", "邮件"
Write = Callable[..., Path]


@pytest.fixture
def case(desk: Desk) -> Case:
    opened = desk.log.add(desk.log.read({"amount": "500.00", "symptom": "扣了钱，没出单"}))
    return desk.exhibits.attach(opened.number, photo((120, 90)), "slip", name="单据.jpg")


@pytest.fixture
def write(desk: Desk, tmp_path: Path) -> Write:
    def write(*cases: Case, name: str = "bundle.pdf", signed: bool = False) -> Path:
        sealer = (lambda: desk.seals.present(stamped=False)) if signed else None
        numbers = [case.number for case in cases]
        return desk.evidence.bundle(
            numbers, tmp_path / name, BundleOrder(embed=False), sealer=sealer
        ).path

    return write


def test_the_very_bytes_are_kept_and_written_out_again(
    desk: Desk, case: Case, write: Write, tmp_path: Path
) -> None:
    file = write(case)
    known = len(case.history)
    told = desk.sending.sent(case.number, file, f"  {TO} ", WAY)
    (sent,) = told.sent
    assert (sent.event.to, sent.event.way, sent.event.upto) == (TO, WAY, known)
    assert sent.event.sha256 == sha256(file.read_bytes()).hexdigest()
    assert sent.event.size == file.stat().st_size
    assert desk.sending.bytes_of(sent) == file.read_bytes()
    for named in (sent.event.bundle, "1", sent.event.sha256, sent.event.sha256[:12]):
        copy = tmp_path / f"{named[:8]}.pdf"
        desk.sending.save(case.number, named, copy)
        assert copy.read_bytes() == file.read_bytes()
    with pytest.raises(NotFound, match=r"No bundle .* was sent"):
        desk.sending.save(case.number, "2", tmp_path / "none.pdf")
    assert desk.exhibits._store.damaged_exhibits() == ()
    changes = last_changes(desk.log.case(case.number))
    assert changes is not None
    assert changes.nothing


def test_the_same_twice_is_kept_once_unless_told(desk: Desk, case: Case, write: Write) -> None:
    file = write(case)
    desk.sending.sent(case.number, file, TO, WAY)
    again = desk.sending.mark(desk.sending.open(file), TO.upper(), WAY, case.number)
    assert again.before == (case.number,)
    assert len(again.cases[0].sent) == 1
    assert len(desk.sending.sent(case.number, file, TO, "传真").sent) == 2
    assert len(desk.sending.sent(case.number, file, TO, WAY, again=True).sent) == 3


def test_what_is_changed_foreign_or_about_another_case_is_refused(
    desk: Desk, case: Case, write: Write, tmp_path: Path
) -> None:
    file = write(case, signed=True)
    other = desk.log.add(desk.log.read({"amount": "1.00"}))
    changed = tmp_path / "changed.pdf"
    changed.write_bytes(file.read_bytes() + b"\n% more\n")
    plain = tmp_path / "plain.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(plain)
    stripped = tmp_path / "note.txt"
    stripped.write_text("no PDF")
    events = desk.shifts._store.length
    for wrong, words in ((changed, "changed"), (plain, "no bundle"), (stripped, "no bundle")):
        with pytest.raises(WrongInput, match=words):
            desk.sending.sent(case.number, wrong, TO, WAY)
    with pytest.raises(WrongInput, match="not about case"):
        desk.sending.sent(other.number, file, TO, WAY)
    for to, way in (("", WAY), (TO, "  "), (TO, "x" * 201)):
        with pytest.raises(WrongInput, match="nothing was stored"):
            desk.sending.sent(case.number, file, to, way)
    with pytest.raises(Refused):
        desk.sending.sent(case.number, file, CARD, WAY)
    assert desk.shifts._store.length == events


def test_one_that_is_not_signed_is_kept_and_said_to_be_so(
    desk: Desk, case: Case, write: Write
) -> None:
    bundle = desk.sending.open(write(case))
    assert not bundle.signed
    assert desk.sending.open(write(case, name="signed.pdf", signed=True)).signed
    assert len(desk.sending.mark(bundle, TO, WAY).cases[0].sent) == 1


def test_a_bundle_of_many_is_kept_once_for_each_of_its_cases(
    desk: Desk, case: Case, write: Write, data_dir: Path
) -> None:
    other = desk.log.add(desk.log.read({"amount": "2.00"}))
    file = write(case, other)
    marked = desk.sending.mark(desk.sending.open(file), TO, WAY)
    assert {c.number for c in marked.cases} == {case.number, other.number}
    (digest,) = {c.sent[0].event.sha256 for c in marked.cases}
    desk.forgetting.erase([other.number], "客人要求", even_open=True)
    assert desk.exhibits._store.exhibits.get(digest) == file.read_bytes()
    left = desk.sending.mark(desk.sending.open(file), TO, WAY)
    assert [c.number for c in left.cases] == [case.number]
    desk.forgetting.erase([case.number], "客人要求", even_open=True)
    with pytest.raises(DataTrouble):
        desk.exhibits._store.exhibits.get(digest)
    with pytest.raises(WrongInput, match="no case of these data"):
        desk.sending.mark(desk.sending.open(file), TO, WAY)


def test_a_covered_exhibit_names_the_bundles_that_still_show_it_and_they_can_go(
    desk: Desk, case: Case, write: Write
) -> None:
    first = desk.sending.sent(case.number, write(case), TO, WAY)
    covered = desk.exhibits.cover(case.number, "1", [Box.read("1,0,0,400,400")])
    held = still_shown(covered, covered.exhibits[0])
    assert held == first.sent
    late = desk.exhibits.attach(case.number, photo((50, 50)), "app", name="later.jpg")
    assert still_shown(late, late.exhibits[1]) == ()
    again = desk.sending.sent(case.number, write(late, name="second.pdf"), TO, WAY)
    assert still_shown(again, again.exhibits[0]) == first.sent
    assert desk.sending.forget(held) == 1
    told = desk.log.case(case.number)
    assert [sent.kept for sent in told.sent] == [False, True]
    assert still_shown(told, told.exhibits[0]) == ()
    assert desk.exhibits._store.damaged_exhibits() == ()
    assert desk.exhibits._store.differing() == ()
    with pytest.raises(DataTrouble):
        desk.exhibits._store.exhibits.get(first.sent[0].event.sha256)
    with pytest.raises(NotFound, match="kept no longer"):
        desk.sending.bytes_of(told.sent[0])
    assert desk.sending.forget(held) == 0


def test_it_survives_a_backup_and_what_is_damaged_is_found(
    desk: Desk, case: Case, write: Write, tmp_path: Path, data_dir: Path
) -> None:
    file = write(case)
    sent = desk.sending.sent(case.number, file, TO, WAY).sent[0]
    backup = tmp_path / "all.posdesk"
    desk.backups.make_file(backup)
    desk.care.close()
    exhibits = data_dir / "exhibits.db"
    body = exhibits.read_bytes()
    at = body.index(file.read_bytes()[-64:-8])
    exhibits.write_bytes(body[:at] + bytes([body[at] ^ 1]) + body[at + 1 :])
    damaged = app.open_desk(data_dir)
    assert sent.event.sha256 in damaged.exhibits._store.damaged_exhibits()
    with pytest.raises(DataTrouble, match="damaged"):
        damaged.sending.bytes_of(sent)
    damaged.care.close()
    app.open_restorer(data_dir).restoring(backup).do(Silent())
    restored = app.open_desk(data_dir)
    assert restored.sending.bytes_of(sent) == file.read_bytes()
    assert restored.exhibits._store.damaged_exhibits() == ()
    restored.care.close()


def test_it_is_encrypted_with_everything_else_and_read_again(
    desk: Desk, case: Case, write: Write, data_dir: Path
) -> None:
    file = write(case)
    desk.sending.sent(case.number, file, TO, WAY)
    desk.care.close()
    turn(data_dir, on=True)
    assert not any(file.read_bytes()[:64] in one.read_bytes() for one in data_dir.glob("*.db*"))
    with opened(data_dir) as store:
        (sent,) = store.case(case.number).sent
        assert store.key is not None
        assert store.exhibits.get(sent.event.sha256) == file.read_bytes()
