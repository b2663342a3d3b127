"""What people say leads to the right flow, in their own words; see said.tsv."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from posdesk import app
from posdesk.domain.codes import Consequence
from posdesk.domain.flow import FlowBook
from posdesk.domain.life import Life
from posdesk.domain.text import Text
from posdesk.services.desk import Desk
from posdesk.services.finder import Finder
from tests.flow_book import codes, no_slip
from tests.services.conftest import Clock

SAID = Path(__file__).with_name("said.tsv")


def said(desk: Desk) -> list[tuple[str, str]]:
    """Return each sentence with the flow it wants, where that flow is there."""
    with SAID.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    there = desk.troubleshoot.book.flows
    return [(row["said"], row["flow"]) for row in rows if row["flow"] in there]


def test_the_list_is_long_and_covers_every_flow(desk: Desk) -> None:
    rows = SAID.read_text("utf-8").splitlines()[1:]
    assert len(rows) >= 120
    assert len(set(rows)) == len(rows)
    named = {row.split("\t")[1] for row in rows}
    assert len(named) == 14
    assert set(desk.troubleshoot.book.flows) <= named
    assert sum(row.isascii() for row in rows) >= 50


def test_no_sentence_was_copied_from_the_flows(desk: Desk) -> None:
    written = {
        half.casefold().replace(" ", "")
        for flow in desk.troubleshoot.flows()
        for text in flow.symptoms
        for half in (text.zh_CN, text.en)
    }
    copied = [w for w, _ in said(desk) if w.casefold().replace(" ", "") in written]
    assert len(copied) <= len(said(desk)) // 8, copied


def test_what_people_say_finds_the_flow(desk: Desk) -> None:
    first, third, wrong = 0, 0, []
    sentences = said(desk)
    for words, wanted in sentences:
        found = [hit.flow.id for hit in desk.finder.find(words)]
        first += found[:1] == [wanted]
        third += wanted in found[:3]
        if found[:1] != [wanted]:
            wrong.append((words, wanted, found[:3]))
    print(len(sentences), first, third, *wrong, sep="\n")
    assert first >= 0.9 * len(sentences), wrong
    assert third >= 0.98 * len(sentences), wrong


SLIPS = [
    ("没初单", "a homophone"),
    ("没出担却扣款", "a homophone in a sentence"),
    ("没单却扣款", "a missing character"),
    ("没出出单却扣款", "an extra character"),
    ("没串单却扣款", "a wrong character"),
    ("meichudan", "pinyin"),
    ("mei chu dan", "pinyin with spaces"),
    ("meichuda", "unfinished pinyin"),
    ("meichudsn", "pinyin with a wrong letter"),
    ("mechudan", "pinyin with a missing letter"),
    ("meicchudan", "pinyin with an extra letter"),
    ("mcd", "initials"),
    ("ＭＣＤ", "full width"),
    ("recipt", "English with a missing letter"),
    ("no slipp", "English with an extra letter"),
    ("sales skip", "English with a wrong letter"),
    ("没出slip", "both languages"),
]


@pytest.mark.parametrize(("words", "why"), SLIPS)
def test_slips_of_the_hand_are_forgiven(desk: Desk, words: str, why: str) -> None:
    hits = desk.finder.find(words)
    assert "no-slip" in [hit.flow.id for hit in hits[:2]], why


def test_nothing_is_found_for_nothing(desk: Desk) -> None:
    for words in ("", "   ", "☃", "，。", "龘"):
        assert desk.finder.find(words) == ()
        assert desk.finder.look_up(words).codes == ()
    for words in ("x" * 200, "没" * 200, "1" * 200, "a1" * 100, "%_'\"\\"):
        desk.finder.look_up(words)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("68", ["68"]),
        ("６８", ["68"]),
        (" a0 ", ["A0"]),
        ("显示68", ["68"]),
        ("code 51", ["51"]),
        ("应答码：z3", ["Z3"]),
        ("68没出票", ["68"]),
        ("68 然后 51", ["68", "51"]),
        ("68元", []),
        ("¥68", []),
        ("6800", []),
        ("Q9", ["Q9"]),
        ("代码 xy", ["XY"]),
        ("ot", ["OT"]),
        ("other", []),
    ],
)
def test_codes_are_read_out_of_words(desk: Desk, words: str, found: list[str]) -> None:
    assert [advice.code for advice in desk.finder.codes(words)] == found


def test_a_code_that_is_not_listed_is_uncertain_under_its_own_name(desk: Desk) -> None:
    (advice,) = desk.finder.codes("显示代码 Q9")
    assert (advice.code, advice.listed, advice.money_uncertain) == ("Q9", False, "check")
    assert advice.consequence is Consequence.UNCERTAIN


def test_a_code_is_found_by_its_meaning(desk: Desk) -> None:
    for words, code in (("余额不足", "51"), ("密码错误", "55"), ("expired card", "54")):
        assert code in [advice.code for advice in desk.finder.codes(words)], words
    assert desk.finder.codes("钱扣了没出票") == ()


def two_flows() -> FlowBook:
    """Two flows that one sentence fits alike, and one that fits it less."""
    flow = no_slip()
    words = {
        "one": Text("没出单", "No slip"),
        "two": Text("没出单", "No slip"),
        "less": Text("没出钱单子好像有", "No slip perhaps"),
    }
    return FlowBook(
        {
            name: replace(flow, id=name, title=text, subtitle=text, symptoms=(text,))
            for name, text in words.items()
        }
    )


def test_what_a_shop_meets_most_comes_first_but_never_over_a_better_fit(
    data_dir: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = app.open_desk(data_dir, clock)
    store = desk.troubleshoot._store
    finder = Finder(store, two_flows(), codes(), app.open_reader)
    assert next(hit.flow.id for hit in finder.find("没出单")) == "one"
    met = {"two": 30, "less": 900}
    monkeypatch.setattr(store, "flows_met", lambda: met)
    assert next(hit.flow.id for hit in finder.find("没出单")) == "one"  # counted already
    finder.refresh()
    found = [hit.flow.id for hit in finder.find("没出单")]
    assert found[0] == "two"
    assert "less" not in found[:2]
    desk.care.close()


def test_open_cases_are_found_by_what_is_known_of_them(desk: Desk) -> None:
    given = {"amount": "86.00", "card": "621700******5521", "terminal": "timeout"}
    case = desk.log.add(desk.log.read({**given, "bank": "debited", "flow": "no-slip"}))
    done = {"amount": "86.00", "terminal": "approved", "bank": "debited"}
    settled = desk.log.add(desk.log.read({**done, "flow": "no-slip"}))
    desk.follow_up.move(settled.id, Life.SETTLED, why="结算单里有")
    for words in ("86", "86.00", "5521", case.number):
        assert [row.number for row in desk.finder.look_up(words).cases] == [case.number], words
    assert desk.finder.look_up("999").cases == ()


def test_initials_count_most_at_the_edge_of_a_clause(desk: Desk) -> None:
    titles = [hit.flow.title.zh_CN for hit in desk.finder.find("wdz")]
    assert "未到账" in titles[0]
