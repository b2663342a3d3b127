"""Yes and no as people write them in files and on the command line."""

from __future__ import annotations

from posdesk.domain.errors import WrongInput
from posdesk.domain.sensitive import refuse_sensitive
from posdesk.domain.text import N_

YES, NO = "on", "off"

_WORDS = {
    **dict.fromkeys(("true", "yes", "on", "是"), YES),
    **dict.fromkeys(("false", "no", "off", "否"), NO),
}


def read_yes_no(text: str) -> str:
    """Return ``on`` or ``off``; raises ``WrongInput``."""
    refuse_sensitive("yes", text)
    found = _WORDS.get(text.strip().casefold())
    if found is None:
        raise WrongInput(
            N_("“{given}” is neither yes nor no; nothing was stored; write true or false."),
            given=text.strip()[:24],
        )
    return found
