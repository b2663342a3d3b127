"""All benchmarks, one after the other, as one JSON object: ``python -m tests.benchmarks``."""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import sys
from contextlib import redirect_stdout
from io import StringIO
from typing import Any

import tests.benchmarks


def main() -> None:
    """Run every ``bench_*`` module, or those named on the command line (``start step``)."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    wanted = set(sys.argv[1:])
    sys.argv = sys.argv[:1]
    figures: dict[str, Any] = {}
    for module in pkgutil.iter_modules(tests.benchmarks.__path__):
        name = module.name.removeprefix("bench_")
        if name == module.name or (wanted and name not in wanted):
            continue
        said = StringIO()
        with redirect_stdout(said):
            importlib.import_module(f"tests.benchmarks.{module.name}").main()
        figures[name] = json.loads(said.getvalue())
    print(json.dumps(figures, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
