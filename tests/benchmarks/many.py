"""Very many closed cases in a data folder, for benchmarks: derived rows, written past the journal.

They are made of a few dozen cases that went the usual way, each with a number, a day and an amount
of its own; tables and searches read nothing else.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from posdesk import app
from posdesk.domain.life import Life
from posdesk.domain.money import plain_amount
from posdesk.storage.case_tables import CaseTables
from posdesk.storage.database import Database
from posdesk.storage.migrations import JOURNAL
from posdesk.storage.rows import Row
from posdesk.storage.store import DATABASE

_SAID = ("没出单，客人说扣了钱", "付款码超时", "没有短信", "扣款未到账", "刷了两次", "退款没到")
_FIRST = datetime(2020, 1, 1, tzinfo=UTC)
_BEYOND = 100_000
"""Places from here on are those of the cases that were made; the journal stays far below."""


def fill(folder: Path, count: int) -> None:
    """Put ``count`` closed cases beside a few dozen real ones into ``folder``."""
    _real(folder)
    database = Database.open(folder / DATABASE, JOURNAL)
    columns = ", ".join(Row._fields)
    known = database.rows(f"SELECT {columns} FROM cases WHERE life = 'closed'")
    models = [Row._make(row) for row in known]
    with database.atomic():
        tables = CaseTables(database)
        for number in range(count):
            tables.insert(_BEYOND + number, _made(models[number % len(models)], number))
    database.close()


def _made(model: Row, number: int) -> Row:
    opened = _FIRST + timedelta(minutes=number * 3)
    amount = 100 + number * 7919 % 900_000
    named = f"{opened:%m%d}-{number % 480 + 1:02}"
    closed_at = (opened + timedelta(days=2)).isoformat(timespec="seconds")
    return model._replace(
        id=f"made-{number:08}",
        number=named,
        opened_at=opened.isoformat(timespec="seconds"),
        last_at=closed_at,
        life_at=closed_at,
        amount=amount,
        amounts=f"¥{plain_amount(amount)}",
        words=model.words.replace(model.number, named),
    )


def _real(folder: Path) -> None:
    desk = app.open_desk(folder)
    flows = list(desk.troubleshoot.book.flows)
    for number in range(48):
        facts = {
            "amount": f"{86 + number * 7}.50",
            "symptom": _SAID[number % len(_SAID)],
            "card": f"622848******{9001 + number}",
            "flow": flows[number % len(flows)],
            "terminal": "timeout",
            "bank": "debited",
        }
        case = desk.log.add(desk.log.read(facts))
        if number % 7:
            desk.follow_up.move(case.id, Life.CLOSED, outcome="REVERSED", why="退回了")
    desk.care.close()
