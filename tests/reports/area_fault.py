"""Cases of one area fault: many payments at a few terminals, within an hour of several days."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime, timedelta

from posdesk.domain.event import (
    CaseOpened,
    Event,
    FactLearnt,
    GoodsMarked,
    NoteAdded,
    Recorded,
    SlipRecorded,
)
from posdesk.domain.fold import fold
from posdesk.domain.moment import BEIJING, iso
from posdesk.reports.casefile import CaseFile, ExhibitBytes
from tests.reports import samples

SHOPS = ("清和桥百货店", "南门外便利店", "东站二店")
A_DAY = 25
_KNOWN = (
    ("timeout", "debited"),
    ("timeout", "debited"),
    ("timeout", None),
    ("reversing", "debited"),
    ("approved", "debited"),
    ("timeout", "returned"),
    ("timeout", "not_debited"),
)
_FIRST = datetime(2026, 11, 20, 14, 5, tzinfo=BEIJING)


def affected(number: int, *, shops: int = 1, photo: bool = False) -> CaseFile:
    """Return the ``number``-th case from 0; every fifth paid by wallet, some without an amount."""
    day, place = divmod(number, A_DAY)
    begun = _FIRST + timedelta(days=day, minutes=2 * place, seconds=number * 7 % 60)
    chance = random.Random(number)
    terminal, bank = chance.choice(_KNOWN)
    opening = CaseOpened(
        number=f"{begun:%y%m%d}-{place + 1:02d}",
        flow=samples.FLOW,
        symptom="扣了钱，机器没出单",
        shop=SHOPS[number % shops],
        till=f"{number % 3 + 1} 号台",
        cashier="王芳",
    )
    events: list[Event] = [
        opening,
        SlipRecorded(values=_slip(number, begun, chance.randint(500, 99_999))),
        *samples.walked(),
        FactLearnt(terminal=terminal, bank=bank, source="screen"),
        GoodsMarked(goods="held"),
        NoteAdded(text="致电收单机构客服，报终端号、批次号、凭证号。"),
    ]
    data = samples.photo(300, 420, words=f"T{number}") if photo else b""
    if photo:
        events.append(samples.attached(1, "terminal", f"终端{number}.jpg", data))
    case = fold(f"case-{number}", _recorded(number, events, begun))
    return CaseFile(
        case, tuple(ExhibitBytes(e, data) for e in case.exhibits), names={"wang": "收银员 王芳"}
    )


def _slip(number: int, at: datetime, fen: int) -> dict[str, str | int | None]:
    known: dict[str, str | int | None] = {"amount": fen, "at": iso(at)}
    if number % 5 == 4:
        known |= {"order_no": f"4200002026112012345678{number:06d}", "channel": "微信支付"}
        return known
    known |= {
        "card": "622848******1234",
        "merchant_id": "898330154110023",
        "terminal_id": f"6120384{number % 4}",
        "batch": "000218",
        "trace": f"{4700 + number:06d}",
    }
    if number % 7 == 6:
        del known["amount"]
    return known


def _recorded(number: int, events: list[Event], begun: datetime) -> list[Recorded]:
    return [
        replace(
            samples.record(seq, event, iso(begun + timedelta(seconds=20 * seq))),
            hash=f"{number:08x}{seq:056x}",
        )
        for seq, event in enumerate(events, 1)
    ]
