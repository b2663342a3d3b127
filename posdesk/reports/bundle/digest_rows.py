"""Says of every exhibit which digests there are of it, and which files they belong to."""

from __future__ import annotations

from posdesk.domain.text import Text
from posdesk.reports.bundle.chapter import Chapter
from posdesk.reports.casefile import NumberedExhibit
from posdesk.reports.typeset.pieces import Run
from posdesk.reports.typeset.style import CAPTION, INK

RECEIVED, KEPT = Text("收到", "received"), Text("保存", "kept")
ENCLOSED = Text("随附 {name}", "enclosed as {name}")
COVERED = Text("遮盖过，不随附", "parts covered, so not enclosed")
EXPLAINED = Text(
    "“收到”是文件交来时的摘要，“保存”是去掉拍摄信息、转正之后的摘要，本文件印的是后者。"
    "“随附”是本 PDF 附件栏里那个文件的摘要：照片是交来的原图，只去掉拍摄信息，没有重新压缩；"
    "带脚本或链接的 PDF 随附去掉这些之后的。",
    "“Received” is the digest of the file as it came, “kept” that after camera data were removed"
    " and the picture was turned upright; this document shows the latter. “Enclosed” is the file in"
    " the attachments pane of this PDF: a photo as it came, less its camera data, not compressed"
    " again; a PDF that held scripts or links without these.",
)
_AND = Text("、", ", ")
_NAMES_MOST = 96.0
"""Points that are left beside a digest."""


def digest_runs(chapter: Chapter, exhibit: NumberedExhibit) -> tuple[Run, ...]:
    """Return the digests of an exhibit, each once with all that it is the digest of."""
    kept, file = exhibit.kept, exhibit.file
    named = [(kept.received_sha256, chapter.show(RECEIVED)), (kept.sha256, chapter.show(KEPT))]
    if file:
        named.append((file.sha256, chapter.show(ENCLOSED, name=file.name)))
    labels: dict[str, list[str]] = {}
    for digest, label in named:
        labels.setdefault(digest, []).append(label)
    runs: list[Run] = []
    for digest, of in labels.items():
        lead = "\n" if runs else ""
        names = chapter.say(_AND).join(of)
        # A digest stays on one line, under its names where these are long.
        end = "\n" if chapter.setter.width(names, CAPTION) > _NAMES_MOST else " "
        runs.append(Run(f"{lead}{names}{end}", CAPTION))
        runs.append(Run(grouped(digest), CAPTION.in_colour(INK)))
    if kept.boxes:
        runs.append(Run(f"\n{chapter.show(COVERED)}", CAPTION))
    return tuple(runs)


def grouped(digest: str) -> str:
    """Return ``digest`` in groups of eight, so that a person can compare it."""
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))
