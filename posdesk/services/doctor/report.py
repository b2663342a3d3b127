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


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at; ``id`` stays the same from version to version."""

    id: str
    said: Text = WELL
    severity: Severity = Severity.NOTE

    @property
    def ok(self) -> bool:
        """Whether there is nothing to be done."""
        return self.severity is Severity.NOTE

    def as_dict(self) -> dict[str, Any]:
        """Return the check as JSON values."""
        return {
            "id": self.id,
            "ok": self.ok,
            "severity": self.severity.value,
            "said": self.said.as_dict(),
        }


def error(name: str, zh: str, en: str) -> Check:
    """Return a finding that keeps somebody from working, or endangers what is kept."""
    return Check(name, Text(zh, en), Severity.ERROR)


def warning(name: str, zh: str, en: str) -> Check:
    """Return a finding that wants to be seen to before it becomes worse."""
    return Check(name, Text(zh, en), Severity.WARNING)


def note(name: str, zh: str, en: str) -> Check:
    """Return something worth telling that is no fault."""
    return Check(name, Text(zh, en))


@dataclass(frozen=True, slots=True)
class Report:
    """What was found; ``findings`` are faults, each with what to do."""

    versions: dict[str, str]
    paths: dict[str, str]
    fonts: dict[str, bool]
    database: Health | None
    display: dict[str, Any]
    checks: tuple[Check, ...] = ()

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
            "versions": self.versions,
            "paths": self.paths,
            "fonts": self.fonts,
            "database": asdict(self.database) if self.database else None,
            "display": self.display,
            "findings": [finding.as_dict() for finding in self.findings],
            "checks": [check.as_dict() for check in self.checks],
        }
