"""``posdesk bundle`` and what stands beside it, and ``posdesk presets``."""

from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path

import pypdf
import pytest
from PIL import Image

from tests.cli.conftest import Run


@pytest.fixture
def number(run: Run) -> str:
    facts = {"amount": "500.00", "rrn": "632414004731", "at": "2026-11-20 14:32"}
    return str(run("case", "add", "--json", facts=facts).json["number"])


def attach(run: Run, folder: Path, number: str, count: int, side: int = 60) -> None:
    """Attach ``count`` pictures to a case."""
    for n in range(count):
        out = io.BytesIO()
        Image.effect_noise((side, side), 60 + n).convert("RGB").save(out, "JPEG", quality=90)
        file = folder / f"photo{n}.jpg"
        file.write_bytes(out.getvalue())
        assert run("case", "attach", number, str(file), "--kind", "terminal").code == 0


def text(path: Path) -> str:
    return "".join("".join(p.extract_text() for p in pypdf.PdfReader(path).pages).split())


def test_a_bundle_says_what_was_made_and_repeats_to_the_byte(
    run: Run, number: str, tmp_path: Path
) -> None:
    made = [
        run("bundle", number, "-o", str(tmp_path / n), "--unsigned", "--json").json
        for n in ("a.pdf", "b.pdf")
    ]
    first, second = (Path(m["path"]).read_bytes() for m in made)
    assert first == second
    assert made[0]["bytes"] == len(first)
    assert made[0]["sha256"] == hashlib.sha256(first).hexdigest()
    assert made[0]["pages"] >= 2
    assert len(made[0]["manifest_sha256"]) == 64
    assert made[0]["fingerprint"] == ""
    assert [p["path"] for p in made[0]["parts"]] == [made[0]["path"]]
    assert {gap["case"] for gap in made[0]["gaps"]} == {number}


def test_a_bundle_is_signed_and_says_by_whom(run: Run, number: str, tmp_path: Path) -> None:
    made = run("bundle", number, "-o", str(tmp_path / "a.pdf"), "--json").json
    data = Path(made["path"]).read_bytes()
    assert (made["bytes"], made["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
    assert len(made["fingerprint"]) == 64
    assert b"/ByteRange" in data


def test_a_bundle_that_cannot_be_written_is_one_sentence(
    run: Run, number: str, tmp_path: Path, data_dir: Path
) -> None:
    (tmp_path / "file").write_text("x")
    refused = run("bundle", number, "-o", str(tmp_path / "file" / "b.pdf"))
    assert (refused.code, refused.err.count("\n")) == (1, 1)
    assert run("bundle", "none", "-o", str(tmp_path / "b.pdf")).code == 2
    assert run("bundle", number, "-o", str(data_dir / "b.pdf")).code == 2
    for name in ("nobody", ""):
        assert run("bundle", number, "-o", str(tmp_path / "b.pdf"), "--for", name).code == 2
    assert run("bundle", number, "-o", str(tmp_path / "b.pdf"), "--kind", "gift").code == 2
    assert not list(tmp_path.glob("*.pdf"))


def test_both_languages_are_the_bundles_alone(run: Run, number: str, tmp_path: Path) -> None:
    languages = (("both", "zh_CN"), ("en", "en"), ("zh_CN", "zh_CN"))
    for lang, interface in languages:
        target = tmp_path / f"{lang}.pdf"
        made = run("--lang", "zh_CN", "bundle", number, "-o", str(target), "--lang", lang)
        assert made.code == 0
        assert ("pages" in made.out) is (interface == "en")
        assert ("Transaction" in text(target)) is (lang != "zh_CN")
        assert ("交易要素" in text(target)) is (lang != "en")
    before = tmp_path / "before.pdf"
    assert run("--lang", "en", "bundle", number, "-o", str(before)).code == 0
    assert "Transaction" in text(before)
    assert run("--lang", "both", "bundle", number, "-o", str(before)).code == 2


def test_options_of_all_commands_stand_before_or_after_the_word(run: Run, number: str) -> None:
    first = run("bundle", "--json", "check", number).json
    assert run("bundle", "check", "--json", number).json == first
    assert run("--json", "bundle", "--lang", "zh_CN", "check", number).json == first
    assert run("--json", "bundle", "--lang=zh_CN", "check", number).json == first


def test_a_check_changes_nothing(run: Run, number: str) -> None:
    before = run("journal", "verify", "--json").json
    assert run("bundle", "check", number, "--for", "amex", "--json").code == 1
    assert run("journal", "verify", "--json").json == before


def test_a_check_tells_gaps_figures_and_limits(run: Run, number: str, tmp_path: Path) -> None:
    checked = run("bundle", "check", number, "--for", "amex", "--json")
    told = checked.json
    assert (told["case"], told["preset"], told["fits"]) == (number, "amex", True)
    assert told["limits"]["pages"] == 20
    assert told["limits"]["bytes_all"] == 25_000_000
    needed = {s["name"] for s in told["slots"] if s["required"] and s["state"] == "missing"}
    assert set(told["missing"]) == needed
    assert (checked.code == 0) is (not needed)
    made = run("bundle", number, "-o", str(tmp_path / "b.pdf"), "--for", "amex", "--json").json
    assert told["pages"] == made["pages"]
    assert 0 <= told["bytes"] - made["bytes"] < 6000


def test_the_kind_may_be_chosen(run: Run, number: str) -> None:
    kinds = [
        run("bundle", "check", number, "--kind", k, "--json").json for k in ("refund", "claim")
    ]
    assert [told["kind"] for told in kinds] == ["refund", "claim"]
    assert kinds[0]["slots"] != kinds[1]["slots"]


def test_what_cannot_fit_is_one_sentence_and_exit_1(run: Run, number: str, tmp_path: Path) -> None:
    attach(run, tmp_path, number, 2)
    assert run("presets", "set", "narrow", "pages=3", "words=Narrow").code == 0
    out = tmp_path / "out"
    out.mkdir()
    refused = run("--lang", "en", "bundle", number, "-o", str(out / "b.pdf"), "--for", "narrow")
    assert (refused.code, refused.out, refused.err.count("\n")) == (1, "", 1)
    assert "photo" in refused.err
    assert not list(out.iterdir())
    checked = run("bundle", "check", number, "--for", "narrow", "--json")
    assert (checked.code, checked.json["fits"]) == (1, False)
    assert "Narrow" in checked.json["why"]["en"]


def test_a_bundle_goes_out_in_the_files_its_recipient_takes(
    run: Run, number: str, tmp_path: Path
) -> None:
    attach(run, tmp_path, number, 3)
    pages = run("bundle", "check", number, "--json").json["pages"]
    run("presets", "set", "mails", f"pages={pages - 1}", "files=3", "name_length=16")
    out = tmp_path / "out"
    out.mkdir()
    made = run("bundle", number, "-o", str(out), "--for", "mails", "--json").json
    assert len(made["parts"]) == 2
    names = [Path(part["path"]).name for part in made["parts"]]
    assert names == [f"PD{number[2:6]}{number[7:]}{letter}.PDF" for letter in "AB"]
    for part in made["parts"]:
        assert hashlib.sha256(Path(part["path"]).read_bytes()).hexdigest() == part["sha256"]
    assert made["pages"] == sum(part["pages"] for part in made["parts"])
    assert made["fitted"]


def test_a_form_gets_pictures_and_a_text(run: Run, number: str, tmp_path: Path) -> None:
    attach(run, tmp_path, number, 2, side=300)
    refused = run("bundle", number, "-o", str(tmp_path / "b.pdf"), "--for", "wechat")
    assert refused.code == 1
    out = tmp_path / "pictures"
    made = run("bundle", "images", number, "--for", "wechat", "-o", str(out), "--json").json
    assert 1 < len(made["images"]) <= 4
    for one in made["images"]:
        data = Path(one["path"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == one["sha256"]
        assert len(data) == one["bytes"] <= 2_000_000
        Image.open(io.BytesIO(data)).load()
    told = run("bundle", "text", number, "--json").json
    assert "632414004731" in told["text"]
    assert told["characters"] == len(told["text"]) <= 200
    checked = run("bundle", "check", number, "--for", "wechat", "--json").json
    assert (checked["fits"], checked["pages"]) == (True, len(made["images"]))
    assert run("bundle", "images", number, "--for", "amex", "-o", str(out)).code == 2


def test_images_stay_out_of_the_data_folder(run: Run, number: str, data_dir: Path) -> None:
    assert run("bundle", "images", number, "-o", str(data_dir / "pictures")).code == 2
    assert not (data_dir / "pictures").exists()


def test_presets_are_listed_and_changed(run: Run) -> None:
    listed = {preset["name"]: preset for preset in run("presets", "--json").json}
    assert (listed["default"]["pages"], listed["default"]["bytes_each"]) == (19, 2_000_000)
    assert not any(preset["own"] for preset in listed.values())
    kept = run("presets", "set", "amex", "pages=25", "bytes_each=4.5 MB", "--json").json
    assert (kept["pages"], kept["bytes_each"], kept["files"], kept["own"]) == (
        25,
        4_500_000,
        5,
        True,
    )
    back = run("presets", "set", "amex", "pages=", "bytes_each=", "--json").json
    assert (back["pages"], back["own"]) == (20, False)
    assert run("presets", "set", "mine", "pages=5").code == 0
    assert run("presets", "set", "mine", "pages=", "--json").json is None
    for wrong in (("amex", "pages"), ("amex", "pages=x"), ("amex", "sides=1"), ("A B", "pages=1")):
        assert run("presets", "set", *wrong).code == 2


def test_a_fault_in_the_shops_presets_is_told_by_its_line(run: Run, data_dir: Path) -> None:
    run("presets")
    (data_dir / "presets.toml").write_text("[amex]\npages = -1\nfiles = 2\n", "utf-8")
    told = run("presets", "--json")
    assert "presets.toml:2:" in told.err
    (amex,) = (preset for preset in told.json if preset["name"] == "amex")
    assert (amex["pages"], amex["files"]) == (20, 2)


@pytest.mark.parametrize("words", [("bundle", "check", "--help"), ("presets", "set", "--help")])
def test_a_command_told_by_its_word_has_its_help(
    run: Run, capsysbinary: pytest.CaptureFixture[bytes], words: tuple[str, ...]
) -> None:
    with pytest.raises(SystemExit) as ended:
        run("--lang", "en", *words)
    assert ended.value.code == 0
    told = capsysbinary.readouterr().out.decode()
    assert " ".join(words[:2]) in told


def test_a_case_named_twice_is_told_once(run: Run, number: str, tmp_path: Path) -> None:
    made = [
        run("bundle", *ids, "-o", str(tmp_path / "b.pdf"), "--unsigned", "--json").json
        for ids in ((number,), (number, number))
    ]
    assert made[0] == made[1]


def test_a_digest_never_stands_without_its_file(run: Run, number: str, tmp_path: Path) -> None:
    (tmp_path / "b.pdf.sha256").mkdir()
    refused = run("bundle", number, "-o", str(tmp_path / "b.pdf"), "--unsigned", "--json")
    assert (refused.code, refused.out, refused.err.count("\n")) == (1, "", 1)
    assert [path.name for path in tmp_path.glob("*b.pdf*")] == ["b.pdf.sha256"]


def test_a_place_that_is_no_file_is_refused(
    run: Run, number: str, tmp_path: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe, here = tmp_path / "pipe", tmp_path / "here"
    os.mkfifo(pipe)
    here.mkdir()
    monkeypatch.chdir(here)
    for place, code in ((pipe, 1), (tmp_path / ("长" * 100), 1), (data_dir, 2), ("", 2)):
        refused = run("bundle", number, "-o", str(place), "--unsigned", "--json")
        assert (refused.code, refused.out, refused.err.count("\n")) == (code, "", 1)
    assert pipe.is_fifo()
    assert not list(here.iterdir())
    assert not list(tmp_path.rglob("*.sha256"))
    told = run("bundle", number, "-o", str(here / "none" / "b.pdf"), "--unsigned").err
    assert "b.pdf”" in told


def test_a_name_that_is_no_utf_8_is_told_as_json(run: Run, number: str, tmp_path: Path) -> None:
    target = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.pdf"))
    made = run("bundle", number, "-o", str(target), "--unsigned", "--json").json
    assert Path(made["path"]).read_bytes() == target.read_bytes()


def test_a_time_stamp_service_that_is_silent_stops_no_bundle(
    run: Run, number: str, tmp_path: Path
) -> None:
    assert run("settings", "set", "seal.tsa", "http://127.0.0.1:9/").code == 0
    target = tmp_path / "b.pdf"
    refused = run("bundle", number, "-o", str(target), "--json")
    assert (refused.code, refused.out) == (1, "")
    assert "--no-timestamp" in refused.err
    assert not list(tmp_path.glob("*b.pdf*"))
    assert run("bundle", number, "-o", str(target), "--no-timestamp").code == 0
    found = run("verify", str(target), "--json").json
    assert (found["valid"], found["stamped"]) == (True, False)
    both = run("bundle", number, "-o", str(target), "--no-timestamp", "--unsigned")
    assert both.code == 2
