"""A bundle with photos: processor time, bytes and memory beside unpacking them alone; prints JSON.

    python -m tests.benchmarks.bench_photos [--photos N]

N photos of twelve megapixels, as a telephone takes them of slips, go into one bundle, and so do as
many telephone screenshots and the pages of one long statement. ``of_unpacking`` is the processor's
time of the whole bundle against only unpacking the same photos as large as they are: other
programs and faster machines change both alike. ``memory_mib`` is how far the process grew while
the bundle was made, the photos themselves being in memory before.
"""

from __future__ import annotations

import argparse
import io
import json
import resource
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from PIL import Image, ImageDraw

from posdesk.domain.bundle.order import BundleOrder, Quality
from posdesk.reports.bundle.compose import compose
from posdesk.reports.casefile import CaseFile
from tests.intake.made_files import pdf
from tests.reports import samples

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
Made = TypeVar("Made")
PLAIN = BundleOrder(embed=False)
POOR = replace(PLAIN, quality=Quality(dpi=110, jpeg=55, grey=True))


def main() -> None:
    """Run and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=20, help="photos of 12 megapixels")
    count = parser.parse_args().photos
    compose([samples.bare()], PLAIN, FONTS)  # the typeface is read once a process
    print(json.dumps(measure(count), indent=2))


def measure(count: int) -> dict[str, object]:
    """Return the figures."""
    photos = [photo(at) for at in range(count)]
    empty = _seconds(lambda: compose([samples.bare()], PLAIN, FONTS))[0]
    file = _with(photos, "image/jpeg")
    figures: dict[str, object] = {
        "photos": count,
        "mb_in": round(sum(map(len, photos)) / 1e6, 1),
        "printed": _bundle(file, PLAIN, empty),
        "poor": _bundle(file, POOR, empty),
    }
    unpacking, _ = _seconds(lambda: sum(map(_unpack, photos)))
    figures["unpacking_cpu_s"] = round(unpacking, 2)
    for name in ("printed", "poor"):
        told = figures[name]
        assert isinstance(told, dict)
        told["of_unpacking"] = round(told["cpu_s"] / unpacking, 2)
    screens = [samples.screenshot(1170, 2532 + at) for at in range(count)]
    figures["screenshots"] = _bundle(_with(screens, "image/png"), PLAIN, empty)
    rows = tuple(f"2026-11-20 14:{at:02d}:07 00{at:04d} 500.00" for at in range(16))
    statement = pdf(rows, pages=500)
    figures["statement_500_pages"] = _bundle(_with([statement], "application/pdf"), PLAIN, empty)
    return figures


def photo(number: int) -> bytes:
    """Return a photo of a slip on a counter: soft light, grain, small type."""
    grain = Image.effect_noise((4000, 3000), 14)
    cloth = Image.effect_noise((160, 120), 40).resize((4000, 3000), Image.Resampling.BICUBIC)
    light = Image.blend(Image.linear_gradient("L").resize((4000, 3000)), cloth, 0.3)
    tones = [Image.blend(light, grain, share) for share in (0.3, 0.25, 0.35)]
    image = Image.merge("RGB", tones)
    slip = Image.new("RGB", (1500, 2500), "#f4f2ec")
    draw = ImageDraw.Draw(slip)
    for line in range(34):
        words = f"{number:02d}-{line:02d} POS 61203847 000218 004731 500.00"
        draw.text((70, 50 + line * 70), words, "#303030", font_size=52)
    image.paste(slip.rotate(3, expand=True, fillcolor="#9a8f80"), (1200, 220))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=88)
    return out.getvalue()


def _with(things: list[bytes], mime: str) -> CaseFile:
    file = samples.bare()
    for at, data in enumerate(things):
        file = samples.with_exhibit(file, data, name=f"{at}", kind="slip", mime=mime)
    return file


def _bundle(file: CaseFile, order: BundleOrder, empty: float) -> dict[str, float]:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    cpu, size = _seconds(lambda: len(compose([file], order, FONTS).data))
    wall = time.perf_counter() - began
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return {
        "cpu_s": round(cpu - empty, 2),
        "wall_s": round(wall, 2),
        "mb": round(size / 1e6, 2),
        "memory_mib": round(grown / 1024),
    }


def _unpack(data: bytes) -> int:
    with Image.open(io.BytesIO(data)) as image:
        image.load()
        return image.width


def _seconds(act: Callable[[], Made]) -> tuple[float, Made]:
    began = time.process_time()
    made = act()
    return time.process_time() - began, made


if __name__ == "__main__":
    main()
