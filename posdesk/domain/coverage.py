"""Which row of the checklist stands where: in a flow, on a card, in a lesson, or nowhere yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from posdesk.domain.flow import FlowBook
from posdesk.domain.lesson import Training

Twins = Mapping[str, tuple[str, ...]]
"""Every row of the checklist with the rows it repeats, mostly none."""


def coverage(book: FlowBook, training: Training, twins: Twins) -> dict[str, tuple[str, ...]]:
    """Return the places of each row in ``twins``, in its order; no place means missing.

    A place is ``flows/FLOW/NODE``, ``cards/CARD`` or ``training/THEME/LESSON``. A row that repeats
    others also stands where those stand, but only once all of them do.
    """
    own: defaultdict[str, list[str]] = defaultdict(list)
    for row, place in _covered(book, training):
        own[row].append(place)
    return {row: tuple(dict.fromkeys(_places(row, own, twins, ()))) for row in twins}


def unknown_rows(book: FlowBook, training: Training, twins: Twins) -> dict[str, str]:
    """Return each row that some place claims to cover but that ``twins`` does not hold."""
    return {row: place for row, place in _covered(book, training) if row not in twins}


def _covered(book: FlowBook, training: Training) -> Iterator[tuple[str, str]]:
    """Yield every row that is covered with its place."""
    for flow in book.flows.values():
        for node in flow.nodes.values():
            rows = [*node.covers, *(row for note in node.notes for row in note.covers)]
            yield from ((row, f"flows/{flow.id}/{node.id}") for row in rows)
    for card in training.cards:
        yield from ((row, f"cards/{card.id}") for row in card.covers)
    for theme in training.themes:
        for lesson in theme.lessons:
            yield from ((row, f"training/{theme.id}/{lesson.id}") for row in lesson.covers)


def _places(
    row: str, own: Mapping[str, list[str]], twins: Twins, above: tuple[str, ...]
) -> list[str]:
    found = list(own.get(row, ()))
    repeated = [twin for twin in twins.get(row, ()) if twin not in (*above, row)]
    through = [_places(twin, own, twins, (*above, row)) for twin in repeated]
    if all(through):
        found += (place for places in through for place in places)
    return found
