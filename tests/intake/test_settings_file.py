"""The shop's settings: read entry by entry, written whole, and never lost to a wrong line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from posdesk.domain.errors import DataTrouble
from posdesk.domain.rates import ShopRates
from posdesk.domain.shop import Shop, ShopTerminal
from posdesk.intake.settings_file import Settings, change_settings, read_settings, write_settings

CARD = "6228480402564890018"


def written(folder: Path, text: str) -> Settings:
    (folder / "settings.toml").write_text(text, "utf-8")
    return read_settings(folder)


def test_everything_comes_back_as_it_was_written(data_dir: Path) -> None:
    settings = Settings(
        shop=Shop(name="清和桥百货店", terminal_id="61203847"),
        language="en",
        theme="dark",
        terminals=(ShopTerminal("61203847", "A920", "2 号台"),),
        rates=ShopRates(debit_card=50, cap=2000, credit_card=60),
    )
    write_settings(data_dir, settings)
    assert read_settings(data_dir) == settings
    text = (data_dir / "settings.toml").read_text("utf-8")
    assert 'debit_card = "0.50%"' in text
    assert 'cap = "20.00"' in text


@pytest.mark.parametrize(
    ("text", "line", "english"),
    [
        ('[shop]\nname = "店"\nterminal_id = "123"\n', 3, "exactly 8"),
        ('[rates]\nqr = "0.38%"\ncredit_card = "much"\n', 3, "not a rate"),
        ("[rates]\n\ncredit_card = 0.6\n", 3, "quotation marks"),
        ('[rates]\ndebit = "0.50%"\n', 2, "not known here"),
        (f'[shop]\nname = "{CARD}"\n', 2, "full card number"),
        ('[[terminals]]\nid = "61203847"\n\n[[terminals]]\nid = "1"\n', 5, "exactly 8"),
        ('[[terminals]]\nid = "61203847"\n[[terminals]]\nplace = "x"\n', 3, "no id"),
        ('[[terminals]]\nid="61203847"\n[[terminals]]\nid = "61203847"\n', 4, "given twice"),
        ('[shop]\nname = "店"\n\nname = = 3\n', 4, "not TOML"),
        ('shop = "x"\n', 1, "must be a table"),
        ("terminals = 3\n", 1, "Write [[terminals]]"),
        ('[shop]\nname = "店"\ndeep = ' + "[" * 20_000, 3, "not TOML"),
        ("lock_minutes = " + "9" * 5000, 1, "not TOML"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    data_dir: Path, text: str, line: int, english: str
) -> None:
    faults = written(data_dir, text).faults
    assert [fault.line for fault in faults] == [line]
    assert english in faults[0].text.en
    assert faults[0].text.zh_CN != faults[0].text.en
    assert CARD not in faults[0].text.en + faults[0].text.zh_CN


def test_the_sound_entries_of_a_faulty_file_are_used(data_dir: Path) -> None:
    read = written(data_dir, '[shop]\nname = "店"\nterminal_id = "1"\n[rates]\nqr = "0.38%"\n')
    assert read.shop == Shop(name="店")
    assert read.rates == ShopRates(qr=38)


def test_a_file_that_is_not_utf8_names_its_line(data_dir: Path) -> None:
    (data_dir / "settings.toml").write_bytes("[shop]\nname = '店'\n".encode("gb18030"))
    assert [fault.line for fault in read_settings(data_dir).faults] == [2]


def test_a_change_keeps_what_this_program_does_not_know(data_dir: Path) -> None:
    written(data_dir, '[future]\nx = 1\n[shop]\nname = "店"\nodd = "y"\n')

    def change(tables: dict[str, Any]) -> None:
        tables["shop"]["till"] = "2"

    assert change_settings(data_dir, change).shop == Shop(name="店", till="2")
    text = (data_dir / "settings.toml").read_text("utf-8")
    assert "x = 1" in text
    assert 'odd = "y"' in text


def test_a_broken_file_is_never_written_over(data_dir: Path) -> None:
    written(data_dir, "[shop\nname = 1\n")
    with pytest.raises(DataTrouble, match="line 1"):
        change_settings(data_dir, lambda tables: tables.clear())
    assert (data_dir / "settings.toml").read_text("utf-8") == "[shop\nname = 1\n"


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(DataTrouble):
        write_settings(blocked / "data", Settings(language="en"))
