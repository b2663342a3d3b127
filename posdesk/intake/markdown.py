"""Reads the Markdown of the manual: the few marks it uses, as any editor and Git host show them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from posdesk.domain.manual import (
    Block,
    Heading,
    Lines,
    Listing,
    Paragraph,
    Picture,
    Span,
    Spans,
    Table,
)

_SPAN = re.compile(
    r"\*\*(?P<strong>.+?)\*\*|`(?P<exact>[^`]+)`|\[(?P<text>[^]]+)\]\((?P<to>[^)]+)\)"
)
_PICTURE = re.compile(r"!\[(?P<shows>[^]]*)\]\((?P<file>[^)]+)\)")
_HEADING = re.compile(r"(?P<marks>#{1,4}) +(?P<text>.+)")
_POINT = re.compile(r"[-*] +(?P<text>.+)")
_NUMBER = re.compile(r"\d+[.)] +(?P<text>.+)")
_PARTING = re.compile(r"[|:\- ]+")
_CJK = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")


def read_blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of a chapter."""
    return tuple(_block(lines) for lines in _stretches(text))


def read_spans(words: str) -> Spans:
    """Return one line of Markdown as spans."""
    spans: list[Span] = []
    begun = 0
    for found in _SPAN.finditer(words):
        if found.start() > begun:
            spans.append(Span(words[begun : found.start()]))
        if found["strong"]:
            spans.append(Span(found["strong"], strong=True))
        elif found["exact"]:
            spans.append(Span(found["exact"], exact=True))
        else:
            spans.append(Span(found["text"], link=found["to"]))
        begun = found.end()
    if begun < len(words):
        spans.append(Span(words[begun:]))
    return tuple(spans)


def anchor_of(heading: str) -> str:
    """Return what a link to ``heading`` ends in, as Git hosts make it."""
    kept = re.sub(r"[^\w\- ]", "", heading.casefold())
    return kept.strip().replace(" ", "-")


def _stretches(text: str) -> Iterator[list[str]]:
    """Yield the lines of each block."""
    held: list[str] = []
    fenced = False
    for line in text.splitlines():
        if line.startswith("```"):
            fenced = not fenced
            if not fenced:
                yield [*held, "```"]
                held = []
                continue
            if held:
                yield held
            held = [line]
        elif fenced:
            held.append(line)
        elif not line.strip() or (held and _is_heading(held)):
            if held:
                yield held
            held = [line] if line.strip() else []
        else:
            held.append(line)
    if held:
        yield held


def _is_heading(lines: list[str]) -> bool:
    return len(lines) == 1 and _HEADING.fullmatch(lines[0]) is not None


def _block(lines: list[str]) -> Block:
    first = lines[0]
    if first.startswith("```"):
        return Lines(tuple(lines[1:-1]))
    if heading := _HEADING.fullmatch(first):
        words = heading["text"].strip()
        return Heading(len(heading["marks"]), words, anchor_of(words))
    if picture := _PICTURE.fullmatch(first.strip()):
        return Picture(picture["file"].rpartition("/")[2], picture["shows"])
    if first.startswith("|") and len(lines) > 1:
        return _table(lines)
    if first.startswith(">"):
        return Paragraph(read_spans(_joined([line.lstrip("> ") for line in lines])), boxed=True)
    for mark, numbered in ((_POINT, False), (_NUMBER, True)):
        if mark.match(first):
            return _listing(lines, mark, numbered=numbered)
    return Paragraph(read_spans(_joined(lines)))


def _listing(lines: list[str], mark: re.Pattern[str], *, numbered: bool) -> Listing:
    items: list[list[str]] = []
    for line in lines:
        if begun := mark.match(line):
            items.append([begun["text"]])
        else:
            items[-1].append(line.strip())
    return Listing(tuple(read_spans(_joined(item)) for item in items), numbered)


def _table(lines: list[str]) -> Table:
    rows = [_cells(line) for line in lines if not _PARTING.fullmatch(line)]
    wide = len(rows[0])
    filled = [(*row, *([()] * (wide - len(row))))[:wide] for row in rows[1:]]
    return Table(rows[0], tuple(filled))


def _cells(line: str) -> tuple[Spans, ...]:
    return tuple(read_spans(cell.strip()) for cell in line.strip().strip("|").split("|"))


def _joined(lines: list[str]) -> str:
    """Return ``lines`` as one; between Chinese characters there is no space."""
    whole = lines[0].strip()
    for line in lines[1:]:
        words = line.strip()
        close = whole and words and _CJK.match(whole[-1]) and _CJK.match(words[0])
        whole += words if close else f" {words}"
    return whole
