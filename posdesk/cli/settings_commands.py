"""``posdesk settings``: what the shop told of itself, shown and set from a terminal."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from posdesk.cli.context import Context
from posdesk.domain.contact import Contact
from posdesk.domain.provision import LOCK_MINUTES_KEY as LOCK_KEY
from posdesk.domain.provision import (
    RETENTION_KEY,
    TSA_KEY,
    UPDATES_ADDRESS_KEY,
    UPDATES_KEY,
    UPDATES_SIGNER_KEY,
)
from posdesk.domain.provision import SECOND_PLACE_KEY as SECOND_KEY
from posdesk.domain.rates import RATE_LABELS
from posdesk.domain.retention import RETENTION
from posdesk.domain.shop import SHOP_FIELDS
from posdesk.services.shop_book import ShopBook
from posdesk.services.shop_tables import no_setting

SINGLE_KEYS = (
    *(LOCK_KEY, RETENTION_KEY, SECOND_KEY, TSA_KEY),
    *(UPDATES_KEY, UPDATES_ADDRESS_KEY, UPDATES_SIGNER_KEY),
)


def add_to(commands: Any, options: list[argparse.ArgumentParser]) -> None:
    """Add the commands to the parser."""
    group = commands.add_parser("settings", parents=options).add_subparsers(required=True)
    show = group.add_parser("show", parents=options)
    show.set_defaults(run=show_settings)
    put = group.add_parser("set", parents=options)
    put.add_argument("key", metavar="KEY")
    put.add_argument("value", metavar="VALUE")
    put.set_defaults(run=set_setting)


def show_settings(args: argparse.Namespace, context: Context) -> int:
    """Print everything the shop told, and what is wrong in its own files."""
    book = context.shop_book
    settings = book.library.settings
    own = [c for c in book.contacts if c.own]
    context.say(
        {
            **_told(book),
            "terminals": [asdict(terminal) for terminal in book.terminals],
            "contacts": [_contact(contact) for contact in own],
            "flows": [entry.id for entry in book.entries() if entry.own],
            "window": {"language": settings.language, "theme": settings.theme},
            "locked": list(book.locked),
            "faults": [
                {"file": f.file, "line": f.line, "text": f.text.as_dict()} for f in book.faults
            ],
        },
        [
            *(
                f"{table}.{name} = {value}"
                for table, told in _told(book).items()
                for name, value in told.items()
                if value
            ),
            *(
                context.tr("Locked by the installer's file: {keys}", keys=", ".join(book.locked))
                for _ in book.locked[:1]
            ),
            *(f"{t.id}  {t.model}  {t.place}  {t.acquirer}".rstrip() for t in book.terminals),
            *(f"{context.tr.text(c.name)}  {c.number}" for c in own),
            *(f"{f.file}:{f.line}: {context.tr.text(f.text)}" for f in book.faults),
        ],
    )
    return 0


def set_setting(args: argparse.Namespace, context: Context) -> int:
    """Keep one value; an empty one takes it away. Exit 2 where it cannot be used."""
    book = context.shop_book_to_change
    table, _, name = str(args.key).partition(".")
    number, _, of_terminal = name.rpartition(".")
    if table == "shop":
        book.save_shop(name, args.value)
    elif table == "rates":
        book.save_rates(name, args.value)
    elif args.key == LOCK_KEY:
        book.save_lock_minutes(args.value)
    elif args.key == RETENTION_KEY:
        book.save_retention(args.value)
    elif args.key == TSA_KEY:
        book.save_tsa(args.value)
    elif table == "updates" and args.key in SINGLE_KEYS:
        _set_updates(book, str(args.key), args.value)
    elif args.key == SECOND_KEY:
        context.desk.backups.choose_second_place(args.value)
        book = context.desk.shop_book
        book.reload()
    elif table == "terminals" and number:
        book.save_terminal(number, of_terminal, args.value)
    else:
        shop, rates = (f"shop.{n}" for n in SHOP_FIELDS), (f"rates.{n}" for n in RATE_LABELS)
        raise no_setting(
            str(args.key),
            (*shop, *rates, *SINGLE_KEYS, "terminals.ID.place"),
        )
    value = _kept(book, table, name)
    context.say({"key": args.key, "value": value}, [f"{args.key} = {value}"])
    return 0


def _set_updates(book: ShopBook, key: str, value: str) -> None:
    if key == UPDATES_ADDRESS_KEY:
        book.save_updates_address(value)
    elif key == UPDATES_SIGNER_KEY:
        book.save_updates_key(value)
    else:
        book.save_updates(value)


def _told(book: ShopBook) -> dict[str, dict[str, str]]:
    written = book.rates.as_written()
    return {
        "shop": asdict(book.shop),
        "rates": {name: written.get(name, "") for name in RATE_LABELS},
        "people": {"lock_minutes": str(book.library.settings.lock_minutes)},
        "keeping": {
            RETENTION: str(book.library.settings.retention_months),
            "second_place": book.library.settings.second_place,
        },
        "seal": {"tsa": book.library.settings.tsa},
        "updates": {
            "check": book.library.settings.updates,
            "address": book.library.settings.updates_address,
            "key": book.library.settings.updates_key,
        },
    }


def _kept(book: ShopBook, table: str, name: str) -> str:
    """Return a value as it is stored now."""
    if table != "terminals":
        return _told(book)[table][name]
    number, _, field = name.rpartition(".")
    terminal = next((t for t in book.terminals if t.id == number), None)
    return str(getattr(terminal, field, ""))


def _contact(contact: Contact) -> dict[str, Any]:
    return {"number": contact.number, "kind": contact.kind, "name": contact.name.as_dict()}
