"""``posdesk exhibit`` and ``case attach`` from a terminal."""

from __future__ import annotations

import io
from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image

from tests.cli.conftest import Run
from tests.intake.made_files import CARD, pdf, photo


@pytest.fixture
def number(run: Run) -> str:
    return str(run("case", "add", "--json", facts={"amount": "500.00"}).json["number"])


@pytest.fixture
def slip(tmp_path: Path) -> Path:
    file = tmp_path / "slip.jpg"
    file.write_bytes(photo((200, 100)))
    return file


def attach(run: Run, number: str, *files: Path, more: tuple[str, ...] = ()) -> object:
    names = [str(file) for file in files]
    return run("case", "attach", number, *names, "--kind", "slip", "--json", *more).json


def test_several_files_are_added_or_none(run: Run, number: str, slip: Path, tmp_path: Path) -> None:
    note, broken = tmp_path / "note.txt", tmp_path / "broken.jpg"
    note.write_text("受理", "utf-8")
    broken.write_bytes(b"\xff\xd8\xff broken")
    failed = run("case", "attach", number, str(slip), str(broken), "--kind", "slip")
    assert failed.code == 2
    assert "broken.jpg" in failed.err
    assert run("exhibit", "list", number, "--json").json == []
    added = attach(run, number, slip, note)
    assert isinstance(added, list)
    assert [one["name"] for one in added] == ["slip.jpg", "note.txt"]
    listed = run("exhibit", "list", number, "--json").json
    assert [(one["place"], one["exhibit"]) for one in listed] == [
        (at, one["exhibit"]) for at, one in enumerate(added, start=1)
    ]
    assert listed[0]["original"]
    assert "slip.jpg" in run("exhibit", "list", number).out


def test_boxes_are_covered_and_the_new_digest_is_told(
    run: Run, number: str, slip: Path, tmp_path: Path
) -> None:
    before = attach(run, number, slip)
    assert isinstance(before, dict)
    box = ("--box", "100,100,300,400")
    told = run("exhibit", "redact", number, before["exhibit"], *box, "--json").json
    assert told["covered"] == ["1,100,100,300,400"]
    assert told["sha256"] != before["sha256"]
    assert not told["original"]
    out = tmp_path / "out.jpg"
    saved = run("exhibit", "save", number, "1", "-o", str(out), "--json").json
    assert saved["sha256"] == told["sha256"] == sha256(out.read_bytes()).hexdigest()
    with Image.open(io.BytesIO(out.read_bytes())) as picture:
        assert max(picture.convert("RGB").getpixel((50, 30))) < 10  # type: ignore[arg-type]


@pytest.mark.parametrize("box", ["1,2,3", "a,b,c,d", "0,0,0,10", "900,0,200,10", "2,0,0,10,10"])
def test_a_box_that_does_not_fit_changes_nothing(
    run: Run, number: str, slip: Path, box: str
) -> None:
    attach(run, number, slip)
    before = run("exhibit", "list", number, "--json").json
    failed = run("exhibit", "redact", number, "1", "--box", box)
    assert (failed.code, failed.out) == (2, "")
    assert run("exhibit", "redact", number, "1").code == 2
    assert run("exhibit", "redact", number, "9", "--box", "0,0,9,9").code == 2
    assert run("exhibit", "list", number, "--json").json == before


def test_a_document_with_a_card_number_goes_in_covered(
    run: Run, number: str, tmp_path: Path
) -> None:
    bill = tmp_path / "bill.pdf"
    bill.write_bytes(pdf((CARD, "Call 138-1234-5678")))
    refused = run("case", "attach", number, str(bill), "--kind", "statement")
    assert (refused.code, refused.out) == (2, "")
    assert "bill.pdf" in refused.err
    added = attach(run, number, bill, more=("--cover",))
    assert isinstance(added, dict)
    assert len(added["covered"]) == 2
    assert run("exhibit", "proposals", number, "1", "--json").json["boxes"] == []


def test_what_an_order_number_hides_can_be_proposed_and_covered(
    run: Run, number: str, tmp_path: Path
) -> None:
    note = tmp_path / "note.txt"
    note.write_text(f"order {CARD}\ncall 13812345678\n", "utf-8")
    attach(run, number, note, more=("--not-a-card", "file"))
    boxes = run("exhibit", "proposals", number, "1", "--json").json["boxes"]
    assert boxes == ["1,60,0,190,10", "1,50,10,110,10"]
    given = [part for box in boxes for part in ("--box", box)]
    run("exhibit", "redact", number, "1", *given)
    out = tmp_path / "out.txt"
    run("exhibit", "save", number, "1", "-o", str(out))
    assert out.read_text("utf-8") == f"order {'█' * 19}\ncall {'█' * 11}\n"


def test_kind_and_sentence_are_corrected(run: Run, number: str, slip: Path) -> None:
    attach(run, number, slip)
    told = run("exhibit", "describe", number, "1", "--kind", "app", "--about", "客户手机", "--json")
    assert (told.json["kind"], told.json["about"]) == ("app", "客户手机")
    assert run("exhibit", "describe", number, "1", "--about", CARD).code == 2


def test_only_who_may_export_writes_an_exhibit_out(
    run: Run, number: str, slip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    attach(run, number, slip)
    for name in ("POSDESK_PIN", "POSDESK_NEW_PIN"):
        monkeypatch.setenv(name, "248613")
    added = run("people", "add", "周敏", "--role", "manager")
    assert added.code == 0
    assert run("people", "pin", "周敏").code == 0
    refused = run("exhibit", "save", number, "1", "-o", str(tmp_path / "out.jpg"))
    assert refused.code == 1
    assert not (tmp_path / "out.jpg").exists()
    covered = run("exhibit", "redact", number, "1", "--box", "0,0,9,9", "--json")
    assert covered.code == 0
    out = str(tmp_path / "out.jpg")
    assert run("--as", "周敏", "exhibit", "save", number, "1", "-o", out).code == 0


def test_rows_are_framed_by_words_by_place_and_by_themselves(
    run: Run, number: str, tmp_path: Path
) -> None:
    file = tmp_path / "bill.txt"
    file.write_text("11-20 14:31 20.00\n11-20 14:32 500.00\n", "utf-8")
    attach(run, number, file)
    own = run("exhibit", "mark", number, "1", "--json").json
    assert own["framed"] == ["1,0,10,1000,10"]
    assert own["covered"] == []
    found = run("exhibit", "mark", number, "1", "--find", "14:31", "--find", "20.00", "--json").json
    assert found["framed"] == ["1,0,0,1000,10"]
    placed = run("exhibit", "mark", number, "1", "--box", "0,20,500,10", "--json").json
    assert placed["framed"] == ["1,0,20,500,10"]
    assert placed["sha256"] == own["sha256"]
    assert run("exhibit", "mark", number, "1", "--find", "14:33").code == 2
    assert run("exhibit", "mark", number, "1", "--box", "1,2").code == 2
    assert run("exhibit", "mark", number, "1", "--clear", "--find", "x").code == 2
    assert run("exhibit", "list", number, "--json").json[0]["framed"] == ["1,0,20,500,10"]
    assert run("exhibit", "mark", number, "1", "--clear", "--json").json["framed"] == []
    assert run("exhibit", "list", number, "--json").json[0]["framed"] == []
