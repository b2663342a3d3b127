"""Makes posdesk.ico (Windows) and posdesk.icns (macOS) from the one drawing of the icon.

    .venv/bin/python packaging/icons/make_icons.py [FOLDER]

Both are committed, so that no build needs this; run it where resources/icons/posdesk.svg changed.
"""

from __future__ import annotations

import struct
import sys
import tempfile
from pathlib import Path
from typing import cast

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from linux.icons import render  # noqa: E402 - beside this folder
from PySide6.QtGui import QImage  # noqa: E402

ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
"""Pixels that Windows asks for at 100, 125, 150 and 200 percent."""
ICNS_KINDS = {
    b"icp4": 16,
    b"icp5": 32,
    b"ic11": 32,
    b"ic12": 64,
    b"ic07": 128,
    b"ic13": 256,
    b"ic08": 256,
    b"ic14": 512,
    b"ic09": 512,
    b"ic10": 1024,
}
"""macOS's names for PNGs of so many pixels; some of one size, for plain and for fine screens."""


def drawn(size: int) -> bytes:
    """Return the icon as a PNG of ``size`` pixels."""
    with tempfile.TemporaryDirectory(prefix="posdesk-icon-") as folder:
        file = Path(folder) / "icon.png"
        render(file, size)
        return file.read_bytes()


def bitmap(size: int) -> bytes:
    """Return the icon as old readers of .ico want it: pixels from below, then the mask."""
    image = QImage.fromData(drawn(size)).convertToFormat(QImage.Format.Format_ARGB32)
    lines = [cast(memoryview, image.constScanLine(row)) for row in reversed(range(size))]
    rows = [bytes(line)[: size * 4] for line in lines]
    header = struct.pack("<IiiHHIIiiII", 40, size, size * 2, 1, 32, 0, 0, 0, 0, 0, 0)
    stride = (size + 31) // 32 * 4
    # Alpha says what shows; a mask of zeros hides nothing beyond that.
    return header + b"".join(rows) + bytes(stride * size)


def ico() -> bytes:
    """Return the icon of Windows: bitmaps, and the largest as a PNG."""
    pictures = [(size, drawn(size) if size >= 256 else bitmap(size)) for size in ICO_SIZES]
    head, body = struct.pack("<HHH", 0, 1, len(pictures)), b""
    begin = len(head) + 16 * len(pictures)
    for size, picture in pictures:
        edge = size % 256  # 0 stands for 256
        at = begin + len(body)
        head += struct.pack("<BBBBHHII", edge, edge, 0, 0, 1, 32, len(picture), at)
        body += picture
    return head + body


def icns() -> bytes:
    """Return the icon of macOS."""
    pictures = {size: drawn(size) for size in set(ICNS_KINDS.values())}
    body = b"".join(
        kind + struct.pack(">I", 8 + len(pictures[size])) + pictures[size]
        for kind, size in ICNS_KINDS.items()
    )
    return b"icns" + struct.pack(">I", 8 + len(body)) + body


def main() -> int:
    """Write both files."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    for name, content in (("posdesk.ico", ico()), ("posdesk.icns", icns())):
        (folder / name).write_bytes(content)
        print(f"{folder / name}: {len(content)} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
