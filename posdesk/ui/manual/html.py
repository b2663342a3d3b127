"""A chapter as the rich text that Qt shows, in the colours and type of the theme."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Final

from posdesk.domain.manual import (
    Block,
    Chapter,
    Heading,
    Lines,
    Listing,
    Paragraph,
    Picture,
    Span,
    Spans,
    Table,
)
from posdesk.ui.theme import Theme

SIZES: Final = (14, 16, 19, 23)
"""Pixels of the body: what can be chosen, the second at first."""

_TITLES: Final = {1: 1.6, 2: 1.25, 3: 1.1}
_AIR: Final = 0.55


class Page:
    """Writes chapters in one theme and one ``size``, with pictures no wider than ``room``."""

    def __init__(self, theme: Theme, size: int, room: int, widths: Mapping[str, int]) -> None:
        self._theme, self._size, self._room, self._widths = theme, size, room, widths

    def html(self, chapter: Chapter) -> str:
        """Return the whole chapter."""
        return "".join(self._block(block) for block in chapter.blocks)

    def _block(self, block: Block) -> str:
        if isinstance(block, Heading):
            return self._heading(block)
        if isinstance(block, Paragraph):
            return self._boxed(block) if block.boxed else self._par(self._spans(block.spans))
        if isinstance(block, Listing):
            return self._listing(block)
        if isinstance(block, Table):
            return self._table(block)
        if isinstance(block, Picture):
            return self._picture(block)
        return self._lines(block)

    def _heading(self, block: Heading) -> str:
        size = round(self._size * _TITLES.get(block.level, 1.0))
        above = 0 if block.level == 1 else round(self._size * 1.4)
        return (
            f'<p style="margin:{above}px 0 {round(self._size * 0.5)}px 0; font-size:{size}px;'
            f' font-weight:700;"><a name="{escape(block.anchor)}"></a>{escape(block.text)}</p>'
        )

    def _par(self, inside: str) -> str:
        gap = round(self._size * _AIR)
        style = f"margin:0 0 {gap}px 0; font-size:{self._size}px; line-height:112%;"
        return f'<p style="{style}">{inside}</p>'

    def _boxed(self, block: Paragraph) -> str:
        bar, soft = self._theme.colours["accent"], self._theme.colours["accentSoft"]
        style = f"margin:0; font-size:{self._size}px; line-height:112%;"
        return (
            '<table width="100%" cellspacing="0" cellpadding="0" style="margin:4px 0 0 0;"><tr>'
            f'<td width="4" style="background:{bar};"></td>'
            f'<td style="background:{soft}; padding:10px 14px;">'
            f'<p style="{style}">{self._spans(block.spans)}</p></td></tr></table>{self._air()}'
        )

    def _listing(self, block: Listing) -> str:
        tag, gap = ("ol" if block.numbered else "ul"), round(self._size * 0.3)
        style = f"font-size:{self._size}px; margin:0 0 {gap}px 0; line-height:112%;"
        items = "".join(f'<li style="{style}">{self._spans(item)}</li>' for item in block.items)
        return f'<{tag} style="margin:0; -qt-list-indent:1;">{items}</{tag}>{self._air()}'

    def _air(self) -> str:
        """Return a little room below a block that has no margin of its own."""
        return f'<p style="margin:0; font-size:{round(self._size * 0.4)}px;">&nbsp;</p>'

    def _table(self, block: Table) -> str:
        head = "".join(self._cell(cell, "th") for cell in block.head)
        rows = "".join(
            f"<tr>{''.join(self._cell(cell, 'td') for cell in row)}</tr>" for row in block.rows
        )
        line = self._theme.colours["border"]
        return (
            f'<table cellspacing="0" cellpadding="0" border="1" style="border-color:{line};'
            f' border-style:solid; border-collapse:collapse; margin:4px 0 14px 0;">'
            f"<tr>{head}</tr>{rows}</table>"
        )

    def _cell(self, spans: Spans, tag: str) -> str:
        back = f" background:{self._theme.colours['sunken']};" if tag == "th" else ""
        style = f"padding:7px 12px; font-size:{self._size}px;{back}"
        return f'<{tag} align="left" valign="middle" style="{style}">{self._spans(spans)}</{tag}>'

    def _picture(self, block: Picture) -> str:
        width = min(self._room, self._widths.get(block.name, self._room))
        small, ink = max(12, self._size - 3), self._theme.colours["text2"]
        return (
            f'<p style="margin:8px 0 2px 0;"><img src="{escape(block.name)}" width="{width}"></p>'
            f'<p style="margin:0 0 14px 0; font-size:{small}px; color:{ink};">'
            f"{escape(block.shows)}</p>"
        )

    def _lines(self, block: Lines) -> str:
        words = "<br>".join(escape(line) for line in block.lines)
        back = self._theme.colours["sunken"]
        return (
            '<table width="100%" cellspacing="0" cellpadding="0" style="margin:4px 0 12px 0;"><tr>'
            f'<td style="background:{back}; padding:10px 14px; font-size:{self._size}px;">{words}'
            "</td></tr></table>"
        )

    def _spans(self, spans: Spans) -> str:
        return "".join(self._span(span) for span in spans)

    def _span(self, span: Span) -> str:
        words = escape(span.text)
        if span.strong:
            return f"<b>{words}</b>"
        if span.exact:
            ink, back = self._theme.colours["accent"], self._theme.colours["accentSoft"]
            solid = words.replace(" ", "&nbsp;") if len(span.text) < 24 else words
            style = f"color:{ink}; background:{back}; font-weight:700;"
            return f'<span style="{style}">&#8198;{solid}&#8198;</span>'
        if not span.link:
            return words
        if not leads_inside(span.link):
            return f"{words} ({escape(span.link)})"
        ink = self._theme.colours["accent"]
        return f'<a href="{escape(span.link)}" style="color:{ink};">{words}</a>'


def leads_inside(link: str) -> bool:
    """Tell whether a link leads to a place in the manual; no other is ever followed."""
    file = link.partition("#")[0]
    return "/" not in file and ":" not in file and (not file or file.endswith(".md"))
