"""What the window says first of an installer's file that was applied, or that could not be."""

from __future__ import annotations

from posdesk.domain.provision import ENCRYPTION_KEY
from posdesk.i18n import Translator
from posdesk.services.adoption import left_behind
from posdesk.services.desk import Desk
from posdesk.services.first_start import FirstStart


def installed_words(desk: Desk, tr: Translator) -> str:
    """Return from which file this counter was set up, when, and how much of it is locked."""
    file = desk.policy.file
    if file is None:
        return ""
    count = len(desk.policy.locked) + desk.policy.is_locked(ENCRYPTION_KEY)
    day = desk.provisioner.applied_at()[:10]
    return tr(
        "This counter was set up from {file} on {day}; {count} settings are locked.",
        file=file,
        day=day or "—",
        count=count,
    )


def provision_news(desk: Desk, tr: Translator) -> str:
    """Return what somebody at the counter has to know or do, empty where there is nothing."""
    told = _of_the_file(desk, tr) if desk.policy.file is not None else []
    own = left_behind(desk.folder, lambda: bool(desk.log.cases()))
    if own is not None:
        told.append(
            tr(
                "This account has data of its own in {folder}, which are not shown here; nothing"
                " happened to them. Settings > Data takes them over.",
                folder=own,
            )
        )
    return " ".join(told)


def _of_the_file(desk: Desk, tr: Translator) -> list[str]:
    from posdesk.services.provision_waiting import PIN_KEY  # most counters have no such file

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
    return told
