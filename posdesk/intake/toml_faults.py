"""Why a TOML file of the shop's cannot be read, told with its line."""

from __future__ import annotations

import re
from pathlib import Path

from posdesk.domain.text import Text
from posdesk.intake.flow_faults import FileFault

UNREADABLE = (OSError, ValueError, RecursionError)
"""What reading such a file may raise; a number of thousands of digits is a plain ``ValueError``."""


def toml_fault(path: Path, error: Exception, not_toml: Text) -> FileFault:
    """Return what ``error``, one of ``UNREADABLE``, says; ``not_toml`` is said of the syntax.

    What TOML misses at the end of the file is told at its last line.
    """
    if isinstance(error, OSError):
        return FileFault(path, 1, Text("文件打不开。", "The file cannot be opened."))
    if isinstance(error, UnicodeDecodeError):
        line = bytes(error.object)[: error.start].count(b"\n") + 1
        text = Text("文件不是 UTF-8 编码。", "The file is not written in UTF-8.")
        return FileFault(path, line, text)
    found = re.search(r"line (\d+)", str(error))
    last = path.read_text("utf-8-sig").count("\n") + 1
    return FileFault(path, int(found[1]) if found else last, not_toml)
