"""What a command prints: JSON for programs, plain lines for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Any


def print_json(value: Any) -> None:
    """Print ``value`` as UTF-8 JSON, whatever the terminal's own encoding is.

    A byte of a file's name that is no UTF-8 goes out as JSON escapes it, and reads back the same.
    """
    text = json.dumps(value, ensure_ascii=False, indent=2)
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace") + b"\n")
    sys.stdout.flush()


def print_lines(lines: Iterable[str]) -> None:
    """Print ``lines`` for a person; a sign the terminal cannot show does not stop the rest."""
    _to(sys.stdout, "\n".join(lines))


def print_error(sentence: str) -> None:
    """Print the one sentence that says what went wrong."""
    _to(sys.stderr, " ".join(sentence.split()))


def _to(stream: Any, text: str) -> None:
    encoding = stream.encoding or "utf-8"
    plain = text.encode(encoding, "backslashreplace")
    stream.buffer.write(plain + b"\n")
    stream.flush()
