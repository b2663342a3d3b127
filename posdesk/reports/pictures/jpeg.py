"""Packs pixels as JPEG, always the same bytes and nothing beside the picture."""

from __future__ import annotations

import io

from PIL import Image


def encode(image: Image.Image, quality: int, fine: bool = False) -> bytes:
    """Return ``image`` (RGB or grey) as JPEG; ``fine``: thin strokes keep their colour."""
    out = io.BytesIO()
    image.info.clear()
    image.save(out, "JPEG", quality=quality, optimize=True, subsampling=0 if fine else 2)
    return out.getvalue()
