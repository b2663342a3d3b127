from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posdesk.domain.call_line import Kind, read_call_line
from posdesk.domain.day_words import day_words
from posdesk.domain.errors import WrongInput
from posdesk.domain.life import WAYS, Party
from posdesk.domain.moment import BEIJING, from_iso, iso
from posdesk.domain.text import LANGS, Lang
from posdesk.domain.when_words import find_when, read_when

NOW = datetime(2026, 11, 20, 14, 43, tzinfo=BEIJING)
"""A Friday afternoon."""

A, B, C, W, M = Party.ACQUIRER, Party.ISSUER, Party.CUSTOMER, Party.WALLET, Party.MANAGER


class Read(NamedTuple):
    who: Party | None
    ticket: str = ""
    when: str = ""
    said: str = ""
    how: str = "call"
    name: str = ""


LINES = {
    "收单 8812 明天10点书面答复": Read(A, "8812", "11-21 10:00", "书面答复"),
    "收单机构回电，后台查到这笔，要书面申请": Read(
        A, said="后台查到这笔，要书面申请", how="call_in"
    ),
    "收单机构说周一9:30前查复，工单8812": Read(A, "8812", "11-23 09:30", "查复"),
    "致电银联 工单号 UP20261120-7 三个工作日内答复": Read(
        A, "UP20261120-7", "11-25 10:30", "答复", name="银联"
    ),
    "收单王经理说明天10点书面答复": Read(A, "", "11-21 10:00", "书面答复", name="王经理"),
    "银行查不到，说要再等": Read(B, said="查不到，说要再等"),
    "客人说没收到短信": Read(C, said="没收到短信"),
    "客人来电 明天上午来店里拿货": Read(C, "", "11-21 10:30", "来店里拿货", "call_in"),
    "招商银行工号 3321，扣款成功，让找收单": Read(
        B, said="扣款成功，让找收单", name="招商银行 工号 3321"
    ),
    "微信客服说24小时内退回": Read(W, "", "11-21 14:43", "客服说退回", name="微信"),
    "支付宝 2026112099 周三10点再查": Read(W, "2026112099", "11-25 10:00", "再查", name="支付宝"),
    "店长同意先放货": Read(M, said="同意先放货"),
    "经理同意核销": Read(M, said="同意核销"),
    "王经理 明天10点回电": Read(None, "", "11-21 10:00", "回电", name="王经理"),
    "收单，8812，明天10点，书面答复": Read(A, "8812", "11-21 10:00", "书面答复"),
    "8812 收单后天下午3点": Read(A, "8812", "11-22 15:00"),
    "农行说冻结30天": Read(B, said="冻结30天", name="农行"),
    "发函收单 要求书面答复 12月1日前": Read(A, "", "12-01 10:30", "要求书面答复", "letter"),
    "给收单发邮件 附双付说明 11-25 10:00": Read(A, "", "11-25 10:00", "附双付说明", "letter"),
    "收单来函 要补签购单": Read(A, said="要补签购单", how="letter_in"),
    "收单 95516 查到参考号 012345678901": Read(A, said="95516 查到参考号 012345678901"),
    "收单 退500元 明天到账": Read(A, "", "11-21 10:30", "退500元 到账"),
    "收单 500.00 已退": Read(A, said="500.00 已退"),
    "收单 工单 LK8812 明早9点": Read(A, "LK8812", "11-21 09:00"),
    "没人接": Read(None, said="没人接"),
    "服务商李工 上门换机 周五": Read(A, "", "11-27 10:30", "换机", "visit", "服务商 李工"),
    "客人 尾号 1234 已退回": Read(C, said="尾号 1234 已退回"),
    "当面和客人说清楚 货先留店里": Read(C, said="说清楚 货先留店里", how="visit"),
    "发卡行 凭证号 004731 查无此笔": Read(B, said="凭证号 004731 查无此笔"),
    "＃８８１２ 收单 明天１０点": Read(A, "8812", "11-21 10:00"),
    "收单 8812 8813 两个工单": Read(A, "8812", "", "8813 两个工单"),
    "银行卡退回来了 客人确认": Read(C, said="银行卡退回来了 确认"),
    "收单今天17:00前给答复": Read(A, "", "11-20 17:00", "给答复"),
    "周三10点 收单": Read(A, "", "11-25 10:00"),
    "收单 三点半 再打": Read(A, "", "11-20 15:30", "再打"),
    "收单 11-18那笔已查": Read(A, said="11-18那笔已查"),
    "收单 1-3个工作日内答复": Read(A, "", "11-25 10:30", "答复"),
    "收单 下周一上午 给结果": Read(A, "", "11-23 10:30", "给结果"),
    "acquirer ticket 8812 by tomorrow 10:00 written answer": Read(
        A, "8812", "11-21 10:00", "written answer"
    ),
    "called the bank, Ms Li, nothing debited, answer in 2 days": Read(
        B, "", "11-22 10:30", "nothing debited, answer", name="Ms Li"
    ),
    "customer called back, will come Wed 10:00": Read(C, "", "11-25 10:00", "will come", "call_in"),
    "bank called back #A-771 refund done": Read(B, "A-771", "", "refund done", "call_in"),
    "wallet ref 99123 refund within 3 working days": Read(W, "99123", "11-25 10:30", "refund"),
    "manager says release the goods": Read(M, said="release the goods"),
    "Called acquirer, will call back tomorrow 10:00": Read(A, "", "11-21 10:00", "will call back"),
    "emailed the acquirer next Tuesday 3pm": Read(A, "", "11-24 15:00", "", "letter"),
    "issuer case 44-17 Nov 25 14:00": Read(B, "44-17", "11-25 14:00"),
}


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_read_as_a_person_would(line: str) -> None:
    read, wanted = read_call_line(line, NOW), LINES[line]
    when = from_iso(read.promise_by).strftime("%m-%d %H:%M") if read.promise_by else ""
    got = Read(read.who, read.ticket, when, read.said, read.how, read.name)
    assert got == wanted


def test_words_that_are_to_stay_plain_are_read_no_more() -> None:
    line = "收单 8812 8813 明天10点"
    assert read_call_line(line, NOW, plain={"8812"}).ticket == "8813"
    bare = read_call_line(line, NOW, plain={"收单", "8812", "8813", "明天10点"})
    assert bare.parts == ()
    assert bare.said == line


_WORDS = (
    "8812",
    "A-7",
    "10:00",
    "11-25",
    "明天",
    "bank",
    "Wed",
    "99号",
    "31日",
    "¥5",
    "9999-99-99",
)
_PIECES = st.sampled_from(
    [
        *" ，。,;:：#\t　",
        *"收单银行客人店长说回电工单前后天周三点半上午",
        *_WORDS,
        "called back",
        "Ms Li",
    ]
)
_LINES = st.one_of(st.text(max_size=40), st.lists(_PIECES, max_size=14).map("".join))


@given(line=_LINES)
def test_no_character_is_lost_whatever_is_typed(line: str) -> None:
    read = read_call_line(line, NOW)
    left, at = "", 0
    for part in read.parts:
        assert part.start >= at
        left += line[at : part.start]
        at = part.end
        assert part.words in line[part.start : part.end]
    left += line[at:]
    assert "".join(left.split()) == "".join(read.said.split())
    assert len({part.kind for part in read.parts}) == len(read.parts)
    assert read.how in WAYS
    if read.promise_by:
        assert from_iso(read.promise_by) >= NOW - timedelta(minutes=1)


@given(text=_LINES)
def test_a_time_is_read_or_refused_and_never_past(text: str) -> None:
    try:
        moment = read_when(text, NOW)
    except WrongInput:
        return
    assert from_iso(moment) >= NOW - timedelta(minutes=1)


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("2026-11-25 16:00", "2026-11-25T16:00:00+08:00"),
        ("2026/11/25 16:00", "2026-11-25T16:00:00+08:00"),
        ("2026年11月25日 16:00", "2026-11-25T16:00:00+08:00"),
        ("2026-11-25", "2026-11-25T10:30:00+08:00"),
        ("2027-1-5", "2027-01-05T10:30:00+08:00"),
    ],
)
def test_a_whole_date_is_read_however_it_is_written(words: str, moment: str) -> None:
    assert read_when(words, NOW) == moment


MOMENTS = st.integers(0, 5 * 366 * 1440).map(lambda minutes: NOW + timedelta(minutes=minutes))


@given(now=MOMENTS, ahead=st.integers(0, 500 * 1440), lang=st.sampled_from(LANGS))
def test_every_time_told_is_read_back(now: datetime, ahead: int, lang: Lang) -> None:
    moment = iso(now + timedelta(minutes=ahead))
    assert read_when(day_words(moment, now, lang), now) == moment


@pytest.mark.parametrize(
    "words", ["", "soon", "昨天 10:00", "14:00", "11-18", "2026-02-30", "25:00"]
)
def test_what_is_no_time_to_come_is_refused(words: str) -> None:
    with pytest.raises(WrongInput, match="nothing was stored"):
        read_when(words, NOW)


@pytest.mark.parametrize(
    "words",
    [
        "2号终端",
        "前天",
        "1234-25",
        "20261125-03",
        "62-2026-11-25",
        "500.10.20",
        "每天",
        "30天前的事",
    ],
)
def test_numbers_that_are_no_time_stay_words(words: str) -> None:
    assert not list(find_when(words, NOW))


def test_the_parts_are_those_of_the_line() -> None:
    read = read_call_line("收单 8812 明天10点书面答复", NOW)
    assert [(part.kind, part.words) for part in read.parts] == [
        (Kind.WHO, "收单"),
        (Kind.TICKET, "8812"),
        (Kind.WHEN, "明天10点"),
    ]
