"""The job of looking what is wrong here, for the window: the doctor with the shop's own key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from posdesk.domain.key import Key
from posdesk.domain.text import Text
from posdesk.services.doctor.report import Check, Report, Severity

__all__ = ["Check", "CheckUp", "Report", "Severity", "as_text"]

_HEAD = Text("PosDesk 自查", "PosDesk check-up")
_WELL = Text("没有发现问题。", "Nothing is wrong.")


class CheckUp:
    """Examines the data in ``folder``, by connections of its own, so that a worker may do it."""

    def __init__(self, folder: Path, key: Key | None) -> None:
        self._folder, self._key = folder, key

    def look(
        self,
        progress: Callable[[int, int], None],
        *,
        quick: bool,
        width: int,
        height: int,
        scale: int,
        printers: int | None,
    ) -> Report:
        """Return what was found; the screen has ``width`` x ``height``, scaled in per cent.

        ``quick`` leaves out what goes through all that is stored; ``printers`` may be unknown.
        """
        from posdesk.services.doctor.examination import examine
        from posdesk.services.doctor.patient import Seat

        seat = Seat(width, height, scale, printers)
        return examine(self._folder, key=self._key, quick=quick, seat=seat, progress=progress)


def as_text(report: Report, lang: str) -> str:
    """Return a report as plain text to be sent on; the home folder's name is left out."""

    def half(text: Text) -> str:
        return text.zh_CN if lang == "zh_CN" else text.en

    versions = " · ".join(f"{name} {value}" for name, value in report.versions.items())
    found = [f"[{one.severity.value}] {one.id}: {half(one.said)}" for one in report.worst_first]
    notes = [f"[{one.severity.value}] {one.id}: {half(one.said)}" for one in report.notes]
    lines = [half(_HEAD), versions, report.paths["data"], "", *(found or [half(_WELL)]), *notes]
    home = str(Path.home())
    return "\n".join(line.replace(home, "~") for line in lines) + "\n"
