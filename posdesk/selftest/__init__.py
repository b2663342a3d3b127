"""``posdesk --self-test``: does this very program, as it was built, hold all its parts?"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from posdesk import __version__


def run_self_test() -> dict[str, Any]:
    """Return the report: ``ok``, which parts ``failed``, what each said, and on what it all runs.

    Works in a folder of its own, which is gone afterwards; the caches of whoever runs it stay as
    they are.
    """
    from posdesk.selftest.checks import Checks
    from posdesk.selftest.keeping import KeepingChecks

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="posdesk-self-test-") as folder:
        os.environ["XDG_CACHE_HOME"] = str(Path(folder) / "cache")
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
            "migration": keeping.migration,
            "encryption": keeping.encryption,
            "erasing": keeping.erasing,
            "window": checks.window,
        }
        report = {name: _tried(check) for name, check in parts.items()}
        checks.close()
    failed = [name for name, said in report.items() if not said["ok"]]
    return {
        "ok": not failed,
        "version": __version__,
        "program": _program(),
        "failed": failed,
        "parts": report,
    }


def _program() -> dict[str, Any]:
    """Return what this program is: a built one or a checkout's, and on what it runs."""
    from posdesk.storage.driver import SQLITE_VERSION

    return {
        "frozen": bool(getattr(sys, "frozen", False)),
        "python": platform.python_version(),
        "qt": _tried(_qt)["said"],
        "sqlite": SQLITE_VERSION,
        "system": platform.platform(),
    }


def _qt() -> str:
    from posdesk.ui.session import qt_version

    return qt_version()


def _tried(check: Callable[[], str]) -> dict[str, Any]:
    began = time.perf_counter()
    try:
        said = check()
    except Exception as error:  # noqa: BLE001 - whatever fails is what the report is for
        return {"ok": False, "said": f"{type(error).__name__}: {error}"}
    return {"ok": True, "said": said, "ms": round(1000 * (time.perf_counter() - began))}
