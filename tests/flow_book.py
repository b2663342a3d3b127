"""The shipped flow book and small flows of one's own, for tests of flows and walks."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from posdesk.domain.codes import CodeBook
from posdesk.domain.facts import NOTHING_KNOWN, Facts
from posdesk.domain.flow import Answer, Flow, FlowBook, Node, NodeKind
from posdesk.domain.text import Text
from posdesk.domain.walk import DONE, Walk
from posdesk.intake.code_files import load_codes
from posdesk.intake.flow_files import load_book

ROOT = Path(__file__).resolve().parent.parent
FLOWS = ROOT / "resources" / "flows"
CODES = ROOT / "resources" / "codes" / "response_codes.tsv"
SHARED = ROOT.parent / "shared" / "domain"
"""The collected facts, where they lie beside the checkout."""


@cache
def shipped() -> FlowBook:
    return load_book(FLOWS)


@cache
def codes() -> CodeBook:
    return load_codes(CODES)


def no_slip() -> Flow:
    return shipped().flow("no-slip")


def played(
    flow_id: str, *answers: str, facts: Facts = NOTHING_KNOWN, others: tuple[Facts, ...] = ()
) -> Walk:
    """Walk through a shipped flow; actions are done as they come, a look-up takes a code."""
    walk = _done(Walk.begin(shipped(), flow_id, facts, others))
    for answer in answers:
        lookup = walk.node.kind is NodeKind.LOOKUP and walk.node.answer(answer) is None
        walk = _done(walk.look_up(answer, codes()) if lookup else walk.answer(answer))
    return walk


def _done(walk: Walk) -> Walk:
    while walk.node.kind is NodeKind.ACTION:
        walk = walk.answer(DONE)
    return walk


def checklist_rows(flow_id: str) -> set[str]:
    """Return the rows of the checklist that the steps and notes of a flow cover."""
    nodes = shipped().flow(flow_id).nodes.values()
    return {r for n in nodes for rows in (n.covers, *(x.covers for x in n.notes)) for r in rows}


def missing_rows(flow_id: str, scenario: str) -> list[str]:
    """Return the rows of ``scenario`` that neither the flow nor a row's twin in it covers.

    What is taught beside the counter (prevention, lessons, warnings) belongs to the cards.
    """
    with (SHARED / "checklist.tsv").open(encoding="utf-8", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file, delimiter="\t")}
    told = checklist_rows(flow_id)

    def covered(row: str) -> bool:
        twins = rows[row]["same_as"]
        return row in told or (twins != "-" and all(map(covered, twins.split(";"))))

    return [
        name
        for name, row in rows.items()
        if scenario in row["scenarios"].split(",")
        and row["kind"] not in {"prevent", "lesson", "warning"}
        and not covered(name)
    ]


def with_node(flow: Flow, node: Node) -> FlowBook:
    """Return a book of ``flow`` with ``node`` in the place of its name."""
    nodes: Mapping[str, Node] = {**flow.nodes, node.id: node}
    return FlowBook({flow.id: replace(flow, nodes=nodes)})


def with_answer(flow: Flow, node_id: str, answer: Answer) -> FlowBook:
    """Return a book of ``flow`` with ``answer`` in the place of its name, or added."""
    node = flow.nodes[node_id]
    answers = tuple(answer if a.id == answer.id else a for a in node.answers)
    if answer not in answers:
        answers = (*answers, answer)
    return with_node(flow, replace(node, answers=answers))


def said(words: str) -> Text:
    return Text(words, words)
