"""The last pages: every exhibit's digests, how a clerk can check them, and the index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from posdesk.domain.exhibit import EXHIBIT_KINDS
from posdesk.domain.text import Text
from posdesk.reports.casefile import NumberedExhibit
from posdesk.reports.chapter import Chapter
from posdesk.reports.digest_rows import EXPLAINED, digest_runs, grouped
from posdesk.reports.typeset.blocks import heading, numbered, paragraph, part_heading
from posdesk.reports.typeset.pages import Layout, Part, Strip
from posdesk.reports.typeset.pieces import Run
from posdesk.reports.typeset.style import ACCENT, BODY, INK, SMALL
from posdesk.reports.typeset.tables import LIST, Cell, table

TITLE = Text("清单和核对", "Manifest and how to check it")
INDEX = Text("目录", "Contents")
RUNNING = Text("清单和目录", "Manifest and contents")
MANIFEST_DIGEST = Text("清单摘要", "Manifest digest")
HEAD = Text("日志末条", "Journal head")
HEAD_WORDS = Text(
    "案件 {number}：计数器 {counter}，第 {seq} 条，{at}",
    "Case {number}: counter {counter}, event {seq}, {at}",
)
COLUMNS = (
    Text("附件", "No."),
    Text("种类，文件名，字节数，SHA-256", "Kind, file name, bytes, SHA-256"),
)
FILE = Text("　{name}，{size} 字节", "　{name}, {size} bytes")
CHECK = Text("怎样核对", "How to check")
CHECKS = (
    Text(
        "请本店另行（电话、邮件）报出清单摘要，与本页和二维码逐位比对。一致，说明清单没有变。",
        "Ask the shop for the manifest digest by another way (telephone, mail) and compare it with"
        " this page and the QR code. Equal means that the manifest was not changed.",
    ),
    Text(
        "清单就在本 PDF 里，名为 manifest.json（阅读器的“附件”栏）。另存后在 Windows 命令行运行："
        "certutil -hashfile manifest.json SHA256，结果应等于清单摘要。",
        "The manifest itself is in this PDF as manifest.json (the reader's attachments pane). Save"
        " it and run on Windows: certutil -hashfile manifest.json SHA256. The result is the"
        " manifest digest.",
    ),
    Text(
        "随附的文件也在“附件”栏里；另存后运行：certutil -hashfile 文件名 SHA256，"
        "结果应等于上表“随附”的一行。没有随附的，可向本店索取，与“保存”或“收到”比对。",
        "The files that go along are in the attachments pane too; save one and run: certutil"
        " -hashfile FILE SHA256. The result is its line “enclosed” in the table above. Ask the shop"
        " for one that is not enclosed and compare it with “kept” or “received”.",
    ),
    Text(
        "日志末条的哈希由此前全部记录依次算出；之后改动任何一条，它就不再相同。",
        "The hash of the journal head is computed from all records before it in turn; if any of"
        " them were changed, it would differ.",
    ),
)
LIMITS = Text(
    "摘要只能说明内容没有变；是谁发出的，请与本店联系确认。",
    "A digest shows that nothing was changed; to be sure who sent it, please contact the shop.",
)


def check_part(chapters: Sequence[Chapter], layout: Layout) -> Part:
    """Return the manifest of all chapters, how to check it, and the index of ``layout``."""
    first = chapters[0]
    single = len(chapters) == 1
    number = 8 if first.walked else 7
    strips = [
        part_heading(
            first.setter,
            first.numeral(number) if single else "",
            first.say(TITLE),
            anchor="manifest",
        ),
        *_digest(first, MANIFEST_DIGEST, first.manifest.sha256),
        *(strip for chapter in chapters for strip in _evidence(chapter)),
        *_how(first),
        *_index(first, layout, first.numeral(number + 1) if single else ""),
    ]
    left = first.running_head() if single else (first.case.shop or "")
    return Part(left, first.say(RUNNING), tuple(strips))


def _digest(chapter: Chapter, label: Text, digest: str, note: str = "") -> list[Strip]:
    runs = [Run(chapter.say(label), SMALL.in_colour(INK).bold())]
    if note:
        runs.append(Run(f"　{note}", SMALL))
    runs.append(Run(f"\n{grouped(digest)}", SMALL.in_colour(INK)))
    return paragraph(chapter.setter, runs, before=6.0)


def _evidence(chapter: Chapter) -> list[Strip]:
    return [*_journal_head(chapter), *_exhibit_table(chapter)]


def _journal_head(chapter: Chapter) -> list[Strip]:
    last = chapter.case.last
    note = chapter.say(
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
    head = [Cell((Run(chapter.say(words), SMALL),), tinted=True) for words in COLUMNS]
    rows = [_exhibit_row(chapter, exhibit) for exhibit in chapter.exhibits]
    strips = table(chapter.setter, (40, 448), rows, head=head)
    spaced = replace(strips[0], before=4.0)
    runs = (Run(chapter.say(EXPLAINED), SMALL),)
    return [*paragraph(chapter.setter, runs, before=8.0, with_next=True), spaced, *strips[1:]]


def _exhibit_row(chapter: Chapter, exhibit: NumberedExhibit) -> tuple[Cell, ...]:
    event = exhibit.kept
    kind = chapter.say(EXHIBIT_KINDS[event.kind])
    told = (
        Run(kind, SMALL.in_colour(INK).bold()),
        Run(chapter.say(FILE, name=event.name, size=f"{event.size:,}") + "\n", SMALL),
        *digest_runs(chapter, exhibit),
    )
    number = Run(str(exhibit.number), BODY.bold().in_colour(ACCENT), exhibit.link)
    return (Cell((number,)), Cell(told))


def _how(chapter: Chapter) -> list[Strip]:
    strips = [heading(chapter.setter, "", chapter.say(CHECK), anchor="check", level=1)]
    for number, words in enumerate(CHECKS, 1):
        strips += numbered(chapter.setter, number, chapter.say(words), BODY, before=2.0)
    strips += paragraph(chapter.setter, (Run(chapter.say(LIMITS), BODY),), before=4.0)
    return strips


def _index(chapter: Chapter, layout: Layout, numeral: str) -> list[Strip]:
    rows = [
        (
            Cell((Run(mark.title, BODY, mark.anchor),), indent=14.0 * mark.level),
            Cell((Run(str(layout.numbers[mark.anchor]), BODY, mark.anchor),), align="right"),
        )
        for mark in layout.marks
        if mark.anchor != "index"
    ]
    title = heading(chapter.setter, numeral, chapter.say(INDEX), anchor="index")
    return [title, *table(chapter.setter, (440, 47), rows, look=LIST)]
