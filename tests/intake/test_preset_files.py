"""Presets: what is shipped is as published, a shop's own lies over it, a fault names its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from posdesk import paths
from posdesk.domain.bundle.preset import MB, Preset
from posdesk.domain.errors import DataTrouble, WrongInput
from posdesk.domain.text import Text
from posdesk.intake.flow_faults import FlowFaults
from posdesk.intake.preset_files import change_own_preset, read_presets


def named(folder: Path) -> dict[str, Preset]:
    return {preset.name: preset for preset in read_presets(paths.resources(), folder).presets}


def test_what_is_shipped_is_what_recipients_say(tmp_path: Path) -> None:
    known = named(tmp_path)
    default, amex, wechat = known["default"], known["amex"], known["wechat"]
    assert (default.pages, default.bytes_each, default.name_length) == (19, 2 * MB, 16)
    assert (amex.pages, amex.files, amex.bytes_each, amex.bytes_all) == (20, 5, 5 * MB, 25 * MB)
    assert (wechat.images, wechat.bytes_each, wechat.characters) == (4, 2 * MB, 200)
    assert known["mastercom"].bytes_all == 14_500_000
    assert (known["mastercard"].pages, known["stripe"].pages) == (19, 49)
    assert known["discover"].bytes_all == 3 * MB
    for name in ("checkout", "braintree"):
        assert known[name].bytes_each == 4 * MB
    for name in ("paypal", "revolut"):
        assert known[name].bytes_each == 10 * MB
    assert all(preset.source and 150 <= preset.dpi <= 300 for preset in known.values())


def test_a_shops_own_lies_over_it_field_by_field(tmp_path: Path) -> None:
    (tmp_path / "presets.toml").write_text(
        '[amex]\npages = 25\nbytes_each = "4.5 MB"\n\n[my-bank]\nwords = "本地银行"\ngrey = true\n',
        "utf-8",
    )
    read = read_presets(paths.resources(), tmp_path)
    known = {preset.name: preset for preset in read.presets}
    assert (known["amex"].pages, known["amex"].bytes_each) == (25, 4_500_000)
    assert (known["amex"].files, known["amex"].words.en) == (5, "American Express")
    assert known["my-bank"].words == Text("本地银行", "本地银行")
    assert known["my-bank"].grey
    assert read.own == {"amex", "my-bank"}
    assert read.faults == ()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[amex]\nfiles = 2\npages = -1\n", 3),
        ("[amex]\nfiles = 2\npages = 1.5\n", 3),
        ("[amex]\nfiles = true\n", 2),
        ('\n[amex]\nbytes_each = "two"\n', 3),
        ("[amex]\ndpi = 100\n", 2),
        ("[amex]\npage = 1\n", 2),
        ("[amex]\npages = 3\n\n[stripe]\npages = 'x'\n", 5),
        ('[amex]\ngrey = "maybe"\n', 2),
        ('[amex]\nwords = { zh_CN = "", en = "" }\n', 2),
        ("[Big-Bank]\npages = 3\n", 1),
        ("amex = 3\n", 1),
        ("[amex]\npages = \n", 2),
        ("[amex\n", 1),
    ],
)
def test_a_fault_is_told_by_its_line_and_the_rest_is_used(
    tmp_path: Path, text: str, line: int
) -> None:
    (tmp_path / "presets.toml").write_text(text, "utf-8")
    read = read_presets(paths.resources(), tmp_path)
    assert [(f.file.name, f.line) for f in read.faults] == [("presets.toml", line)]
    assert named(tmp_path)["amex"].pages in {3, 20}
    with pytest.raises(DataTrouble):
        change_own_preset(tmp_path, "amex", {"pages": "3"})
    assert (tmp_path / "presets.toml").read_text("utf-8") == text


def test_a_file_that_is_not_utf_8_or_huge_stops_nobody(tmp_path: Path) -> None:
    for data in (b"[amex]\npages = \xff\n", b"#" * 300_000):
        (tmp_path / "presets.toml").write_bytes(data)
        read = read_presets(paths.resources(), tmp_path)
        assert len(read.faults) == 1
        assert named(tmp_path)["amex"].pages == 20


def test_a_fault_in_what_is_shipped_is_no_secret(tmp_path: Path) -> None:
    (tmp_path / "presets").mkdir()
    (tmp_path / "presets" / "presets.toml").write_text("[amex]\npages = -1\n", "utf-8")
    with pytest.raises(FlowFaults):
        read_presets(tmp_path, tmp_path / "own")


def test_a_field_is_kept_and_taken_away(tmp_path: Path) -> None:
    change_own_preset(tmp_path, "amex", {"pages": "25", "bytes_each": "4.5 MB", "grey": "yes"})
    assert (named(tmp_path)["amex"].pages, named(tmp_path)["amex"].grey) == (25, True)
    assert named(tmp_path)["amex"].bytes_each == 4_500_000
    change_own_preset(tmp_path, "amex", {"pages": "", "grey": ""})
    assert (named(tmp_path)["amex"].pages, named(tmp_path)["amex"].bytes_each) == (20, 4_500_000)
    change_own_preset(tmp_path, "amex", {"bytes_each": ""})
    assert read_presets(paths.resources(), tmp_path).own == frozenset()


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("amex", {"pages": "many"}),
        ("amex", {"page": "1"}),
        ("amex", {"words": "x" * 61}),
        ("amex", {"words": "a\nb"}),
        ("Amex", {"pages": "1"}),
        ("../x", {"pages": "1"}),
    ],
)
def test_what_cannot_be_used_is_refused_and_nothing_changes(
    tmp_path: Path, name: str, values: dict[str, str]
) -> None:
    with pytest.raises(WrongInput):
        change_own_preset(tmp_path, name, values)
    assert not (tmp_path / "presets.toml").exists()
