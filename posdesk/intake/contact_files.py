"""Reads and writes contact books: the shipped service numbers, and the shop's own over them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from posdesk.domain.contact import Contact, read_contact
from posdesk.domain.errors import PosDeskError
from posdesk.domain.text import Text
from posdesk.intake.flow_faults import FileFault, FlowFaults, left_out, not_written
from posdesk.intake.whole_file import write_whole

NAME = "contacts.tsv"
COLUMNS = ("number", "kind", "zh", "en")


@dataclass(frozen=True, slots=True)
class ReadContacts:
    """The sound rows of a contact book, and what is wrong with the others."""

    contacts: tuple[Contact, ...] = ()
    faults: tuple[FileFault, ...] = ()


def load_contacts(path: Path) -> tuple[Contact, ...]:
    """Return the shipped contacts in the TSV file ``path``; raises ``FlowFaults``."""
    read = _read(path)
    if read.faults:
        raise FlowFaults(read.faults)
    return tuple(replace(contact, own=False) for contact in read.contacts)


def read_own_contacts(folder: Path) -> ReadContacts:
    """Return the shop's own contacts, without the rows that have a fault."""
    path = folder / NAME
    return _read(path) if path.exists() else ReadContacts()


def write_own_contacts(folder: Path, contacts: Sequence[Contact]) -> None:
    """Write the shop's own contacts whole.

    Raises ``DataTrouble`` where the file holds a row that was not understood and would be lost.
    """
    faults = read_own_contacts(folder).faults
    if faults:
        raise not_written(faults[0])
    rows = [(c.number, c.kind, c.name.zh_CN, c.name.en) for c in contacts]
    lines = ["\t".join(row) for row in (COLUMNS, *rows)]
    write_whole(folder / NAME, ("\n".join(lines) + "\n").encode())


def _read(path: Path) -> ReadContacts:
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        text = Text("文件打不开，或不是 UTF-8。", "The file cannot be opened, or is not UTF-8.")
        return ReadContacts(faults=(FileFault(path, 1, text),))
    if not lines or tuple(lines[0].split("\t")) != COLUMNS:
        names = ", ".join(COLUMNS)
        text = Text(
            f"第一行应是这些列名，用制表符分开：{names}。",
            f"The first line names these columns, parted by tabs: {names}.",
        )
        return ReadContacts(faults=(FileFault(path, 1, text),))
    return _rows(path, lines)


def _rows(path: Path, lines: Sequence[str]) -> ReadContacts:
    found: dict[tuple[str, str], Contact] = {}
    faults: list[FileFault] = []
    for number, cells in _cells(lines):
        try:
            contact = _contact(cells)
        except PosDeskError as error:
            faults.append(FileFault(path, number, left_out(error)))
            continue
        if contact is None:
            text = Text(
                f"这一行有 {len(cells)} 格，应有 4 格，用制表符分开。",
                f"This line has {len(cells)} cells instead of 4, parted by tabs.",
            )
            faults.append(FileFault(path, number, text))
        elif contact.key in found:
            name = contact.name
            text = Text(f"“{name.zh_CN}”写了两次。", f"“{name.en}” is given twice.")
            faults.append(FileFault(path, number, text))
        else:
            found[contact.key] = contact
    return ReadContacts(tuple(found.values()), tuple(faults))


def _cells(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(lines[1:], start=2):
        if line.strip():
            yield number, line.split("\t")


def _contact(cells: Sequence[str]) -> Contact | None:
    if len(cells) != len(COLUMNS):
        return None
    number, kind, chinese, english = cells
    return read_contact(kind.strip(), chinese, number, english)
