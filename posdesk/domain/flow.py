"""A flowchart: nodes, answers and outcomes, as its author wrote it down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from posdesk.domain.errors import NotFound
from posdesk.domain.facts import NOTHING_KNOWN, Bank, Facts, Source, Terminal
from posdesk.domain.text import N_, Text

NO_FLOW = N_("There is no flow “{flow}”; nothing was changed; `flows list` names them all.")


class NodeKind(StrEnum):
    """What a step is: something to ask, to do, to look up, or the end of a walk."""

    QUESTION = "question"
    ACTION = "action"
    LOOKUP = "lookup"
    OUTCOME = "outcome"


@dataclass(frozen=True, slots=True)
class Condition:
    """Facts under which an answer can be taken; ``None`` in a set stands for "not asked yet"."""

    terminal: frozenset[Terminal | None] | None = None
    bank: frozenset[Bank | None] | None = None

    def holds(self, facts: Facts) -> bool:
        """Return whether ``facts`` meet both sides that are named."""
        return (self.terminal is None or facts.terminal in self.terminal) and (
            self.bank is None or facts.bank in self.bank
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """One way on from a node; ``next`` is a node of the flow or ``FLOW/NODE``.

    ``other_try`` says that the customer tried to pay before and nobody knows how that ended: the
    case then has one more attempt, of which nothing is known.
    """

    id: str
    text: Text
    next: str
    hint: Text | None = None
    sets: Facts = NOTHING_KNOWN
    source: Source | None = None
    unsure: bool = False
    other_try: bool = False
    when: Condition | None = None

    def open_to(self, facts: Facts) -> bool:
        """Return whether the answer can be taken where ``facts`` are known."""
        return self.when is None or self.when.holds(facts)


@dataclass(frozen=True, slots=True)
class Note:
    """One more thing to know at a node, with the checklist rows it carries."""

    text: Text
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Call:
    """A call to make: whom (an entry of the contact book), what to say, what to have at hand."""

    whom: str
    script: Text
    have: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """One step of a flow.

    ``text`` is the step itself, ``label`` its short name on the map. A question has answers; an
    action has either ``next`` or answers with ``when``, which are automatic routes; a look-up's
    answers are named after the consequence of a code; an outcome ends the walk under a name.
    """

    id: str
    kind: NodeKind
    label: Text
    text: Text
    covers: tuple[str, ...] = ()
    why: Text | None = None
    say: Text | None = None
    call: Call | None = None
    picture: str | None = None
    notes: tuple[Note, ...] = ()
    charges_again: bool = False
    outcome: str | None = None
    next: str | None = None
    answers: tuple[Answer, ...] = ()

    @property
    def routes_by_itself(self) -> bool:
        """Whether the node only routes by the facts, so that nobody has to stop at it."""
        return self.kind is NodeKind.ACTION and bool(self.answers)

    def answer(self, answer_id: str) -> Answer | None:
        """Return the answer of that id, if there is one."""
        return next((a for a in self.answers if a.id == answer_id), None)


@dataclass(frozen=True, slots=True)
class Flow:
    """One flowchart.

    ``review`` is the node that weighs the facts anew when they were learnt elsewhere; ``hold`` is
    where a walk goes instead of a node that charges again while the verdict is not "yes".
    """

    id: str
    version: str
    title: Text
    subtitle: Text
    start: str
    review: str
    hold: str
    nodes: Mapping[str, Node]
    symptoms: tuple[Text, ...] = ()
    icon: str = "receipt"
    usual_way: tuple[str, ...] = ()
    digest: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a walk stands: a node of a flow."""

    flow: str
    node: str

    def named_in(self, flow: str) -> str:
        """Return the name of this place as seen from ``flow``: ``NODE`` or ``FLOW/NODE``."""
        return self.node if self.flow == flow else f"{self.flow}/{self.node}"


@dataclass(frozen=True, slots=True)
class FlowBook:
    """All flows of the shop, in the order in which they are offered."""

    flows: Mapping[str, Flow]

    @property
    def outcomes(self) -> frozenset[str]:
        """The names of all the outcomes to which the flows lead."""
        nodes = (node for flow in self.flows.values() for node in flow.nodes.values())
        return frozenset(node.outcome for node in nodes if node.outcome)

    def flow(self, flow_id: str) -> Flow:
        """Return the flow of that id; raises ``NotFound``."""
        if flow_id not in self.flows:
            raise NotFound(NO_FLOW, flow=flow_id[:40])
        return self.flows[flow_id]

    def node(self, place: Place) -> Node:
        """Return the node at ``place``; raises ``NotFound``."""
        nodes = self.flow(place.flow).nodes
        if place.node not in nodes:
            raise NotFound(
                N_("The flow “{flow}” has no step “{node}”; the walk is kept; start it again."),
                flow=place.flow,
                node=place.node[:40],
            )
        return nodes[place.node]

    def place(self, flow: str, reference: str) -> Place:
        """Return the place that ``reference`` (``NODE`` or ``FLOW/NODE``) names from ``flow``."""
        other, slash, node = reference.partition("/")
        return Place(other, node) if slash else Place(flow, reference)
