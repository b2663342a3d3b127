"""What begins and ends every letter: its title with the code, and the stamp."""

from __future__ import annotations

from collections.abc import Sequence

from posdesk.domain.text import Text
from posdesk.reports.archive.manifest import Manifest
from posdesk.reports.bundle import letter
from posdesk.reports.bundle.chapter import CASE, COMMA, Chapter, filled
from posdesk.reports.qr import digest_modules
from posdesk.reports.typeset.pages import Mark, Strip
from posdesk.reports.typeset.pairs import label
from posdesk.reports.typeset.pen import Pen
from posdesk.reports.typeset.pieces import Run
from posdesk.reports.typeset.setting import Setter
from posdesk.reports.typeset.style import (
    ACCENT,
    BODY,
    CAPTION,
    FRAME,
    LEFT,
    PART,
    RIGHT,
    SMALL,
    TITLE,
    WIDTH,
)

_QR_SIDE = 64.0


def title_strip(
    setter: Setter,
    manifest: Manifest,
    title: Text,
    rows: Sequence[tuple[Text, str]],
    mark: Mark,
) -> Strip:
    """Return the title over ``rows`` (to whom, from whom), the code of the digest at the right."""
    room = WIDTH - _QR_SIDE - 16
    lines = setter.lines(label(setter, title, TITLE, below=True), room)
    inset = 58.0 if setter.both else 34.0
    labels = [setter.line(setter.show(name), SMALL, inset) for name, _ in rows]
    told = [setter.lines((Run(value, BODY),), room - inset)[:4] for _, value in rows]
    modules = digest_modules(manifest.sha256)
    caption = setter.line(setter.show(letter.SCAN), CAPTION, 130)

    def draw(pen: Pen, y: float) -> None:
        pen.modules(modules, RIGHT - _QR_SIDE, y, _QR_SIDE)
        pen.centred(caption, RIGHT - max(_QR_SIDE, caption.width) / 2, y + _QR_SIDE + 2)
        down = pen.lines(lines, LEFT, y) + 3
        for side, of_row in zip(labels, told, strict=True):
            pen.line(side, LEFT, down + 1)
            down = pen.lines(of_row, LEFT + inset, down)

    text = sum(line.leading for of_row in (lines, *told) for line in of_row) + 3
    return Strip(max(_QR_SIDE + 16, text), draw, mark=mark)


def chapter_title(chapter: Chapter, title: Text) -> Strip:
    """Return what a case among many begins with: its number, its title, and who took it down."""
    setter, case = chapter.setter, chapter.case
    number = filled(CASE, number=case.number or case.id[:8])
    named = label(setter, number, PART.in_colour(ACCENT))
    lines = setter.lines((*named, Run("  ", PART), *label(setter, title, PART)), WIDTH)
    taken = (
        case.shop or case.slip.merchant_name or "",
        chapter.show(letter.TILL) + case.till if case.till else "",
        chapter.show(letter.CASHIER) + case.cashier if case.cashier else "",
    )
    told = setter.lines((Run(chapter.say(COMMA).join(filter(None, taken)), SMALL),), WIDTH)[:2]

    def draw(pen: Pen, y: float) -> None:
        pen.lines(told, LEFT, pen.lines(lines, LEFT, y))

    height = sum(line.leading for line in (*lines, *told))
    name = f"{setter.show(number)} {setter.show(title)}"
    return Strip(height, draw, mark=Mark(chapter.anchor("letter"), name))


def stamp_strip(setter: Setter, manifest: Manifest, page: str, before: float) -> Strip:
    """Return the digest, the page that tells how to check it, and the place for the stamp."""
    sha = manifest.sha256
    words = Text(
        letter.DIGEST.zh_CN.format(page=page),
        letter.DIGEST.en.format(page=page),
    )
    told = setter.lines(
        [Run(run.text, run.style, "check") for run in label(setter, words, SMALL, below=True)],
        320,
    )
    groups = [sha[at : at + 8] for at in range(0, 64, 8)]
    black = SMALL.in_colour(BODY.colour)
    digest = setter.lines((Run(" ".join(groups[:4]) + "\n" + " ".join(groups[4:]), black),), 330)
    stamp = setter.lines(label(setter, letter.STAMP, SMALL, below=True), 140)
    height = max(56.0, sum(line.leading for line in (*told, *digest)))

    def draw(pen: Pen, y: float) -> None:
        pen.lines(digest, LEFT, pen.lines(told, LEFT, y))
        pen.box(RIGHT - 164, y, 164, 54, line=FRAME)
        pen.lines(stamp, RIGHT - 157, y + 4)

    return Strip(height, draw, before)
