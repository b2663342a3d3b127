"""Takes out of programs where they were built: a library would be looked for there first.

Python's own modules name the folder of the Python that they were built with. On a shop's computer
anybody who may make that folder could have the program load what lies there.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

_DYNAMIC, _LOAD = 2, 1
_STRTAB, _RPATH, _RUNPATH = 5, 15, 29
_ENTRY = struct.Struct("<qQ")


@dataclass(frozen=True, slots=True)
class _Dynamic:
    """Where a file's dynamic section and its strings begin, and what it says: tag and value."""

    begin: int
    strings: int
    said: tuple[tuple[int, int], ...]


def drop_builders_paths(file: Path) -> bool:
    """Leave only what is told from the file's own place (``$ORIGIN``); tell whether it changed.

    Knows 64-bit little-endian ELF files, and leaves others as they are.
    """
    data = bytearray(file.read_bytes())
    found = _dynamic(data) if data[:6] == b"\x7fELF\x02\x01" else None
    if found is None:
        return False
    stays: list[tuple[int, int]] = []
    shortened = False
    for tag, value in found.said:
        if tag in (_RPATH, _RUNPATH):
            begin = found.strings + value
            end = data.index(0, begin)
            paths = data[begin:end].decode("utf-8", "replace").split(":")
            own = [path for path in paths if path.startswith("$ORIGIN")]
            if not own:
                continue
            if own != paths:
                data[begin:end] = ":".join(own).encode().ljust(end - begin, b"\0")
                shortened = True
        stays.append((tag, value))
    if len(stays) == len(found.said) and not shortened:
        return False
    stays += [(0, 0)] * (len(found.said) - len(stays))
    data[found.begin : found.begin + len(stays) * _ENTRY.size] = b"".join(
        _ENTRY.pack(*entry) for entry in stays
    )
    file.write_bytes(data)
    return True


def _dynamic(data: bytearray) -> _Dynamic | None:
    (start,) = struct.unpack_from("<Q", data, 32)
    size, count = struct.unpack_from("<HH", data, 54)
    loads: list[tuple[int, int, int]] = []
    begin = length = 0
    for at in range(start, start + size * count, size):
        kind, _flags, offset, address, _physical, here = struct.unpack_from("<IIQQQQ", data, at)
        if kind == _LOAD:
            loads.append((address, offset, here))
        elif kind == _DYNAMIC:
            begin, length = offset, here
    said = tuple(_ENTRY.iter_unpack(bytes(data[begin : begin + length])))
    table = next((value for tag, value in said if tag == _STRTAB), None)
    if table is None:
        return None
    strings = next((o + table - a for a, o, n in loads if a <= table < a + n), None)
    return None if strings is None else _Dynamic(begin, strings, said)
