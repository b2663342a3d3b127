from __future__ import annotations

from pathlib import Path

import pytest

from posdesk import paths
from posdesk.domain.contact import CONTACT_KINDS, read_contact
from posdesk.domain.errors import DataTrouble
from posdesk.intake.contact_files import (
    load_contacts,
    read_own_contacts,
    write_own_contacts,
)
from posdesk.intake.flow_faults import FlowFaults

HEAD = "number\tkind\tzh\ten\n"
CARD = "6228480402564890018"


def test_the_shipped_book_is_sound_and_not_the_shop_s() -> None:
    shipped = load_contacts(paths.resources() / "contacts" / "hotlines.tsv")
    assert len(shipped) > 15
    assert {contact.kind for contact in shipped} <= set(CONTACT_KINDS)
    assert not any(contact.own for contact in shipped)


def test_one_s_own_come_back_as_they_were_written(data_dir: Path) -> None:
    assert read_own_contacts(data_dir).contacts == ()
    own = (read_contact("acquirer", "拉卡拉 装机员", "138-0000-0000", "Lakala"),)
    write_own_contacts(data_dir, own)
    assert read_own_contacts(data_dir).contacts == own


@pytest.mark.parametrize(
    ("rows", "line", "english"),
    [
        ("95599\tissuer\t农业银行\n", 2, "3 cells instead of 4"),
        ("95599\tissuer\t农行\tABC\n95599\tbank\tx\tx\n", 3, "no kind of contact"),
        ("95599\tissuer\t农行\tABC\n\n1\tissuer\tx\tx\n", 4, "no telephone number"),
        (f"95599\tissuer\t{CARD}\tx\n", 2, "full card number"),
        ("95599\tissuer\t农行\tABC\n95588\tissuer\t农行\tABC\n", 3, "given twice"),
    ],
)
def test_a_wrong_row_is_told_and_the_others_stand(
    data_dir: Path, rows: str, line: int, english: str
) -> None:
    (data_dir / "contacts.tsv").write_text(HEAD + rows, "utf-8")
    read = read_own_contacts(data_dir)
    assert [fault.line for fault in read.faults] == [line]
    assert english in read.faults[0].text.en
    assert CARD not in read.faults[0].text.en
    assert len(read.contacts) == rows.count("农行\tABC") - rows.count("95588")
    with pytest.raises(DataTrouble):
        write_own_contacts(data_dir, ())
    assert (data_dir / "contacts.tsv").read_text("utf-8") == HEAD + rows


def test_wrong_heads_are_refused(data_dir: Path) -> None:
    (data_dir / "contacts.tsv").write_text("name,number\n", "utf-8")
    assert [fault.line for fault in read_own_contacts(data_dir).faults] == [1]
    with pytest.raises(FlowFaults):
        load_contacts(data_dir / "contacts.tsv")
