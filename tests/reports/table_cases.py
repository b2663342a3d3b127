"""Cases for tables: one with everything, and any whatsoever."""

from __future__ import annotations

from hypothesis import strategies as st

from posdesk.domain.card import parse_card
from posdesk.domain.followup import NextStep
from posdesk.domain.life import Life, Party
from posdesk.domain.money_state import Charge, State
from posdesk.domain.text import Text
from posdesk.domain.transaction import Slip
from posdesk.reports.case_table import TableCase


def full(**changes: object) -> TableCase:
    known: dict[str, object] = {
        "number": "261120-01",
        "opened_at": "2026-11-20T14:32:07+08:00",
        "closed_at": "2026-11-25T09:00:00+08:00",
        "life": Life.CLOSED,
        "money": State.RETURNED,
        "outcome": "REVERSED",
        "charge_again": Charge.YES,
        "amount": 50001,
        "card": parse_card("622848******1234"),
        "slips": (
            Slip(
                issuer="农业银行",
                channel="银行卡",
                merchant_id="102290053110001",
                terminal_id="61203847",
                rrn="032412345678",
                order_no="4200002026112012345678901234",
                batch="000218",
                trace="004731",
            ),
        ),
        "reason": Text("没出单，客人说扣了钱", "No slip, but the customer was debited"),
        "symptom": "手机显示已扣款",
        "cashier": "03",
        "waiting_for": Party.ACQUIRER,
        "next": NextStep("k", Text("问到账", "Ask"), "2026-11-26T10:30:00+08:00", None),
        "promise": "明天回话",
        "promise_by": "2026-11-21T10:00:00+08:00",
        "exhibits": 2,
    }
    return TableCase(**{**known, **changes})  # type: ignore[arg-type]


HOSTILE = (
    '=HYPERLINK("http://evil","x")',
    "=1+1",
    "+86 138",
    "-2+3",
    "@SUM(A1)",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    "﹢1",
    "\t=1",
    "\r=1",
    "\n=1",
    "\r\n",
    "  =1",
    "　＝1",
    "\u200b=1",
    "\ufeff=1",
    "\u202e=1",
    "\x00=1",
    "\x7f=1",
    "\ufe0f=1",
    "\u3164=1",
    '"=1"',
    '",=1',
    'a"\r\n=1',
    "';=1",
    "a\x00b",
    "\u202eabc\u2066",
    "👩‍👩‍👧🏽 扣了",
    "line\nbreak\rand\r\nmore",
    "_x000D_ and _x0041_",
    "#REF!",
    "]]><&'\"",
    " leading and trailing ",
    "",
)


def texts() -> st.SearchStrategy[str]:
    """Any text, those that mean harm more often than chance has them."""
    sharp = st.text("=+-@＝＋－＠﹢\t\r\n \x00\u200b\u202e\ufeff　\",;'a1扣", max_size=8)
    return st.one_of(st.sampled_from(HOSTILE), sharp, st.text(max_size=40))
