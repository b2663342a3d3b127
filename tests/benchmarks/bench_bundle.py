"""What a collective bundle of very many cases costs beside one of a single case; prints JSON.

    python -m tests.benchmarks.bench_bundle [--cases 100,200] [--photos]

``per_case`` is the CPU time of a case among many, in parts of that of a case alone: above 1 it
would not be linear. ``peak_mb`` is the most memory that the process had by then.
"""

from __future__ import annotations

import argparse
import json
import platform
import time
from pathlib import Path

from posdesk.domain.bundle.order import BundleOrder
from posdesk.reports.bundle.compose import compose
from tests.reports.area_fault import affected

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
ALONE = 5


def main() -> None:
    """Run and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", default="100,200", help="how many, by commas")
    parser.add_argument("--photos", action="store_true", help="a photo to each")
    given = parser.parse_args()
    counts = [int(one) for one in given.cases.split(",")]
    print(json.dumps(measure(counts, photos=given.photos), indent=2))


def measure(counts: list[int], *, photos: bool) -> dict[str, object]:
    """Return the figures of bundles of so many cases."""
    _made(0, 1, photos=photos)  # the typeface is read once
    alone = min(_made(at, 1, photos=photos)[0] for at in range(ALONE))
    figures: dict[str, object] = {"alone_cpu_s": round(alone, 3)}
    for count in counts:
        cpu, pages, size = _made(0, count, photos=photos)
        figures[f"cases_{count}"] = {
            "pages": pages,
            "cpu_s": round(cpu, 2),
            "pages_per_cpu_s": round(pages / cpu, 1),
            "per_case": round(cpu / count / alone, 2),
            "mb": round(size / 1e6, 2),
            "peak_mb": _peak(),
        }
    return figures


def _made(first: int, count: int, *, photos: bool) -> tuple[float, int, int]:
    files = [affected(at, photo=photos) for at in range(first, first + count)]
    begun = time.process_time()
    draft = compose(files, BundleOrder(), FONTS)
    return time.process_time() - begun, draft.pages, len(draft.data)


def _peak() -> float | None:
    if platform.system() == "Windows":
        return None
    import resource

    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


if __name__ == "__main__":
    main()
