"""Writes laid-out pages as a PDF whose bytes depend on nothing but its content."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from posdesk import __version__
from posdesk.domain.moment import from_iso
from posdesk.domain.text import Text
from posdesk.reports.archive.manifest import Manifest
from posdesk.reports.running import draw_running
from posdesk.reports.typeset.pages import Layout
from posdesk.reports.typeset.pen import Pen
from posdesk.reports.typeset.setting import Setter
from posdesk.reports.typeset.style import PAGE_HEIGHT, PAGE_WIDTH, Face

Progress = Callable[[int, int], None]
_TOLD_MOST = 200
DIGEST = Text("清单摘要 {short}", "Manifest digest {short}")
_LANGUAGE = {"zh_CN": "zh-CN", "en": "en"}


@dataclass(frozen=True, slots=True)
class About:
    """What a PDF says of itself; ``at`` (ISO) is its date of making, that of the last event.

    Where it has none, it belongs to a version, not to a day.

    ``foot`` stands on every page of a document without a manifest.
    """

    title: str
    author: str
    subject: str
    at: str
    foot: str = ""


@dataclass(frozen=True, slots=True)
class _Moment:
    """A moment in the shape that ReportLab asks for; China has one time zone."""

    t: float
    YMDhms: tuple[int, int, int, int, int, int]
    dhh: int = 8
    dmm: int = 0


def write_pdf(
    setter: Setter,
    layout: Layout,
    manifest: Manifest | None,
    about: About,
    progress: Progress | None = None,
) -> bytes:
    """Return the PDF of ``layout``; ``progress`` is told (pages done, all pages) after each."""
    # ASCII85 makes pictures a quarter larger and twenty times slower.
    rl_config.useA85 = 0
    out = io.BytesIO()
    canvas: Any = Canvas(
        out,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        pageCompression=1,
        invariant=1,
        pdfVersion=(1, 7),
        lang=_LANGUAGE[setter.lang],
        initialFontName=Face.REGULAR.value,  # type: ignore[arg-type] # the stubs say float
    )
    _inform(canvas, setter, about, manifest)
    pen, count = Pen(canvas), len(layout.pages)
    foot = setter.show(DIGEST).format(short=manifest.short) if manifest else about.foot
    for number, page in enumerate(layout.pages, 1):
        for y, strip in page.placed:
            if strip.mark is not None and layout.numbers[strip.mark.anchor] == number:
                pen.anchor(strip.mark.anchor, y - 8)
            strip.draw(pen, y)
        draw_running(setter, pen, page, foot, number, count)
        canvas.showPage()
        if progress is not None:
            progress(number, count)
    _outline(canvas, setter, layout)
    canvas.addPageLabel(0, style="ARABIC", start=1)
    canvas.save()
    return out.getvalue()


def _inform(canvas: Any, setter: Setter, about: About, manifest: Manifest | None) -> None:
    canvas.setTitle(_told(setter, about.title))
    canvas.setAuthor(_told(setter, about.author))
    canvas.setSubject(_told(setter, about.subject))
    if manifest is not None:
        canvas.setKeywords(manifest.sha256)
    canvas.setCreator(f"PosDesk {__version__}")
    canvas.setProducer("ReportLab")
    if about.at:
        moment = from_iso(about.at)
        parts = (moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second)
        canvas._doc._timeStamp = _Moment(moment.timestamp(), parts)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.setViewerPreference("PrintScaling", "None")


def _told(setter: Setter, text: str) -> str:
    """Return ``text`` as a reader program shows it in one line."""
    return " ".join(setter.face.printable(text[:_TOLD_MOST]).split())


def _outline(canvas: Any, setter: Setter, layout: Layout) -> None:
    for mark in layout.marks:
        canvas.addOutlineEntry(_told(setter, mark.title), mark.anchor, mark.level, closed=False)
    canvas.showOutline()
