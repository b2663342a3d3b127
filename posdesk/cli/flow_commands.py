"""``posdesk flows``: list, show, find, walk and check the flow book, and what it covers."""

from __future__ import annotations

import argparse
from typing import Any

from posdesk.cli.context import Context
from posdesk.cli.paper import add_paper, say_printed
from posdesk.cli.place import place
from posdesk.domain.facts import Bank, Terminal
from posdesk.domain.flow import Answer, Condition, Node
from posdesk.domain.walk import Step, Walk
from posdesk.services.printouts import COUNTER_CARD
from posdesk.services.rehearsal import rehearse

UNSET = "unset"


def add_to(commands: Any, options: list[argparse.ArgumentParser]) -> None:
    """Add the commands to the parser."""
    flows = commands.add_parser("flows", parents=options).add_subparsers(required=True)
    listing = flows.add_parser("list", parents=options)
    listing.set_defaults(run=list_flows)
    show = flows.add_parser("show", parents=options)
    show.add_argument("flow", metavar="ID")
    show.set_defaults(run=show_flow)
    walk = flows.add_parser("walk", parents=options)
    walk.add_argument("flow", metavar="ID")
    walk.add_argument("--answers", default="", metavar="A,B,C")
    walk.set_defaults(run=walk_flow)
    check = flows.add_parser("check", parents=options)
    check.add_argument("files", nargs="*", metavar="FILE")
    check.set_defaults(run=check_flows)
    find = flows.add_parser("find", parents=options)
    find.add_argument("words", metavar="TEXT")
    find.set_defaults(run=find_flows)
    drawn = flows.add_parser("map", parents=options)
    drawn.add_argument("flow", metavar="ID")
    drawn.add_argument("-o", "--output", required=True, type=place, metavar="FILE")
    drawn.set_defaults(run=print_map)
    card = flows.add_parser("card", parents=options)
    card.add_argument("card", metavar="ID")
    add_paper(card)
    card.set_defaults(run=print_card)
    covered = flows.add_parser("coverage", parents=options)
    covered.set_defaults(run=cover_flows)


def list_flows(args: argparse.Namespace, context: Context) -> int:
    """Print every flow with its title and its number of nodes."""
    flows = context.library.book.flows.values()
    context.say(
        [{"id": f.id, "title": f.title.as_dict(), "nodes": len(f.nodes)} for f in flows],
        (f"{f.id}  {context.tr.text(f.title)}  {len(f.nodes)}" for f in flows),
    )
    return 0


def show_flow(args: argparse.Namespace, context: Context) -> int:
    """Print one flow whole."""
    flow = context.library.book.flow(args.flow)
    nodes = {node.id: _node(node) for node in flow.nodes.values()}
    context.say(
        {
            "id": flow.id,
            "version": flow.version,
            "title": flow.title.as_dict(),
            "start": flow.start,
            "review": flow.review,
            "hold": flow.hold,
            "nodes": nodes,
        },
        (f"{n.id}  [{n.kind}]  {context.tr.text(n.text)}" for n in flow.nodes.values()),
    )
    return 0


def walk_flow(args: argparse.Namespace, context: Context) -> int:
    """Print where a walk with these answers leads."""
    answers = [a.strip() for a in args.answers.split(",") if a.strip()]
    library = context.library
    walk = rehearse(library.book, library.codes, args.flow, answers)
    context.say(
        {
            "trail": [_step(step, walk) for step in walk.steps],
            "at": walk.at.named_in(walk.home),
            "facts": walk.facts.as_dict(),
            "verdict": {
                "charge_again": walk.verdict.charge_again.value,
                "state": walk.verdict.state.value,
            },
            "outcome": walk.outcome,
            "text": walk.node.text.as_dict(),
        },
        (context.tr.text(walk.node.text), context.tr.text(walk.verdict.do)),
    )
    return 0


def check_flows(args: argparse.Namespace, context: Context) -> int:
    """Check the shop's flow book, or the files named; exit 1 where one of them has a fault."""
    faults = context.check_flows(args.files)
    context.say(
        {
            "valid": not faults,
            "faults": [
                {"file": str(f.file), "line": f.line, "text": f.text.as_dict()} for f in faults
            ],
        },
        [f"{f.file}:{f.line}: {context.tr.text(f.text)}" for f in faults]
        or [context.tr("All flows are sound.")],
    )
    return 1 if faults else 0


def find_flows(args: argparse.Namespace, context: Context) -> int:
    """Print the flows that fit what a person says, the best first; none is no error."""
    hits = context.desk.finder.find(args.words)
    context.say(
        [{"flow": hit.flow.id, "score": round(hit.score, 3)} for hit in hits],
        (f"{hit.flow.id}  {hit.score:.2f}  {context.tr.text(hit.flow.title)}" for hit in hits),
    )
    return 0


def cover_flows(args: argparse.Namespace, context: Context) -> int:
    """Print where each row of the checklist stands; exit 1 while one stands nowhere."""
    places = context.coverage()
    missing = [row for row, found in places.items() if not found]
    context.say(
        {
            "covered": {row: list(found) for row, found in places.items() if found},
            "missing": missing,
        },
        (f"{row}  {' '.join(found) or '-'}" for row, found in places.items()),
    )
    return 1 if missing else 0


def print_map(args: argparse.Namespace, context: Context) -> int:
    """Write the map of a flow to print."""
    target = args.output
    return say_printed(context.desk.printouts.map(args.flow, target, context.tr.lang), context)


def print_card(args: argparse.Namespace, context: Context) -> int:
    """Write a tip card or a warning card to print, or the page for the counter."""
    printouts, target = context.desk.printouts, args.output
    if args.card == COUNTER_CARD:
        return say_printed(printouts.counter_card(target, context.tr.lang), context)
    return say_printed(printouts.tip_card(args.card, target, args.width, context.tr.lang), context)


def _step(step: Step, walk: Walk) -> dict[str, Any]:
    is_action = step.answer is not None and walk.book.node(step.place).next is not None
    answer = step.code or (None if is_action else step.answer)
    return {
        "node": step.place.named_in(walk.home),
        "answer": answer,
        "automatic": step.automatic,
    }


def _node(node: Node) -> dict[str, Any]:
    covers = [*node.covers, *(row for note in node.notes for row in note.covers)]
    return {
        "kind": node.kind.value,
        "label": node.label.as_dict(),
        "text": node.text.as_dict(),
        "why": node.why.as_dict() if node.why else None,
        "say": node.say.as_dict() if node.say else None,
        "call": {
            "whom": node.call.whom,
            "script": node.call.script.as_dict(),
            "have": [item.as_dict() for item in node.call.have],
        }
        if node.call
        else None,
        "notes": [note.text.as_dict() for note in node.notes],
        "covers": list(dict.fromkeys(covers)),
        "charges_again": node.charges_again,
        "outcome": node.outcome,
        "next": node.next,
        "answers": [_answer(answer) for answer in node.answers],
    }


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "id": answer.id,
        "text": answer.text.as_dict(),
        "hint": answer.hint.as_dict() if answer.hint else None,
        "sets": answer.sets.as_dict(),
        "unsure": answer.unsure,
        "other_try": answer.other_try,
        "when": _when(answer.when),
        "next": answer.next,
    }


def _when(when: Condition | None) -> dict[str, list[str]] | None:
    """Return both sides written out, so that a reader need not know what absence would mean."""
    if when is None:
        return None
    terminal = when.terminal if when.terminal is not None else {*Terminal, None}
    bank = when.bank if when.bank is not None else {*Bank, None}
    return {
        "terminal": sorted(UNSET if t is None else t.value for t in terminal),
        "bank": sorted(UNSET if b is None else b.value for b in bank),
    }
