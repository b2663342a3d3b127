"""How long closed cases are kept before the shop is asked whether they should go."""

from __future__ import annotations

from calendar import monthrange
from datetime import datetime

from posdesk.domain.errors import WrongInput
from posdesk.domain.moment import BEIJING, iso
from posdesk.domain.text import N_, Text

RETENTION = "retention_months"
"""The entry of the settings' table ``keeping``; 0 or nothing proposes nothing."""

USUAL_MONTHS, MOST_MONTHS = 24, 600
"""What is proposed where nobody has chosen; card schemes dispute for 18 months at most."""

GROWN_OLD = Text("保存期满", "Kept for its term")
"""The reason that is given for what goes because of its age."""


def read_months(text: str) -> int:
    """Return the months that a person wrote, 0 for never; raises ``WrongInput``."""
    plain = text.strip()
    if not (plain.isdecimal() and plain.isascii() and int(plain[:5]) <= MOST_MONTHS):
        raise WrongInput(
            N_("Say 0 to {most} whole months, 0 for never; nothing was stored."), most=MOST_MONTHS
        )
    return int(plain)


def closed_before(now: datetime, months: int) -> str:
    """Return as ISO text since when a case must be closed to be kept for its term at ``now``."""
    today = now.astimezone(BEIJING)
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    day = min(today.day, monthrange(max(year, 1), month + 1)[1])
    return iso(today.replace(year=max(year, 1), month=month + 1, day=day))
