"""Where the built program starts."""

import os
import sys
from pathlib import Path


def _settle() -> None:
    """Make good what the environment asks for and this program, made for every Linux, has not."""
    # Python itself does this where no language is set; a built program has to, or Qt complains.
    if not any(os.environ.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG")):
        os.environ["LC_CTYPE"] = "C.UTF-8"
    # Its windows go through X11, on a Wayland desktop too.
    if os.environ.get("QT_QPA_PLATFORM", "").startswith("wayland") and os.environ.get("DISPLAY"):
        os.environ["QT_QPA_PLATFORM"] = "xcb"
    # fcitx has a plugin of its own for each Qt of the system and none for this one; it answers as
    # IBus too. Without either no Chinese could be typed.
    methods = os.environ.get("QT_IM_MODULES") or os.environ.get("QT_IM_MODULE", "")
    plugins = Path(sys.prefix, "PySide6", "Qt", "plugins", "platforminputcontexts")
    if methods.startswith("fcitx") and not any(plugins.glob("*fcitx*")):
        os.environ["QT_IM_MODULES"] = "ibus"


if sys.platform.startswith("linux"):
    _settle()

from posdesk.__main__ import main  # noqa: E402 - after the environment is settled

if __name__ == "__main__":
    sys.exit(main())
