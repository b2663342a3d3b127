"""What an installer's file does to a counter: once, told, and never to what is not its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from posdesk import app, paths
from posdesk.domain.errors import NotAllowed, WrongInput
from posdesk.domain.event import EncryptionTurned, Provisioned
from posdesk.domain.people import Role
from posdesk.domain.shop import INSTALLER
from posdesk.intake.preset_files import read_presets_in
from posdesk.services.desk import Desk
from posdesk.services.doctor.books import installed
from posdesk.services.doctor.report import Severity
from posdesk.services.first_start import FirstStart, missing
from posdesk.services.keys import SECRET
from posdesk.services.provision_outcome import Applied, ProvisionFaulty
from posdesk.storage.store import KEY_FILE
from tests.key_stores import Memory, using
from tests.services.conftest import Clock

pytestmark = pytest.mark.usefixtures("small")

PIN, LONGER = "739146", "73914628"
WORDS = "correct horse battery"


class Silent(Memory):
    """A store that never asks anybody."""


Silent.__module__ = "keyring.backends.Windows"


@pytest.fixture
def machine() -> Path:
    return paths.provision_file()


def write(file: Path, text: str) -> Path:
    file.write_text(text, "utf-8")
    return file


def start(desk: Desk) -> Applied | None:
    return desk.provisioner.start()


def recorded(desk: Desk) -> list[Provisioned]:
    events = (one.event for one in desk.provisioner._store.beside_cases())
    return [event for event in events if isinstance(event, Provisioned)]


def test_everything_said_is_there_and_the_journal_tells_that_it_came_so(
    desk: Desk, machine: Path
) -> None:
    write(machine, EXAMPLE)
    applied = start(desk)
    assert applied is not None
    book = desk.shop_book
    assert (book.shop.name, book.shop.terminal_id) == ("清和桥百货店", "61203847")
    assert [t.id for t in book.terminals] == ["61203847", "61203848"]
    assert [c.number for c in book.contacts if c.own] == ["0731-84120000"]
    assert book.rates.as_written()["cap"] == "20.00"
    assert book.library.settings.retention_months == 24
    assert desk.presets.find("acquirer-shop").pages == 19
    assert desk.preferences.theme == "light"
    assert [p.name for p in desk.staff.people.active] == ["周敏", "林晓", "陈乐"]
    (event,) = recorded(desk)
    assert (event.file, event.digest) == ("provision.toml", applied.digest)
    assert "shop.name" in event.set
    assert "王师傅" not in str(event)
    (added, *_) = [e for e in desk.provisioner._store.beside_cases() if e.actor == INSTALLER]
    assert added.event.type == "person_added"
    assert start(desk) is None
    assert len(recorded(desk)) == 1


def test_what_a_person_set_stays_unless_it_is_locked(desk: Desk, machine: Path) -> None:
    desk.shop_book.save_shop("name", "老店")
    desk.shop_book.save_shop("till", "5")
    desk.shop_book.save_rates("qr", "0.30%")
    applied = start_with(
        desk,
        machine,
        'locked = ["shop.name"]\n[shop]\nname = "定"\ntill = "1"\n[rates]\nqr = "0.3"\n',
    )
    assert applied.keys(applied.changes[0].fate.OVERWRITTEN) == ("shop.name",)
    assert (desk.shop.name, desk.shop.till) == ("定", "5")
    (event,) = recorded(desk)
    assert (event.overwritten, event.kept, event.set) == (("shop.name",), ("shop.till",), ())


def start_with(desk: Desk, machine: Path, text: str) -> Applied:
    write(machine, text)
    applied = desk.provisioner.start()
    assert desk.provisioner.trouble is None
    assert applied is not None
    return applied


def test_a_changed_file_moves_what_it_set_itself(desk: Desk, machine: Path) -> None:
    start_with(desk, machine, '[shop]\nname = "一店"\ntill = "1"\n[people]\ncashiers = ["林晓"]\n')
    desk.shop_book.save_shop("till", "2")
    desk.staff.leave("林晓")
    start_with(desk, machine, '[shop]\nname = "二店"\ntill = "3"\n[people]\ncashiers = ["林晓"]\n')
    assert (desk.shop.name, desk.shop.till) == ("二店", "2")
    assert not desk.staff.people.active
    start_with(desk, machine, '[people]\ncashiers = ["林晓", "陈乐"]\n')
    assert [person.name for person in desk.staff.people.active] == ["陈乐"]


def test_a_locked_setting_comes_back_and_what_is_free_is_left(desk: Desk, machine: Path) -> None:
    start_with(desk, machine, 'locked = ["shop.name"]\n[shop]\nname = "定"\ntill = "1"\n')
    own = desk.folder / "settings.toml"
    write(own, own.read_text("utf-8").replace("定", "改").replace('till = "1"', ""))
    desk.shop_book.reload()
    again = start(desk)
    assert again is not None
    assert (desk.shop.name, desk.shop.till) == ("定", "")
    assert start(desk) is None


def test_a_broken_file_stops_nobody_and_the_last_one_holds(desk: Desk, machine: Path) -> None:
    start_with(desk, machine, 'locked = ["shop.name"]\n[shop]\nname = "定"\n')
    write(machine, '[shop]\nname = "新"\nnmae = "x"\n')
    assert start(desk) is None
    assert desk.shop.name == "定"
    with pytest.raises(NotAllowed):
        desk.shop_book.save_shop("name", "x")
    assert [(fault.file.name, fault.line) for fault in desk.faults] == [("provision.toml", 3)]
    assert desk.shop_book.faults[0].line == 3
    machine.unlink()
    assert start(desk) is None
    assert desk.shop_book.save_shop("name", "x").name == "x"


def test_the_doctor_names_a_broken_file(desk: Desk, machine: Path) -> None:
    start_with(desk, machine, '[shop]\nname = "定"\n')
    write(machine, '[shop]\nnmae = "x"\n')
    found = [check for check in installed(desk.folder) if check.severity is Severity.WARNING]
    assert ["line 2" in check.text.en for check in found] == [True]


def test_a_locked_list_is_that_list(desk: Desk, machine: Path) -> None:
    desk.shop_book.save_terminal("61203850", "place", "旧")
    desk.shop_book.save_contact("other", "电工", "138 0013 8000")
    text = (
        'locked = "all"\n[[terminals]]\nid = "61203847"\nplace = "新"\n[[contacts]]\n'
        'kind = "other"\nname = "锁匠"\nnumber = "95534"\n[presets.default]\npages = 9\n'
    )
    start_with(desk, machine, text)
    assert [t.id for t in desk.shop_book.terminals] == ["61203847"]
    own = [c for c in desk.shop_book.contacts if c.own]
    assert [c.name.zh_CN for c in own] == ["锁匠"]
    (terminal,) = desk.shop_book.terminals
    refused = (
        lambda: desk.shop_book.save_terminal("61203847", "place", "x"),
        lambda: desk.shop_book.remove_terminal("61203847"),
        lambda: desk.shop_book.restore_terminal(terminal, here=False),
        lambda: desk.shop_book.save_contact("other", "x", "95534"),
        lambda: desk.shop_book.remove_contact(own[0]),
        lambda: desk.presets.change("default", {"pages": "3"}),
    )
    for change in refused:
        with pytest.raises(NotAllowed, match="ask whoever installed"):
            change()
    assert read_presets_in(desk.folder / "presets.toml")[0] == {"default": {"pages": 9}}


def test_the_window_and_the_second_place_are_held_too(
    desk: Desk, machine: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    text = (
        'locked = "all"\n[window]\nlanguage = "en"\ntheme = "dark"\n'
        f"[keeping]\nsecond_place = '{stick}'\n"
    )
    applied = start_with(desk, machine, text)
    assert [one.key for one in applied.waiting] == ["keeping.second_place"]
    assert (desk.preferences.language, desk.preferences.theme) == ("en", "dark")
    for change in (
        lambda: desk.preferences.choose_language("zh_CN"),
        lambda: desk.preferences.choose_theme("light"),
        lambda: desk.backups.choose_second_place(str(tmp_path)),
    ):
        with pytest.raises(NotAllowed):
            change()
    assert [one.key for one in desk.provisioner.waiting()] == ["keeping.second_place"]
    stick.mkdir()
    assert start(desk) is not None
    place = desk.backups.second_place()
    assert place is not None
    assert (place.place, place.is_there) == (stick, True)
    assert desk.provisioner.waiting() == ()


def test_a_second_place_that_is_free_is_taken_once_it_is_there(
    desk: Desk, machine: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    start_with(desk, machine, f"[keeping]\nsecond_place = '{stick}'\n")
    assert start(desk) is None
    stick.mkdir()
    assert start(desk) is not None
    assert desk.backups.second_place() is not None
    desk.backups.choose_second_place("")
    assert start(desk) is None, "the shop took it away"


def test_pins_as_long_as_the_file_wants_and_nobody_without(desk: Desk, machine: Path) -> None:
    text = (
        '[pin]\nrequired = "everyone"\nleast_digits = 8\n'
        '[people]\nmanagers = ["周敏"]\ncashiers = ["林晓"]\n'
    )
    applied = start_with(desk, machine, text)
    assert [one.key for one in applied.waiting] == ["pin.required"]
    staff = desk.staff
    for name in ("周敏", "林晓"):
        with pytest.raises(NotAllowed, match="needs a PIN"):
            staff.sign_in(name)
    with pytest.raises(WrongInput, match="8 to 8"):
        staff.set_pin("周敏", PIN)
    code = staff.set_pin("周敏", LONGER)
    assert desk.provisioner.waiting() == ()
    staff.set_pin("林晓", LONGER[::-1])
    with pytest.raises(NotAllowed, match="give a new one"):
        staff.take_pin("林晓")
    with pytest.raises(WrongInput, match="8 to 8"):
        staff.recover(code, PIN)
    assert staff.sign_in("林晓", LONGER[::-1]).role is Role.CASHIER


def test_by_hand_it_is_a_managers_job(desk: Desk, tmp_path: Path) -> None:
    file = write(tmp_path / "x.toml", 'locked = "all"\n[shop]\nname = "定"\n')
    desk.staff.add("周敏", Role.MANAGER)
    desk.staff.set_pin("周敏", PIN)
    desk.staff.sign_out()
    with pytest.raises(NotAllowed):
        desk.provisioner.apply(file)
    desk.staff.sign_in("周敏", PIN)
    desk.provisioner.apply(file)
    assert desk.policy.is_locked("shop.name")
    assert recorded(desk)[-1].locked == ("shop.name",)
    with pytest.raises(ProvisionFaulty):
        desk.provisioner.apply(write(file, "[shop"))
    assert desk.shop.name == "定"
    desk.provisioner.apply(write(file, '[shop]\nname = "三"\n'))
    assert (desk.shop.name, desk.policy.locked) == ("三", ())


# ---------------------------------------------------------------------------------- encryption


def encrypting(sheet: Path) -> str:
    return f"[encryption]\npolicy = \"required\"\nsheet = '{sheet}'\n[shop]\ntill = '1/2 台'\n"


def test_with_a_key_store_it_is_encrypted_with_nobody_there(
    data_dir: Path, clock: Clock, machine: Path, tmp_path: Path
) -> None:
    write(machine, encrypting(tmp_path / "paper"))
    with using(Silent()):
        desk = app.provisioned(app.open_desk(data_dir, clock), clock)
        assert desk.encryption.is_on()
        (sheet,) = (tmp_path / "paper").iterdir()
        assert (desk.provisioner.sheet, sheet.suffix) == (sheet, ".pdf")
        assert desk.provisioner.waiting() == ()
        turns = [
            one
            for one in desk.provisioner._store.beside_cases()
            if isinstance(one.event, EncryptionTurned)
        ]
        assert [one.actor for one in turns] == [INSTALLER]
        with pytest.raises(NotAllowed, match="to be encrypted"):
            desk.encryption.turning_off()
        assert app.provisioned(desk, clock) is desk
        desk.care.close()
    assert (data_dir / KEY_FILE).exists()


def test_a_passphrase_serves_and_without_either_it_waits_for_a_person(
    data_dir: Path,
    clock: Clock,
    machine: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write(machine, encrypting(tmp_path / "paper"))
    with using(Memory()):  # a store that might ask
        desk = app.provisioned(app.open_desk(data_dir, clock), clock)
        assert not desk.encryption.is_on()
        (waiting,) = desk.provisioner.waiting()
        assert waiting.key == "encryption.policy"
        assert not (tmp_path / "paper").exists()
        monkeypatch.setenv(SECRET, WORDS)
        desk = app.provisioned(desk, clock)
        assert desk.encryption.is_on()
        assert len(list((tmp_path / "paper").iterdir())) == 1
        desk.care.close()


def test_the_sheet_never_lies_among_the_data(data_dir: Path, clock: Clock, machine: Path) -> None:
    write(machine, encrypting(data_dir / "paper"))
    with using(Silent()):
        desk = app.provisioned(app.open_desk(data_dir, clock), clock)
        assert not desk.encryption.is_on()
        assert recorded(desk)[-1].waiting == ("encryption.policy",)
        desk.care.close()


def test_where_it_is_off_nobody_turns_it_on(desk: Desk, machine: Path, tmp_path: Path) -> None:
    start_with(desk, machine, '[encryption]\npolicy = "off"\n')
    with pytest.raises(NotAllowed, match="not to be encrypted"):
        desk.encryption.prepare(tmp_path / "sheet.pdf", "en", WORDS, WORDS)
    assert desk.policy.is_locked("encryption.policy")


# --------------------------------------------------------------------------------- first start


def test_the_first_start_asks_only_what_is_missing(desk: Desk, machine: Path) -> None:
    first = FirstStart(desk)
    assert first.is_wanted()
    assert len(first.questions()) == 6
    start_with(desk, machine, 'locked = "all"\n[shop]\nname = "店"\nterminal_id = "61203847"\n')
    assert first.is_wanted()
    assert first.questions() == ("shop", "acquirer", "cashiers", "manager")
    start_with(desk, machine, EXAMPLE)
    assert [one.question for one in missing(first.said())] == ["manager"]
    assert (first.questions(), first.least_digits) == (("manager",), 6)
    first.keep_pin(PIN)
    assert not first.is_wanted()


def test_a_locked_name_on_letters_stays_when_people_are_named(desk: Desk, machine: Path) -> None:
    start_with(desk, machine, 'locked = "all"\n[shop]\ncashier = "林晓"\nmanager = "周敏"\n')
    first = FirstStart(desk)
    first.drop_cashier(first.keep_cashier("林晓"))
    assert first.keep_manager("吴迪") == "吴迪"
    assert (desk.shop.cashier, desk.shop.manager) == ("林晓", "周敏")


# ------------------------------------------------------------------------------------ the rule

EXAMPLE = (
    Path(__file__).resolve().parents[2] / "resources/provision/provision.zh_CN.toml"
).read_text("utf-8")
VALUES = st.sampled_from(["", "甲", "乙"])


@given(
    before=st.tuples(VALUES, VALUES),
    files=st.lists(
        st.tuples(VALUES, VALUES, st.sets(st.sampled_from(["till", "name"]))), max_size=3
    ),
)
@settings(
    max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_applying_twice_changes_nothing_and_what_is_locked_is_what_the_file_says(
    desk: Desk,
    machine: Path,
    before: tuple[str, str],
    files: list[tuple[str, str, set[str]]],
) -> None:
    machine.unlink(missing_ok=True)
    start(desk)
    for name, value in zip(("till", "name"), before, strict=True):
        desk.shop_book.save_shop(name, value)
    for till, name, locked in files:
        listed = ", ".join(f'"shop.{one}"' for one in sorted(locked))
        write(machine, f'locked = [{listed}]\n[shop]\ntill = "{till}"\nname = "{name}"\n')
        start(desk)
        told = len(recorded(desk))
        assert start(desk) is None
        assert len(recorded(desk)) == told
        for one, value in (("till", till), ("name", name)):
            assert one not in locked or not value or getattr(desk.shop, one) == value
            assert desk.policy.is_locked(f"shop.{one}") == (one in locked)
