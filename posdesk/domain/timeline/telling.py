"""The one question the rooms of the timeline answer; each kind of event registers its own words."""

from __future__ import annotations

from functools import singledispatch

from posdesk.domain.event import Event
from posdesk.domain.text import Text


@singledispatch
def sentence(event: Event) -> Text | None:
    """Return what ``event`` tells in one sentence, ``None`` where it tells a reader nothing."""
    return None
