"""Makes the manual's pictures: ``python -m tests.manual.pictures [NAME …]`` writes them anew."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage

from posdesk import paths
from posdesk.domain.text import LANGS, Lang
from tests.manual import cashier, manager
from tests.manual.stage import staged

SCENES = {**cashier.SCENES, **manager.SCENES}
"""What each picture shows, by its name; a part of the manual adds its own."""

COLOURS = 96
MOST_BYTES = 120_000


def make(name: str, lang: Lang, folder: Path) -> bytes:
    """Return the picture as a PNG of few colours; ``folder`` is for its scene alone."""
    folder.mkdir(parents=True, exist_ok=True)
    with staged(lang, folder) as stage:
        return small(SCENES[name](stage))


def small(image: QImage) -> bytes:
    """Return an image as a PNG of at most ``COLOURS`` colours."""
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, "PNG")  # type: ignore[call-overload]
    full = Image.open(io.BytesIO(held.data())).convert("RGB")
    few = full.quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    out = io.BytesIO()
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


def main(names: list[str]) -> None:
    """Write the pictures that are named, all of them where none is."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for lang in LANGS:
        folder = paths.manual() / "pictures" / lang
        folder.mkdir(parents=True, exist_ok=True)
        for name in names or SCENES:
            with tempfile.TemporaryDirectory(prefix="posdesk-manual-") as scene:
                data = make(name, lang, Path(scene))
            (folder / f"{name}.png").write_bytes(data)
            print(f"{lang}/{name}.png  {len(data) // 1024} kB")


if __name__ == "__main__":
    main(sys.argv[1:])
