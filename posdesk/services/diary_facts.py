"""What may stand in the log: things that the program's own code names, and round numbers.

Nothing that a person typed can be any of them, whoever calls: text is none of the kinds of facts,
no number tells more than three digits, and a sentence counts only where the catalogue has it.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Callable
from enum import Enum
from functools import partial
from pathlib import PurePath
from traceback import walk_tb
from types import FunctionType, MethodType, TracebackType
from typing import Any

from posdesk.domain.errors import PosDeskError
from posdesk.i18n import Translator

Fact = Enum | bool | int | type | Callable[..., object]
"""A member of an enumeration of ours, yes or no, a number, or a class or function by its name."""

UNSAID = "?"
"""Stands for whatever is no fact."""

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.<>]{0,119}")
_SQLITE = re.compile(r"SQLITE_[A-Z_]{2,40}")
_DIGITS = 3
_MOST_FRAMES = 40
_CHAIN = 4
_INSIDE = re.compile(r"(?:^|/)(posdesk/.+)$")
_LIBRARY = re.compile(r"/(?:site-packages|dist-packages|lib/python3\.\d+|Lib)/(.+)$")


def written(fact: object) -> str:
    """Return ``fact`` as it is written, ``?`` for what is none."""
    if isinstance(fact, bool):
        return "yes" if fact else "no"
    if isinstance(fact, Enum):
        return named(fact.name.lower()) if _is_ours(type(fact)) else UNSAID
    if type(fact) is int:
        return rounded(fact)
    if isinstance(fact, type):
        return named(fact.__qualname__) if _is_ours(fact) else UNSAID
    while isinstance(fact, partial):
        fact = fact.func
    if isinstance(fact, FunctionType | MethodType) and _is_ours(fact):
        return named(f"{fact.__module__.removeprefix('posdesk.')}.{fact.__qualname__}")
    return UNSAID


def rounded(number: int) -> str:
    """Return ``number`` by its first three digits; a card or a telephone has more of them."""
    digits = str(min(abs(number), 10**15))
    round_one = digits[:_DIGITS] + "0" * (len(digits) - _DIGITS)
    return f"-{round_one}" if number < 0 else round_one


def named(name: str) -> str:
    """Return a name out of the program's code, ``?`` for what cannot be one."""
    return name if _NAME.fullmatch(name) else UNSAID


def kinds(error: BaseException) -> str:
    """Return what an error is and what it came of, as ``DataTrouble<OSError.ENOSPC``."""
    said: list[str] = []
    one: BaseException | None = error
    while one is not None and len(said) < _CHAIN:
        said.append(_kind(one))
        one = one.__cause__ or one.__context__
    return "<".join(said)


def template(error: PosDeskError, chinese: Translator) -> str:
    """Return the sentence of ``error`` without its values, ``?`` where no catalogue has it."""
    message = str(error.message)
    return message if chinese(message) != message else UNSAID


def frames(trace: TracebackType | None) -> str:
    """Return where an error came through, the innermost last, by files of the program alone."""
    found = []
    for frame, line in walk_tb(trace):
        code = frame.f_code
        found.append(f"{_file(code.co_filename)}:{line}:{named(code.co_qualname)}")
    return " ".join(found[-_MOST_FRAMES:]) or UNSAID


def _kind(error: BaseException) -> str:
    name = named(type(error).__qualname__)
    number = getattr(error, "errno", None)
    if isinstance(error, OSError) and type(number) is int:
        return f"{name}.{errno.errorcode.get(number, UNSAID)}"
    sqlite = str(getattr(error, "sqlite_errorname", ""))
    return f"{name}.{sqlite}" if _SQLITE.fullmatch(sqlite) else name


def _file(path: str) -> str:
    """Return a file by its place in the program or in a library, ``?`` for any other."""
    plain = PurePath(path).as_posix().replace("\\", "/")
    found = _LIBRARY.search(plain) or _INSIDE.search(plain)
    cut = found[1] if found else ""
    return cut if re.fullmatch(r"[A-Za-z0-9_./-]{1,120}\.py", cut) else UNSAID


def _is_ours(named_by: Any) -> bool:
    return str(getattr(named_by, "__module__", "")).partition(".")[0] == "posdesk"
