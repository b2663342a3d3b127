"""``python -m posdesk`` and the installed program start here."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line; without a command it opens the window."""
    from posdesk.cli.main import main as run

    return run()


if __name__ == "__main__":
    sys.exit(main())
