"""Twenty card numbers at every door of the command line and the services: nothing of them stays."""

from __future__ import annotations

import io
import json
import os
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import pypdf
import pytest

from posdesk import app, paths
from posdesk.cli.main import main
from posdesk.domain.errors import WrongInput
from posdesk.domain.sensitive import luhn_ok
from posdesk.i18n import Translator
from posdesk.services.backups import beside
from posdesk.services.desk import Desk
from posdesk.services.diary import Diary, Process
from posdesk.ui.crash import CrashLog
from tests.conftest import HOMES

PREFIXES = (
    "622848", "621700", "622202", "625965", "436742", "402658", "518710", "552245", "356889",
    "374738", "300123", "222155", "810001", "955880", "601382", "621226", "628310", "940021",
    "622588", "545619",
)  # fmt: skip
"""Issuers as they are seen in China; the numbers below are made up and pass the check digit."""

FORMS: tuple[Callable[[str], str], ...] = (
    lambda n: n,
    lambda n: " ".join(n[i : i + 4] for i in range(0, len(n), 4)),
    lambda n: "-".join(n[i : i + 4] for i in range(0, len(n), 4)),
    lambda n: "".join(chr(ord(c) + 0xFEE0) for c in n),
    lambda n: f"卡号{n[:6]}\n{n[6:]}，谢谢",
)


def numbers() -> list[str]:
    made = []
    for place, prefix in enumerate(PREFIXES):
        length = 15 if prefix.startswith("37") else 14 if prefix.startswith("30") else 16
        body = prefix + str(7_000_000_000 + place * 7_919)[: length - 7]
        body = body.ljust(length - 1, "3")
        made.append(next(body + str(d) for d in range(10) if luhn_ok(body + str(d))))
    return made


NUMBERS = numbers()

CASE = "{case}"
WORDS: tuple[tuple[str, ...], ...] = (
    ("case", "note", CASE, "{pan}"),
    ("case", "correct", CASE, "--why", "{pan}"),
    ("case", "state", CASE, "--to", "settled", "--why", "{pan}"),
    ("case", "call", CASE, "--who", "acquirer", "--ticket", "{pan}"),
    ("case", "call", CASE, "--who", "acquirer", "--said", "{pan}"),
    ("case", "call", CASE, "--who", "acquirer", "--name", "{pan}"),
    ("case", "link", CASE, "{other}", "--why", "{pan}"),
    ("case", "payout", CASE, "--cause", "{pan}"),
    ("case", "payout", CASE, "--document", "{pan}"),
    ("case", "writeoff", CASE, "--why", "{pan}"),
    ("case", "promise", CASE, "{pan}", "--by", "2099-01-01 10:00"),
    ("case", "step", CASE, "add", "{pan}", "--by", "2099-01-01 10:00"),
    ("case", "tender", CASE, "--means", "现金", "--manager", "周敏", "--note", "{pan}"),
    ("case", "tender", CASE, "--means", "{pan}", "--manager", "周敏", "--note", "已签字"),
    ("settings", "set", "shop.name", "{pan}"),
    ("settings", "set", "terminals.61203847.place", "{pan}"),
    ("settings", "set", "seal.tsa", "https://example.cn/{pan}"),
    ("settings", "set", "updates.address", "https://example.cn/{pan}"),
    ("presets", "set", "{pan}", "pages=2"),
    ("people", "add", "{pan}", "--role", "cashier"),
    ("handover", "end", "--by", "{pan}"),
    ("handover", "end", "--by", "林晓", "--note", "{pan}"),
)
"""Every command that takes words."""

FACTS = (
    *("amount", "card", "merchant_id", "terminal_id", "batch", "trace", "rrn", "auth_code"),
    *("order_no", "at", "channel", "symptom", "flow", "terminal", "bank", "cashier", "note"),
)


@pytest.fixture
def said(
    data_dir: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str, str]]:
    """Run one command line and return its exit code, what it said, and its one sentence."""

    def run(*argv: str, facts: object = None) -> tuple[int, str, str]:
        text = io.BytesIO(json.dumps(facts).encode())
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(text))
        code = main(["--data-dir", str(data_dir), *argv])
        read = capsysbinary.readouterr()
        return code, read.out.decode(), read.err.decode()

    return run


@pytest.fixture
def desk(data_dir: Path) -> Iterator[Desk]:
    opened = app.open_desk(data_dir)
    yield opened
    opened.care.close()


def test_the_made_up_numbers_are_twenty_and_sound() -> None:
    assert len(set(NUMBERS)) == 20
    assert all(luhn_ok(number) for number in NUMBERS)


@pytest.mark.parametrize("field", FACTS)
@pytest.mark.parametrize("written", FORMS)
def test_no_field_of_a_case_is_read_with_one(
    desk: Desk, field: str, written: Callable[[str], str]
) -> None:
    for number in NUMBERS:
        with pytest.raises(WrongInput) as refused:
            desk.log.read({"amount": "1.00", field: written(number)})
        assert number not in str(refused.value)


@pytest.mark.parametrize("share", range(4))
def test_no_door_of_the_command_line_lets_one_in(
    said: Callable[..., tuple[int, str, str]], data_dir: Path, tmp_path: Path, share: int
) -> None:
    _, told, _ = said("case", "add", "--json", facts={"amount": "500.00"})
    case = json.loads(told)["id"]
    _, told, _ = said("case", "add", "--json", facts={"amount": "86.00"})
    other = json.loads(told)["id"]
    for place, words in enumerate((*WORDS, *(("add", field) for field in FACTS))):
        number = NUMBERS[(place * 4 + share) % len(NUMBERS)]
        written = FORMS[(place + share) % len(FORMS)](number)
        lang = ("zh_CN", "en")[(place + share) % 2]
        facts: dict[str, str] = {"note": "换个说法"}
        argv = tuple(w.format(case=case, other=other, pan=written) for w in words)
        if words[0] == "add":
            argv, facts = ("case", "add"), {"amount": "1.00", words[1]: written}
        code, _, error = said(*argv, "--lang", lang, facts=facts)
        _refused(code, error, number, f"{words}: {written}")
    for number in NUMBERS[share * 5 : share * 5 + 5]:
        for name, text in ((f"{number}.txt", "付款成功"), ("slip.csv", f"付款 {number} 成功")):
            file = tmp_path / name
            file.write_text(text, "utf-8")
            code, _, error = said("case", "attach", case, str(file), "--kind", "slip")
            _refused(code, error, number, f"attach {name}")
    _nothing_left(data_dir)


def test_nothing_that_goes_out_holds_one(
    said: Callable[..., tuple[int, str, str]],
    data_dir: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """All twenty are tried; then all is backed up, taken out and encrypted, and looked through."""
    temporary, cache, out = (tmp_path / name for name in ("temporary", "cache", "out"))
    for folder in (temporary, cache, out):
        folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setenv("SQLITE_TMPDIR", str(temporary))
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    monkeypatch.setenv("POSDESK_PASSPHRASE", "七号柜台的雨伞 27")

    def done(*argv: str) -> dict[str, Any]:
        code, told, error = said(*argv, "--json")
        assert code == 0, (argv, error)
        return cast("dict[str, Any]", json.loads(told))

    _, told, _ = said("case", "add", "--json", facts={"amount": "500.00"})
    case = json.loads(told)["id"]
    tr = Translator("en", paths.resources() / "i18n")
    diary = Diary(data_dir, Process.WINDOW)
    log = CrashLog(diary, tr, lambda _sentence: None)
    taken = 0
    for place, number in enumerate(NUMBERS):
        written = FORMS[place % len(FORMS)](number)
        _refused(*said("case", "note", case, written)[::2], number, written)
        code, _, _ = said("erase", case, "--why", written)
        assert code == 2
        file = tmp_path / "slip.txt"
        file.write_text(f"付款 {number} 成功", "utf-8")
        code, _, _ = said("case", "attach", case, str(file), "--kind", "slip", "--cover")
        taken += code == 0
        file.unlink()
        log.caught(ValueError, ValueError(written), None)
    assert diary.path.exists()
    assert taken == len(NUMBERS), "what was covered is kept, so that there is something to hold it"

    desk = app.open_desk(data_dir)
    automatic = desk.backups.make().first
    desk.care.close()
    assert automatic is not None
    backups = beside(data_dir)
    done("backup", str(out / "plain.backup"))
    for form in ("csv", "xlsx", "json"):
        done("case", "export", "-o", str(out / f"cases.{form}"))
    done("journal", "export", "-o", str(out / "journal.jsonl"))
    done("bundle", case, "-o", str(out / "bundle.pdf"))
    with zipfile.ZipFile(out / "cases.xlsx") as workbook:
        workbook.extractall(out / "workbook")
    plain_at_last = (data_dir, backups, out)
    for folder in plain_at_last:
        _nothing_left(folder)
    assert said("encrypt", "on", "--sheet", str(out / "sheet.pdf"))[0] == 1
    text = "".join(page.extract_text() for page in pypdf.PdfReader(out / "sheet.pdf").pages)
    (number,) = re.findall(r"\b\d{3} \d{3}\b", text)
    done("encrypt", "on", "--confirm", number)
    done("backup", str(out / "encrypted.backup"))
    assert not any(one in text for one in NUMBERS)
    done("restore", str(out / "plain.backup"))
    done("erase", case, "--why", "客人要求")
    for folder in (*plain_at_last, temporary, cache):
        _nothing_left(folder)
    for name in HOMES:
        _nothing_left(Path(os.environ[name]))


def _refused(code: int, error: str, number: str, what: str) -> None:
    assert code == 2, (what, error)
    assert len(error.strip().splitlines()) == 1, what
    assert "Traceback" not in error, what
    assert number not in error, what


def _nothing_left(folder: Path) -> None:
    """Fail where the digits of a number lie in any file, plain, grouped or full-width."""
    for file in folder.rglob("*"):
        if not file.is_file():
            continue
        data = file.read_bytes()
        for number in NUMBERS:
            for form in FORMS[:4]:
                assert form(number).encode() not in data, (file, number)
            assert number.encode("utf-16-le") not in data, (file, number)
