"""Proves that a flow book is sound and safe, or says where it is not."""

from __future__ import annotations

from collections.abc import Iterable

from posdesk.domain.codes import CodeBook, Consequence
from posdesk.domain.flow import FlowBook
from posdesk.domain.flow_fault import Fault
from posdesk.domain.flow_safety import check_safety
from posdesk.domain.flow_states import explore
from posdesk.domain.flow_structure import check_links, check_structure
from posdesk.domain.flow_wording import check_wording
from posdesk.domain.text import Text

__all__ = ["Fault", "check_book"]


def check_book(
    book: FlowBook, codes: CodeBook | None = None, flow_ids: Iterable[str] | None = None
) -> tuple[Fault, ...]:
    """Return every fault of ``flow_ids``, by default of all flows.

    Whatever order people answer in, go back, take over or learn facts elsewhere is explored across
    flows. With ``codes`` it is also checked that a code not listed there stays uncertain.
    """
    wanted = tuple(book.flows) if flow_ids is None else tuple(flow_ids)
    broken = tuple(fault for flow in book.flows.values() for fault in check_links(flow, book))
    if broken:  # nothing can be explored where ways lead nowhere
        return tuple(fault for fault in broken if fault.flow in wanted) or broken
    found: list[Fault] = []
    for name in wanted:
        found += check_structure(book.flow(name))
        found += check_wording(book.flow(name))
        found += _check_codes(name, codes)
    free = explore(book, wanted)
    found += check_safety(book, wanted, free, explore(book, wanted, blocked=True))
    return tuple(dict.fromkeys(fault for fault in found if fault.flow in wanted))


def _check_codes(flow: str, codes: CodeBook | None) -> Iterable[Fault]:
    if codes is not None and codes.look_up("?").consequence is not Consequence.UNCERTAIN:
        yield Fault(
            flow,
            "",
            None,
            Text(
                "应答码表里的 OTHER 必须是“不能肯定”。",
                "In the code list OTHER must be uncertain.",
            ),
        )
