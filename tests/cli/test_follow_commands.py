"""``posdesk case state …``, ``due`` and ``calendar``: a case over its days from a terminal."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import icalendar
import pytest

from posdesk.domain.life import Party
from tests.cli.conftest import Ran, Run

CARD = "6228480402564890018"
PIN = "83920174"
ONE_SIDED = {"amount": "500.00", "terminal": "timeout", "bank": "debited", "symptom": "没出单"}
NEXT = {"key", "what", "due", "overdue", "estimate", "whom"}

pytestmark = pytest.mark.usefixtures("small")


@pytest.fixture
def number(run: Run) -> str:
    """The number of a case with a one-sided entry."""
    return str(run("case", "add", "--json", facts=ONE_SIDED).json["number"])


def refused(ran: Ran, code: int = 2) -> str:
    """Return the one sentence of a refusal."""
    assert (ran.code, ran.out) == (code, ""), ran
    assert ran.err.count("\n") == 1
    assert "Traceback" not in ran.err
    return ran.err


def shown(run: Run, number: str) -> dict[str, Any]:
    found: dict[str, Any] = run("case", "show", number, "--json").json
    return found


# ------------------------------------------------------------------------------------------ states


def test_a_case_is_brought_through_its_life(run: Run, number: str) -> None:
    waits = ("--waiting-for", "acquirer", "--why", "已报")
    said = run("case", "state", number, "--to", "waiting", *waits, "--json").json
    assert (said["number"], said["state"], said["waiting_for"]) == (number, "waiting", "acquirer")
    assert set(said["next"]) == NEXT
    ended = ("--to", "settled", "--outcome", "REVERSED", "--why", "退回了")
    assert run("case", "state", number, *ended, "--json").json["outcome"] == "REVERSED"
    closed = run("case", "state", number, "--to", "closed", "--why", "对过账", "--json").json
    assert (closed["state"], closed["next"], closed["after"]) == ("closed", None, [])
    assert shown(run, number)["next"] is None
    assert run("case", "state", number, "--to", "open", "--why", "又来了").code == 0
    timeline = [line["text"]["zh_CN"] for line in shown(run, number)["timeline"]]
    assert timeline[-4:] == [
        "等收单机构答复：已报",
        "已了结（已退回）：退回了",
        "已关闭：对过账",
        "处理中：又来了",
    ]


@pytest.mark.parametrize(
    "given",
    [
        ("--to", "waiting", "--why", "w"),
        ("--to", "waiting", "--waiting-for", "nobody", "--why", "w"),
        ("--to", "settled", "--waiting-for", "issuer", "--why", "w"),
        ("--to", "settled", "--outcome", "NO_SUCH", "--why", "w"),
        ("--to", "open", "--why", "w"),
        ("--to", "closed", "--why", "w"),
        ("--to", "gone", "--why", "w"),
        ("--to", "settled"),
        ("--to", "settled", "--why", ""),
        ("--to", "settled", "--why", CARD),
    ],
)
@pytest.mark.parametrize("lang", ["zh_CN", "en"])
def test_what_cannot_be_said_of_a_case_ends_in_one_sentence(
    run: Run, number: str, given: tuple[str, ...], lang: str
) -> None:
    sentence = refused(run("case", "state", number, *given, "--lang", lang))
    assert CARD not in sentence
    assert shown(run, number)["state"] == "open"


def test_an_unknown_outcome_is_answered_with_the_known_ones(run: Run, number: str) -> None:
    given = ("--to", "settled", "--outcome", "NO_SUCH", "--why", "w")
    assert "REVERSED" in refused(run("case", "state", number, *given))


# ------------------------------------------------------------------------------------ calls, steps


def test_a_call_is_kept_and_its_promise_becomes_a_date(run: Run, number: str) -> None:
    said = ("--name", "小陈", "--ticket", "8812", "--said", "在查", "--promise", "2030-11-25")
    called = run("case", "call", number, "--who", "acquirer", *said, "--json").json
    assert (called["state"], called["waiting_for"]) == ("waiting", "acquirer")
    steps = [called["next"], *called["after"]]
    answer = next(step for step in steps if step["key"] == "answer:acquirer")
    assert answer["due"] == "2030-11-25T10:30:00+08:00"
    assert (answer["whom"], answer["overdue"]) == ("acquirer", False)
    call = shown(run, number)["calls"][0]
    assert (call["who"], call["how"], call["ticket"]) == ("acquirer", "call", "8812")


@pytest.mark.parametrize(
    ("promise", "due"),
    [
        ("2030-11-25", r"2030-11-25T10:30:00\+08:00"),
        ("2030年11月25日", r"2030-11-25T10:30:00\+08:00"),
        ("2030-11-25 16:00", r"2030-11-25T16:00:00\+08:00"),
        ("2020-01-02", r"2020-01-02T10:30:00\+08:00"),
        ("明天 10点", r"\d{4}-\d\d-\d\dT10:00:00\+08:00"),
        ("tomorrow", r"\d{4}-\d\d-\d\dT10:30:00\+08:00"),
    ],
)
def test_a_promise_is_told_as_people_tell_it(run: Run, number: str, promise: str, due: str) -> None:
    assert run("case", "call", number, "--who", "wallet", "--promise", promise).code == 0
    assert re.fullmatch(due, shown(run, number)["calls"][0]["promise"])


@pytest.mark.parametrize("promise", ["soon", "2030-02-30", "31.12.", "25:00", CARD])
def test_a_promise_that_is_no_time_is_refused(run: Run, number: str, promise: str) -> None:
    refused(run("case", "call", number, "--who", "wallet", "--promise", promise))
    assert shown(run, number)["calls"] == []


@pytest.mark.parametrize("who", list(Party))
def test_everybody_who_can_be_waited_for_can_be_called(run: Run, number: str, who: str) -> None:
    assert run("case", "call", number, "--who", who, "--how", "letter_in").code == 0


def test_a_ticket_like_a_card_number_needs_to_be_confirmed(run: Run, number: str) -> None:
    said = ("case", "call", number, "--who", "acquirer", "--ticket", CARD)
    assert CARD not in refused(run(*said))
    assert run(*said, "--not-a-card", "ticket").code == 0


def test_steps_are_done_put_off_and_added(run: Run, number: str) -> None:
    first = shown(run, number)["next"]["key"]
    done = run("case", "step", number, "done", first, "--came", "还没有", "--json").json
    assert done["next"]["key"] != first
    own = run("case", "step", number, "add", "看监控", "--by", "明天 9:00", "--json").json
    assert "own" in {step["key"] for step in [own["next"], *own["after"]]}
    plan = ("plan", "own", "--by", "2030-11-25", "--why", "店长不在", "--json")
    later = run("case", "step", number, *plan).json
    assert later["after"][-1]["due"] == "2030-11-25T10:30:00+08:00"
    refused(run("case", "step", number, "done", "no-such-step"))
    refused(run("case", "step", number, "add", f"卡号 {CARD}", "--by", "明天 9:00"))
    ok = ("--by", "明天 9:00", "--not-a-card", "text")
    assert run("case", "step", number, "add", f"单号 {CARD}", *ok).code == 0


# ----------------------------------------------------------------- goods, money given up, payouts


def test_goods_promise_and_other_tender_are_told(run: Run, number: str, tmp_path: Path) -> None:
    assert run("case", "goods", number, "held").code == 0
    assert run("case", "promise", number, "查到就打电话", "--by", "2030-11-25").code == 0
    note = tmp_path / "note.txt"
    note.write_text("已另付现金", "utf-8")
    exhibit = run("case", "attach", number, str(note), "--kind", "note", "--json").json["exhibit"]
    paid = ("--means", "现金", "--manager", "周敏", "--note", "退第一笔")
    refused(run("case", "tender", number, *paid, "--signed", "no-such-exhibit"))
    assert run("case", "tender", number, *paid, "--signed", exhibit).code == 0
    told = shown(run, number)
    assert told["goods"] == "held"
    assert told["promise"] == {"what": "查到就打电话", "by": "2030-11-25T10:30:00+08:00"}
    assert told["other_tenders"][0]["signed"] == exhibit
    refused(run("case", "goods", number, "lost"))


def test_a_payout_is_followed_until_it_is_there(run: Run, number: str) -> None:
    back = ("--returned", "2026-11-19", "--amount", "18402.35", "--cause", "户名不符")
    assert run("case", "payout", number, *back).code == 0
    assert (
        run("case", "payout", number, "--document", "开户许可证", "--repay", "2030-01-07").code == 0
    )
    told = shown(run, number)
    assert told["payout"]["amount"] == 1_840_235
    keys = {step["key"] for step in [told["next"], *told["after"]]}
    assert {"repay", "payout:7"} <= keys
    assert run("case", "payout", number, "--repaid", "2026-11-21 09:12").code == 0
    assert shown(run, number)["payout"]["repaid_at"] == "2026-11-21T09:12:00+08:00"
    refused(run("case", "payout", number))
    refused(run("case", "payout", number, "--returned", "gestern"))


def test_a_write_off_is_the_slip_s_amount_and_a_manager_s(
    run: Run, number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POSDESK_NEW_PIN", PIN)
    run("people", "add", "周敏", "--role", "manager")
    assert run("people", "pin", "周敏").code == 0
    refused(run("case", "writeoff", number, "--why", "不追了"), code=1)
    refused(run("calendar", "import", "x.toml"), code=1)
    refused(run("due", "-o", "x.ics"), code=1)
    assert shown(run, number)["state"] == "open"
    monkeypatch.setenv("POSDESK_PIN", PIN)
    assert run("case", "writeoff", number, "--why", "不追了", "--as", "周敏").code == 0
    told = shown(run, number)
    assert (told["state"], told["outcome"]) == ("closed", "WRITTEN_OFF")
    assert told["written_off"]["amount"] == 50_000


def test_the_same_money_is_linked(run: Run, number: str) -> None:
    other = run("case", "add", "--json", facts={"amount": "500"}).json["number"]
    assert run("case", "link", number, other, "--why", "凭证号一样").code == 0
    assert [link["number"] for link in shown(run, other)["links"]] == [number]
    refused(run("case", "link", number, number, "--why", "w"))


# ------------------------------------------------------------------------------------------ lists


def test_lists_take_every_question_together(run: Run, number: str) -> None:
    other = run("case", "add", "--json", facts={"amount": "86"}).json["number"]
    run("case", "promise", other, "结果", "--by", "2020-01-02")
    run("case", "state", other, "--to", "waiting", "--waiting-for", "issuer", "--why", "w")

    def listed(*asked: str) -> list[str]:
        return [row["number"] for row in run("case", "list", *asked, "--json").json]

    assert listed() == [other, number]
    assert listed("--state", "open") == [number]
    assert listed("--state", "waiting", "--query", "86") == [other]
    assert listed("--due", "overdue") == [other]
    assert listed("--due", "overdue", "--state", "open") == []
    assert listed("--state", "closed") == []
    rows = run("case", "list", "--json").json
    assert all(set(row["next"]) == NEXT for row in rows)
    refused(run("case", "list", "--due", "soon"))
    assert "逾期" in run("case", "list", "--due", "overdue").out


def test_what_is_due_is_listed_with_what_comes_after(run: Run, number: str) -> None:
    run("case", "promise", number, "结果", "--by", "2020-01-02")
    found = run("due", "--json").json
    assert [row["number"] for row in found] == [number]
    assert found[0]["next"]["key"] == "promise"
    assert (found[0]["next"]["overdue"], found[0]["next"]["whom"]) == (True, "customer")
    assert len(found[0]["after"]) > 2
    assert [row["number"] for row in run("due", "--when", "overdue", "--json").json] == [number]
    assert run("due", "--when", "today", "--json").json == []
    assert "给客人回话" in run("due").out


# --------------------------------------------------------------------------------------- iCalendar


def test_what_is_to_be_done_goes_into_other_calendars(
    run: Run, number: str, tmp_path: Path
) -> None:
    run("case", "promise", number, "给王小姐 13800001234 回话", "--by", "2030-11-25")
    said = ("--name", "小陈", "--ticket", "8812", "--promise", "2030-11-26 16:00")
    run("case", "call", number, "--who", "acquirer", *said)
    files = [tmp_path / "a.ics", tmp_path / "b.ics"]
    for file in files:
        assert run("due", "-o", str(file), "--json").json["entries"] == 3
    assert files[0].read_bytes() == files[1].read_bytes()
    calendar = icalendar.Calendar.from_ical(files[0].read_bytes())
    entries = {str(e["UID"]).split("-")[-1]: e for e in calendar.walk("VEVENT")}
    promise = entries["promise@posdesk"]
    assert promise["DTSTART"].params["TZID"] == "Asia/Shanghai"
    assert promise.decoded("DTSTART").isoformat() == "2030-11-25T10:30:00+08:00"
    assert str(promise["SUMMARY"]) == f"{number} ¥500.00 给客人回话"
    assert "8812" in str(entries["answer:acquirer@posdesk"]["SUMMARY"])
    text = files[0].read_text("utf-8")
    assert not [word for word in ("王小姐", "13800001234", "小陈", "没出单") if word in text]


def test_a_step_that_is_put_off_stays_the_same_entry(run: Run, number: str, tmp_path: Path) -> None:
    def entries() -> dict[str, str]:
        run("due", "-o", str(tmp_path / "a.ics"))
        calendar = icalendar.Calendar.from_ical((tmp_path / "a.ics").read_bytes())
        found = ((str(e["UID"]), e.decoded("DTSTART").isoformat()) for e in calendar.walk("VEVENT"))
        return dict(found)

    run("case", "promise", number, "结果", "--by", "2030-11-25")
    before = entries()
    run("case", "promise", number, "结果", "--by", "2030-11-27")
    after = entries()
    assert before.keys() == after.keys()
    assert len(before.items() - after.items()) == 1


def test_a_file_that_cannot_be_written_is_told(run: Run, number: str, tmp_path: Path) -> None:
    refused(run("due", "-o", str(tmp_path / "none" / "a.ics")), code=1)


# ---------------------------------------------------------------------------------------- calendar


@pytest.mark.parametrize(
    ("day", "working", "estimate", "why"),
    [
        ("2026-10-10", True, False, "make-up"),
        ("2026-10-07", False, False, "National Day"),
        ("2026-10-11", False, False, "weekend"),
        ("2026-11-20", True, False, "weekday"),
        ("2031-01-01", True, True, "not announced"),
    ],
)
def test_a_day_says_whether_one_works_and_why(
    run: Run, day: str, working: bool, estimate: bool, why: str
) -> None:
    said = run("calendar", "check", day, "--json")
    assert said.code == 0
    assert said.json.keys() == {"date", "working_day", "estimate", "why"}
    assert (said.json["date"], said.json["working_day"]) == (day, working)
    assert said.json["estimate"] is estimate
    assert why in said.json["why"]["en"]
    assert said.json["why"]["zh_CN"] in run("calendar", "check", day).out


@pytest.mark.parametrize("day", ["", "x", "2026-13-01", "2026-02-30", "20261010", CARD])
def test_what_is_no_day_is_refused(run: Run, day: str) -> None:
    assert CARD not in refused(run("calendar", "check", day, "--json"))


def test_a_year_is_imported_and_listed(run: Run, tmp_path: Path, data_dir: Path) -> None:
    file = tmp_path / "2031.toml"
    file.write_text(
        'year = 2031\nsource = "通知"\n[[holiday]]\n'
        'name = { zh_CN = "元旦", en = "New Year" }\ndays = ["2031-01-01"]\n',
        "utf-8",
    )
    assert run("calendar", "import", str(file), "--json").json["year"] == 2031
    day = run("calendar", "check", "2031-01-01", "--json").json
    assert (day["working_day"], day["estimate"]) == (False, False)
    years = run("calendar", "list", "--json").json
    assert [(year["year"], year["own"]) for year in years][-1] == (2031, True)
    before = (data_dir / "calendars" / "2031.toml").read_bytes()
    file.write_text("year = 2031\n", "utf-8")
    refused(run("calendar", "import", str(file)))
    refused(run("calendar", "import", str(tmp_path / "none.toml")))
    assert (data_dir / "calendars" / "2031.toml").read_bytes() == before
