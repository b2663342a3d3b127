"""One case of every kind of request, with exhibits that look like what shops really hold."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from posdesk.domain.event import (
    Answered,
    AttemptAdded,
    CallLogged,
    CaseOpened,
    Event,
    ExhibitDescribed,
    FactLearnt,
    GoodsMarked,
    OtherTenderTaken,
    PayoutTracked,
    Promised,
    Recorded,
    SlipRecorded,
    StateChanged,
    WalkStarted,
)
from posdesk.domain.fold import fold
from posdesk.domain.text import Text
from posdesk.reports.casefile import CaseFile, ExhibitBytes
from tests.reports.samples import SLIP, attached, record

NAMES = {"wang": "收银员 王芳", "zhou": "店长 周敏"}
FONT = Path(__file__).resolve().parents[2] / "resources" / "fonts" / "NotoSansSC-Regular.ttf"
WALLET: dict[str, str | int | None] = {
    "amount": 12880,
    "at": "2026-11-20T18:05:41+08:00",
    "order_no": "4200002718202611206612345678",
    "channel": "微信",
    "merchant_name": "清和桥百货店",
    "merchant_id": "898330154110023",
}

Paper = tuple[str, str, bytes]
"""An exhibit to attach: its kind, its name, its bytes (JPEG)."""


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONT), size)


@cache
def paper(title: str, *rows: str, width: int = 760, colour: str = "#f7f7f2") -> bytes:
    """Return a JPEG of a slip, a screen or a notice with ``rows`` of words."""
    image = Image.new("RGB", (width, 200 + 66 * len(rows)), colour)
    draw = ImageDraw.Draw(image)
    draw.text((40, 36), title, "#111111", font=_font(44))
    draw.line((40, 120, width - 40, 120), "#444444", 3)
    for at, row in enumerate(rows):
        draw.text((40, 150 + at * 66), row, "#222222", font=_font(32))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=85)
    return out.getvalue()


def answer(
    node: str,
    question: tuple[str, str],
    said: tuple[str, str],
    *,
    picked: str = "yes",
    kind: str = "question",
    source: str | None = None,
    terminal: str | None = None,
    bank: str | None = None,
    outcome: str | None = None,
) -> Answered:
    """One step of a walk, at ``FLOW/NODE``."""
    return Answered(
        walk="w1",
        node=node,
        kind=kind,
        question=Text(*question),
        answer=picked,
        answer_text=Text(*said),
        source=source,
        to=node,
        terminal=terminal,
        bank=bank,
        outcome=outcome,
        outcome_text=Text("登记好了，等答复。", "Logged; wait for the answer.")
        if outcome
        else None,
    )


def started(flow: str, zh: str, en: str) -> WalkStarted:
    """A walk through a shipped flow."""
    return WalkStarted(
        walk="w1", flow=flow, flow_version="1", title=Text(zh, en), node=f"{flow}/start"
    )


def case_file(
    case_id: str,
    first: Sequence[Event],
    papers: Sequence[Paper] = (),
    later: Sequence[Event] = (),
    day: str = "2026-11-20",
) -> CaseFile:
    """Return the case of ``first`` (on ``day``), its papers, and ``later`` (on 23 November)."""
    held = [
        (attached(at, kind, name, data), data) for at, (kind, name, data) in enumerate(papers, 1)
    ]
    events = [*first, *(event for event, _ in held)]
    history = [
        record(at, event, f"{day}T18:{at:02d}:{at * 7 % 60:02d}+08:00")
        for at, event in enumerate(events, 1)
    ]
    history += _on_monday(later, len(history))
    case = fold(case_id, tuple(history))
    data = {event.exhibit: data for event, data in held}
    exhibits = tuple(ExhibitBytes(e, data[e.id]) for e in case.exhibits)
    return CaseFile(case, exhibits, names=NAMES)


def _on_monday(events: Sequence[Event], after: int) -> list[Recorded]:
    return [
        record(after + at, event, f"2026-11-23T09:{30 + at:02d}:00+08:00", "zhou")
        for at, event in enumerate(events, 1)
    ]


def _opened(number: str, flow: str, symptom: str) -> CaseOpened:
    return CaseOpened(
        number=number,
        flow=flow,
        symptom=symptom,
        shop="清和桥百货店",
        till="3 号台",
        cashier="王芳",
    )


def one_sided() -> CaseFile:
    """A card was debited, the terminal timed out and printed nothing; asked twice."""
    first = [
        _opened("1120-03", "no-slip", "扣了 500 块，机器没出单"),
        SlipRecorded(values=SLIP),
        started("no-slip", "没出单却扣款", "No slip, but debited"),
        answer(
            "no-slip/screen",
            ("机器屏幕显示什么？", "What does the terminal show?"),
            ("通讯超时", "Timeout"),
            source="screen",
            terminal="timeout",
        ),
        answer(
            "no-slip/app",
            ("请客人现场打开手机银行：扣了没有？", "Live in the bank app: was it debited?"),
            ("扣了，金额一样", "Yes, the same amount"),
            source="bank_app",
            terminal="timeout",
            bank="debited",
            outcome="ONE_SIDED",
        ),
        GoodsMarked(goods="held"),
        Promised(what="回电告知查询结果", by="2026-11-23T10:00:00+08:00"),
    ]
    papers = [
        ("terminal", "终端屏幕.jpg", paper("终端屏幕", "14:33  通讯超时", "没有应答码")),
        (
            "app",
            "银行App.jpg",
            paper("交易详情", "2026-11-20 14:32", "支出  -500.00", "622848 ****** 1234"),
        ),
    ]
    later: list[Event] = [
        CallLogged(
            who="acquirer",
            ticket="8812",
            said="报了终端号、批次号、凭证号",
            promise_by="2026-11-24T09:30:00+08:00",
        ),
        SlipRecorded(values={"rrn": "632414004731"}, why="收单机构告知"),
    ]
    return case_file("case-one-sided", first, papers, later)


def wallet_without_result() -> CaseFile:
    """A payer paid by wallet and the till shows nothing."""
    first = [
        _opened("1120-05", "qr-no-result", "微信付了 128.80，收银台没显示"),
        SlipRecorded(values=WALLET),
        started("qr-no-result", "扫码付了没反应", "Code paid, no result"),
        answer(
            "qr-no-result/query-says",
            ("这一单的查询结果是什么？", "What does the query say?"),
            ("支付中", "Paying"),
            source="wallet",
            terminal="timeout",
        ),
        answer(
            "qr-no-result/app",
            ("顾客的账单里扣了吗？", "Does the payer's bill show a debit?"),
            ("扣了", "It does"),
            source="bank_app",
            terminal="timeout",
            bank="debited",
            outcome="UNKNOWN",
        ),
        GoodsMarked(goods="held"),
    ]
    papers = [
        (
            "app",
            "微信账单.jpg",
            paper(
                "微信账单",
                "2026-11-20 18:05:41",
                "-128.80",
                "交易单号 4200002718202611206612345678",
            ),
        ),
    ]
    return case_file("case-wallet", first, papers)


def refund_missing() -> CaseFile:
    """The shop refunded a card sale; the money has not come back to the card."""
    first = [
        _opened("1120-07", "refund-missing", "上周退的货，钱还没回来"),
        SlipRecorded(values={**SLIP, "amount": 39900, "rrn": "631812004120"}),
        FactLearnt(terminal="approved", bank="debited", source="portal"),
        started("refund-missing", "退款没收到", "Refund not received"),
        answer(
            "refund-missing/refund-state",
            ("在商户后台查这笔退款：什么状态？", "Its state in the portal?"),
            ("已受理", "Accepted"),
            picked="accepted",
            terminal="approved",
            bank="debited",
        ),
        answer(
            "refund-missing/look-there",
            ("请顾客看原卡的明细：有退款吗？", "Is the refund in the card's record?"),
            ("没有", "It is not"),
            picked="not-there",
            terminal="approved",
            bank="debited",
            outcome="REFUND_TRACED",
        ),
        GoodsMarked(goods="held"),
    ]
    papers = [
        ("slip", "签购单.jpg", paper("签购单", "消费  399.00", "凭证号 004731  批次 000218")),
        (
            "refund",
            "退货单.jpg",
            paper("退货单", "2026-11-13 退货 399.00", "原参考号 631812004120"),
        ),
        ("app", "客人账单.jpg", paper("账户明细", "2026-11-05 支出 -399.00", "没有退款")),
    ]
    later: list[Event] = [
        CallLogged(who="acquirer", ticket="T-20117", said="退款已提交发卡行"),
        CallLogged(who="issuer", how="call", said="没有查到退款入账"),
    ]
    return case_file("case-refund", first, papers, later)


def retrieval_answered() -> CaseFile:
    """A chargeback: the cardholder denies the payment; the shop holds the signed slip."""
    first = [
        _opened("1120-09", "dispute-letter", "收到退单通知，持卡人不承认"),
        SlipRecorded(values={**SLIP, "rrn": "627914003310", "auth_code": "A1B2C3"}),
        FactLearnt(terminal="approved", source="slip"),
        started("dispute-letter", "收到调单、拒付", "Dispute letter"),
        answer(
            "dispute-letter/which-letter",
            ("核实下来，来的是哪一种？", "Which kind of letter is it?"),
            ("退单、拒付：钱被扣回", "Chargeback: the money is taken"),
            picked="chargeback",
            terminal="approved",
        ),
        answer(
            "dispute-letter/reason",
            ("看退单原因：持卡人说了什么？", "What does the cardholder say?"),
            ("不承认这笔", "Not my payment"),
            picked="denied",
            terminal="approved",
        ),
        answer(
            "dispute-letter/hand-in",
            ("在期限前交给收单机构：交了吗？", "Handed in in time?"),
            ("交了，有回执", "Done, with a receipt"),
            picked="received",
            terminal="approved",
            outcome="DISPUTE_ANSWERED",
        ),
        GoodsMarked(goods="released"),
    ]
    papers = [
        ("mail", "退单通知.jpg", paper("退单通知", "参考号 627914003310", "金额 500.00")),
        ("goods", "购物小票.jpg", paper("购物小票", "电饭煲 1 台  500.00", "2026-10-06 14:31")),
        (
            "slip",
            "商户存根.jpg",
            paper("签购单 商户存根", "消费 500.00", "插卡  授权码 A1B2C3", "持卡人签名：（已签）"),
        ),
    ]
    later: list[Event] = [
        CallLogged(who="acquirer", how="letter_in", ticket="DP-4411", said="退单通知，要求举证"),
        ExhibitDescribed(exhibit="x3", about="商户存根原件的扫描件，有持卡人签名。"),
    ]
    return case_file("case-retrieval", first, papers, later)


def payout_failed() -> CaseFile:
    """A payout came back because the account's name was wrong; it has not been paid again."""
    first = [
        _opened("1120-11", "payout-failed", "营业款打不进来"),
        SlipRecorded(values={"merchant_id": "898330154110023", "terminal_id": "61203847"}),
        started("payout-failed", "结算卡结算失败", "Payout to the shop's card failed"),
        answer(
            "payout-failed/details",
            ("户名、账号、开户行，跟开户资料一样吗？", "Are name, number and bank as on file?"),
            ("不一样", "They differ"),
            picked="differs",
            outcome="REBOUND",
        ),
        PayoutTracked(
            returned_on="2026-11-19", amount=862050, cause="户名不符", document="开户许可证、户名"
        ),
    ]
    papers = [
        ("sms", "打款失败通知.jpg", paper("通知", "11-19 结算款 8,620.50 退回", "原因：户名不符")),
        ("statement", "结算明细.jpg", paper("结算明细 11-18", "应结 8,620.50", "状态 退回")),
    ]
    later: list[Event] = [
        CallLogged(
            who="acquirer",
            ticket="JS-0078",
            said="已收更正资料",
            promise_by="2026-11-25T17:00:00+08:00",
        )
    ]
    return case_file("case-payout", first, papers, later)


def charged_twice() -> CaseFile:
    """One purchase, two debits: one payment is approved, the other never reached the shop."""
    first = [
        _opened("1120-13", "charged-twice", "刷了两遍都扣了"),
        SlipRecorded(values={**SLIP, "rrn": "632414004730", "trace": "004730"}),
        FactLearnt(terminal="approved", bank="debited", source="slip"),
        AttemptAdded(attempt=2),
        SlipRecorded(attempt=2, values={**SLIP, "at": "2026-11-20T14:34:55+08:00"}),
        FactLearnt(attempt=2, terminal="timeout", source="screen"),
        FactLearnt(attempt=2, bank="debited", source="bank_app"),
        StateChanged(
            to="waiting", waiting_for="acquirer", outcome="DUPLICATE_TRACED", why="另一笔报查"
        ),
        GoodsMarked(goods="released"),
    ]
    papers = [
        ("slip", "签购单.jpg", paper("签购单", "消费 500.00", "凭证号 004730")),
        (
            "app",
            "账单.jpg",
            paper("账户明细", "14:32 支出 -500.00", "14:34 支出 -500.00"),
        ),
        ("terminal", "明细.jpg", paper("交易明细 批次 000218", "004730 成功 500.00", "004731 无")),
    ]
    return case_file("case-twice", first, papers)


def wrong_amount() -> CaseFile:
    """A zero too many was keyed in; the refund of the difference was refused."""
    first = [
        _opened("1120-15", "wrong-amount", "多按了一个零，收了 5000"),
        SlipRecorded(values={**SLIP, "amount": 500000, "rrn": "632414004731"}),
        FactLearnt(terminal="approved", bank="debited", source="slip"),
        started("wrong-amount", "金额收错了", "Wrong amount"),
        answer(
            "wrong-amount/what-is-off",
            ("拿单子和这单货款对：金额错在哪里？", "What is off?"),
            ("多收了", "Too much was taken"),
            picked="too-much",
            terminal="approved",
            bank="debited",
        ),
        answer(
            "wrong-amount/refund-card",
            ("用原卡办退货，金额看准：退货单出来了吗？", "Refund on the card: is the slip out?"),
            ("没有结果", "No result"),
            picked="no-result",
            terminal="approved",
            bank="debited",
            outcome="REFUND_UNKNOWN",
        ),
        GoodsMarked(goods="released"),
    ]
    papers = [
        ("slip", "签购单.jpg", paper("签购单", "消费 5,000.00", "凭证号 004731")),
        ("goods", "购物小票.jpg", paper("购物小票", "毛毯 2 条 500.00")),
    ]
    return case_file("case-amount", first, papers)


def paid_twice_by_cash() -> CaseFile:
    """A debit without a slip, and cash on top of it with the customer's signed note."""
    file = one_sided()
    papers = [*((e.exhibit.kind, e.exhibit.name, e.data) for e in file.exhibits)]
    papers.append(("note", "双付说明.jpg", paper("双付说明", "客人自愿另付现金 500.00", "签名")))
    first = [
        r.event
        for r in file.case.history
        if r.at < "2026-11-21" and not r.event.type.startswith("exhibit")
    ]
    tender = OtherTenderTaken(means="现金", manager="周敏", note="退回后凭此退现金", signed="x3")
    return case_file("case-cash", [*first, tender], papers)


Make = Callable[[], CaseFile]

KINDS: tuple[Make, ...] = (
    one_sided,
    wallet_without_result,
    refund_missing,
    retrieval_answered,
    payout_failed,
    charged_twice,
    wrong_amount,
    paid_twice_by_cash,
)
"""A function for each kind of case; each returns a case with its exhibits."""


def all_cases() -> tuple[CaseFile, ...]:
    """Return one case of every kind, each with its exhibits."""
    return tuple(make() for make in KINDS)
