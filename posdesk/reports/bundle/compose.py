"""Composes the evidence bundle: a letter with its proof, in one PDF that a bank can check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from posdesk.domain.bundle.order import BundleOrder
from posdesk.domain.bundle.overview import in_order
from posdesk.domain.bundle.request import kind_of
from posdesk.domain.errors import WrongInput
from posdesk.domain.text import N_, Text
from posdesk.reports.archive.embedding import embed
from posdesk.reports.archive.manifest import Listed, Manifest, write_manifest
from posdesk.reports.archive.pdfa import to_archive
from posdesk.reports.bundle.calls import calls_strips
from posdesk.reports.bundle.chapter import Chapter
from posdesk.reports.bundle.check_page import check_part
from posdesk.reports.bundle.clerk_page import clerk_part
from posdesk.reports.bundle.collective import chapter_part, collective_parts, collective_title
from posdesk.reports.bundle.exhibit_pages import exhibit_parts
from posdesk.reports.bundle.letter_page import letter_part
from posdesk.reports.bundle.story import step_strips, timeline_strips
from posdesk.reports.bundle.verdict_page import verdict_strips
from posdesk.reports.casefile import CaseFile, ExhibitBytes, NumberedExhibit, number_exhibits
from posdesk.reports.document import About, Progress, write_pdf
from posdesk.reports.pictures.darkroom import Darkroom
from posdesk.reports.typeset.fonts import ONE_AT_A_TIME, load_typeface
from posdesk.reports.typeset.pages import Layout, Part, paginate
from posdesk.reports.typeset.setting import Setter

__all__ = ["CaseFile", "Draft", "ExhibitBytes", "compose"]

STORY = Text("经过", "What happened")
_PASSES_AT_MOST = 5


@dataclass(frozen=True, slots=True)
class Draft:
    """A bundle as it will go out but for its signature: its bytes, pages and manifest.

    ``starts`` are the pages on which its sections and exhibits begin, by their anchors.
    """

    data: bytes
    pages: int
    manifest: Manifest
    order: BundleOrder
    starts: Mapping[str, int] = field(default_factory=dict)


def compose(
    files: Sequence[CaseFile],
    order: BundleOrder,
    fonts: Path,
    progress: Progress | None = None,
) -> Draft:
    """Return the bundle of ``files`` (a chapter each), not signed yet.

    ``fonts`` is the folder of the bundled typeface. ``progress`` is called with (pages done, all
    pages) and may raise to cancel. The same cases and order give the same bytes. Raises
    ``WrongInput`` without a case, ``DataTrouble`` for an exhibit that cannot be read.
    """
    if not files:
        raise WrongInput(N_("No case was chosen; no bundle was written; choose at least one."))
    with ONE_AT_A_TIME, Darkroom(order.quality) as darkroom:
        ordered = [files[at] for at in in_order([file.case for file in files])]
        known = _chapters(ordered, order, _setter(order, fonts))
        chapters = [replace(chapter, darkroom=darkroom) for chapter in known]
        first = chapters[0]
        layout, about = _lay_out(chapters, order), _about(chapters, order)
        pages = write_pdf(first.setter, layout, first.manifest, about, progress)
    files_in = [e.file for chapter in chapters for e in chapter.exhibits if e.file]
    data = to_archive(
        pages, [first.manifest.file(about.at), *files_in], at=about.at, languages=_languages(order)
    )
    return Draft(data, len(layout.pages), first.manifest, order, layout.numbers)


def _setter(order: BundleOrder, fonts: Path) -> Setter:
    both = order.lang == "both"
    return Setter(load_typeface(fonts), "zh_CN" if order.lang == "both" else order.lang, both)


def _languages(order: BundleOrder) -> tuple[str, ...]:
    return {"zh_CN": ("zh-CN",), "en": ("en",), "both": ("zh-CN", "en")}[order.lang]


def _chapters(files: Sequence[CaseFile], order: BundleOrder, setter: Setter) -> list[Chapter]:
    exhibits = [_exhibits(file, at, order, len(files) == 1) for at, file in enumerate(files, 1)]
    manifest = write_manifest(
        [
            Listed(f.case, e, order.kind or kind_of(f.case))
            for f, e in zip(files, exhibits, strict=True)
        ],
        order.part,
        order.parts,
    )
    return [
        Chapter(setter, at, file, held, manifest, single=len(files) == 1, order=order)
        for at, (file, held) in enumerate(zip(files, exhibits, strict=True), 1)
    ]


def _exhibits(
    file: CaseFile, chapter: int, order: BundleOrder, single: bool
) -> tuple[NumberedExhibit, ...]:
    numbered = tuple(
        replace(exhibit, elsewhere=order.elsewhere(exhibit.kept.id))
        for exhibit in number_exhibits(file, chapter)
    )
    if not order.embed:
        return numbered
    return tuple(e if e.elsewhere else embed(e, chapter, single=single) for e in numbered)


def _lay_out(chapters: Sequence[Chapter], order: BundleOrder) -> Layout:
    """Return the pages, laid out again until every page number that is printed is right."""
    layout = Layout(())
    for _ in range(_PASSES_AT_MOST):
        known = [replace(chapter, pages=layout.numbers) for chapter in chapters]
        front = collective_parts(known, order) if len(known) > 1 else []
        parts = [*front, *(part for chapter in known for part in _parts(chapter))]
        again = paginate([*parts, clerk_part(known[0]), check_part(known, layout)])
        if again.numbers == layout.numbers and again.marks == layout.marks:
            return again
        layout = again
    return layout


def _parts(chapter: Chapter) -> list[Part]:
    judged = verdict_strips(chapter) if "verdict" in chapter.sections else []
    story = (
        *timeline_strips(chapter),
        *judged,
        *step_strips(chapter),
        *calls_strips(chapter),
    )
    if chapter.single:
        front = [letter_part(chapter), Part(chapter.running_head(), chapter.show(STORY), story)]
    else:
        front = [chapter_part(chapter, story)]
    return [*front, *exhibit_parts(chapter)]


def _about(chapters: Sequence[Chapter], order: BundleOrder) -> About:
    first, many = chapters[0], len(chapters) > 1
    asked = collective_title(chapters, order) if many else first.request.title
    title = first.show(asked)
    numbers = ", ".join(c.case.number or c.case.id[:8] for c in chapters)
    return About(
        title=f"{title} {numbers}",
        author=first.case.shop,
        subject=first.running_head(),
        at=max(c.case.last.at for c in chapters),
    )
