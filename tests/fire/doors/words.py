"""Words that people and other programs say: fields of a slip, calls, codes, questions, answers."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import Field, fields
from datetime import datetime
from functools import cache
from pathlib import Path

from posdesk.app import open_reader
from posdesk.domain.call_line import read_call_line
from posdesk.domain.card import parse_card
from posdesk.domain.code_advice import advise
from posdesk.domain.contact import read_contact
from posdesk.domain.day_words import read_by, read_day
from posdesk.domain.event import EVENTS
from posdesk.domain.key import Key
from posdesk.domain.moment import BEIJING
from posdesk.domain.money import parse_amount
from posdesk.domain.recovery import read_recovery_code, recovery_code
from posdesk.domain.seal import read_fingerprint
from posdesk.domain.search.reading import Reader
from posdesk.domain.sensitive import keep_six_and_four
from posdesk.domain.transaction.slip_fields import SLIP_FIELDS, read_field
from posdesk.domain.updates import read_news, read_update_address, read_update_key
from posdesk.services.given import check_words, read_given
from posdesk.storage.journal import _recorded
from posdesk.ui.start.one_window import _asked_with, _file_in
from tests.fire.doors import Door
from tests.fire.doors.files import CODES

NOW = datetime(2026, 11, 23, 10, 31, tzinfo=BEIJING)

CALLS = (
    "银商 王工 工单 20261123-8871 说明天下午三点前到账",
    "called ICBC, ticket 5512-88, they promise Friday 17:00",
    "微信客服 小李：十个工作日内退回",
    "95534 后天",
)
NEWS = json.dumps(
    {
        "version": "1.0.1",
        "released": "2026-12-01",
        "notes": {"zh": "修了一个错", "en": "One fault mended"},
        "downloads": [
            {
                "system": "linux-deb",
                "url": "https://shop.example.org/posdesk.deb",
                "sha256": "ab" * 32,
                "size": 48000000,
            }
        ],
    }
).encode()
KEY = "MCowBQYDK2VwAyEA" + "A" * 43 + "="
FIELDS: dict[str, tuple[str, ...]] = {
    "amount": ("500.00", "￥1,280.5", "壹佰元", "0.01"),
    "card": ("622848******1234", "6228 48** **** 1234", "*1234", "622848|1234"),
}
EXAMPLES = (
    "61203847",
    "000123",
    "261120654321",
    "2026-11-20 10:31",
    "银商 95534",
    "898310070110001",
)


def said(read: Callable[[str], object]) -> Callable[[bytes, Path], object]:
    """Return what lets ``read`` have bytes as a text, whatever they are."""
    return lambda data, _folder: read(data.decode("utf-8", "replace"))


def _event(data: bytes, _folder: Path) -> object:
    try:
        kind, version, payload = json.loads(data.decode("utf-8", "replace"))
        if not (isinstance(kind, str) and type(version) is int and isinstance(payload, dict)):
            return None
    except (ValueError, TypeError, RecursionError):
        return None  # SQLite and the chain hold JSON: what is none never comes here
    body = json.dumps(payload).encode()
    return _recorded(("counter", 1, "id", kind, version, "2026-11-20", "03", bytes(32), body))


def _given(data: bytes, _folder: Path) -> object:
    try:
        facts = json.loads(data.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None
    return read_given(facts, frozenset({"no-slip"})) if isinstance(facts, dict) else None


@cache
def _reader() -> Reader:
    return open_reader()


def _sought(text: str) -> object:
    return (_reader().terms(text), _reader().meant(text))


def _slip_field(name: str) -> Callable[[str], object]:
    return lambda text: read_field(name, text)


def _filled(one: Field[object]) -> object:
    """Return what stands in a field of an event, near enough."""
    kinds = (("tuple", ["a"]), ("Text", {"zh_CN": "甲", "en": "a"}), ("int", 1), ("bool", True))
    found = next((value for kind, value in kinds if kind in str(one.type)), "2026-11-20")
    return {"amount": 50000, "card": "622848******1234"} if "Mapping" in str(one.type) else found


def _texts(*samples: str) -> tuple[bytes, ...]:
    return tuple(one.encode() for one in samples)


def doors() -> tuple[Door, ...]:
    """Return the doors for words."""
    events = tuple(
        json.dumps([kind.type, kind.version, {one.name: _filled(one) for one in fields(kind)}])
        for kind in EVENTS.values()
    )
    return (
        *(
            Door(
                f"slip: {name}",
                said(_slip_field(name)),
                _texts(*FIELDS.get(name, EXAMPLES)),
                keeps=True,
                short=6,
            )
            for name in SLIP_FIELDS
        ),
        Door("amount", said(parse_amount), _texts(*FIELDS["amount"]), long=100_000),
        Door("card", said(parse_card), _texts(*FIELDS["card"]), keeps=True, long=100_000),
        Door(
            "given facts (JSON)",
            _given,
            _texts(
                '{"amount": "500.00", "card": "622848******1234", "bank": "debited"}',
                '{"amount": 5, "terminal": "failed", "note": "客人姓欧阳", "flow": "no-slip"}',
            ),
            keeps=True,
            long=50_000,
        ),
        Door(
            "words to keep",
            said(lambda t: (check_words("note", t), t)),
            _texts(*CALLS, *EXAMPLES),
            keeps=True,
            long=50_000,
        ),
        Door("card numbers cut", said(keep_six_and_four), _texts(*EXAMPLES), long=50_000),
        Door("call line", said(lambda t: read_call_line(t, NOW)), _texts(*CALLS), long=50_000),
        Door(
            "promise",
            said(lambda t: read_by(t, NOW)),
            _texts("明天 15:00", "2026-12-01", "周五 9点", "tomorrow 15:00"),
            long=50_000,
        ),
        Door(
            "day",
            said(lambda t: read_day(t, NOW)),
            _texts("明天", "2026-12-01", "周五", "yesterday", "11月23日"),
            long=50_000,
        ),
        Door(
            "contact",
            said(lambda t: read_contact("acquirer", t, "95534")),
            _texts("银商", "UMS"),
            long=50_000,
        ),
        Door(
            "telephone",
            said(lambda t: read_contact("acquirer", "银商", t)),
            _texts("95534", "0571-8888 1234", "13800001111"),
            long=50_000,
        ),
        Door(
            "response code",
            said(lambda t: advise(t, CODES)),
            _texts("51", "A7", "05", "XX"),
            long=50_000,
        ),
        Door(
            "recovery code",
            said(read_recovery_code),
            _texts(recovery_code(Key(bytes(range(32))))),
            long=100_000,
        ),
        Door(
            "fingerprint",
            said(read_fingerprint),
            _texts("ab" * 32, ":".join(["AB"] * 32)),
            long=50_000,
        ),
        Door(
            "question of a search",
            said(_sought),
            _texts("没出单 500 wdz", "未到账", "ICBC refund 1234", "12.50"),
            long=20_000,
        ),
        Door("event", _event, _texts(*events), long=100_000),
        Door(
            "news of a version",
            lambda data, _f: read_news(data, "shop.example.org"),
            (NEWS,),
            long=50_000,
        ),
        Door(
            "address of news",
            said(read_update_address),
            _texts("https://shop.example.org/p.json"),
            long=50_000,
        ),
        Door("key of news", said(read_update_key), _texts(KEY), long=50_000),
        Door(
            "question of another start",
            lambda data, _f: _file_in(data),
            (_asked_with(Path("/media/usb/证据.pdf")), b"come\n"),
            long=100_000,
        ),
    )
