"""What the doctor found, as values: each check by its id, and the findings among them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from posdesk.domain.text import Text
from posdesk.storage.health import Health


class Severity(StrEnum):
    """How bad a finding is; a note tells of something that is no fault."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


WELL = Text("正常。", "Fine.")
NOTHING = Text("", "")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at; ``id`` stays the same from version to version.

    ``text`` says what is so and why it matters, ``what_to_do`` what helps, where that is not in
    ``text`` already. ``theme`` is given by the examination.
    """

    id: str
    text: Text = WELL
    severity: Severity = Severity.NOTE
    what_to_do: Text = NOTHING
    theme: str = ""

    @property
    def ok(self) -> bool:
        """Whether there is nothing to be done."""
        return self.severity is Severity.NOTE

    @property
    def said(self) -> Text:
        """Everything in one piece."""
        text, todo = self.text, self.what_to_do
        return Text(text.zh_CN + todo.zh_CN, f"{text.en} {todo.en}".strip())

    @property
    def is_worth_telling(self) -> bool:
        """Whether it says more than that all is well."""
        return self.text != WELL

    def as_dict(self) -> dict[str, Any]:
        """Return the check as JSON values."""
        return {
            "id": self.id,
            "theme": self.theme,
            "ok": self.ok,
            "severity": self.severity.value,
            "said": self.said.as_dict(),
            "text": self.text.as_dict(),
            "what_to_do": self.what_to_do.as_dict(),
        }


def error(name: str, text: Text, what_to_do: Text) -> Check:
    """Return a finding that keeps somebody from working, or endangers what is kept."""
    return Check(name, text, Severity.ERROR, what_to_do)


def warning(name: str, text: Text, what_to_do: Text) -> Check:
    """Return a finding that wants to be seen to before it becomes worse."""
    return Check(name, text, Severity.WARNING, what_to_do)


def note(name: str, text: Text, what_to_do: Text = NOTHING) -> Check:
    """Return something worth telling that is no fault."""
    return Check(name, text, Severity.NOTE, what_to_do)


@dataclass(frozen=True, slots=True)
class Report:
    """What was found; ``findings`` are faults, each with what to do."""

    versions: dict[str, str]
    paths: dict[str, str]
    fonts: dict[str, bool]
    database: Health | None
    display: dict[str, Any]
    checks: tuple[Check, ...] = ()
    quick: bool = False

    @property
    def worst_first(self) -> tuple[Check, ...]:
        """The checks that found a fault, errors before warnings."""
        wrong = [check for check in self.checks if not check.ok]
        return tuple(sorted(wrong, key=lambda check: check.severity is not Severity.ERROR))

    @property
    def notes(self) -> tuple[Check, ...]:
        """What is worth knowing and no fault."""
        return tuple(check for check in self.checks if check.ok and check.is_worth_telling)

    @property
    def findings(self) -> tuple[Text, ...]:
        """The sentences of what is wrong."""
        return tuple(check.said for check in self.checks if not check.ok)

    @property
    def healthy(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings

    def as_dict(self) -> dict[str, Any]:
        """Return the report as JSON values."""
        return {
            "healthy": self.healthy,
            "quick": self.quick,
            "versions": self.versions,
            "paths": self.paths,
            "fonts": self.fonts,
            "database": asdict(self.database) if self.database else None,
            "display": self.display,
            "findings": [finding.as_dict() for finding in self.findings],
            "checks": [check.as_dict() for check in self.checks],
        }
