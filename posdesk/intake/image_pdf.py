"""Writes a PDF that holds pictures and nothing else: one JPEG a page, always the same bytes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PicturePage:
    """A page of ``width`` × ``height`` points that is a JPEG of ``pixels`` (RGB)."""

    jpeg: bytes
    pixels: tuple[int, int]
    width: float
    height: float


def write_image_pdf(pages: Iterable[PicturePage]) -> bytes:
    """Return a PDF of ``pages``: no text, no metadata, no dates, nothing that acts."""
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places: dict[int, int] = {}

    def add(number: int, body: bytes) -> None:
        places[number] = len(out)
        out.extend(b"%d 0 obj\n%b\nendobj\n" % (number, body))

    leaves: list[int] = []
    for page in pages:
        leaf = 3 + 3 * len(leaves)
        leaves.append(leaf)
        across, down = page.width, page.height
        drawn = f"q {across:.2f} 0 0 {down:.2f} 0 0 cm /P Do Q".encode()
        box = f"/MediaBox [0 0 {across:.2f} {down:.2f}]".encode()
        add(
            leaf,
            b"<< /Type /Page /Parent 2 0 R %b /Contents %d 0 R"
            b" /Resources << /XObject << /P %d 0 R >> >> >>" % (box, leaf + 1, leaf + 2),
        )
        add(leaf + 1, _stream(b"", drawn))
        picture = (
            b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB"
            b" /BitsPerComponent 8 /Filter /DCTDecode" % page.pixels
        )
        add(leaf + 2, _stream(picture, page.jpeg))
    kids = b" ".join(b"%d 0 R" % leaf for leaf in leaves)
    add(1, b"<< /Type /Catalog /Pages 2 0 R >>")
    add(2, b"<< /Type /Pages /Count %d /Kids [%b] >>" % (len(leaves), kids))
    start, count = len(out), len(places) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % count
    for number in range(1, count):
        out += b"%010d 00000 n \n" % places[number]
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, start)
    return bytes(out)


def _stream(entries: bytes, data: bytes) -> bytes:
    return b"<< %b /Length %d >>\nstream\n%b\nendstream" % (entries, len(data), data)
