"""Loads the scripts in packaging/, which is no package: its name is another project's."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"


def script(name: str) -> ModuleType:
    """Return ``packaging/NAME.py`` as a module; the scripts it imports are found beside it."""
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, PACKAGING / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        sys.path.insert(0, str(PACKAGING))
        try:
            spec.loader.exec_module(module)
        finally:
            sys.path.remove(str(PACKAGING))
    return sys.modules[name]
