"""``posdesk code`` and ``posdesk flows find``: look-ups from a terminal."""

from __future__ import annotations

from pathlib import Path

from posdesk.domain.flow_wording import tells_to_charge
from posdesk.intake.code_files import COLUMNS
from tests.cli.conftest import Run
from tests.flow_book import codes

OWN = "W7\t收单自定\tAcquirer's own\tacquirer_system\t请重刷\tSwipe again\tonce\tyes\t\t"


def test_a_code_is_told_with_what_follows(run: Run) -> None:
    told = run("code", "68", "--json").json
    assert set(told) == {"code", "meaning", "action", "money_uncertain", "retry"}
    assert (told["code"], told["money_uncertain"], told["retry"]) == ("68", "yes", "after_query")
    assert told["meaning"]["zh_CN"].startswith("收到的回答太迟")
    assert "查清前不再收" in told["action"]["zh_CN"]


def test_no_code_is_printed_with_words_that_charge_again(run: Run) -> None:
    for code in codes().codes:
        for lang in ("zh_CN", "en"):
            for line in run("--lang", lang, "code", code).out.splitlines():
                assert tells_to_charge(line) is None, line


def test_an_unknown_code_is_answered_under_its_own_name(run: Run) -> None:
    asked = run("code", "q9", "--json")
    assert asked.code == 0
    assert asked.json["code"] == "Q9"
    assert asked.json["money_uncertain"] == "check"


def test_a_card_number_is_no_code(run: Run) -> None:
    refused = run("code", "4111111111111111", "--json")
    assert refused.code == 2
    assert "4111111111111111" not in refused.out + refused.err


def test_a_shop_s_own_code_is_known_and_a_broken_table_is_told(run: Run, data_dir: Path) -> None:
    own = data_dir / "codes.tsv"
    own.write_text("\t".join(COLUMNS) + "\n" + OWN + "\n", "utf-8")
    told = run("code", "W7", "--json")
    assert told.json["meaning"]["zh_CN"] == "收单自定"
    assert "查清前不再收" in told.json["action"]["zh_CN"]
    own.write_text("\t".join(COLUMNS) + "\n" + OWN.replace("once", "fast") + "\n", "utf-8")
    told = run("code", "W7", "--json")
    assert (told.code, told.json["money_uncertain"]) == (0, "check")
    assert "codes.tsv:2" in told.err
    assert run("code", "68", "--json").json["retry"] == "after_query"
    checked = run("flows", "check", "--json")
    assert checked.code == 1
    assert [f["line"] for f in checked.json["faults"] if f["file"].endswith("codes.tsv")] == [2]


def test_flows_are_found_best_first(run: Run) -> None:
    found = run("flows", "find", "钱扣了没出票", "--json")
    assert found.json[0]["flow"] == "no-slip"
    scores = [hit["score"] for hit in found.json]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


def test_nothing_found_is_an_empty_list(run: Run) -> None:
    found = run("flows", "find", "☃", "--json")
    assert (found.code, found.json) == (0, [])
