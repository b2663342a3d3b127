"""Takes what names people, money and machines out of text that is to leave the shop.

A last pass over what is meant to hold none of it: each thing becomes a mark such as ``<T1>``, the
same thing the same mark, so that lines can be compared.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum

from posdesk.domain.phone import find_phones
from posdesk.domain.sensitive import Kind, find_sensitive

_DIGIT = re.compile(r"\d")
_MAIL = re.compile(r"[^\s@<>“”\"'，。；：（）()]{1,64}@[^\s@<>“”\"'，。；：（）()]{1,255}")
_FOREIGN = re.compile(r"(?<!\w)\+\d[\d \-()]{6,20}\d", re.ASCII)
_LANDLINE = re.compile(
    r"(?<!\d)(?:[(（]0\d{2,3}[)）]\s?|0\d{2,3}[ \-—－]?)[2-9]\d{2,3}[ \-]?\d{4}(?!\d)"
    r"|(?<!\d)[48]00[ \-]?\d{3}[ \-]?\d{4}(?!\d)"
)
_MONEY = re.compile(
    r"(?:[¥￥$€£]|RMB|CNY|人民币)\s?\d[\d,]*(?:\.\d+)?"
    r"|(?<![\d,])\d[\d,]{0,15}(?:\.\d{1,4})?\s?(?:元|块钱|圆|万元|yuan|RMB|CNY)"
    r"|(?<![\w.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w,])"
    r"|(?<![\w.\-])\d{2,}\.\d{2}(?![\w.\-%])",
    re.IGNORECASE | re.ASCII,
)
_LONG = re.compile(r"(?<![\da-fA-F<])\d(?:[ \-]?\d){6,}(?![\da-fA-F])")
_DAY = re.compile(
    r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:[+-]\d{2}:\d{2}|Z)?)?"
    r"|(?<!\d)\d{6}-\d{4,6}(?!\d)|(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])"
)
"""What is left alone: days and moments, moments in file names, digests."""

_PATH = re.compile(
    r"[A-Za-z]:[\\/][^\n“”\"，。；：<>|]*|\\\\[^\n“”\"，。；：<>|]+"
    r"|(?<![\w.<>:/])/(?:[^\s/“”\"，。；：]+/)+[^\s/“”\"，。；：]*|~[\w.\-]*/[^\s“”\"，。；：]+"
)
_ORDINARY = frozenset(
    (
        *("posdesk", "root", "user", "admin", "administrator", "default", "guest", "localhost"),
        *("cashier", "manager", "shop", "till", "data", "home", "收银员", "店长", "收银台", "店铺"),
    )
)
"""Words of the program and of every system, which name nobody."""


class Sort(StrEnum):
    """What a mark stands for."""

    PERSON = "P"
    SHOP = "S"
    PHONE = "T"
    CARD = "C"
    SECRET = "X"
    MAIL = "E"
    MONEY = "M"
    NUMBER = "N"
    ACCOUNT = "U"
    COMPUTER = "H"


class Scrubber:
    """Replaces the ``names`` that are known, and whatever has the form of something personal.

    ``places`` are folders by the mark that stands for them, such as ``<data>``.
    """

    def __init__(
        self,
        names: Mapping[Sort, Iterable[str]] | None = None,
        places: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        self._marks: dict[tuple[Sort, str], str] = {}
        self._names: dict[str, Sort] = {}
        for sort, listed in (names or {}).items():
            for name in listed:
                plain = unicodedata.normalize("NFC", " ".join(name.split()))
                if _is_telling(plain):
                    self._names.setdefault(plain.casefold(), sort)
        self._known = _one_of(self._names)
        listed_places = ((path, mark) for mark, paths in (places or {}).items() for path in paths)
        self._places = sorted(
            {(path.rstrip("/\\"), mark) for path, mark in listed_places if len(path) > 3},
            key=lambda one: -len(one[0]),
        )

    def clean(self, text: str) -> str:
        """Return ``text`` with a mark in the place of all that is taken out."""
        plain = self.placed(text)
        plain = _PATH.sub("<path>", plain)
        if self._known is not None:
            plain = self._known.sub(lambda m: self._mark(self._sort_of(m[0]), m[0]), plain)
        plain = self._found(plain)
        plain = _MAIL.sub(lambda m: self._mark(Sort.MAIL, m[0]), plain)
        pieces, upto = list[str](), 0
        for left_alone in _DAY.finditer(plain):
            pieces += (self._forms(plain[upto : left_alone.start()]), left_alone[0])
            upto = left_alone.end()
        return "".join((*pieces, self._forms(plain[upto:])))

    def placed(self, text: str) -> str:
        """Return ``text`` with the folders that are known called by what they are."""
        plain = unicodedata.normalize("NFC", text)
        for path, mark in self._places:
            plain = plain.replace(path, mark)
        return plain

    def _found(self, text: str) -> str:
        """Replace what may never be kept; the rule of the domain finds it."""
        return self._replaced(
            text,
            (
                (one.start, one.end, Sort.CARD if one.kind is Kind.CARD else Sort.SECRET)
                for one in find_sensitive(text)
            ),
        )

    def _forms(self, text: str) -> str:
        folded = _ascii_digits(text)
        folded = self._replaced(folded, ((*span, Sort.PHONE) for span in find_phones(folded)))
        for pattern, sort in (
            (_FOREIGN, Sort.PHONE),
            (_LANDLINE, Sort.PHONE),
            (_MONEY, Sort.MONEY),
            (_LONG, Sort.NUMBER),
        ):
            folded = pattern.sub(lambda m, s=sort: self._mark(s, m[0]), folded)  # type: ignore[misc]
        return folded

    def _replaced(self, text: str, spans: Iterable[tuple[int, int, Sort]]) -> str:
        """Replace what begins and ends there; the first of two that overlap counts for both."""
        pieces, upto = list[str](), 0
        for start, end, sort in spans:
            if start >= upto:
                pieces += (text[upto:start], self._mark(sort, text[start:end]))
            upto = max(upto, end)
        return "".join((*pieces, text[upto:]))

    def _sort_of(self, said: str) -> Sort:
        return self._names[" ".join(said.split()).casefold()]

    def _mark(self, sort: Sort, said: str) -> str:
        key = (sort, _same(sort, said))
        if key not in self._marks:
            count = sum(1 for other, _ in self._marks if other is sort)
            self._marks[key] = f"<{sort.value}{count + 1}>"
        return self._marks[key]


def _same(sort: Sort, said: str) -> str:
    """Return what two ways to write the same thing share."""
    if sort in (Sort.PHONE, Sort.CARD, Sort.NUMBER):
        digits = "".join(_DIGIT.findall(_ascii_digits(said)))
        return digits[-11:] if sort is Sort.PHONE else digits
    return " ".join(said.split()).casefold()


def _is_telling(name: str) -> bool:
    """Return whether a name tells anybody apart, and would not be met in every other word."""
    if name.casefold() in _ORDINARY or len(name) < 2:
        return False
    return len(name) >= 4 or not name.isdigit()


def _one_of(names: Iterable[str]) -> re.Pattern[str] | None:
    """Return what finds any of ``names``, in Latin letters only as words of their own."""
    found = []
    for name in sorted(names, key=lambda one: (-len(one), one)):
        words = r"\s+".join(re.escape(word) for word in name.split(" "))
        before = r"(?<![A-Za-z0-9])" if name[0].isascii() else ""
        after = r"(?![A-Za-z0-9])" if name[-1].isascii() else ""
        found.append(before + words + after)
    return re.compile("|".join(found), re.IGNORECASE) if found else None


def _ascii_digits(text: str) -> str:
    return "".join(
        str(unicodedata.digit(c)) if c.isdigit() and unicodedata.digit(c, None) is not None else c
        for c in text
    )
