"""What the window says first of an installer's file that was applied, or that could not be."""

from __future__ import annotations

from posdesk.i18n import Translator
from posdesk.services.desk import Desk
from posdesk.services.first_start import FirstStart
from posdesk.services.provisioning import PIN_KEY


def provision_news(desk: Desk, tr: Translator) -> str:
    """Return what somebody at the counter has to know or do, empty where there is nothing."""
    done = desk.provisioner
    told = [tr.error(done.trouble)] if done.trouble else []
    if done.sheet is not None:
        told.append(
            tr(
                "The data are encrypted now: print the recovery sheet {path}, lock it away and"
                " remove the file.",
                path=done.sheet,
            )
        )
    asked = FirstStart(desk).is_wanted()  # it asks for the PIN itself
    told += [tr.text(one.why) for one in done.waiting() if not (asked and one.key == PIN_KEY)]
    return " ".join(told)
