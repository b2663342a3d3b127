"""The colour profile of archives: read by who reads profiles, and sRGB to the last step."""

from __future__ import annotations

import hashlib
import io

from PIL import Image, ImageCms

from posdesk.reports.archive.srgb import srgb_profile


def test_it_means_the_colours_of_srgb() -> None:
    ours = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))
    across = Image.linear_gradient("L")
    down = across.transpose(Image.Transpose.ROTATE_90)
    colours = Image.merge("RGB", (across, down, across.transpose(Image.Transpose.ROTATE_180)))
    seen = ImageCms.profileToProfile(colours, ours, ImageCms.createProfile("sRGB"))
    assert seen is not None
    pairs = zip(colours.tobytes(), seen.tobytes(), strict=True)
    assert max(abs(before - after) for before, after in pairs) <= 1


def test_its_bytes_are_always_the_same() -> None:
    digest = "813055dce8cc909a8466a532a12960e24f99f7d1e027ffff206216c25243da16"
    assert hashlib.sha256(srgb_profile()).hexdigest() == digest
    assert len(srgb_profile()) == int.from_bytes(srgb_profile()[:4], "big")
