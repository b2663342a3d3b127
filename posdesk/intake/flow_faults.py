"""What is wrong in a flow or code file, told with file and line, all of it at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from posdesk.domain.errors import DataTrouble, PosDeskError
from posdesk.domain.sensitive import without_secrets
from posdesk.domain.text import N_, Lang, Text
from posdesk.i18n import in_both


@dataclass(frozen=True, slots=True)
class FileFault:
    """One fault: the file, its line (from 1), and a sentence in both languages."""

    file: Path
    line: int
    text: Text

    def __post_init__(self) -> None:
        """Quote nothing of the file that may never be kept: faults are shown, logged and sent."""
        safe = Text(without_secrets(self.text.zh_CN), without_secrets(self.text.en))
        object.__setattr__(self, "text", safe)

    def in_(self, lang: Lang) -> str:
        """Return ``no-slip.yaml:12: sentence`` for ``lang``."""
        return f"{self.file.name}:{self.line}: {self.text.in_(lang)}"


def not_written(fault: FileFault) -> DataTrouble:
    """Return the error of a file that cannot be written: what ``fault`` names would be lost."""
    return DataTrouble(
        N_(
            "{file}, line {line}, cannot be understood; nothing was changed; correct or remove"
            " that file first."
        ),
        file=fault.file.name,
        line=fault.line,
    )


class FlowFaults(PosDeskError):
    """The files cannot be used; ``faults`` holds every fault found, in order of file and line."""

    def __init__(self, faults: Iterable[FileFault]) -> None:
        by_line = sorted(set(faults), key=lambda f: (f.file.name, f.line, f.text.en))
        self.faults: tuple[FileFault, ...] = tuple(by_line)
        first = self.faults[0]
        super().__init__(
            N_(
                "Faults found: {count}. {file}, line {line}: {fault} Nothing was changed;"
                " `posdesk flows check` shows them all."
            ),
            count=len(self.faults),
            file=first.file.name,
            line=first.line,
            fault=first.text,
        )

    def __str__(self) -> str:
        """Return every fault in English, one a line."""
        return "\n".join(fault.in_("en") for fault in self.faults)


def left_out(error: PosDeskError) -> Text:
    """Return what ``error`` says was wrong, for an entry of a file rather than for a person.

    What comes after the first clause of such a sentence speaks of storing.
    """
    said = in_both(error)
    chinese, english = said.zh_CN.split("；")[0], said.en.split("; ")[0]
    return Text(
        f"{chinese.rstrip('。')}；这一项没有用上。", f"{english.rstrip('.')}; it is left out."
    )
