"""What must hold in every situation of every walk: nothing is charged twice, and each walk ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from posdesk.domain.facts import NOTHING_KNOWN
from posdesk.domain.flow import FlowBook, NodeKind, Place
from posdesk.domain.flow_fault import Fault, FaultAt, told_once
from posdesk.domain.flow_states import Explored, Situation
from posdesk.domain.money_state import Charge
from posdesk.domain.text import Text
from posdesk.domain.verdict import verdict

FIRST_INSTRUCTION_AFTER = 2
"""Answers a cashier gives before the first instruction."""


def check_safety(
    book: FlowBook, flows: Iterable[str], free: Explored, blocked: Explored
) -> Iterator[Fault]:
    """Yield what goes wrong in any situation; ``blocked`` has another attempt to pay open."""
    yield from told_once(_charges(free))
    yield from _unreached(book, flows, free)
    for explored in (free, blocked):
        yield from told_once((*_stuck(explored), *_circles(explored), *_endless(explored)))
    for name in flows:
        yield from _late_instruction(book, name, free)


def _charges(explored: Explored) -> Iterator[FaultAt]:
    """Yield each way on which somebody is told to charge although the verdict is not "yes"."""
    for here, moves in explored.moves.items():
        for move in moves:
            charges = move.to.node.charges_again
            if charges and verdict(move.to.facts).charge_again is not Charge.YES:
                yield FaultAt(
                    here.place,
                    move.answer,
                    "这里会叫人再收款，但{0}时不可以再收。",
                    "This leads to charging again, which must not be with {0}.",
                    move.to.facts,
                )


def _unreached(book: FlowBook, flows: Iterable[str], explored: Explored) -> Iterator[Fault]:
    reached = {here.place for here in explored.moves}
    for name in flows:
        for node in book.flow(name).nodes:
            if Place(name, node) not in reached:
                yield Fault(
                    name, node, None, Text("没有路走到这一步。", "No way leads to this step.")
                )


def _stuck(explored: Explored) -> Iterator[FaultAt]:
    """Yield each step that, with some facts, has no way on."""
    for here, moves in explored.moves.items():
        if not moves and here.node.kind is not NodeKind.OUTCOME:
            yield FaultAt(
                here.place,
                None,
                "{0}时，这一步没有路可走。",
                "With {0} there is no way on from this step.",
                here.facts,
            )


def _circles(explored: Explored) -> Iterator[FaultAt]:
    """Yield each step from which the facts alone lead back to it."""
    for here in explored.moves:
        seen: set[Situation] = set()
        at = here
        while at.node.routes_by_itself and explored.moves[at]:
            if at in seen:
                yield FaultAt(
                    at.place,
                    None,
                    "{0}时，自动的路在这里兜圈子。",
                    "With {0} the automatic ways run in circles here.",
                    at.facts,
                )
                break
            seen.add(at)
            at = explored.landing(explored.moves[at][0].to)


def _endless(explored: Explored) -> Iterator[FaultAt]:
    """Yield each step from which, with some facts, no outcome can be reached."""
    before: defaultdict[Situation, list[Situation]] = defaultdict(list)
    for here, moves in explored.moves.items():
        for move in moves:
            before[explored.landing(move.to)].append(here)
    ends = [h for h in explored.moves if h.node.kind is NodeKind.OUTCOME]
    ending = set(ends)
    while ends:
        for here in before[ends.pop()]:
            if here not in ending:
                ending.add(here)
                ends.append(here)
    for here, moves in explored.moves.items():
        if here not in ending and moves:  # without moves it is told as stuck
            yield FaultAt(
                here.place,
                None,
                "{0}时，从这一步走不到结果。",
                "With {0} no outcome can be reached from this step.",
                here.facts,
            )


def _late_instruction(book: FlowBook, name: str, explored: Explored) -> Iterator[Fault]:
    """Yield the question that comes where an instruction is due."""
    begin = explored.situations.at(Place(name, book.flow(name).start), NOTHING_KNOWN)
    open_, seen = [(begin, 0)], set()
    while open_:
        here, answers = open_.pop()
        node = here.node
        if (here, answers) in seen or node.kind is NodeKind.OUTCOME or node.next is not None:
            continue
        seen.add((here, answers))
        given = answers if node.routes_by_itself else answers + 1
        if given > FIRST_INSTRUCTION_AFTER:
            yield Fault(
                here.place.flow,
                here.place.node,
                None,
                Text(
                    "答了两题还没有一条指示，这里又问。",
                    "After two answers without an instruction this asks again.",
                ),
            )
            continue
        open_ += ((explored.landing(move.to), given) for move in explored.moves[here])
