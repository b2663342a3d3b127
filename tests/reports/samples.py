"""Cases for the tests of the bundle, made through the fold as the journal would make them."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from functools import cache

from PIL import Image, ImageDraw

from posdesk.domain.case import Case
from posdesk.domain.event import (
    Answered,
    CaseOpened,
    Event,
    ExhibitAttached,
    FactLearnt,
    GoodsMarked,
    NoteAdded,
    Promised,
    Recorded,
    SlipRecorded,
    WalkStarted,
)
from posdesk.domain.fold import fold, with_event
from posdesk.domain.text import Text
from posdesk.reports.casefile import CaseFile, ExhibitBytes

FLOW = "no_slip_debited"
SLIP: dict[str, str | int | None] = {
    "amount": 50000,
    "at": "2026-11-20T14:32:07+08:00",
    "card": "622848******1234",
    "issuer": "农业银行",
    "merchant_id": "898330154110023",
    "terminal_id": "61203847",
    "batch": "000218",
    "trace": "004731",
    "kind": "消费",
}
STEPS = (
    (
        "action",
        "先不要再收款，机器不要关机。",
        "Hands off: no new charge, no power-off.",
        "知道了",
        "Done",
        None,
        None,
    ),
    (
        "question",
        "机器屏幕显示什么？",
        "What does the terminal show?",
        "通讯超时",
        "Timeout",
        "timeout",
        None,
    ),
    (
        "lookup",
        "有没有应答码？",
        "Is there a response code?",
        "按代码走",
        "As the code says",
        "timeout",
        None,
    ),
    (
        "action",
        "重打印上一笔，再查询上一笔。",
        "Reprint and query the last payment.",
        "做完了",
        "Done",
        "timeout",
        None,
    ),
    (
        "question",
        "请客人现场打开手机银行：扣了没有？",
        "Live in the bank app: was it debited?",
        "扣了，金额一样",
        "Yes, the same amount",
        "timeout",
        "debited",
    ),
    (
        "question",
        "十分钟后再看，还扣着吗？",
        "Ten minutes later: is it still debited?",
        "还扣着",
        "Still debited",
        "timeout",
        "debited",
    ),
)


def photo(width: int = 900, height: int = 1600, words: str = "EXHIBIT", **save: object) -> bytes:
    out = io.BytesIO()
    _drawn(width, height, words).save(out, "JPEG", quality=90, **save)
    return out.getvalue()


@cache
def _drawn(width: int, height: int, words: str) -> Image.Image:
    image = Image.new("RGB", (width, height), "#dfe6e4")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width - 1, height // 8), fill="#125A6B")
    for at in range(10):
        draw.text(
            (width * 0.08, height * (0.18 + at * 0.07)),
            f"{words} {at} 500.00",
            "black",
            font_size=max(10, width // 16),
        )
    return image


@cache
def screenshot(width: int = 1170, height: int = 2532) -> bytes:
    image = Image.new("RGBA", (width, height), "white")
    draw = ImageDraw.Draw(image)
    for at in range(20):
        draw.text(
            (60, 60 + at * height / 21),
            f"11-20 14:32  -500.00  line {at}",
            "black",
            font_size=width // 20,
        )
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def attached(
    number: int, kind: str, name: str, data: bytes, mime: str = "image/jpeg"
) -> ExhibitAttached:
    return ExhibitAttached(
        exhibit=f"x{number}",
        kind=kind,
        name=name,
        mime=mime,
        sha256=hashlib.sha256(data).hexdigest(),
        received_sha256=hashlib.sha256(b"received" + data).hexdigest(),
        size=len(data),
    )


def record(seq: int, event: Event, at: str, actor: str = "wang") -> Recorded:
    digest = hashlib.sha256(f"{seq} {event!r}".encode()).hexdigest()
    return Recorded("C1", seq, f"e{seq}", at, actor, digest, event)


def opening() -> CaseOpened:
    return CaseOpened(
        number="1120-03",
        flow=FLOW,
        symptom="扣了 500 块，机器没出单",
        shop="清和桥百货店",
        till="3 号台",
        cashier="王芳",
    )


def walked() -> list[Event]:
    title = Text("没出单却扣款", "No slip, but debited")
    events: list[Event] = [
        WalkStarted(walk="w1", flow=FLOW, flow_version="4", title=title, node=f"{FLOW}/start")
    ]
    for at, (kind, zh, en, answer_zh, answer_en, terminal, bank) in enumerate(STEPS, 1):
        last = at == len(STEPS)
        events.append(
            Answered(
                walk="w1",
                node=f"{FLOW}/n{at}",
                kind=kind,
                question=Text(zh, en),
                answer=f"a{at}",
                answer_text=Text(answer_zh, answer_en),
                code="68" if kind == "lookup" else None,
                source="bank_app" if bank else "screen",
                to=f"{FLOW}/n{at + 1}",
                terminal=terminal,
                bank=bank,
                outcome="one_sided" if last else None,
                outcome_text=Text(
                    "单边账：登记，今天结算前报收单机构。",
                    "One-sided: log it and report to the acquirer today.",
                )
                if last
                else None,
            )
        )
    return events


def told(events: list[Event], day: str = "2026-11-20") -> tuple[Recorded, ...]:
    return tuple(
        record(
            at, event, f"{day}T{14 + (33 + at) // 60:02d}:{(33 + at) % 60:02d}:{at % 60:02d}+08:00"
        )
        for at, event in enumerate(events, 1)
    )


def sample() -> CaseFile:
    """The story of the reference pictures: debited, no slip, a photo, a screenshot, a call."""
    terminal, app = photo(words="TERMINAL"), screenshot()
    files = [
        (attached(1, "terminal", "终端屏幕.jpg", terminal), terminal),
        (attached(2, "app", "IMG_2034.png", app, "image/png"), app),
    ]
    friday: list[Event] = [
        opening(),
        SlipRecorded(values=SLIP),
        *walked(),
        *(event for event, _ in files),
        GoodsMarked(goods="held"),
        Promised(what="回电告知查询结果", by="2026-11-23T10:00:00+08:00"),
        NoteAdded(text="致电收单机构客服，报终端号、批次号、凭证号。"),
    ]
    monday = [
        FactLearnt(terminal="timeout", source="acquirer", ticket="8812"),
        SlipRecorded(values={"rrn": "632414004731"}, why="收单机构告知"),
    ]
    history = told(friday)
    later = [
        record(len(history) + at, event, f"2026-11-23T09:3{at}:00+08:00", "zhou")
        for at, event in enumerate(monday, 1)
    ]
    case = fold("case-1", (*history, *later))
    data = {event.exhibit: data for event, data in files}
    exhibits = tuple(ExhibitBytes(held, data[held.id]) for held in case.exhibits)
    return CaseFile(case, exhibits, names={"wang": "收银员 王芳", "zhou": "店长 周敏"})


def bare(number: str = "1120-04") -> CaseFile:
    """A case of which next to nothing is known."""
    return CaseFile(fold("case-2", told([CaseOpened(number=number)])))


def with_events(file: CaseFile, *events: Event) -> CaseFile:
    """The case after more events."""
    case: Case = file.case
    for event in events:
        seq = len(case.history) + 1
        case = with_event(case, record(seq, event, "2026-11-23T10:31:00+08:00", "zhou"))
    return replace(file, case=case)


def with_exhibit(
    file: CaseFile,
    data: bytes,
    name: str = "more.jpg",
    kind: str = "other",
    mime: str = "image/jpeg",
) -> CaseFile:
    """The case with one more exhibit."""
    event = attached(len(file.exhibits) + 10, kind, name, data, mime)
    told_of = with_events(file, event)
    return replace(
        told_of, exhibits=(*file.exhibits, ExhibitBytes(told_of.case.exhibits[-1], data))
    )
