"""The letters of every kind of case: what is asked, what is named, in which order it stands."""

from __future__ import annotations

import re
from dataclasses import replace

import pypdf
import pytest

from posdesk.domain.bundle.request import kind_of
from posdesk.domain.bundle.slots import SlotState, slots_for
from posdesk.domain.event import CallLogged, ExhibitDescribed, ExhibitMarked, SlipRecorded
from posdesk.domain.text import Lang
from posdesk.reports.bundle.exhibit_words import listed, shows
from posdesk.reports.bundle.letter_request import request_for
from tests.reports import samples, six_cases
from tests.reports.conftest import Make, squeezed, text_of

PROMISES = re.compile("保证|承诺|一定会|必将|guarantee|will be paid|we promise", re.IGNORECASE)


@pytest.mark.parametrize("make_case", six_cases.KINDS, ids=lambda make: make.__name__)
def test_a_letter_asks_in_both_languages_and_promises_nothing(make_case: six_cases.Make) -> None:
    request = request_for(make_case().case)
    assert 2 <= len(request.points) <= 4
    for words in (request.title, request.lead, *request.points):
        assert not PROMISES.search(words.zh_CN + words.en)
        assert words.zh_CN != words.en


def test_requests_of_different_kinds_ask_for_different_things() -> None:
    leads = [request_for(file.case).lead for file in six_cases.all_cases()]
    assert len(set(leads)) >= 6


@pytest.mark.parametrize(
    ("make_case", "lang"),
    [
        (six_cases.one_sided, "zh_CN"),
        (six_cases.retrieval_answered, "en"),
        (six_cases.payout_failed, "zh_CN"),
        (six_cases.charged_twice, "en"),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_the_first_page_asks_and_names_what_is_missing(
    make_case: six_cases.Make, lang: Lang, make: Make
) -> None:
    file = make_case()
    _, reader = make(file, lang=lang)
    front = text_of(reader, [0, 1])
    request = request_for(file.case)
    for words in (request.title, request.lead, *request.points):
        assert squeezed(words.in_(lang)) in front
    for slot in slots_for(file.case, kind_of(file.case)):
        if slot.required and slot.state is SlotState.MISSING and slot.name != "keys":
            assert squeezed(slot.words.in_(lang)) in front
        if slot.state is SlotState.NOT_APPLICABLE and slot.name != "mail":
            assert slot.why is not None
            assert squeezed(slot.why.in_(lang)) in front
    for exhibit in file.case.exhibits:
        assert squeezed(listed(file.case, exhibit).in_(lang)) in front


def test_the_parts_stand_in_the_order_a_dispute_desk_wants(make: Make) -> None:
    _, reader = make(six_cases.refund_missing())
    titles = _titles(reader.outline)
    order = ["请求", "交易要素", "事实", "经过", "通话", "签购单", "退货单", "App", "清单"]
    places = [next(at for at, t in enumerate(titles) if name in t) for name in order]
    assert places == sorted(places)


def _titles(outline: object) -> list[str]:
    if isinstance(outline, list):
        return [title for entry in outline for title in _titles(entry)]
    assert isinstance(outline, pypdf.generic.Destination)
    return [str(outline.title)]


def test_calls_are_a_table_with_what_was_promised(make: Make) -> None:
    file = samples.with_events(
        six_cases.one_sided(),
        CallLogged(who="acquirer", how="call_in", name="刘工", said="查到这笔，需书面申请"),
    )
    _, reader = make(file)
    text = text_of(reader)
    for words in (
        "本店致电收单机构",
        "收单机构刘工来电",
        "查到这笔，需书面申请",
        "11-2409:30前答复",
    ):
        assert words in text


def test_unionpays_query_fields_come_first_and_no_field_is_a_blank(make: Make) -> None:
    cleared = SlipRecorded(values={"clearing_date": "2026-11-21"}, why="收单机构告知")
    _, reader = make(samples.with_events(six_cases.one_sided(), cleared))
    first = text_of(reader, [0])
    labels = ["卡号", "交易时间", "金额", "清算日期", "凭证号", "终端号"]
    places = [first.index(label, first.index("交易要素")) for label in labels]
    assert places == sorted(places)
    assert "授权码" not in first
    assert "2026-11-21" in first


def test_a_wallets_order_number_comes_first(make: Make) -> None:
    _, reader = make(six_cases.wallet_without_result())
    first = text_of(reader, [0])
    assert first.index("订单号") < first.index("交易时间")
    assert "钱包平台" in first


def test_every_payment_of_a_duplicate_stands_on_the_first_page(make: Make) -> None:
    _, reader = make(six_cases.charged_twice())
    first = text_of(reader, [0])
    assert "004731" in first
    assert "004730" in first
    assert "632414004730" in first
    _, reader = make(six_cases.wallet_without_result())
    assert "另一笔" not in text_of(reader, [0])


def test_the_shops_own_sentence_stands_for_the_general_one() -> None:
    case = six_cases.one_sided().case
    app = next(e for e in case.exhibits if e.kind == "app")
    assert "已扣款" in shows(case, app).zh_CN
    said = ExhibitDescribed(exhibit=app.id, about="第二次打开时截的。")
    told = samples.with_events(six_cases.one_sided(), said).case
    again = next(e for e in told.exhibits if e.kind == "app")
    assert listed(told, again).zh_CN == "第二次打开时截的。"
    assert "已扣款" in shows(told, again).zh_CN


def test_of_several_payments_no_sentence_says_which_one_an_exhibit_shows() -> None:
    case = six_cases.charged_twice().case
    assert all("500" not in shows(case, exhibit).zh_CN for exhibit in case.exhibits)


def test_of_a_wrong_amount_nothing_says_that_the_goods_cost_it() -> None:
    case = six_cases.wrong_amount().case
    goods = next(e for e in case.exhibits if e.kind == "goods")
    assert shows(case, goods).zh_CN == "11-20 14:32 ¥5,000.00 这笔买的货物"


def test_the_double_payment_note_is_named_where_the_facts_speak_of_it(make: Make) -> None:
    _, reader = make(six_cases.paid_twice_by_cash())
    assert "已写双付说明附件3。" in text_of(reader, [0])


def test_a_long_name_and_a_long_sentence_leave_the_framed_row_to_be_told(make: Make) -> None:
    file = samples.with_exhibit(
        samples.sample(), b"11-20 500.00", "名" * 900 + ".txt", "statement", "text/plain"
    )
    held = file.exhibits[-1].exhibit.id
    file = samples.with_events(
        file,
        ExhibitDescribed(exhibit=held, about="从商户后台导出。" * 90),
        ExhibitMarked(exhibit=held, boxes=("1,0,0,1000,10",)),
    )
    last = replace(file.exhibits[-1], exhibit=file.case.exhibits[-1])
    _, reader = make(replace(file, exhibits=(*file.exhibits[:-1], last)), lang="both")
    text = text_of(reader)
    assert "加框的就是这笔：第" in text
    assert "Theframedrowisthispayment" in text
