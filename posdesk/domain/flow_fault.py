"""One thing that is wrong in a flow, as the checks of this package tell it."""

from __future__ import annotations

from dataclasses import dataclass

from posdesk.domain.text import Text


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, at which node and answer, in a sentence; ``node`` is empty for the flow."""

    flow: str
    node: str
    answer: str | None
    text: Text
