"""Finds names in a flow that lead nowhere: nodes, answers given twice, the ends of its ways."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from posdesk.domain.text import Text
from posdesk.intake.flow_faults import FileFault
from posdesk.intake.flow_parts import WrittenOut
from posdesk.intake.flow_yaml import At, Plain, as_mapping

_WAYS_IN = ("start", "review", "hold")


def check_refs(flow: WrittenOut, book: Mapping[str, WrittenOut]) -> Iterator[FileFault]:
    """Yield every name in ``flow`` that no node bears; ``book`` holds all flows by their id."""
    root = flow.document
    named = str(root.root.get("id"))
    if named != root.file.stem:
        yield _fault(
            (root.file, root.line(("id",))),
            f"文件名应和编号“{named}”一样。",
            f"The file must be called like its id “{named}”.",
        )
    for way in _WAYS_IN:
        yield from _check(flow, {}, str(root.root[way]), (root.file, root.line((way,))))
    usual = root.root.get("usual_way", [])
    for place, node in enumerate(usual if isinstance(usual, list) else []):
        line = root.line(("usual_way", place))
        yield from _check(flow, {}, str(node), (root.file, line))
    for name in flow.nodes:
        yield from _check_node(flow, book, name)


def _check_node(flow: WrittenOut, book: Mapping[str, WrittenOut], name: str) -> Iterator[FileFault]:
    source, node, at = flow.origins[name], flow.nodes[name], ("nodes", name)

    def where(*more: str | int) -> tuple[Path, int]:
        way: At = (*at, *more)
        return source.file, source.line(way)

    if "next" in node:
        yield from _check(flow, book, str(node["next"]), where("next"))
    seen: set[Plain] = set()
    answers = node.get("answers", [])
    for place, value in enumerate(answers if isinstance(answers, list) else []):
        answer = as_mapping(value)
        if answer["id"] in seen:
            yield _fault(
                where("answers", place, "id"),
                f"这一步有两个答案叫“{answer['id']}”。",
                f"Two answers of this step are called “{answer['id']}”.",
            )
        seen.add(str(answer["id"]))
        yield from _check(flow, book, str(answer["next"]), where("answers", place, "next"))


def _check(
    flow: WrittenOut, book: Mapping[str, WrittenOut], to: str, where: tuple[Path, int]
) -> Iterator[FileFault]:
    if to.startswith("@"):  # a missing exit is reported where the part is included
        return
    other, slash, node = to.partition("/")
    if slash and other not in book:
        yield _fault(where, f"没有叫“{other}”的流程。", f"There is no flow “{other}”.")
    elif (node if slash else to) not in (book[other] if slash else flow).nodes:
        yield _fault(where, f"没有叫“{to}”的一步。", f"There is no step “{to}”.")


def _fault(where: tuple[Path, int], zh: str, en: str) -> FileFault:
    return FileFault(*where, Text(zh, en))
