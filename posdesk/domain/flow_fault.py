"""One thing that is wrong in a flow, as the checks of this package tell it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from posdesk.domain.facts import BANK_WORDS, TERMINAL_WORDS, Facts
from posdesk.domain.flow import Place
from posdesk.domain.flow_states import EVERY_FACTS
from posdesk.domain.text import Text


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, at which node and answer, in a sentence; ``node`` is empty for the flow."""

    flow: str
    node: str
    answer: str | None
    text: Text


@dataclass(frozen=True, slots=True)
class FaultAt:
    """A fault with the facts under which it shows; its sentences name them at ``{0}``."""

    place: Place
    answer: str | None
    zh: str
    en: str
    facts: Facts

    def fault(self) -> Fault:
        """Return it with the facts put into its sentences."""
        terminal, bank = TERMINAL_WORDS[self.facts.terminal], BANK_WORDS[self.facts.bank]
        return Fault(
            self.place.flow,
            self.place.node,
            self.answer,
            Text(
                self.zh.format(f"终端“{terminal.zh_CN}”、银行“{bank.zh_CN}”"),
                self.en.format(f"terminal “{terminal.en}” and bank “{bank.en}”"),
            ),
        )


def told_once(faults: Iterable[FaultAt]) -> Iterator[Fault]:
    """Yield one fault for each step, answer and kind, with the least that need be known for it."""
    least: dict[tuple[Place, str | None, str], FaultAt] = {}
    for at in faults:
        key = (at.place, at.answer, at.en)
        if key not in least or _rank(at.facts) < _rank(least[key].facts):
            least[key] = at
    return (at.fault() for at in least.values())


def _rank(facts: Facts) -> int:
    return EVERY_FACTS.index(facts)
