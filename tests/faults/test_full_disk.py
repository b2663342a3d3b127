"""A disk that is full at any write: one sentence, nothing half done, works once there is room.

Each deed is tried with no room at all, then with a page more, and so on until it succeeds, so that
every write of it has failed once.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from posdesk import app
from posdesk.cli.main import main
from posdesk.domain.bundle.order import BundleOrder
from posdesk.domain.case import Case
from posdesk.domain.cover import Box
from posdesk.domain.errors import PosDeskError
from posdesk.domain.text import LANGS
from posdesk.services.desk import Desk
from posdesk.storage.store import Store
from tests.faults.small_disk import PAGE, SmallDisk
from tests.faults.soundness import assert_sound, half_files
from tests.ui.stage import Ticking, encoded, picture

FACTS: dict[str, object] = {"amount": "320.00", "symptom": "没出单", "terminal": "timeout"}
MOST = 400
"""Pages after which a deed that still fails has another reason."""

Deed = Callable[[], object]


def fill_up(disk: SmallDisk, deed: Deed, check: Callable[[], None]) -> list[str]:
    """Try ``deed`` with ever more room until it succeeds; return what was said before that."""
    said: list[str] = []
    for pages in range(MOST):
        disk.leave(pages * PAGE)
        try:
            deed()
        except PosDeskError as error:
            said.append(str(error))
            disk.make_room()
            check()
            continue
        disk.make_room()
        check()
        return said
    raise AssertionError(f"it never succeeds: {said[-1]}")


def only_of_room(said: list[str]) -> None:
    """Everything that was said is of the disk, in a sentence."""
    for sentence in said:
        assert "full" in sentence or "No space left" in sentence, sentence


def store_of(desk: Desk) -> Store:
    return desk.care._store


def shorten(desk: Desk) -> None:
    """Let the write-ahead logs begin anew, so that the next step needs room."""
    store = store_of(desk)
    store._database.row("PRAGMA wal_checkpoint(TRUNCATE)")
    store.exhibits._database.row("PRAGMA wal_checkpoint(TRUNCATE)")


def a_case(desk: Desk) -> Case:
    return desk.log.add(desk.log.read(FACTS))


def test_a_case_is_opened_whole_or_not_at_all(full: Desk, disk: SmallDisk) -> None:
    shorten(full)
    before = store_of(full).length

    def check() -> None:
        length = store_of(full).length
        assert length == before or len(full.log.today()) == 1
        assert_sound(store_of(full))

    said = fill_up(disk, lambda: a_case(full), check)
    assert said, "a step that needs no room shows nothing"
    only_of_room(said)


def test_a_remark_is_kept_or_refused(full: Desk, disk: SmallDisk) -> None:
    case = a_case(full)
    shorten(full)
    said = fill_up(
        disk, lambda: full.log.note(case.id, "客人等着" * 400), lambda: assert_sound(store_of(full))
    )
    assert said
    only_of_room(said)
    assert str(full.log.case(case.id).history).count("客人等着" * 400) == 1


def test_an_exhibit_is_attached_whole_or_not_at_all(full: Desk, disk: SmallDisk) -> None:
    case = a_case(full)
    shot = full.exhibits.prepare(encoded(picture(), "PNG"), "shot.png")
    shorten(full)

    def check() -> None:
        shorten(full)
        assert_sound(store_of(full))

    said = fill_up(disk, lambda: full.exhibits.keep(full.log.case(case.id), shot, "slip"), check)
    assert said
    only_of_room(said)
    assert len(full.log.case(case.id).exhibits) == 1


def test_a_cover_is_whole_and_what_lay_under_it_is_gone(full: Desk, disk: SmallDisk) -> None:
    case = full.exhibits.attach(a_case(full).id, encoded(picture(), "PNG"), "slip", name="s.png")
    (before,) = case.exhibits
    shorten(full)

    def check() -> None:
        shorten(full)
        assert_sound(store_of(full))

    def cover() -> None:
        (now,) = full.log.case(case.id).exhibits
        if now.boxes:
            store_of(full).finish_leaving()  # the next start does so
        else:
            full.exhibits.cover(case.id, before.id, [Box(1, 0, 0, 90, 60)])

    said = fill_up(disk, cover, check)
    assert said
    only_of_room(said)
    held = store_of(full).exhibits._database.rows("SELECT sha256 FROM blobs")
    assert (before.sha256,) not in held


def test_settings_and_contacts_stay_as_they_were(full: Desk, disk: SmallDisk) -> None:
    full.shop_book.save_shop("name", "第一家店")

    def check() -> None:
        text = (full.folder / "settings.toml").read_text("utf-8")
        assert "第一家店" in text or "第二家店" in text
        assert half_files(full.folder) == []

    said = fill_up(disk, lambda: full.shop_book.save_shop("name", "第二家店"), check)
    assert said
    only_of_room(said)
    assert full.shop.name == "第二家店"
    more = fill_up(disk, lambda: full.shop_book.save_contact("acquirer", "银商", "95534"), check)
    only_of_room(more)


def test_people_and_their_pins(full: Desk, disk: SmallDisk) -> None:
    def check() -> None:
        assert_sound(store_of(full))

    shorten(full)
    only_of_room(fill_up(disk, lambda: full.staff.add("林晓"), check))
    shorten(full)
    only_of_room(fill_up(disk, lambda: full.staff.set_pin("林晓", "280746"), check))
    assert full.staff.people.named("林晓") is not None


def test_a_bundle_comes_whole_or_not_at_all(full: Desk, disk: SmallDisk) -> None:
    case, target = a_case(full), disk.folder / "out.pdf"
    target.write_bytes(b"what was there")
    seen: list[bytes] = []

    def check() -> None:
        seen.append(target.read_bytes()[:14])
        assert seen[-1] == b"what was there" or seen[-1].startswith(b"%PDF")
        assert half_files(disk.folder) == []
        assert list(disk.folder.glob(".*")) == []

    disk.leave(0)
    with pytest.raises(PosDeskError) as caught:
        full.evidence.bundle([case.id], target, BundleOrder())
    check()
    assert "cannot be written" in str(caught.value) or "full" in str(caught.value)
    disk.make_room()
    full.evidence.bundle([case.id], target, BundleOrder())
    check()


def test_a_new_folder_is_made_or_refused(disk: SmallDisk) -> None:
    folder = disk.folder / "data"

    def make() -> None:
        desk = app.open_desk(folder, Ticking())
        try:
            a_case(desk)
        finally:
            desk.care.close()

    said = fill_up(disk, make, lambda: None)
    assert said
    only_of_room(said)
    with Store.open(folder, clock=Ticking(), software="test") as store:
        assert_sound(store)


def test_a_start_on_a_full_disk_loses_nothing(disk: SmallDisk) -> None:
    folder = disk.folder / "data"
    desk = app.open_desk(folder, Ticking())
    case = a_case(desk)
    desk.care.close()

    def start() -> None:
        again = app.open_desk(folder, Ticking())
        try:
            assert again.log.case(case.id).number == case.number
            again.log.note(case.id, "还在")
        finally:
            again.care.close()

    def check() -> None:
        with Store.open(folder, clock=Ticking(), software="test") as store:
            assert_sound(store)

    only_of_room(fill_up(disk, start, check))


@pytest.mark.parametrize("command", [("case", "list"), ("encrypt", "on"), ("journal", "verify")])
def test_a_script_that_gives_a_passphrase_is_told_of_the_disk(
    disk: SmallDisk,
    capsysbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
) -> None:
    folder = disk.folder / "data"
    desk = app.open_desk(folder, Ticking())
    a_case(desk)
    desk.care.close()
    monkeypatch.setenv("POSDESK_PASSPHRASE", "correct horse battery")
    disk.leave(0)
    assert main(["--data-dir", str(folder), "--lang", "en", *command]) == 1
    said = capsysbinary.readouterr().err.decode()
    only_of_room(said.splitlines())
    disk.make_room()
    assert main(["--data-dir", str(folder), "case", "list"]) == 0


@pytest.mark.parametrize("lang", LANGS)
def test_the_cache_is_no_matter(
    disk: SmallDisk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, lang: str
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(disk.folder / "cache"))
    disk.leave(0)
    desk = app.open_desk(tmp_path / "data", Ticking())
    assert desk.troubleshoot.flows()
    assert a_case(desk).number
    desk.care.close()
