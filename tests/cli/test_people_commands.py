from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from posdesk.services.pins import KEY_FILE
from tests.cli.conftest import Ran, Run

PIN, OTHER = "83920174", "60417395"


@pytest.fixture(autouse=True)
def _nothing_said(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("POSDESK_PIN", "POSDESK_NEW_PIN", "POSDESK_RECOVERY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def shop(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A shop with a manager's PIN and a cashier without one."""
    assert run("people", "add", "周明", "--role", "manager").code == 0
    assert run("people", "add", "林晓").code == 0
    monkeypatch.setenv("POSDESK_NEW_PIN", PIN)
    assert len(run("people", "pin", "周明", "--json").json["recovery_code"]) == 23
    monkeypatch.delenv("POSDESK_NEW_PIN")
    return run


def refused(ran: Ran) -> None:
    """Exit 1 and one sentence, in which nothing secret stands."""
    assert ran.code == 1, ran
    assert ran.out == ""
    assert len(ran.err.splitlines()) == 1
    assert PIN not in ran.err
    assert OTHER not in ran.err


def test_people_are_listed_as_they_are(shop: Run) -> None:
    people = shop("people", "list", "--json").json
    assert [(p["name"], p["role"], p["pin"]) for p in people] == [
        ("周明", "manager", True),
        ("林晓", "cashier", False),
    ]
    assert "店长" in shop("people", "list").out
    assert "Manager" in shop("people", "list", "--lang", "en").out


def test_as_before_and_after_the_command(
    shop: Run, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused(shop("settings", "set", "shop.name", "店"))
    refused(shop("settings", "set", "shop.name", "店", "--as", "周明"))
    monkeypatch.setenv("POSDESK_PIN", OTHER)
    refused(shop("--as", "周明", "settings", "set", "shop.name", "店"))
    refused(shop("settings", "set", "shop.name", "店", "--as", "林晓"))
    refused(shop("settings", "set", "shop.name", "店", "--as", "谁"))
    assert not (data_dir / "settings.toml").exists()
    monkeypatch.setenv("POSDESK_PIN", PIN)
    assert shop("--as", "周明", "settings", "set", "shop.name", "店").code == 0
    assert shop("settings", "set", "shop.name", "店二", "--as", "周明").code == 0
    assert "店二" in shop("settings", "show").out


def test_a_bundle_is_a_managers(shop: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    number = shop("case", "add", "--json", facts={"amount": "500.00"}).json["number"]
    target = tmp_path / "bundle.pdf"
    refused(shop("bundle", number, "-o", str(target)))
    refused(shop("bundle", number, "-o", str(target), "--as", "林晓"))
    assert not target.exists()
    monkeypatch.setenv("POSDESK_PIN", PIN)
    assert shop("bundle", number, "-o", str(target), "--as", "周明").code == 0
    assert target.exists()


def test_who_opened_a_case_stands_in_it(shop: Run) -> None:
    lin = next(p["id"] for p in shop("people", "list", "--json").json if p["name"] == "林晓")
    added = shop(
        "case", "add", "--json", "--as", "林晓", facts={"amount": "5", "cashier": "没登记的人"}
    )
    assert lin in shop("case", "show", added.json["id"], "--json").out


def test_a_refusal_leaves_no_change(shop: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    before = shop("people", "list", "--json").json
    monkeypatch.setenv("POSDESK_NEW_PIN", OTHER)
    for command in (
        ("add", "陈静"),
        ("pin", "林晓"),
        ("pin", "周明"),
        ("pin", "周明", "--take"),
        ("leave", "林晓"),
        ("role", "林晓", "manager"),
        ("rename", "林晓", "小林"),
        ("recover", "--new-code"),
    ):
        refused(shop("people", *command))
        refused(shop("people", *command, "--as", "林晓"))
    monkeypatch.setenv("POSDESK_RECOVERY", "AAAAA-AAAAA-AAAAA-AAAAA")
    refused(shop("people", "recover"))
    assert shop("people", "list", "--json").json == before


def test_wrong_pins_lock_out_from_one_run_to_the_next(
    shop: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POSDESK_PIN", OTHER)
    for _ in range(3):
        refused(shop("people", "add", "陈静", "--as", "周明"))
    monkeypatch.setenv("POSDESK_PIN", PIN)
    ran = shop("people", "add", "陈静", "--as", "周明", "--lang", "en")
    refused(ran)
    assert "seconds" in ran.err
    assert shop("people", "list", "--json").json[0]["locked_until"]


def test_a_manager_does_it_all(shop: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSDESK_PIN", PIN)
    manager = ("--as", "周明")
    assert shop("people", "rename", "林晓", "小林", *manager).code == 0
    monkeypatch.setenv("POSDESK_NEW_PIN", OTHER)
    assert shop("people", "pin", "小林", *manager).code == 0
    assert shop("people", "role", "小林", "manager", *manager, "--json").json["role"] == "manager"
    assert shop("people", "pin", "小林", "--take", *manager, "--json").json["pin"] is False
    assert shop("people", "leave", "小林", *manager).code == 0
    assert [p["name"] for p in shop("people", "list", "--json").json] == ["周明"]
    refused(shop("people", "leave", "周明", *manager))
    code = shop("people", "recover", "--new-code", *manager, "--json").json["recovery_code"]
    monkeypatch.setenv("POSDESK_RECOVERY", code)
    assert shop("people", "recover", "--json").json["recovery_code"] != code
    refused(shop("people", "list", *manager))
    monkeypatch.setenv("POSDESK_PIN", OTHER)
    assert shop("people", "list", *manager).code == 0


def test_a_cashier_changes_their_own_pin(shop: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSDESK_PIN", PIN)
    monkeypatch.setenv("POSDESK_NEW_PIN", OTHER)
    assert shop("people", "pin", "林晓", "--as", "周明").code == 0
    monkeypatch.setenv("POSDESK_PIN", OTHER)
    monkeypatch.setenv("POSDESK_NEW_PIN", "50318264")
    assert shop("people", "pin", "林晓", "--as", "林晓").code == 0
    refused(shop("people", "list", "--as", "林晓"))


@pytest.mark.parametrize(
    "argv",
    [
        ("people",),
        ("people", "add", ""),
        ("people", "add", "林晓"),
        ("people", "add", "陈静", "--role", "boss"),
        ("people", "pin", "谁", "--take"),
        ("people", "leave", "谁"),
        ("--as", "林晓"),
    ],
)
def test_what_cannot_be_understood_exits_2(run: Run, argv: tuple[str, ...]) -> None:
    run("people", "add", "林晓")
    ran = run(*argv)
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize("pin", ["1234", "0000", "123", "12345678901", "abcd"])
def test_an_easy_pin_exits_2_and_is_not_said(
    run: Run, monkeypatch: pytest.MonkeyPatch, pin: str
) -> None:
    run("people", "add", "林晓")
    monkeypatch.setenv("POSDESK_NEW_PIN", pin)
    ran = run("people", "pin", "林晓")
    assert ran.code == 2
    assert pin not in ran.err


def test_a_prompt_needs_a_terminal_and_a_new_pin_is_typed_twice(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("people", "add", "林晓")
    refused(run("people", "pin", "林晓"))
    typed = iter([PIN, OTHER, PIN, PIN])
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(typed))
    terminal = SimpleNamespace(stdin=SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr("posdesk.cli.secret.sys", terminal)
    refused(run("people", "pin", "林晓"))
    assert run("people", "pin", "林晓", "--json").json["pin"] is True


def test_a_lost_key_is_told_and_overcome(
    run: Run, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("people", "add", "周明", "--role", "manager")
    monkeypatch.setenv("POSDESK_NEW_PIN", PIN)
    code = run("people", "pin", "周明", "--json").json["recovery_code"]
    (data_dir / KEY_FILE).unlink()
    monkeypatch.setenv("POSDESK_PIN", PIN)
    refused(run("people", "list", "--as", "周明"))
    assert KEY_FILE in run("doctor").out
    monkeypatch.setenv("POSDESK_RECOVERY", code)
    assert run("people", "recover").code == 0
    assert run("people", "list", "--as", "周明").code == 0


def test_minutes_until_the_lock(run: Run) -> None:
    assert run("settings", "set", "people.lock_minutes", "10", "--json").json["value"] == "10"
    assert run("settings", "set", "people.lock_minutes", "0").code == 2
    assert run("settings", "show", "--json").json["people"] == {"lock_minutes": "10"}


def test_no_pin_lies_in_the_folder_after_all_this(
    shop: Run, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POSDESK_PIN", OTHER)
    refused(shop("people", "list", "--as", "周明"))
    monkeypatch.setenv("POSDESK_PIN", PIN)
    assert shop("people", "list", "--as", "周明").code == 0
    held = b"".join(p.read_bytes() for p in data_dir.rglob("*") if p.is_file())
    assert PIN.encode() not in held
    assert OTHER.encode() not in held
