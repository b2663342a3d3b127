"""Writes texts into a zip file: the same texts give the same bytes, on any computer, any day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_NO_TIME = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_OWNER_ONLY = 0o100600


def write_zip(out: BinaryIO, texts: Mapping[str, str]) -> None:
    """Write ``texts`` by their file names, in the order given, as UTF-8."""
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=9) as whole:
        for name, text in texts.items():
            one = ZipInfo(name, _NO_TIME)
            one.create_system = _UNIX
            one.external_attr = _OWNER_ONLY << 16
            one.compress_type = ZIP_DEFLATED
            whole.writestr(one, text.encode("utf-8", "replace"))
