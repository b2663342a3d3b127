"""Response codes of a terminal: what each means, what to do, and whether money may have moved."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from posdesk.domain.text import Text


class Consequence(StrEnum):
    """What a code says about the money, the only thing a walk takes from it."""

    APPROVED = "approved"
    DECLINED = "declined"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class ResponseCode:
    """One code of ISO 8583 field 39, or a ``LOCAL-`` situation that a terminal shows without one.

    ``money_uncertain`` is ``no``, ``yes`` or ``check``; ``retry`` says whether and when the same
    card may be tried again on this terminal, never whether another means may be taken.
    """

    code: str
    meaning: Text
    category: str
    action: Text
    retry: str
    money_uncertain: str

    @property
    def consequence(self) -> Consequence:
        """Only ``money_uncertain == "no"`` leaves no doubt; everything else is uncertain."""
        if self.money_uncertain != "no":
            return Consequence.UNCERTAIN
        return Consequence.APPROVED if self.category == "approved" else Consequence.DECLINED


@dataclass(frozen=True, slots=True)
class CodeBook:
    """All codes known here; a code that is not listed is answered by ``OTHER``, as uncertain."""

    codes: Mapping[str, ResponseCode]

    def find(self, code: str) -> ResponseCode | None:
        """Return the entry of ``code`` as read off a screen, or ``None`` if it is not listed."""
        return self.codes.get(tidy_code(code))

    def look_up(self, code: str) -> ResponseCode:
        """Return the entry of ``code``, or ``OTHER`` where it is not listed."""
        return self.find(code) or self.codes["OTHER"]


def tidy_code(code: str) -> str:
    """Return ``code`` in the form of the table: half-width, upper case, no spaces around."""
    return unicodedata.normalize("NFKC", code).strip().upper()
