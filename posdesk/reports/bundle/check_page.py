"""The last pages: every exhibit's digests, and the index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from posdesk.domain.exhibit import EXHIBIT_KINDS
from posdesk.domain.text import Text
from posdesk.reports.bundle.chapter import COMMA, Chapter, filled
from posdesk.reports.bundle.digest_rows import EXPLAINED, digest_runs, grouped
from posdesk.reports.casefile import NumberedExhibit
from posdesk.reports.typeset.blocks import heading, paragraph, part_heading
from posdesk.reports.typeset.pages import Layout, Part, Strip
from posdesk.reports.typeset.pairs import label, told
from posdesk.reports.typeset.pieces import Run
from posdesk.reports.typeset.style import ACCENT, BODY, INK, SMALL
from posdesk.reports.typeset.tables import LIST, Cell, table

TITLE = Text("清单", "Manifest")
INDEX = Text("目录", "Contents")
RUNNING = Text("清单和目录", "Manifest and contents")
MANIFEST_DIGEST = Text("清单摘要", "Manifest digest")
HEAD = Text("日志末条", "Journal head")
HEAD_WORDS = Text(
    "案件 {number}：收银台 {counter}，第 {seq} 条，{at}",
    "Case {number}: counter {counter}, event {seq}, {at}",
)
COLUMNS = (
    Text("附件", "No."),
    Text("种类，文件名，字节数，SHA-256", "Kind, file name, bytes, SHA-256"),
)
BYTES = Text("字节", "bytes")


def check_part(chapters: Sequence[Chapter], layout: Layout) -> Part:
    """Return the manifest of all chapters and the index of ``layout``."""
    first = chapters[0]
    single = len(chapters) == 1
    strips = [
        part_heading(
            first.setter,
            first.nth("manifest") if single else "",
            TITLE,
            anchor="manifest",
        ),
        *_digest(first, MANIFEST_DIGEST, first.manifest.sha256),
        *(strip for chapter in chapters for strip in _evidence(chapter)),
        *_index(first, layout, first.nth("index") if single else ""),
    ]
    left = first.running_head() if single else (first.case.shop or "")
    return Part(left, first.show(RUNNING), tuple(strips))


def _digest(chapter: Chapter, name: Text, digest: str, note: Text | None = None) -> list[Strip]:
    runs = [*label(chapter.setter, name, SMALL.in_colour(INK).bold())]
    if note:
        runs += [Run("　", SMALL), *label(chapter.setter, note, SMALL, below=True)]
    runs.append(Run(f"\n{grouped(digest)}", SMALL.in_colour(INK)))
    return paragraph(chapter.setter, runs, before=6.0)


def _evidence(chapter: Chapter) -> list[Strip]:
    return [*_journal_head(chapter), *_exhibit_table(chapter)]


def _journal_head(chapter: Chapter) -> list[Strip]:
    last = chapter.case.last
    note = filled(
        HEAD_WORDS,
        number=chapter.case.number or chapter.case.id[:8],
        counter=last.counter,
        seq=last.seq,
        at=last.at,
    )
    return _digest(chapter, HEAD, last.hash, note)


def _exhibit_table(chapter: Chapter) -> list[Strip]:
    if not chapter.exhibits:
        return []
    first = chapter.single or chapter.number == 1
    # Explained once, the columns too.
    head = [
        Cell(label(chapter.setter, words, SMALL, below=True), tinted=True)
        for words in (COLUMNS if first else ())
    ]
    rows = [_exhibit_row(chapter, exhibit) for exhibit in chapter.exhibits]
    strips = table(chapter.setter, (40, 448), rows, head=head)
    spaced = replace(strips[0], before=4.0)
    if not first:
        return [spaced, *strips[1:]]
    explained = told(chapter.setter, EXPLAINED, SMALL, before=8.0, with_next=True)
    return [*explained, spaced, *strips[1:]]


def _exhibit_row(chapter: Chapter, exhibit: NumberedExhibit) -> tuple[Cell, ...]:
    event = exhibit.kept
    file = f"　{event.name}{chapter.say(COMMA)}{event.size:,} {chapter.show(BYTES)}"
    described = (
        *label(chapter.setter, EXHIBIT_KINDS[event.kind], SMALL.in_colour(INK).bold()),
        Run(f"{file}\n", SMALL),
        *digest_runs(chapter, exhibit),
    )
    number = Run(str(exhibit.number), BODY.bold().in_colour(ACCENT), exhibit.link)
    return (Cell((number,)), Cell(described))


def _index(chapter: Chapter, layout: Layout, numeral: str) -> list[Strip]:
    rows = [
        (
            Cell((Run(mark.title, BODY, mark.anchor),), indent=14.0 * mark.level),
            Cell((Run(str(layout.numbers[mark.anchor]), BODY, mark.anchor),), align="right"),
        )
        for mark in layout.marks
        # Of many cases only the chapters: each has a list of its own, and the table its page.
        if mark.anchor != "index" and (chapter.single or not mark.level)
    ]
    title = heading(chapter.setter, numeral, INDEX, anchor="index")
    return [title, *table(chapter.setter, (440, 47), rows, look=LIST)]
