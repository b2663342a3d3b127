"""``python -m posdesk`` and the installed program start here."""

from __future__ import annotations

import sys
from io import TextIOWrapper


def main() -> int:
    """Run the command line; without a command it opens the window."""
    _give_output()
    opening = _opened_at_once() if _opens_window(sys.argv[1:]) else None
    from posdesk.cli.main import main as run

    code = run()
    del opening  # it was kept until here, or its window would be gone at once
    return code


def _give_output() -> None:
    """Let what is said go somewhere: a windowed program of Windows has no output at all."""
    if sys.stdout is None or sys.stderr is None:
        import os
        from pathlib import Path

        nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - to the very end
        sys.stdout, sys.stderr = sys.stdout or nowhere, sys.stderr or nowhere
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # Chinese help on a console that has no Chinese: the rest is readable at least.
            stream.reconfigure(errors="backslashreplace")


def _opens_window(given: list[str]) -> bool:
    """Tell whether this is a start by a click: of the program, or on a file."""
    return not given or (
        given[0] == "open" and given[1:] == [g for g in given[1:2] if g[:1] != "-"]
    )


def _opened_at_once() -> object:
    """Show a first window before anything else is read; ``None`` where there is no screen."""
    import gc
    import os

    windowed = sys.platform in {"win32", "darwin"}
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if not windowed and not any(os.environ.get(name) for name in screens):
        return None
    gc.disable()  # what a start makes stays: looking for rubbish in it finds none, again and again
    from posdesk import paths
    from posdesk.domain.errors import PosDeskError
    from posdesk.ui.opening import open_at_once

    try:
        return open_at_once(paths.data_folder())
    except PosDeskError:  # which is told at once
        return None


if __name__ == "__main__":
    sys.exit(main())
