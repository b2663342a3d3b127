"""Makes flows out of plain values, be they read from YAML or from the cache."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from posdesk.domain.facts import NOTHING_KNOWN, Bank, Facts, Source, Terminal
from posdesk.domain.flow import Answer, Call, Condition, Flow, Node, NodeKind, Note
from posdesk.domain.text import Text

Values = Mapping[str, Any]
"""Plain values that hold to the schema; the shape is checked before anything is built."""

UNSET = "unset"
"""How a condition names a fact that nobody has asked for yet."""


class LateNodes(Mapping[str, Node]):
    """The nodes of a flow that was found sound before, built once somebody looks at one.

    There are six hundred in the shipped book, and a start shows none.
    """

    def __init__(self, values: Values) -> None:
        self._values = values

    def __getitem__(self, name: str) -> Node:
        return self._built[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    @cached_property
    def _built(self) -> dict[str, Node]:
        return _nodes(self._values)


def build_flow(values: Values, digest: str, *, late: bool = False) -> Flow:
    """Return the flow that ``values`` (with its parts written out) describe.

    With ``late`` its nodes are built later, for values that are known to be sound.
    """
    return Flow(
        id=values["id"],
        version=values["version"],
        title=Text.read(values["title"]),
        subtitle=Text.read(values["subtitle"]),
        start=values["start"],
        review=values["review"],
        hold=values["hold"],
        nodes=LateNodes(values["nodes"]) if late else _nodes(values["nodes"]),
        symptoms=tuple(Text.read(symptom) for symptom in values.get("symptoms", ())),
        icon=values.get("icon", "receipt"),
        usual_way=tuple(values.get("usual_way", ())),
        digest=digest,
    )


def _nodes(values: Values) -> dict[str, Node]:
    return {name: _node(name, node) for name, node in values.items()}


def _node(name: str, values: Values) -> Node:
    return Node(
        id=name,
        kind=NodeKind(values["kind"]),
        label=Text.read(values["label"]),
        text=Text.read(values["text"]),
        covers=tuple(values.get("covers", ())),
        why=_maybe(values.get("why")),
        say=_maybe(values.get("say")),
        call=_call(values["call"]) if "call" in values else None,
        picture=values.get("picture"),
        notes=tuple(
            Note(Text.read(note), tuple(note.get("covers", ()))) for note in values.get("notes", ())
        ),
        charges_again=values.get("charges_again", False),
        outcome=values.get("outcome"),
        next=values.get("next"),
        answers=tuple(_answer(answer) for answer in values.get("answers", ())),
    )


def _answer(values: Values) -> Answer:
    return Answer(
        id=values["id"],
        text=Text.read(values),
        next=values["next"],
        hint=_maybe(values.get("hint")),
        sets=_facts(values["sets"]) if "sets" in values else NOTHING_KNOWN,
        source=Source(values["source"]) if "source" in values else None,
        unsure=values.get("unsure", False),
        other_try=values.get("other_try", False),
        when=_condition(values["when"]) if "when" in values else None,
    )


def _call(values: Values) -> Call:
    have = tuple(Text.read(item) for item in values.get("have", ()))
    return Call(values["whom"], Text.read(values["script"]), have)


def _facts(values: Values) -> Facts:
    terminal, bank = values.get("terminal"), values.get("bank")
    return Facts(
        None if terminal is None else Terminal(terminal), None if bank is None else Bank(bank)
    )


def _condition(values: Values) -> Condition:
    def allowed(side: str) -> Sequence[str] | None:
        return values.get(side)

    terminal, bank = allowed("terminal"), allowed("bank")
    return Condition(
        None
        if terminal is None
        else frozenset(None if name == UNSET else Terminal(name) for name in terminal),
        None if bank is None else frozenset(None if name == UNSET else Bank(name) for name in bank),
    )


def _maybe(values: Values | None) -> Text | None:
    return None if values is None else Text.read(values)
