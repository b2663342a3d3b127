"""The job of making a file for whoever helps: what is wrong and how it came, nothing of anybody."""

from __future__ import annotations

from posdesk.services.support.making import Support
from posdesk.services.support.readme import PARTS, Part

__all__ = ["PARTS", "Part", "Support"]
