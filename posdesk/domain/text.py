"""One sentence in both languages, side by side, so that a missing half shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Lang = Literal["zh_CN", "en"]
LANGS: tuple[Lang, ...] = ("zh_CN", "en")


def N_(message: str) -> str:  # noqa: N802 - the usual name of the gettext marker
    """Mark a message for the catalogues without translating it here."""
    return message


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence in Chinese and in English."""

    zh_CN: str  # noqa: N815 - the locale's own name
    en: str

    def in_(self, lang: Lang) -> str:
        """Return the half for ``lang``."""
        return self.zh_CN if lang == "zh_CN" else self.en

    def as_dict(self) -> dict[str, str]:
        """Return ``{"zh_CN": …, "en": …}``, the form of files and of the command line."""
        return {"zh_CN": self.zh_CN, "en": self.en}

    @classmethod
    def read(cls, values: Mapping[str, str]) -> Text:
        """Return the text of such a form; what else it holds does not count."""
        return cls(values["zh_CN"], values["en"])
