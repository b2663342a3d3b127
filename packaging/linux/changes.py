"""Says what changed in the form that Debian's tools read, from the changelog of the program."""

from __future__ import annotations

import re
import textwrap
from datetime import datetime


def debian_changelog(words: str, version: str, maintainer: str, released: datetime) -> str:
    """Return the entry of ``version``, from what ``words`` (CHANGELOG.md) says of it.

    A version that has no section yet is what stands first.
    """
    sections = re.split(r"^## ", words, flags=re.MULTILINE)[1:]
    told = next((s for s in sections if s.startswith(f"[{version}]")), "".join(sections[:1]))
    points = re.findall(r"^- (.+(?:\n  .+)*)", told, re.MULTILINE)
    lines = [_point(re.sub(r"\s+", " ", point)) for point in points] or [f"  * Version {version}."]
    date = f"{released:%a, %d %b %Y %H:%M:%S} +0000"
    return "\n".join(
        (f"posdesk ({version}) stable; urgency=medium\n", *lines, f"\n -- {maintainer}  {date}\n")
    )


def _point(words: str) -> str:
    return textwrap.fill(words, 78, initial_indent="  * ", subsequent_indent="    ")
