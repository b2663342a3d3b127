"""Takes in texts: read in the usual encodings, without signs that cannot be seen."""

from __future__ import annotations

import codecs
import unicodedata

from posdesk.domain.errors import WrongInput
from posdesk.domain.text import N_

MOST_SIGNS = 200_000

_KEPT = "\r\n\t"
_STARTS = (
    *("<!doctype", "<html", "<head", "<body", "<script", "<svg", "<?xml", "<?php", "<iframe"),
    *("#!", "@echo", "%!ps", "{\\rtf", "function(", "javascript:", "wscript", "powershell"),
)


def clean_text(data: bytes, name: str) -> str | None:
    """Return what a text says, ``None`` where ``data`` is none; raises ``WrongInput`` for code."""
    text = _decoded(data)
    if text is None or not all(map(_is_fit, text[: 2 * MOST_SIGNS])):
        return None
    if len(text) > 2 * MOST_SIGNS:
        raise _too_long(name)
    seen = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    start = seen.lstrip().casefold()[:400]
    if start.startswith(_STARTS) or "<script" in start or "<svg" in start:
        raise WrongInput(
            N_(
                "{name} is a web page or a script, which is not kept; nothing was stored;"
                " take a screenshot of it."
            ),
            name=name,
        )
    if len(seen) > MOST_SIGNS:
        raise _too_long(name)
    return seen


def read_text(data: bytes) -> str | None:
    """Return what ``data`` says in one of the usual encodings, ``None`` where it is no text."""
    text = _decoded(data)
    return text if text is not None and all(map(_is_fit, text[: 2 * MOST_SIGNS])) else None


def _too_long(name: str) -> WrongInput:
    return WrongInput(
        N_("{name} is longer than {most} characters; nothing was stored; keep what matters."),
        name=name,
        most=MOST_SIGNS,
    )


def _decoded(data: bytes) -> str | None:
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _is_fit(sign: str) -> bool:
    return sign.isprintable() or sign in _KEPT or unicodedata.category(sign) in ("Zs", "Cf", "Zl")
