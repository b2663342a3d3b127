"""Who may do what, and that no way around a PIN is shorter than knowing it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import stat
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from posdesk import app
from posdesk.domain.bundle.order import BundleOrder
from posdesk.domain.errors import DataTrouble, NotAllowed, NotFound, PosDeskError, WrongInput
from posdesk.domain.event import PinTried
from posdesk.domain.moment import BEIJING
from posdesk.domain.people import Job, Role
from posdesk.domain.sensitive import luhn_ok
from posdesk.services.desk import Desk
from posdesk.services.doctor.examination import examine
from posdesk.services.pins import KEY_FILE, Pins
from posdesk.services.staff import Staff
from tests.services.conftest import Clock

PIN, OTHER = "83920174", "60417395"
CARD = "6228480402564890018"

pytestmark = pytest.mark.usefixtures("small")


@pytest.fixture
def staff(desk: Desk) -> Staff:
    return desk.staff


@pytest.fixture
def guarded(staff: Staff) -> Staff:
    """A shop with a manager who has a PIN and a cashier who has none; nobody is there."""
    staff.add("周明", Role.MANAGER)
    staff.add("林晓", Role.CASHIER)
    staff.set_pin("周明", PIN)
    staff.sign_out()
    return staff


def tries(desk: Desk, times: int) -> None:
    for _ in range(times):
        with pytest.raises(NotAllowed):
            desk.staff.sign_in("周明", OTHER)


def tried(desk: Desk) -> list[bool]:
    events = (r.event for r in desk.staff._store.beside_cases())
    return [event.right for event in events if isinstance(event, PinTried)]


# ------------------------------------------------------------------------------------ who may what


@pytest.mark.parametrize("job", list(Job))
def test_every_job_is_everybodys_until_a_manager_has_a_pin(staff: Staff, job: Job) -> None:
    staff.require(job)
    staff.add("林晓")
    staff.add("周明", "manager")
    staff.require(job)
    staff.set_pin("林晓", OTHER)
    staff.require(job)


@pytest.mark.parametrize("job", list(Job))
def test_every_job_is_a_managers_afterwards(guarded: Staff, job: Job) -> None:
    with pytest.raises(NotAllowed):
        guarded.require(job)
    guarded.sign_in("林晓")
    with pytest.raises(NotAllowed):
        guarded.require(job)
    guarded.sign_in("周明", PIN)
    guarded.require(job)
    guarded.add("陈静", "manager")
    guarded.sign_in("陈静")
    with pytest.raises(NotAllowed):
        guarded.require(job)


def test_what_is_a_managers_is_refused_by_the_services_themselves(
    desk: Desk, guarded: Staff, tmp_path: Path
) -> None:
    case = desk.log.add(desk.log.read({"amount": "500.00"}))
    book, target = desk.shop_book, tmp_path / "bundle.pdf"
    contact = book.contacts[0]
    before = {p: p.read_bytes() for p in desk.folder.glob("*.t*")}
    doors: list[Callable[[], object]] = [
        lambda: desk.evidence.bundle([case.id], target, BundleOrder()),
        lambda: desk.evidence.gather([case.id]),
        lambda: book.save_shop("name", "店"),
        lambda: book.save_rates("qr", "0.38"),
        lambda: book.save_terminal("61203847", "place", "二号台"),
        lambda: book.save_lock_minutes("60"),
        lambda: book.save_contact("acquirer", "收单", "400-800-1234"),
        lambda: book.remove_contact(contact),
        lambda: book.own_copy("small"),
        lambda: guarded.add("陈静"),
        lambda: guarded.rename("林晓", "小林"),
        lambda: guarded.change_role("林晓", "manager"),
        lambda: guarded.leave("林晓"),
        lambda: guarded.set_pin("林晓", OTHER),
        lambda: guarded.set_pin("周明", OTHER),
        lambda: guarded.take_pin("周明"),
        lambda: guarded.begin_recovery(),
        lambda: app.open_shop_book(desk.folder).save_shop("name", "店"),
    ]
    guarded.sign_in("林晓")
    people = guarded.people
    for door in doors:
        with pytest.raises(NotAllowed):
            door()
    assert not target.exists()
    assert guarded.people == people
    assert {p: p.read_bytes() for p in desk.folder.glob("*.t*")} == before
    desk.preferences.choose_theme("dark")
    guarded.sign_in("周明", PIN)
    assert book.save_shop("name", "店").name == "店"
    desk.evidence.bundle([case.id], target, BundleOrder())
    assert target.exists()


def test_who_did_it_is_named_and_a_bundle_stays_as_it_is(desk: Desk, guarded: Staff) -> None:
    guarded.sign_in("林晓")
    case = desk.log.add(desk.log.read({"amount": "500.00"}))
    lin = guarded.find("林晓")
    assert case.history[0].actor == lin.id
    guarded.sign_in("周明", PIN)
    files = desk.evidence.gather([case.id])
    assert files[0].names[lin.id] == "林晓"
    assert desk.evidence.gather([case.id]) == files


# --------------------------------------------------------------------------------------- signing in


def test_the_lock_grows_is_told_in_words_and_outlives_the_program(
    desk: Desk, guarded: Staff, clock: Clock
) -> None:
    tries(desk, 3)
    with pytest.raises(NotAllowed) as refused:
        guarded.sign_in("周明", PIN)
    assert "秒" in refused.value.fields["wait"].zh_CN  # type: ignore[attr-defined]
    again = app.open_desk(desk.folder, clock)
    with pytest.raises(NotAllowed):
        again.staff.sign_in("周明", PIN)
    clock.now += timedelta(seconds=31)
    tries(again, 2)
    with pytest.raises(NotAllowed) as refused:
        again.staff.sign_in("周明", PIN)
    assert int(refused.value.fields["wait"].zh_CN.split()[0]) > 30  # type: ignore[attr-defined]
    clock.now += timedelta(seconds=62)
    assert again.staff.sign_in("周明", PIN).name == "周明"
    again.care.close()
    assert tried(desk) == [False] * 4 + [True]
    tries(desk, 2)
    assert guarded.sign_in("周明", PIN).role is Role.MANAGER


def test_a_clock_set_back_makes_nobody_wait_less(desk: Desk, guarded: Staff, clock: Clock) -> None:
    tries(desk, 3)
    clock.now -= timedelta(days=400)
    with pytest.raises(NotAllowed) as refused:
        guarded.sign_in("周明", PIN)
    assert refused.value.fields["wait"].zh_CN == "30 秒"  # type: ignore[attr-defined]


def test_a_right_pin_is_kept_where_it_is_told_or_ends_a_row(desk: Desk, guarded: Staff) -> None:
    guarded.sign_in("周明", PIN, told=False)
    assert tried(desk) == []
    tries(desk, 1)
    guarded.sign_in("周明", PIN, told=False)
    guarded.sign_in("周明", PIN)
    assert tried(desk) == [False, True, True]


def test_tries_at_the_same_time_are_not_answered(desk: Desk, guarded: Staff) -> None:
    """Whoever starts a hundred programs at once gets no more tries than one after the other."""
    deeds = [guarded.signing_in("周明", pin) for pin in (OTHER, OTHER, PIN)]
    done = [(deed, deed.work()) for deed in deeds]
    said = []
    for deed, made in done:
        with pytest.raises(NotAllowed) as refused:
            deed.finish(made)
        said.append(str(refused.value))
    assert said[1] == said[2] != said[0]
    assert tried(desk) == [False]
    assert guarded.present is None


def _try_and_die(folder: Path) -> None:
    """Try a wrong PIN in a process that is killed the moment the answer is given."""
    desk = app.open_desk(folder, lambda: datetime(2026, 11, 20, 15, 0, tzinfo=BEIJING))
    try:
        desk.staff.sign_in("周明", OTHER)
    except NotAllowed:
        os.kill(os.getpid(), signal.SIGKILL)


def test_a_kill_at_the_answer_spares_no_try(desk: Desk, guarded: Staff) -> None:
    for _ in range(3):
        other = multiprocessing.get_context("fork").Process(
            target=_try_and_die, args=(desk.folder,)
        )
        other.start()
        other.join(30)
        assert other.exitcode == -signal.SIGKILL
    assert tried(desk) == [False] * 3
    with pytest.raises(NotAllowed):
        guarded.sign_in("周明", PIN)


def test_where_a_try_cannot_be_kept_no_answer_is_given(
    guarded: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_kwargs: object) -> None:
        raise DataTrouble("The disk is full.")

    monkeypatch.setattr(guarded._store, "writing", full)
    for pin in (PIN, OTHER):
        with pytest.raises(DataTrouble):
            guarded.sign_in("周明", pin)
    assert guarded.present is None


def test_a_manager_who_is_locked_leaves_the_cashier_there(guarded: Staff) -> None:
    guarded.sign_in("林晓")
    assert not guarded.lock()
    guarded.sign_in("周明", PIN)
    assert guarded.lock()
    assert guarded.present == guarded.find("林晓")
    guarded.sign_out()
    assert guarded.actor() == "cashier"
    with pytest.raises(NotAllowed):
        guarded.sign_in("谁")


# ------------------------------------------------------------------------------------------ people


@pytest.mark.parametrize("name", ["", "   ", "长" * 21, "林晓", " 林晓 ", CARD, "密码 8392"])
def test_a_name_is_short_its_own_and_no_secret(guarded: Staff, name: str) -> None:
    assert luhn_ok(CARD)
    guarded.sign_in("周明", PIN)
    for door in (lambda: guarded.add(name), lambda: guarded.rename("周明", name)):
        with pytest.raises(WrongInput):
            door()
    assert [p.name for p in guarded.people.active] == ["周明", "林晓"]


def test_everybody_changes_their_own_pin_with_the_old_one(guarded: Staff) -> None:
    guarded.sign_in("周明", PIN)
    guarded.set_pin("林晓", OTHER)
    guarded.sign_out()
    with pytest.raises(NotAllowed):
        guarded.set_pin("林晓", "50318264", old="11112222")
    assert guarded.find("林晓").wrong == 1
    assert guarded.set_pin("林晓", "50318264", old=OTHER) == ""
    guarded.sign_in("林晓", "50318264")
    with pytest.raises(NotAllowed):
        guarded.sign_in("林晓", OTHER)


def test_the_last_manager_with_a_pin_stays_one(guarded: Staff) -> None:
    guarded.sign_in("周明", PIN)
    guarded.add("陈静", "manager")
    code = guarded.begin_recovery()
    doors: list[Callable[[str], object]] = [
        lambda code: guarded.take_pin("周明", code=code),
        lambda code: guarded.change_role("周明", "cashier", code=code),
        lambda code: guarded.leave("周明", code=code),
    ]
    for door in doors:
        for wrong in ("", "AAAAA-AAAAA-AAAAA-AAAAA"):
            with pytest.raises(NotAllowed):
                door(wrong)
    guarded.change_role("陈静", "cashier")
    guarded.set_pin("陈静", OTHER)
    guarded.change_role("陈静", "manager")
    guarded.leave("周明")
    assert [p.name for p in guarded.people.managers] == ["陈静"]
    guarded.sign_in("陈静", OTHER)
    guarded.leave("陈静", code=code)
    assert not guarded.people.is_guarded


def test_the_code_on_paper_is_the_way_back_in_and_works_once(staff: Staff) -> None:
    staff.add("周明", "manager")
    code = staff.set_pin("周明", PIN)
    assert staff.present == staff.find("周明")
    staff.sign_out()
    with pytest.raises(NotAllowed):
        staff.recover("AAAAA-AAAAA-AAAAA-AAAAA", OTHER)
    for _ in range(3):
        with pytest.raises(NotAllowed):
            staff.sign_in("周明", "11223355")
    following = staff.recover(code.lower().replace("-", " "), OTHER)
    assert staff.may(Job.PEOPLE)
    assert following != code
    with pytest.raises(NotAllowed):
        staff.recover(code, PIN)
    staff.sign_out()
    staff.sign_in("周明", OTHER)
    staff.add("陈静", "manager")
    with pytest.raises(WrongInput):
        staff.recover(following, PIN)
    assert staff.recover(following, PIN, "陈静")
    staff.add("林晓")
    with pytest.raises(WrongInput):
        staff.recover(following, PIN, "林晓")


def test_a_cashier_with_a_pin_who_becomes_the_first_manager_gets_a_code(staff: Staff) -> None:
    staff.add("林晓")
    assert staff.set_pin("林晓", PIN) == ""
    assert staff.change_role("林晓", "manager")
    assert staff.may(Job.PEOPLE)


def test_nobody_and_nothing_else_is_changed(guarded: Staff) -> None:
    guarded.sign_in("周明", PIN)
    with pytest.raises(NotFound):
        guarded.leave("谁")
    with pytest.raises(PosDeskError):
        guarded.change_role("林晓", "boss")
    with pytest.raises(WrongInput):
        guarded.set_pin("林晓", "1234")


# ------------------------------------------------------------------------------------ the PIN file


def test_the_pin_is_nowhere_under_the_data_folder(desk: Desk, guarded: Staff) -> None:
    with pytest.raises(NotAllowed):
        guarded.sign_in("周明", OTHER)
    guarded.sign_in("周明", PIN)
    code = guarded.begin_recovery()
    desk.care.close()
    held = b"".join(p.read_bytes() for p in desk.folder.rglob("*") if p.is_file())
    for secret in (PIN, OTHER, code, code.replace("-", "")):
        assert secret.encode() not in held


def test_the_key_is_the_owners_alone_and_not_in_the_journal(desk: Desk, guarded: Staff) -> None:
    key = desk.folder / KEY_FILE
    assert stat.S_IMODE(key.stat().st_mode) == 0o600 or os.name == "nt"
    assert len(key.read_bytes()) == 32
    kept = guarded.find("周明").pin
    assert "$argon2id$v=19$m=19456,t=2,p=1$" in kept
    assert not Pins(desk.folder / "elsewhere").can_check(kept)
    desk.care.close()
    others = [p for p in desk.folder.rglob("*") if p.is_file() and p != key]
    assert all(key.read_bytes() not in p.read_bytes() for p in others)


@pytest.mark.parametrize("instead", [None, b"", b"x" * 32])
def test_without_the_key_only_the_code_on_paper_helps(
    desk: Desk, staff: Staff, instead: bytes | None
) -> None:
    staff.add("周明", "manager")
    code = staff.set_pin("周明", PIN)
    staff.sign_out()
    key = desk.folder / KEY_FILE
    assert not any(KEY_FILE in finding.en for finding in examine(desk.folder).findings)
    key.unlink()
    if instead is not None:
        key.write_bytes(instead)
        key.chmod(0o600)
    with pytest.raises(DataTrouble):
        staff.sign_in("周明", PIN)
    assert tried(desk) == []
    assert any(KEY_FILE in finding.zh_CN for finding in examine(desk.folder).findings)
    assert staff.recover(code, OTHER)
    staff.sign_out()
    assert staff.sign_in("周明", OTHER).wrong == 0
    assert not any(KEY_FILE in finding.zh_CN for finding in examine(desk.folder).findings)
