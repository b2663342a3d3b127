"""Reads the contact book: service numbers of banks, wallets and acquirers."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from posdesk.domain.errors import DataTrouble
from posdesk.domain.text import N_, Text


@dataclass(frozen=True, slots=True)
class Contact:
    """One number to call; ``kind`` is issuer, acquirer, wallet, switch or fraud."""

    number: str
    kind: str
    name: Text


def load_contacts(path: Path) -> tuple[Contact, ...]:
    """Return the contacts in the TSV file ``path`` (number, kind, zh, en)."""
    contacts = []
    with path.open(encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file, delimiter="\t"), start=2):
            try:
                contacts.append(Contact(row["number"], row["kind"], Text(row["zh"], row["en"])))
            except KeyError as missing:
                raise DataTrouble(
                    N_("{file}, line {line}: the column {column} is missing; nothing was read."),
                    file=path.name,
                    line=line,
                    column=missing,
                ) from None
    return tuple(contacts)
