"""``python -m posdesk`` and the installed program start here."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line; without a command it opens the window."""
    opening = _opened_at_once() if _opens_window(sys.argv[1:]) else None
    from posdesk.cli.main import main as run

    code = run()
    del opening  # it was kept until here, or its window would be gone at once
    return code


def _opens_window(given: list[str]) -> bool:
    """Tell whether this is a start by a click: of the program, or on a file."""
    return not given or (given[0] == "open" and len(given) == 2 and given[1][:1] != "-")


def _opened_at_once() -> object:
    """Show a first window before anything else is read; ``None`` where there is no screen."""
    import os

    windowed = sys.platform in {"win32", "darwin"}
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if not windowed and not any(os.environ.get(name) for name in screens):
        return None
    from posdesk import paths
    from posdesk.ui.opening import open_at_once

    return open_at_once(paths.data_folder())


if __name__ == "__main__":
    sys.exit(main())
