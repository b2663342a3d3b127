"""A manager's month from the command line alone: kept, erased, carried away, locked, taken out."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pypdf
import pytest

from posdesk import app
from posdesk.cli.main import main
from posdesk.domain.errors import WrongInput
from posdesk.domain.recovery import GROUPS, read_recovery_code
from posdesk.storage.store import DATABASE, KEY_FILE

PASSPHRASE = "七号柜台的雨伞 27"
PIN, NEW_PIN = "482913", "730164"
ERASED = "欧阳女士的事"
CODE = re.compile(r"\b[0-9A-HJKMNP-TV-Z]{4}\b")


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        assert self.out, self.err
        return json.loads(self.out)


@dataclass(frozen=True)
class Figures:
    """What must be the same wherever the same data are."""

    cases: tuple[str, ...]
    exhibits: tuple[str, ...]
    events: int


class Computer:
    """One data folder and a person at its terminal, with what they have in mind."""

    def __init__(
        self,
        folder: Path,
        printed: pytest.CaptureFixture[bytes],
        patch: pytest.MonkeyPatch,
        **mind: str,
    ) -> None:
        self.folder, self._printed, self._patch, self.mind = folder, printed, patch, mind

    def type(self, *argv: str, facts: object = None, **mind: str) -> Said:
        """Run one command and return what came of it."""
        with self._patch.context() as patch:
            for name, value in {**self.mind, **mind}.items():
                patch.setenv(name, value)
            patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(json.dumps(facts).encode())))
            code = main([*argv, "--data-dir", str(self.folder)])
        read = self._printed.readouterr()
        said = Said(code, read.out.decode(), read.err.decode())
        assert len(said.err.splitlines()) <= 1, said.err
        assert "Traceback" not in said.err
        return said

    def tell(self, *argv: str, facts: object = None, **mind: str) -> Any:
        """Run one command that succeeds and return its JSON."""
        said = self.type(*argv, "--json", "--as", "周敏", facts=facts, **mind)
        assert said.code == 0, (argv, said.err)
        return said.json

    def figures(self) -> Figures:
        """Return the figures now; the data are sound."""
        verified = self.tell("journal", "verify")
        assert verified["valid"]
        numbers = sorted(one["number"] for one in self.tell("case", "list", "--limit", "0"))
        digests = [
            one["sha256"] for number in numbers for one in self.tell("exhibit", "list", number)
        ]
        doctor = self.type("doctor", "--json").json
        assert [one for one in doctor["checks"] if one["severity"] != "note"] == []
        return Figures(tuple(numbers), tuple(sorted(digests)), verified["events"])


def sheet_says(sheet: Path) -> tuple[str, str]:
    """Return the check number and the recovery code on the sheet, as a person copies them."""
    text = pypdf.PdfReader(sheet).pages[0].extract_text()
    (number,) = re.findall(r"\b(\d{3} \d{3})\b", text)
    groups = CODE.findall(text)  # years and parts of the key's number may look like groups too
    for start in range(len(groups) - GROUPS + 1):
        code = " ".join(groups[start : start + GROUPS])
        with suppress(WrongInput):
            read_recovery_code(code)
            return number, code
    raise AssertionError(f"no recovery code among {groups}")


def nowhere(words: str, *places: Path) -> None:
    """Fail where any file in ``places`` holds ``words``."""
    for place in places:
        for file in place.rglob("*") if place.is_dir() else (place,):
            assert not file.is_file() or words.encode() not in file.read_bytes(), file


def of(told: Mapping[str, Any]) -> tuple[int, int, int]:
    return told["cases"], told["exhibits"], told["events"]


@pytest.mark.slow
def test_a_month(
    tmp_path: Path,
    capsysbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def computer(name: str, **mind: str) -> Computer:
        return Computer(tmp_path / name, capsysbinary, monkeypatch, **mind)

    shop = computer("shop")
    assert shop.type("people", "add", "周敏", "--role", "manager").code == 0
    pin = shop.type("people", "pin", "周敏", "--json", POSDESK_NEW_PIN=PIN)
    paper = pin.json["recovery_code"]
    shop.mind = {"POSDESK_PIN": PIN}

    # Six cases; two of them with what the customer showed, one of these the one to be forgotten.
    numbers = [
        shop.tell(
            *("case", "add"),
            facts={"amount": f"{n}00.00", "symptom": ERASED if n == 1 else "没出单"},
        )["number"]
        for n in range(1, 7)
    ]
    for n, said in ((0, f"短信：{ERASED}"), (1, "短信：支出 200.00 元")):
        sms = tmp_path / f"sms-{n}.txt"
        sms.write_text(said, "utf-8")
        shop.tell("case", "attach", numbers[n], str(sms), "--kind", "sms")
        sms.unlink()
    before = shop.figures()
    assert (len(before.cases), len(before.exhibits)) == (6, 2)
    early = tmp_path / "early.backup"
    assert of(shop.tell("backup", str(early))) == (6, 2, before.events)

    # One customer wants to be forgotten; the backup made before still knows, the next one does not.
    would = shop.tell("erase", numbers[0], "--look")
    assert (would["would_erase"], would["exhibits"]) == ([numbers[0]], 1)
    assert shop.figures() == before, "looking changes nothing"
    assert shop.type("erase", numbers[0], "--why", "客人要求", "--only-closed").code == 1
    gone = shop.tell("erase", numbers[0], "--why", "客人要求")
    assert (gone["erased"], gone["events"], gone["exhibits"]) == (
        [numbers[0]],
        would["events"],
        would["exhibits"],
    )
    assert gone["clean"] is True
    after = shop.figures()
    assert after.cases == before.cases[1:]
    assert set(after.exhibits) < set(before.exhibits)
    nowhere(ERASED, shop.folder)
    late = tmp_path / "late.backup"
    assert of(shop.tell("backup", str(late))) == (5, 1, after.events)
    nowhere(ERASED, late)
    seen = shop.tell("restore", str(early), "--look")
    assert (seen["cases"], seen["erased_since"]) == (6, [numbers[0]])

    # Another computer: no key store, no key of the PINs; the code on paper lets the manager in.
    other = computer("other", POSDESK_PIN=PIN)
    done = other.type("restore", str(late), "--json")
    assert (done.json["cases"], done.json["exhibits"], done.json["saved"]) == (5, 1, None)
    assert other.type("case", "list", "--as", "周敏").code == 1
    recovered = other.type(
        *("people", "recover", "周敏", "--json"), POSDESK_RECOVERY=paper, POSDESK_NEW_PIN=NEW_PIN
    )
    assert recovered.json["recovery_code"] != paper
    other.mind = {"POSDESK_PIN": NEW_PIN}
    there = other.figures()
    assert (there.cases, there.exhibits) == (after.cases, after.exhibits)
    assert there.events > after.events, "the new counter and the new PIN are told"

    # It is locked; what is carried away from now on is, too.
    sheet = tmp_path / "sheet.pdf"
    mind = {**other.mind, "POSDESK_PASSPHRASE": PASSPHRASE}
    prepared = other.type("encrypt", "on", "--sheet", str(sheet), "--json", "--as", "周敏", **mind)
    assert (prepared.code, prepared.json["encrypted"]) == (1, False)
    number, code = sheet_says(sheet)
    other.mind = mind
    assert other.tell("encrypt", "on", "--confirm", number)["encrypted"] is True
    locked = other.figures()
    assert (locked.cases, locked.exhibits) == (there.cases, there.exhibits)
    assert other.type("case", "list", "--as", "周敏", POSDESK_PASSPHRASE="").code == 1
    secret = tmp_path / "secret.backup"
    assert of(other.tell("backup", str(secret))) == (5, 1, locked.events)
    nowhere("没出单", other.folder, secret)

    # Two more computers, one with the passphrase, one with the sheet; and one with neither.
    for name, given in (("third", PASSPHRASE), ("fourth", code)):
        new = computer(name, POSDESK_PASSPHRASE=given)
        back = new.type("restore", str(secret), "--json")
        assert (back.code, back.json["missing_exhibits"]) == (0, []), back.err
        new.type(*("people", "recover", "周敏"), POSDESK_RECOVERY=recovered.json["recovery_code"],
                 POSDESK_NEW_PIN=PIN)  # fmt: skip
        new.mind["POSDESK_PIN"] = PIN
        found = new.figures()
        assert (found.cases, found.exhibits) == (locked.cases, locked.exhibits)
        assert new.tell("encrypt", "status")["encrypted"] is True
        nowhere("没出单", new.folder)
    empty = computer("empty", POSDESK_PASSPHRASE="quite another thing")
    assert empty.type("restore", str(secret), "--json").code == 1
    assert not (empty.folder / DATABASE).exists()

    # In plain again, and everything out.
    assert other.tell("encrypt", "off")["encrypted"] is False
    assert not (other.folder / KEY_FILE).exists()
    other.mind.pop("POSDESK_PASSPHRASE")
    plain = other.figures()
    assert (plain.cases, plain.exhibits) == (locked.cases, locked.exhibits)
    out = {form: tmp_path / f"out.{form}" for form in ("csv", "xlsx", "json")}
    for form, file in out.items():
        told = other.tell("case", "export", "-o", str(file))
        assert (told["format"], told["cases"]) == (form, 5)
    with out["csv"].open(encoding="utf-8-sig", newline="") as lines:
        in_csv = [row[0] for row in list(csv.reader(lines))[1:]]
    sheet_of_cases = openpyxl.load_workbook(out["xlsx"]).worksheets[0]
    in_xlsx = [row[0] for row in sheet_of_cases.iter_rows(values_only=True)]
    in_json = [one["number"] for one in json.loads(out["json"].read_text("utf-8"))]
    assert sorted(in_csv) == sorted(in_json) == list(plain.cases)
    assert set(plain.cases) <= set(in_xlsx)
    lines_file = tmp_path / "journal.jsonl"
    assert other.tell("journal", "export", "-o", str(lines_file))["events"] == plain.events
    nowhere(ERASED, *out.values(), lines_file)
    desk = app.open_desk(other.folder)
    try:
        assert desk.log._store.differing() == (), "the tables are what the journal makes of them"
    finally:
        desk.care.close()
