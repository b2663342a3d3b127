"""Takes files out of a bundle that came, at a cost that its size bounds, whatever it claims.

A small file may claim to unpack to gigabytes, or to hold one file under a million names.
"""

from __future__ import annotations

import base64
import hashlib
import zlib
from collections.abc import Iterator
from typing import Any

_CHUNK = 1024 * 1024
_MOST_FILES = 10_000
_MOST_NODES = 1000
"""Nodes of the tree of names: PosDesk writes one, other programs one for 32 names."""

_MOST_PACKED = 256 * 1024 * 1024
"""Bytes that all packed files unpack to: PosDesk packs manifests and texts alone."""

_AS_TEXT, _TEXT_COSTS = "/ASCII85Decode", 4
"""What would end in a carriage return is written so (archive.pdfa); it takes longer to read."""

_MOST_UNPACKED = 128 * 1024 * 1024


class TooMuch(Exception):
    """The file asks for more work than any bundle does."""


def limit_qpdf() -> None:
    """Let qpdf give up on tables and objects that unpack without end; for the whole process."""
    import pikepdf

    pikepdf.settings.set_qpdf_limits(
        doc_max_warnings=500,
        parser_max_container_size=200_000,
        max_stream_filters=3,
        flate_max_memory=_MOST_UNPACKED,
        run_length_max_memory=_MOST_UNPACKED,
    )


class HeldFiles:
    """The files in an open document; ``size`` is how long the document is."""

    def __init__(self, document: Any, size: int) -> None:
        self._left = size + _MOST_PACKED
        self.listed = tuple(_named(document))
        self._by_name = dict(self.listed)

    def __contains__(self, name: str) -> bool:
        return name in self._by_name

    def read(self, name: str, most: int) -> bytes:
        """Return the file called ``name``, cut a little behind ``most`` bytes."""
        return b"".join(self._unpacked(self._by_name[name], most))

    def digest(self, name: str, size: int) -> str:
        """Return the SHA-256 of a file that should be ``size`` bytes, empty where it is not."""
        digest, length = hashlib.sha256(), 0
        for chunk in self._unpacked(self._by_name[name], size):
            digest.update(chunk)
            length += len(chunk)
        return digest.hexdigest() if length == size else ""

    def _unpacked(self, stream: Any, most: int) -> Iterator[bytes | memoryview]:
        if _packings(stream)[:1] == [_AS_TEXT]:
            self._left -= _TEXT_COSTS * len(stream.get_raw_stream_buffer())
        if self._left < 0:
            raise TooMuch
        for chunk in unpacked(stream, most):
            self._left -= len(chunk)
            if self._left < 0:
                raise TooMuch
            yield chunk


def unpacked(stream: Any, most: int) -> Iterator[bytes | memoryview]:
    """Yield the bytes of a stream as PosDesk packs it, not many more than ``most``."""
    raw, names = memoryview(stream.get_raw_stream_buffer()), _packings(stream)
    if names[:1] == [_AS_TEXT]:
        raw, names = memoryview(base64.a85decode(bytes(raw).removesuffix(b"~>"))), names[1:]
    chunks = (raw[at : at + _CHUNK] for at in range(0, len(raw), _CHUNK))
    if not names:
        yield from chunks
        return
    if names != ["/FlateDecode"]:
        raise ValueError("another packing")
    unpacker, length = zlib.decompressobj(), 0
    for packed in chunks:
        left = bytes(packed)
        while left and length <= most and not unpacker.eof:
            chunk = unpacker.decompress(left, _CHUNK)
            left = unpacker.unconsumed_tail
            length += len(chunk)
            yield chunk


def _packings(stream: Any) -> list[str]:
    """Return by which ways a stream is packed, the outermost first; they may have no parameters."""
    packing, parameters = stream.get("/Filter"), stream.get("/DecodeParms")
    each = [] if packing is None else list(packing) if _is_array(packing) else [packing]
    given = (
        [] if parameters is None else list(parameters) if _is_array(parameters) else [parameters]
    )
    if any(one is not None for one in given):
        raise ValueError("another packing")
    return [str(one) for one in each]


def _is_array(entry: Any) -> bool:
    return bool(entry._type_name == "array")


def _named(document: Any) -> Iterator[tuple[str, Any]]:
    """Yield the names and streams of the files, each node of the tree looked at once."""
    import pikepdf

    tree = document.Root.get("/Names", pikepdf.Dictionary()).get("/EmbeddedFiles")
    nodes: list[Any] = [tree] if tree is not None else []
    seen: set[tuple[int, int]] = set()
    count = 0
    while nodes:
        node = nodes.pop()
        if len(seen) >= _MOST_NODES or (node.is_indirect and node.objgen in seen):
            raise TooMuch
        seen.add(node.objgen if node.is_indirect else (0, len(seen)))
        names = node.get("/Names", pikepdf.Array())
        for at in range(0, len(names) - 1, 2):
            count += 1
            if count > _MOST_FILES:
                raise TooMuch
            yield str(names[at]), names[at + 1].EF.F
        nodes += reversed(list(node.get("/Kids", pikepdf.Array()))[:_MOST_NODES])
