"""One case's chapter of a bundle: what all its pages need to know, and the words they share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from posdesk.domain.case import Attempt, Case
from posdesk.domain.money import show_amount
from posdesk.domain.people import actor_words
from posdesk.domain.text import Text
from posdesk.reports.casefile import CaseFile, NumberedExhibit
from posdesk.reports.letter import subject
from posdesk.reports.manifest import Manifest
from posdesk.reports.typeset.pieces import Run
from posdesk.reports.typeset.setting import Setter
from posdesk.reports.typeset.style import TAG

EXHIBIT = Text("附件 {number}", "Exhibit {number}")
CASE = Text("案件 {number}", "Case {number}")
REFERENCE = Text("参考号 {rrn}", "RRN {rrn}")
COMMA = Text("，", ", ")
_HAN = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A case with its exhibits, and where things stand: ``pages`` are page numbers by anchor.

    While the first pass is laid out ``pages`` is still empty. ``single``: no other case is in the
    bundle, so that sections stand at the top of its outline rather than under their case.
    """

    setter: Setter
    number: int
    file: CaseFile
    exhibits: tuple[NumberedExhibit, ...]
    manifest: Manifest
    single: bool = True
    pages: Mapping[str, int] = field(default_factory=dict)

    @property
    def case(self) -> Case:
        """The case itself."""
        return self.file.case

    @property
    def attempt(self) -> Attempt:
        """The attempt to pay that the letter is about."""
        return subject(self.case)

    def say(self, words: Text, **fields: object) -> str:
        """Return ``words`` in the bundle's language with its fields filled in."""
        plain = self.setter.say(words)
        return plain.format(**fields) if fields else plain

    def anchor(self, name: str) -> str:
        """Return the anchor of a place in this chapter."""
        return f"c{self.number}-{name}"

    @property
    def level(self) -> int:
        """The outline level of the chapter's sections."""
        return 0 if self.single else 1

    def page(self, anchor: str) -> str:
        """Return the page number of ``anchor`` as it is printed."""
        return str(self.pages.get(anchor, 0))

    def numeral(self, number: int) -> str:
        """Return the number of a section as headings show it."""
        return _HAN[number - 1] if self.setter.lang == "zh_CN" else str(number)

    def tag(self, exhibit: NumberedExhibit) -> Run:
        """Return the outlined tag that leads to ``exhibit``."""
        return Run(self.say(EXHIBIT, number=exhibit.number), TAG, exhibit.anchor, tag=True)

    def running_head(self) -> str:
        """Return shop, case number, amount and reference number, as far as they are known."""
        case, comma = self.case, self.say(COMMA)
        slip = self.attempt.slip
        parts = [case.shop or (slip.merchant_name or "")]
        parts.append(self.say(CASE, number=case.number or case.id[:8]))
        if slip.amount is not None:
            parts.append(show_amount(slip.amount))
        if slip.rrn:
            parts.append(self.say(REFERENCE, rrn=slip.rrn))
        return comma.join(part for part in parts if part)

    @property
    def walked(self) -> bool:
        """Whether there are steps to show."""
        return any(walk.taken for walk in self.case.walks)

    def actor(self, actor: str) -> str:
        """Return who did something: a name that was given, else the role in words."""
        return actor_words(actor, self.file.names).in_(self.setter.lang)
