"""``posdesk case …``: what installers and managers script."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from PIL import Image

from tests.cli.conftest import Run

FACTS = {
    "amount": "500.00",
    "card": "622848******1234",
    "merchant_id": "898330154110023",
    "terminal_id": "61203847",
    "batch": "000218",
    "trace": "004731",
    "rrn": "632414004731",
    "auth_code": "A1B2C3",
    "order_no": "4200001234202611201234567890",
    "at": "2026-11-20 14:32:07",
    "channel": "card",
    "symptom": "没出单，客人说扣了",
    "flow": "no-slip",
    "terminal": "timeout",
    "bank": "debited",
    "cashier": "林晓",
    "note": "客人先回去了",
}
VISA = "4111111111111111"


def test_a_case_keeps_every_fact_given(run: Run) -> None:
    added = run("case", "add", "--json", facts=FACTS).json
    shown = run("case", "show", added["number"], "--json").json
    assert shown["id"] == added["id"]
    said_as_given = FACTS.keys() - {"at", "note"}
    assert {k: shown[k] for k in said_as_given} == {k: FACTS[k] for k in said_as_given}
    assert shown["at"] == "2026-11-20T14:32:07+08:00"
    assert any("客人先回去了" in line["text"]["zh_CN"] for line in shown["timeline"])
    assert shown["verdict"]["charge_again"] == "no"
    assert shown["verdict"]["state"] == "ONE_SIDED"


def test_the_amount_is_the_one_thing_needed(run: Run) -> None:
    assert run("case", "add", "--json", facts={"amount": "1"}).code == 0
    refused = run("--lang", "en", "case", "add", "--json", facts={"note": "x"})
    assert (refused.code, refused.out) == (2, "")
    assert "amount" in refused.err


def test_options_stand_before_or_after_the_command(run: Run, tmp_path: Path) -> None:
    run("case", "add", "--json", facts={"amount": "1"})
    other = tmp_path / "other"
    assert len(run("--json", "case", "list").json) == 1
    assert run("case", "list", "--json", "--data-dir", str(other)).json == []


@pytest.mark.parametrize("facts", [b"", b"[1]", b"{", b"\xff\xfe", b'{"amount": 500}', b"null"])
@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_facts_that_cannot_be_read_get_one_sentence(run: Run, facts: bytes, lang: str) -> None:
    refused = run("--lang", lang, "case", "add", "--json", facts=facts)
    assert refused.code == 2
    assert refused.err.count("\n") == 1
    assert "Traceback" not in refused.err
    assert run("case", "list", "--json").json == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("amount", "0"),
        ("amount", "12.345"),
        ("card", VISA),
        ("card", "1234"),
        ("merchant_id", "1"),
        ("terminal_id", "1"),
        ("batch", "12345678"),
        ("trace", "abc"),
        ("rrn", "1"),
        ("auth_code", "1"),
        ("at", "yesterday"),
        ("flow", "no-such-flow"),
        ("terminal", "paid"),
        ("bank", "maybe"),
        ("unheard_of", "x"),
        ("note", "CVV 123"),
        ("symptom", "密码 123456"),
        ("note", "x" * 3000),
    ],
)
@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_bad_facts_get_one_sentence_and_nothing_is_stored(
    run: Run, field: str, value: str, lang: str
) -> None:
    refused = run("--lang", lang, "case", "add", "--json", facts={"amount": "1", field: value})
    assert refused.code == 2
    assert refused.err.count("\n") == 1
    assert "{" not in refused.err
    own_words = re.sub("“.*?”", "", refused.err)
    assert (lang == "zh_CN") == any("\u4e00" <= c <= "\u9fff" for c in own_words)
    assert run("case", "list", "--json").json == []


@pytest.mark.parametrize(
    "field", [*(k for k in FACTS if k not in {"flow", "terminal", "bank"}), "issuer", "kind"]
)
@pytest.mark.parametrize(
    "number", [VISA, "6228 4804 0256 4890 018", "５５５５５５５５５５５５４４４４"]
)
def test_a_card_number_is_refused_in_every_field_and_lies_nowhere(
    run: Run, data_dir: Path, field: str, number: str
) -> None:
    refused = run("case", "add", "--json", facts={"amount": "1", field: number})
    assert refused.code == 2
    assert number not in refused.err
    digits = "".join(str(int(c)) for c in number if c.isdigit()).encode()
    for path in data_dir.rglob("*"):
        kept = path.read_bytes() if path.is_file() else b""
        assert number.encode() not in kept
        assert digits not in kept


def test_a_number_that_only_looks_like_a_card_may_be_confirmed(run: Run) -> None:
    facts = {"amount": "1", "order_no": VISA}
    added = run("case", "add", "--json", "--not-a-card", "order_no", facts=facts).json
    shown = run("case", "show", added["id"], "--json").json
    assert shown["order_no"] == VISA
    assert run("case", "add", "--json", "--not-a-card", "nothing", facts=facts).code == 2
    card = {"amount": "1", "card": VISA}
    assert run("case", "add", "--json", "--not-a-card", "card", facts=card).code == 2


def test_a_correction_says_why_and_the_first_word_stays_in_the_timeline(run: Run) -> None:
    number = run("case", "add", "--json", facts=FACTS).json["number"]
    why = ("--why", "看错了一位")
    assert run("case", "correct", number, "--json", *why, facts={"trace": "4732"}).code == 0
    shown = run("case", "show", number, "--json").json
    assert shown["trace"] == "004732"
    told = "\n".join(line["text"]["zh_CN"] for line in shown["timeline"])
    assert "004731" in told
    assert "看错了一位" in told
    assert run("case", "correct", number, "--why", " ", facts={"trace": "4733"}).code == 2
    assert run("case", "correct", number, *why, facts={}).code == 2
    assert run("case", "correct", "nothing", *why, facts={"trace": "1"}).code == 2


def test_a_later_answer_of_the_host_changes_the_verdict(run: Run) -> None:
    number = run("case", "add", "--json", facts=FACTS).json["number"]
    learnt = {"terminal": "declined", "bank": "returned"}
    run("case", "correct", number, "--json", "--why", "收单答复", facts=learnt)
    assert run("case", "show", number, "--json").json["verdict"]["charge_again"] == "yes"


def test_cases_are_found_by_what_people_remember(run: Run) -> None:
    run("case", "add", "--json", facts=FACTS)
    run("case", "add", "--json", facts={"amount": "86.00", "symptom": "扫码没反应"})
    for query in ("1234", "500", "没出单", "632414", "004731"):
        assert [c["amount"] for c in run("case", "list", "--query", query, "--json").json] == [
            "500.00"
        ], query
    assert run("case", "list", "--query", "100%_x", "--json").json == []


def test_notes_and_files_are_added(run: Run, tmp_path: Path) -> None:
    number = run("case", "add", "--json", facts=FACTS).json["number"]
    photo = tmp_path / "photo.jpg"
    Image.new("RGB", (64, 48), "red").save(photo)
    assert run("case", "note", number, "打过电话了", "--json").code == 0
    attached = run("case", "attach", number, str(photo), "--kind", "slip", "--json")
    assert attached.code == 0
    shown = run("case", "show", number, "--json").json
    assert [e["kind"] for e in shown["exhibits"]] == ["slip"]
    assert run("case", "note", number, f"卡号 {VISA}").code == 2
    assert run("case", "note", number, f"单号 {VISA}", "--not-a-card", "note").code == 0
    assert run("case", "attach", number, str(photo), "--kind", "poem").code == 2
    assert run("case", "attach", number, str(tmp_path / "none.jpg"), "--kind", "slip").code == 2


def test_an_unknown_command_is_one_sentence(run: Run) -> None:
    for argv in (["fly"], ["case"], ["case", "add", "--frob"], ["flows", "walk"]):
        refused = run(*argv)
        assert refused.code == 2
        assert refused.err.count("\n") == 1


def test_json_is_utf8_whatever_the_terminal_speaks(run: Run) -> None:
    added = run("case", "add", "--json", facts=FACTS).json
    out = run("case", "show", added["id"], "--json").out
    assert "林晓" in out
    assert json.loads(out)["cashier"] == "林晓"
