"""Finds what may be nowhere in every byte of a folder: in any encoding, grouped, packed, deleted.

Databases are read as they lie, so that their unused pages and logs count; PDFs and zip files are
unpacked, and what lies in these again.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from posdesk.pdfium import opened

_DIGIT = rb"(?:[0-9]|\xef\xbc[\x90-\x99]|\xff[\x10-\x19]|[\x10-\x19]\xff|\xa3[\xb0-\xb9])"
_GAP = (
    rb"(?:[\0 \t\r\n._-]|\xe3\x80\x80|\xc2[\xa0\xb7]|\xe2\x80[\x90-\x95]|\xe2\x88\x92"
    rb"|\xef\xbc[\x8d\x8e\x8f]|\x30\0|\0\x30)"
)
_RUN = re.compile(_DIGIT + rb"(?:" + _GAP + rb"{0,4}" + _DIGIT + rb"){12,}")
_ONE = re.compile(_DIGIT)
_CODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")


@dataclass(frozen=True, slots=True)
class Secret:
    """What is looked for: ``words`` as they are, ``number`` whatever stands between its digits."""

    name: str
    words: tuple[str, ...] = ()
    number: str = ""
    raw: tuple[bytes, ...] = ()

    def forms(self) -> set[bytes]:
        """Return the bytes by which it would be seen."""
        texts = {form for word in self.words for form in (word, wide(word))}
        return {text.encode(one) for text in texts for one in _CODINGS} | set(self.raw)


@dataclass(frozen=True, slots=True)
class Searched:
    """How much was looked through, and what was found: the secret's name and where."""

    files: int
    bytes: int
    found: tuple[str, ...]


def wide(text: str) -> str:
    """Return ``text`` with full-width digits."""
    return "".join(chr(ord(c) + 0xFEE0) if "0" <= c <= "9" else c for c in text)


def search(folders: Iterable[Path], secrets: Iterable[Secret]) -> Searched:
    """Look through every file of ``folders`` and through their names."""
    sought = [(one, one.forms()) for one in secrets]
    files = total = 0
    found: dict[str, None] = {}
    for path in sorted({p for folder in folders for p in folder.rglob("*")}):
        inside = [(path.name, path.name.encode("utf-8", "surrogateescape"))]
        if path.is_file():
            inside += views(path.name, path.read_bytes())
            files += 1
        for where, data in inside:
            total += len(data)
            numbers = [_digits(run[0]) for run in _RUN.finditer(data)]
            for secret, forms in sought:
                if any(form in data for form in forms) or (
                    secret.number and any(secret.number in one for one in numbers)
                ):
                    found[f"{secret.name} in {where}"] = None
    return Searched(files, total, tuple(found))


def views(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield ``data`` as it is and everything that is packed in it."""
    yield name, data
    if data.startswith(b"%PDF"):
        yield from _of_pdf(name, data)
    elif data.startswith(b"PK\3\4"):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for member in packed.namelist():
                yield f"{name}/{member}", member.encode()
                yield from views(f"{name}/{member}", packed.read(member))


def _of_pdf(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    with opened(data) as shown:
        pages = "\n".join(page.get_textpage().get_text_range() for page in shown)
    yield f"{name} as it is read", pages.encode()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        texts: list[bytes] = []
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream):
                try:
                    inner = thing.read_bytes()
                except pikepdf.PdfError:  # a photo: its own format is all there is
                    inner = thing.read_raw_bytes()
                yield from views(f"{name}: stream {thing.objgen[0]}", inner)
            texts += _strings(thing)
        yield f"{name}: its words", b"\n".join(texts)


def _strings(thing: pikepdf.Object) -> Iterator[bytes]:
    if isinstance(thing, pikepdf.String):
        yield bytes(thing)
        yield str(thing).encode("utf-8", "replace")
    elif isinstance(thing, pikepdf.Array | pikepdf.Dictionary):
        inner: list[object] = list(
            thing.as_list() if isinstance(thing, pikepdf.Array) else thing.as_dict().values()
        )
        for one in inner:
            if isinstance(one, pikepdf.Object) and not one.is_indirect:
                yield from _strings(one)


def _digits(run: bytes) -> str:
    """Return the digits of a run, whatever they are written with; each ends in its own bits."""
    return "".join(_value(one) for one in _ONE.findall(run))


def _value(sign: bytes) -> str:
    if len(sign) == 2 and sign[1] == 0xFF:
        return str(sign[0] & 15)
    last = sign[-1]
    return str(last - 0x90 if len(sign) == 3 else last & 15)
