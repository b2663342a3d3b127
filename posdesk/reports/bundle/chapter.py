"""One case's chapter of a bundle: what all its pages need to know, and the words they share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from posdesk.domain.bundle.order import BundleOrder
from posdesk.domain.bundle.request import RequestKind, kind_of, recipient_of
from posdesk.domain.case import Attempt, Case
from posdesk.domain.money import show_amount
from posdesk.domain.people import actor_words
from posdesk.domain.text import LANGS, Text
from posdesk.reports.archive.manifest import Manifest
from posdesk.reports.bundle.letter import subject
from posdesk.reports.bundle.letter_request import Request, request_for
from posdesk.reports.casefile import CaseFile, NumberedExhibit
from posdesk.reports.pictures.darkroom import Darkroom
from posdesk.reports.typeset.pieces import Run
from posdesk.reports.typeset.setting import Setter
from posdesk.reports.typeset.style import TAG

EXHIBIT = Text("附件 {number}", "Exhibit {number}")
IN_FILE = Text("文件 {part}", "file {part}")
CASE = Text("案件 {number}", "Case {number}")
REFERENCE = Text("参考号 {rrn}", "RRN {rrn}")
COMMA = Text("，", ", ")
SECTIONS = (
    "request",
    "keys",
    "facts",
    "exhibits",
    "timeline",
    "verdict",
    "steps",
    "calls",
    "manifest",
    "index",
)
"""The sections of a chapter and the two that close a bundle, in their order."""

_HAN = "一二三四五六七八九十"
WHOLE = BundleOrder()


def filled(words: Text, **fields: object) -> Text:
    """Return ``words`` with its fields filled in, those that are in both languages by half."""
    if not fields:
        return words
    chinese, english = (
        words.in_(lang).format(
            **{name: f.in_(lang) if isinstance(f, Text) else f for name, f in fields.items()}
        )
        for lang in LANGS
    )
    return Text(chinese, english)


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
    darkroom: Darkroom = field(default_factory=Darkroom, compare=False, repr=False)
    order: BundleOrder = WHOLE

    @property
    def case(self) -> Case:
        """The case itself."""
        return self.file.case

    @property
    def attempt(self) -> Attempt:
        """The attempt to pay that the letter is about."""
        return subject(self.case)

    @property
    def kind(self) -> RequestKind:
        """What this chapter asks for."""
        return self.order.kind or kind_of(self.case)

    @property
    def request(self) -> Request:
        """What its letter says."""
        return request_for(self.case, self.kind)

    @property
    def recipient(self) -> Text:
        """To whom its letter goes."""
        return self.order.to or self.file.recipient or recipient_of(self.case, self.kind)

    @property
    def sections(self) -> tuple[str, ...]:
        """The sections there are, in their order; what does not apply is left out.

        Whether one may charge again matters where the money is asked for, not to a refund, a payout
        or a bank's notice.
        """
        judged = self.kind in (RequestKind.INQUIRY, RequestKind.CLAIM)
        there = {"verdict": judged, "steps": self.walked, "calls": bool(self.case.calls)}
        return tuple(name for name in SECTIONS if there.get(name, True))

    def nth(self, section: str) -> str:
        """Return the number of ``section`` as its heading shows it."""
        return self.numeral(self.sections.index(section) + 1)

    def say(self, words: Text, **fields: object) -> str:
        """Return ``words`` in the bundle's language with its fields filled in."""
        return self.setter.say(filled(words, **fields))

    def show(self, words: Text, **fields: object) -> str:
        """Return ``words`` with its fields on one line, in both languages where both are shown."""
        return self.setter.show(filled(words, **fields))

    @property
    def halves(self) -> tuple[Chapter, ...]:
        """This chapter, or where both languages stand side by side one for each."""
        return tuple(replace(self, setter=half) for half in self.setter.halves)

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

    @property
    def here(self) -> tuple[NumberedExhibit, ...]:
        """The exhibits whose pages are in this file."""
        return tuple(exhibit for exhibit in self.exhibits if not exhibit.elsewhere)

    def place(self, exhibit: NumberedExhibit) -> str:
        """Return the page of ``exhibit``, or which other file it is in."""
        if exhibit.elsewhere:
            return self.show(IN_FILE, part=exhibit.elsewhere)
        return self.page(exhibit.anchor)

    def numeral(self, number: int) -> str:
        """Return the number of a section as headings show it."""
        return _HAN[number - 1] if self.setter.lang == "zh_CN" else str(number)

    def tag(self, exhibit: NumberedExhibit) -> Run:
        """Return the outlined tag that leads to ``exhibit``."""
        return Run(self.show(EXHIBIT, number=exhibit.number), TAG, exhibit.link, tag=True)

    def running_head(self) -> str:
        """Return shop, case number, amount and reference number, as far as they are known."""
        case, comma = self.case, self.say(COMMA)
        slip = self.attempt.slip
        parts = [case.shop or (slip.merchant_name or "")]
        parts.append(self.show(CASE, number=case.number or case.id[:8]))
        if slip.amount is not None:
            parts.append(show_amount(slip.amount))
        if slip.rrn:
            parts.append(self.show(REFERENCE, rrn=slip.rrn))
        return comma.join(part for part in parts if part)

    @property
    def walked(self) -> bool:
        """Whether there are steps to show."""
        return any(walk.taken for walk in self.case.walks)

    def actor(self, actor: str) -> str:
        """Return who did something: a name that was given, else the role in words."""
        return self.setter.say(self.actor_words(actor))

    def actor_words(self, actor: str) -> Text:
        """Return the same in both languages."""
        return actor_words(actor, self.file.names)
