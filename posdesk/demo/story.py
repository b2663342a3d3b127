"""The made-up story of the demonstration: a shop, its earlier cases, and one Friday afternoon.

Friday 20 November 2026, 14:32: a sale of ¥500.00 prints no slip; the customer is debited. Monday
the acquirer answers, Wednesday the money is back. All names and numbers are invented.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from posdesk.domain.moment import BEIJING
from posdesk.domain.shop import Shop
from posdesk.domain.text import Lang, Text
from posdesk.intake.settings_file import Settings, write_settings

SHOP: dict[Lang, Shop] = {
    "zh_CN": Shop(
        name="清和桥百货店",
        till="2",
        cashier="林晓",
        manager="周敏",
        merchant_id="898330154110023",
        terminal_id="61203847",
        acquirer="银联商务",
    ),
    "en": Shop(
        name="Qinghe Store",
        till="2",
        cashier="Lin Xiao",
        manager="Zhou Min",
        merchant_id="898330154110023",
        terminal_id="61203847",
        acquirer="UMS (Chinaums)",
    ),
}
SLIP = {
    "amount": "500.00",
    "at": "2026-11-20 14:32:07",
    "card": "622848******1234",
    "issuer": "农业银行",
    "batch": "000218",
    "trace": "004731",
}
DAY = 20
"""The day of November 2026 on which it begins."""

RRN = "632414004731"
TICKET = "8812"
SYMPTOM = Text("没出单，客人说扣款了", "No slip, but the customer was charged")
PROMISE = Text("回话", "call back")
NOTE = Text(
    "后台没有这笔，周一查复。",
    "Not in its system; an answer on Monday.",
)
REPLY = Text(
    "后台查到这笔，参考号 632414004731，要书面申请。",
    "Found in its system, RRN 632414004731; wants it in writing.",
)


class StoryClock:
    """A clock that the story sets onward; every look at it is a second later."""

    def __init__(self) -> None:
        self._now = datetime(2026, 11, 20, 9, 0, tzinfo=BEIJING)

    def __call__(self) -> datetime:
        """Return the present moment of the story."""
        self._now += timedelta(seconds=1)
        return self._now

    def set(self, day: int, hour: int, minute: int, second: int = 0) -> None:
        """Move on to that moment of November 2026; it never goes back, looked at however often."""
        self._now = max(self._now, datetime(2026, 11, day, hour, minute, second, tzinfo=BEIJING))


def furnish(folder: Path, lang: Lang) -> None:
    """Write the settings of the made-up shop into its empty data ``folder``."""
    folder.mkdir(parents=True)
    write_settings(folder, Settings(shop=SHOP[lang], language=lang, theme="light"))
