"""An installer's file is believed as a whole or not at all, and told why with its lines."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from posdesk import paths
from posdesk.domain.provision import LOCKABLE, NOTHING_SAID, EncryptionPolicy, PinFor
from posdesk.intake.provision_file import ReadProvision, read_provision, read_provision_bytes

CARD = "6228480402564890018"
EXAMPLES = [paths.resources() / "provision" / f"provision.{lang}.toml" for lang in ("zh_CN", "en")]
TABLES = tuple(tomllib.loads(EXAMPLES[1].read_text("utf-8")))


def read(text: str) -> ReadProvision:
    return read_provision_bytes(Path("provision.toml"), text.encode(), None)


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.name)
def test_the_example_is_sound_and_so_is_each_line_that_it_comments_out(file: Path) -> None:
    assert read_provision(file).faults == ()
    commented = r"(?m)^# (?=(\[|(second_place|sheet|tsa|folder|shared|group) = ))"
    every = read(re.sub(commented, "", file.read_text("utf-8")))
    assert every.faults == ()
    said = every.provision
    assert said.settings["keeping.second_place"] == "E:\\"
    assert said.settings["seal.tsa"] == "https://tsa.example.com"
    assert (said.data.shared, said.data.group) == (True, "posdesk")
    assert said.sheet


def test_both_examples_say_the_same_things() -> None:
    chinese, english = (read_provision(file).provision for file in EXAMPLES)
    assert set(chinese.settings) == set(english.settings)
    assert chinese.locked == english.locked
    assert (chinese.pin, chinese.encryption) == (english.pin, english.encryption)
    assert chinese.pin.required is PinFor.MANAGERS
    assert chinese.encryption is EncryptionPolicy.ALLOWED


@given(st.sets(st.sampled_from(TABLES)))
def test_any_of_its_tables_stand_by_themselves(kept: set[str]) -> None:
    raw = tomllib.loads(EXAMPLES[1].read_text("utf-8"))
    assert read(tomli_w.dumps({k: v for k, v in raw.items() if k in kept})).faults == ()


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('[shop]\nnmae = "x"', 2, "did you mean “name”"),
        ('[shop]\ncounter = "x"', 2, "did you mean “shop.till”"),
        ('[shop]\nmid = "x"', 2, "did you mean “shop.merchant_id”"),
        ('[shop]\nlanguage = "en"', 2, "did you mean “window.language”"),
        ('[shp]\nname = "x"', 1, "did you mean “shop”"),
        ("[shop]\nmerchant_id = 898310059120001", 2, "quotation marks"),
        ('[shop]\n\n# x\nterminal_id = "6120384"', 4, "8 letters or digits"),
        ('shop.name = "x"\nshop.terminal_id = "1"', 2, "8 letters or digits"),
        ('shop = { name = "x",  terminal_id = "1" }', 1, "8 letters or digits"),
        (f'[shop]\nname = "{CARD}"', 2, "full card number"),
        (f'[shop]\n{CARD} = "x"', 2, "“…” is not known"),
        (f'[people]\ncashiers = ["林晓",\n  "{CARD}"]', 3, "full card number"),
        ('[people]\ncashiers = ["林晓"]\nmanagers = ["林晓"]', 2, "is a manager already"),
        ('[people]\npin = "1234"', 2, "known: managers, cashiers"),
        ('[window]\ntheme = "drak"', 2, "light, dark, high-contrast"),
        ('[rates]\nqr = "much"', 2, "write it like 0.60%"),
        ("[rates]\nqr = 0.38", 2, "quotation marks"),
        ("[pin]\nleast_digits = 9", 2, "4 to 8 digits"),
        ('[pin]\nrequired = "all"', 2, "nobody, managers, everyone"),
        ("[pin]\nlock_minutes = 0", 2, "1 to 120"),
        ('[encryption]\npolicy = "yes"', 2, "required, allowed, off"),
        ('[keeping]\nsecond_place = "backups"', 2, "no whole path"),
        ("[data]\nshared = true", 2, "need a folder"),
        ('[data]\nfolder = "/srv/x"\ngroup = "g"', 3, "shared = true"),
        ('[[terminals]]\nplace = "x"', 1, "has no id"),
        ('[[terminals]]\nid = "61203848"\n[[terminals]]\nid = "61203848"', 4, "given twice"),
        ('[[terminals]]\nid = "61203848"\n[[terminals]]\nid = "612"', 4, "8 letters or digits"),
        ('[[contacts]]\nname = "x"', 1, "lacks kind, number"),
        ('[[contacts]]\nkind = "bank"\nname = "x"\nnumber = "95534"', 2, "acquirer, issuer"),
        ("[presets.default]\npags = 3", 2, "did you mean “pages”"),
        ('[presets.default]\npages = "many"', 2, "0-9999"),
        ("[presets]\nfile = 3", 2, "[presets.NAME]"),
        ('locked = ["shop.name",\n  "shop.nam"]', 2, "did you mean “shop.name”"),
        ("locked = 3", 1, "all"),
        ('a = "D:\\Data"', 1, "single quotation marks"),
        ("[shop]\n[shop]", 2, "given twice"),
        ("[shop", 1, "not TOML"),
        ("shop = 3", 1, "Write [shop]"),
    ],
)
def test_each_fault_is_told_with_its_line_and_what_may_stand_there(
    text: str, line: int, words: str
) -> None:
    found = read(text)
    assert [fault.line for fault in found.faults] == [line]
    (fault,) = found.faults
    assert words in fault.text.en
    assert fault.text.zh_CN != fault.text.en
    assert CARD not in fault.text.en + fault.text.zh_CN + fault.key
    assert "nothing was" not in fault.text.en
    assert found.provision == NOTHING_SAID


def test_all_faults_are_told_at_once_in_their_order() -> None:
    found = read('[rates]\nqr = "much"\n[shop]\nterminal_id = "1"\n[nothing]\n')
    assert [fault.line for fault in found.faults] == [2, 4, 5]


def test_all_is_what_the_file_says_and_a_table_is_its_settings() -> None:
    said = 'locked = "all"\n[shop]\nname = "x"\n[[terminals]]\nid = "61203848"\n'
    assert read(said).provision.locked == ("shop.name", "terminals")
    whole = read('locked = ["rates", "pin.lock_minutes"]').provision
    assert whole.locked[:4] == tuple(key for key in LOCKABLE if key.startswith("rates."))
    assert whole.is_locked("people.lock_minutes")
    assert not whole.is_locked("shop.name")
    assert read('locked = ["terminals"]').provision.is_locked("terminals.61203848.place")


def test_notepad_writes_it_too(tmp_path: Path) -> None:
    file = tmp_path / "provision.toml"
    file.write_bytes('\ufeff[shop]\r\nname = "清和桥"\r\n'.encode())
    assert read_provision(file).provision.settings == {"shop.name": "清和桥"}
    file.write_bytes('[shop]\nname = "清和桥"\n'.encode("gb18030"))
    (fault,) = read_provision(file).faults
    assert (fault.line, "UTF-8" in fault.text.en) == (2, True)


def test_recipients_may_lie_in_a_file_beside(tmp_path: Path) -> None:
    (tmp_path / "presets.toml").write_text("[default]\npages = 3\n", "utf-8")
    file = tmp_path / "provision.toml"
    file.write_text('[presets]\nfile = "presets.toml"\n[presets.default]\ndpi = 200\n', "utf-8")
    assert read_provision(file).provision.presets == {"default": {"pages": 3, "dpi": 200}}
    (tmp_path / "presets.toml").write_text("[default]\npages = -1\n", "utf-8")
    (fault,) = read_provision(file).faults
    assert "line 2" in fault.text.en
    (tmp_path / "presets.toml").unlink()
    (fault,) = read_provision(file).faults
    assert "no file" in fault.text.en


WHOLE = EXAMPLES[1].read_text("utf-8")


@given(
    st.integers(0, len(WHOLE)), st.integers(0, 40), st.sampled_from(["", "\n", '"', "[", "x", "="])
)
@settings(max_examples=150)
def test_whatever_a_hand_does_to_it_faults_have_lines(at: int, gone: int, put: str) -> None:
    text = WHOLE[:at] + put + WHOLE[at + gone :]
    found = read(text)
    assert all(1 <= fault.line <= text.count("\n") + 1 for fault in found.faults)
    assert not found.faults or found.provision == NOTHING_SAID
