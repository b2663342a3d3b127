"""Writes shared parts out into a flow, so that whoever reads the flow has every step of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from posdesk.domain.text import Text
from posdesk.intake.flow_faults import FileFault
from posdesk.intake.flow_yaml import At, Document, Plain, as_mapping

Node = dict[str, Plain]
Nodes = dict[str, Node]


@dataclass(slots=True)
class WrittenOut:
    """A flow's plain values with its parts in place, and where each node and answer stands."""

    document: Document
    nodes: Nodes = field(default_factory=dict)
    origins: dict[str, Document] = field(default_factory=dict)
    exits: dict[tuple[str, str], At] = field(default_factory=dict)
    faults: list[FileFault] = field(default_factory=list)

    def values(self) -> dict[str, Plain]:
        """Return the plain values of the whole flow."""
        return {**self.document.root, "nodes": cast(Plain, self.nodes)}

    def where(self, node: str, answer: str | None = None) -> tuple[Path, int]:
        """Return file and line of a node, or of one of its answers.

        Where a part's exit leads is the flow's own doing, so it is shown where the flow says so.
        """
        if answer is not None and (node, answer) in self.exits:
            return self.document.file, self.document.line(self.exits[node, answer])
        origin = self.origins.get(node)
        if origin is None:
            return self.document.file, 1
        return origin.file, origin.line(_at(origin, node, answer))


def written_out(document: Document, parts: Mapping[str, Document]) -> WrittenOut:
    """Return ``document`` with the parts it names written out; both hold to the schema."""
    flow = WrittenOut(document)
    for name, value in as_mapping(document.root.get("parts")).items():
        exits = as_mapping(value)
        at: At = ("parts", name)
        if name not in parts:
            _fault(flow, at, f"没有叫“{name}”的公共部分。", f"There is no shared part “{name}”.")
            continue
        _compare_exits(flow, name, exits, parts[name])
        _add(flow, parts[name], {exit_: str(to) for exit_, to in exits.items()}, at)
    _add(flow, document, {}, ())
    return flow


def _compare_exits(flow: WrittenOut, name: str, given: Mapping[str, Plain], part: Document) -> None:
    wanted = as_mapping(part.root.get("exits"))
    for exit_ in wanted:
        if exit_ not in given:
            _fault(
                flow,
                ("parts", name),
                f"公共部分“{name}”的出口“{exit_}”没有接到任何一步。",
                f"The exit “{exit_}” of the part “{name}” leads nowhere.",
            )
    for exit_ in given:
        if exit_ not in wanted:
            _fault(
                flow,
                ("parts", name, exit_),
                f"公共部分“{name}”没有出口“{exit_}”。",
                f"The part “{name}” has no exit “{exit_}”.",
            )


def _add(flow: WrittenOut, source: Document, exits: Mapping[str, str], named_at: At) -> None:
    for name, value in as_mapping(source.root.get("nodes")).items():
        if name in flow.nodes:
            _fault(
                flow,
                ("nodes", name),
                f"公共部分里已有叫“{name}”的一步。",
                f"A shared part already has a step “{name}”.",
                source,
            )
            continue
        node = dict(as_mapping(value))
        for answer, to in _targets(node):
            if to.startswith("@") and to[1:] in exits:
                flow.exits[name, answer] = (*named_at, to[1:])
        flow.nodes[name] = _led_out(flow, source, name, node, exits)
        flow.origins[name] = source


def _led_out(
    flow: WrittenOut, source: Document, name: str, node: Node, exits: Mapping[str, str]
) -> Node:
    """Return ``node`` with every “@exit” in it replaced by where the flow wants it to lead."""

    def target(to: Plain, at: At) -> Plain:
        if not isinstance(to, str) or not to.startswith("@"):
            return to
        if to[1:] in exits:
            return exits[to[1:]]
        if to[1:] not in as_mapping(source.root.get("exits")):
            _fault(flow, at, f"没有出口“{to}”。", f"There is no exit “{to}”.", source)
        return to

    at: At = ("nodes", name)
    if "next" in node:
        node["next"] = target(node["next"], (*at, "next"))
    answers = node.get("answers")
    if isinstance(answers, list):
        node["answers"] = [
            {**as_mapping(a), "next": target(as_mapping(a)["next"], (*at, "answers", i, "next"))}
            for i, a in enumerate(answers)
        ]
    return node


def _targets(node: Node) -> Iterator[tuple[str, str]]:
    """Return where each answer of ``node`` leads."""
    answers = node.get("answers")
    for value in answers if isinstance(answers, list) else ():
        answer = as_mapping(value)
        yield str(answer.get("id")), str(answer.get("next"))


def _at(source: Document, node: str, answer: str | None) -> At:
    at: At = ("nodes", node)
    answers = as_mapping(as_mapping(source.root.get("nodes")).get(node)).get("answers")
    if answer is not None and isinstance(answers, list):
        for place, value in enumerate(answers):
            if as_mapping(value).get("id") == answer:
                return (*at, "answers", place, "id")
    return at


def _fault(flow: WrittenOut, at: At, zh: str, en: str, source: Document | None = None) -> None:
    where = source or flow.document
    flow.faults.append(FileFault(where.file, where.line(at), Text(zh, en)))
