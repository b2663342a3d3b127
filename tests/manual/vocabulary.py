"""What stands in the program, so that no manual names a button, key or command that is gone."""

from __future__ import annotations

import argparse
import gettext
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from posdesk import paths
from posdesk.cli.commands import commands
from posdesk.cli.parser import CommandParser
from posdesk.domain.text import Lang

_PACKAGE = Path(paths.__file__).parent
_SIDE_BY_SIDE = re.compile(r'Text\(\s*"(?P<zh>[^"]+)",\s*"(?P<en>[^"]+)"')
_CHORD = re.compile(r"(?:(?:Ctrl|Shift|Alt)\+)*(.+)", re.DOTALL)
_DRAWN = {".pyc", ".png", ".ico", ".icns"}
_HELD = {"Ctrl": "ControlModifier", "Shift": "ShiftModifier", "Alt": "AltModifier"}
_NAMED = {
    "↑": "Up",
    "↓": "Down",
    "←": "Left",
    "→": "Right",
    "/": "Slash",
    "+": "Plus",
    "-": "Minus",
    "Esc": "Escape",
    "Enter": "Return",
    "回车": "Return",
    "Bksp": "Backspace",
    "退格": "Backspace",
}


@cache
def words_of(lang: Lang) -> frozenset[str]:
    """Return all that the program says in one language."""
    return frozenset((*_catalogue(lang), *_texts(lang)))


def is_said(words: str, lang: Lang) -> bool:
    """Tell whether the program says ``words`` somewhere, just so."""
    return words in words_of(lang)


def is_key(words: str) -> bool:
    """Tell whether ``words`` is a key, or a chord, that the window listens to."""
    found = _CHORD.fullmatch(words)
    if found is None:
        return False
    key = found[1]
    if key in _HELD:
        return f"KeyboardModifier.{_HELD[key]}" in _window()
    name = _NAMED.get(key, key)
    return name.isdecimal() or f"Key.Key_{name}" in _window() or f'"{words}"' in _window()


def is_named(words: str) -> bool:
    """Tell whether ``words`` is a file, variable or table that program or package name."""
    name = words.partition("=")[0]
    parts = re.fullmatch(r"\[(\w+)\]", words)
    if parts is not None:
        return f'"{parts[1]}"' in _sources()
    return " " not in name.replace("Application Support", "") and (
        (re.search(r"[._/]|[A-Z]{4}", name) is not None) and name in _sources()
    )


def is_command(words: str) -> bool:
    """Tell whether ``posdesk …`` can be given as it stands, its own names apart."""
    tokens = words.split()
    if not tokens or tokens[0] != "posdesk":
        return False
    parser = _commands()
    for token in tokens[1:]:
        below = _below(parser)
        if token.startswith("-"):
            if token.partition("=")[0] not in parser._option_string_actions:
                return False
        elif token in below:
            parser = below[token]
        elif below and not _takes_words(parser):
            return False
    return True


def _below(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    found: dict[str, argparse.ArgumentParser] = {}
    if isinstance(parser, CommandParser):
        found.update(parser.others)
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            found.update(action.choices)
    return found


def _takes_words(parser: argparse.ArgumentParser) -> bool:
    return any(
        not action.option_strings and not isinstance(action, argparse._SubParsersAction)
        for action in parser._actions
    )


@cache
def _commands() -> argparse.ArgumentParser:
    return commands()


@cache
def _window() -> str:
    return "\n".join(file.read_text("utf-8") for file in (_PACKAGE / "ui").rglob("*.py"))


@cache
def _sources() -> str:
    packaging = _PACKAGE.parent / "packaging"
    files = [*_PACKAGE.rglob("*.py"), *(f for f in packaging.rglob("*") if f.is_file())]
    texts = [file.read_text("utf-8", "ignore") for file in files if file.suffix not in _DRAWN]
    return "\n".join((*texts, *(file.name for file in files)))


def _catalogue(lang: Lang) -> Iterator[str]:
    compiled = paths.resources() / "i18n" / "zh_CN" / "LC_MESSAGES" / "posdesk.mo"
    with compiled.open("rb") as file:
        known: dict[str, str] = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    for english, chinese in known.items():
        yield chinese if lang == "zh_CN" else english


def _texts(lang: Lang) -> Iterator[str]:
    """Yield the words that stand side by side in the code."""
    for file in _PACKAGE.rglob("*.py"):
        for found in _SIDE_BY_SIDE.finditer(file.read_text("utf-8")):
            yield found["zh" if lang == "zh_CN" else "en"]
