"""The words of the interface in either language, and which language is meant."""

from __future__ import annotations

import gettext
import locale
import os
from collections.abc import Callable
from pathlib import Path

from posdesk import paths
from posdesk.domain.errors import PosDeskError
from posdesk.domain.text import Lang, Text

Told = Callable[[PosDeskError], None]


class Translator:
    """Says English messages in one language; they are the keys of the Chinese catalogue."""

    def __init__(self, lang: Lang, folder: Path, told: Told | None = None) -> None:
        """``told`` hears of every error whose sentence is asked for."""
        self.lang = lang
        self._told = told
        self._catalogue = gettext.translation("posdesk", folder, [lang], fallback=True)

    def __call__(self, message: str, **fields: object) -> str:
        """Return ``message`` in this language with its ``{fields}`` filled in."""
        said = self._catalogue.gettext(message) if message else ""
        return said.format(**{k: self._field(v) for k, v in fields.items()}) if fields else said

    def text(self, text: Text) -> str:
        """Return the half of ``text`` for this language."""
        return text.in_(self.lang)

    def error(self, error: PosDeskError) -> str:
        """Return the sentence of ``error``."""
        if self._told is not None:
            self._told(error)
        return self(error.message, **error.fields)

    def _field(self, value: object) -> object:
        if isinstance(value, PosDeskError):
            return self.error(value).rstrip("。.")  # what comes after it ends the sentence
        return self.text(value) if isinstance(value, Text) else value


def in_both(error: PosDeskError) -> Text:
    """Return the sentence of ``error`` in both languages."""
    folder = paths.resources() / "i18n"
    return Text(Translator("zh_CN", folder).error(error), Translator("en", folder).error(error))


def choose_language(wanted: str | None = None) -> Lang:
    """Return ``wanted``, else the system's language; unset, C and POSIX mean Chinese."""
    named = wanted or _system_language()
    plain = named.split(".")[0].split("@")[0].replace("-", "_").casefold()
    if plain in {"", "c", "posix"} or plain.startswith("zh"):
        return "zh_CN"
    return "en"


def _system_language() -> str:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(variable):
            return os.environ[variable]
    if os.name == "nt":  # Windows has no LANG; its own setting is the user's choice.
        return locale.getlocale()[0] or ""
    return ""
