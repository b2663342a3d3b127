"""Where the built program starts."""

import os
import sys

# Python itself does this where no language is set; a built program has to, or Qt complains.
if sys.platform.startswith("linux") and not any(
    os.environ.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG")
):
    os.environ["LC_CTYPE"] = "C.UTF-8"

from posdesk.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
