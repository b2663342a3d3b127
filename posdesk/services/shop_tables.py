"""How what a shop tells of itself changes the tables of its settings file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, TypeVar

from posdesk.domain.errors import NotFound
from posdesk.domain.shop import TERMINAL_FIELDS, ShopTerminal, read_shop_field
from posdesk.domain.text import N_

Known = TypeVar("Known")


@dataclass(frozen=True, slots=True)
class ChangedTerminal:
    """``terminal`` after a change, the number it had ``before``, and ``all`` there are then."""

    terminal: ShopTerminal
    before: str
    all: tuple[ShopTerminal, ...]


def changed_terminals(
    listed: Iterable[ShopTerminal], number: str, name: str, text: str
) -> ChangedTerminal:
    """Return what comes of typing ``text`` into the field ``name`` of the terminal ``number``.

    Raises ``NotFound`` for a field or number that cannot be, ``WrongInput`` or ``Refused`` for
    what breaks the field's rule.
    """
    number = read_shop_field(TERMINAL_FIELDS["id"], number)
    value = read_shop_field(known_field(TERMINAL_FIELDS, name, "terminals"), text)
    before = {t.id: t for t in listed}
    if not number or (name == "id" and not value):
        raise NotFound(N_("A terminal has a number; nothing was stored; take it off instead."))
    if name == "id" and value != number and value in before:
        raise NotFound(
            N_("There is a terminal {number} already; nothing was stored."), number=value
        )
    terminal = replace(before.get(number, ShopTerminal(number)), **{name: value})
    return ChangedTerminal(terminal, number, tuple({**before, number: terminal}.values()))


def known_field(known: Mapping[str, Known], name: str, table: str) -> Known:
    """Return the field ``name`` of the settings' ``table``; raises ``NotFound``."""
    if name not in known:
        raise no_setting(f"{table}.{name}", (f"{table}.{one}" for one in known))
    return known[name]


def no_setting(key: str, known: Iterable[str]) -> NotFound:
    """Return the error of a ``key`` that is none of those ``known``."""
    return NotFound(
        N_("There is no setting “{key}”; nothing was stored; known: {known}."),
        key=key[:60],
        known=", ".join(known),
    )


def put(tables: dict[str, Any], table: str, name: str, value: str) -> None:
    """Write one entry of a table, empty to take it away; what else stands there stays."""
    there = tables.get(table)
    rest = {k: v for k, v in there.items() if k != name} if isinstance(there, dict) else {}
    tables[table] = {**rest, name: value} if value else rest


def put_terminals(tables: dict[str, Any], terminals: Iterable[ShopTerminal]) -> None:
    """Write the list of terminals whole."""
    tables["terminals"] = [{k: v for k, v in asdict(t).items() if v} for t in terminals]
