"""A few pictures in the place of a PDF, for the complaint form of a wallet, readable on a phone."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from posdesk.domain.bundle.order import BundleLang, BundleOrder, Quality
from posdesk.domain.bundle.overview import in_order
from posdesk.domain.bundle.preset import Preset
from posdesk.domain.bundle.request import RequestKind
from posdesk.domain.errors import WrongInput
from posdesk.domain.exhibit import EXHIBIT_KINDS
from posdesk.domain.text import N_
from posdesk.reports.bundle.compose import Draft, compose
from posdesk.reports.casefile import CaseFile, NumberedExhibit, number_exhibits
from posdesk.reports.document import Progress
from posdesk.reports.pictures.insert import open_insert, page_as_jpeg
from posdesk.reports.pictures.jpeg import encode
from posdesk.reports.pictures.picture import as_jpeg, open_picture
from posdesk.reports.pictures.sheets import PICTURES, sheets_of

SIZE = (1440, 2560)
"""Pixels of a picture at most: twice as wide as a telephone shows it, to be drawn larger."""

_TELLING = ("slip", "terminal", "refund", "app", "statement")
"""The kinds that settle a complaint, in the order of what is looked at first."""

_WEAKER = (75, 65, 55)
_SMALLER = 0.8


@dataclass(frozen=True, slots=True)
class SetImage:
    """One picture of a set: its file name (letters and digits) and its JPEG."""

    name: str
    data: bytes


def image_set(
    files: Sequence[CaseFile],
    preset: Preset,
    fonts: Path,
    *,
    lang: BundleLang = "zh_CN",
    kind: RequestKind | None = None,
    progress: Progress | None = None,
) -> tuple[SetImage, ...]:
    """Return at most ``preset.images`` pictures of at most ``preset.bytes_each`` bytes.

    The first is the page of the request; then come the exhibits that tell most, one of each kind
    before a second, framed ones first; where there is room left, the page that tells what
    happened. The same cases give the same bytes. Raises ``WrongInput`` where the limits are too
    narrow for any picture.
    """
    quality = Quality(jpeg=85, grey=preset.grey)
    order = BundleOrder(lang, preset.name, preset.to, kind, quality, embed=False)
    draft = compose(files, order, fonts, progress)
    most = max(1, preset.images)
    made = []
    for at, (name, data) in enumerate(_pictures(files, draft, quality), 1):
        made.append(SetImage(f"{at}{name}.jpg", _fitted(data, preset.bytes_each)))
        if len(made) == most:
            break
    return tuple(made)


def _pictures(
    files: Sequence[CaseFile], draft: Draft, quality: Quality
) -> Iterator[tuple[str, bytes]]:
    """Yield names and pictures, those that tell most first."""
    yield "request", _page(draft, 1, quality)
    ordered = [files[at] for at in in_order([file.case for file in files])]
    numbered = [e for at, file in enumerate(ordered, 1) for e in number_exhibits(file, at)]
    for exhibit in _by_weight(numbered):
        start = draft.starts.get(exhibit.anchor)
        if start is not None:
            yield exhibit.kept.kind, _picture(draft, exhibit, start, quality)
    story = draft.starts.get("c1-timeline")
    if story not in (None, 1):
        yield "story", _page(draft, story, quality)


def _by_weight(exhibits: Sequence[NumberedExhibit]) -> list[NumberedExhibit]:
    kinds = (*_TELLING, *(kind for kind in EXHIBIT_KINDS if kind not in _TELLING))
    rank = {kind: at for at, kind in enumerate(kinds)}
    by_kind = sorted(exhibits, key=lambda e: (rank.get(e.kept.kind, len(rank)), not e.kept.marks))
    seen: Counter[str] = Counter()
    turns: list[tuple[int, int, NumberedExhibit]] = []
    for exhibit in by_kind:
        turns.append((seen[exhibit.kept.kind], len(turns), exhibit))
        seen[exhibit.kept.kind] += 1
    return [exhibit for _, _, exhibit in sorted(turns, key=lambda turn: turn[:2])]


def _picture(draft: Draft, exhibit: NumberedExhibit, start: int, quality: Quality) -> bytes:
    """Return a photo or screenshot itself; anything else by its page, the framed one if any."""
    kept = exhibit.kept
    if kept.mime in PICTURES and not kept.marks and len(sheets_of(exhibit, quality)) == 1:
        return as_jpeg(open_picture(kept.name, exhibit.data), quality, box=SIZE)
    framed = [
        at for name, at in draft.starts.items() if name.startswith(f"{exhibit.anchor}-frame-")
    ]
    return _page(draft, min(framed, default=start), quality)


def _page(draft: Draft, number: int, quality: Quality) -> bytes:
    return page_as_jpeg(open_insert("", draft.data), number - 1, quality, box=SIZE)


def _fitted(data: bytes, most: int) -> bytes:
    """Return ``data`` in at most ``most`` bytes: first packed harder, then smaller."""
    if not most or len(data) <= most:
        return data
    with Image.open(io.BytesIO(data), formats=("JPEG",)) as opened:
        image: Image.Image = opened.convert("L" if opened.mode == "L" else "RGB")
    while min(image.size) > 1:
        for quality in _WEAKER:
            made = encode(image, quality)
            if len(made) <= most:
                return made
        scale = min(_SMALLER, max(0.2, (most / len(made)) ** 0.5))
        smaller = [max(1, int(side * scale)) for side in image.size]
        image = image.resize((smaller[0], smaller[1]), Image.Resampling.LANCZOS)
    raise WrongInput(
        N_("No picture has as few as {most} bytes; nothing was written; allow more."), most=most
    )
