"""``posdesk --self-test``: does this very program, as it was built, hold all its parts?"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from posdesk import __version__


def run_self_test() -> dict[str, Any]:
    """Return the report: ``ok``, and for each part whether it works and what it said."""
    from posdesk.selftest.checks import Checks
    from posdesk.selftest.keeping import KeepingChecks

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="posdesk-self-test-") as folder:
        checks = Checks(Path(folder))
        keeping = KeepingChecks(Path(folder), checks)
        parts = {
            "resources": checks.resources,
            "sqlite": checks.sqlite,
            "walk": checks.walk,
            "journal": checks.journal,
            "exhibits": checks.exhibits,
            "follow-up": checks.follow_up,
            "people": checks.people,
            "pdf": checks.pdf,
            "seal": checks.seal,
            "search": keeping.search,
            "out": keeping.out,
            "backup": keeping.backup,
            "encryption": keeping.encryption,
            "erasing": keeping.erasing,
            "window": checks.window,
        }
        report = {name: _tried(check) for name, check in parts.items()}
        checks.close()
    return {"ok": all(r["ok"] for r in report.values()), "version": __version__, "parts": report}


def _tried(check: Callable[[], str]) -> dict[str, Any]:
    began = time.perf_counter()
    try:
        said = check()
    except Exception as error:  # noqa: BLE001 - whatever fails is what the report is for
        return {"ok": False, "said": f"{type(error).__name__}: {error}"}
    return {"ok": True, "said": said, "ms": round(1000 * (time.perf_counter() - began))}
