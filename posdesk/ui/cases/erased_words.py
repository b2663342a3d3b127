"""How the window tells what was erased, and where it still lies."""

from __future__ import annotations

from posdesk.i18n import Translator
from posdesk.services.forgetting import Gone
from posdesk.services.holders import Held


def gone_words(gone: Gone, tr: Translator) -> str:
    """Return in a line or two what went, and which backups hold it still."""
    count = len(gone.numbers)
    first = (
        tr("{number} is erased.", number=gone.numbers[0])
        if count == 1
        else tr("{count} cases are erased.", count=count)
    )
    unclean = tr("Another program was reading: copies go when the data are opened next.")
    parts = (first, "" if gone.clean else unclean, held_words(gone.held, tr))
    gap = "" if tr.lang == "zh_CN" else " "
    return gap.join(part for part in parts if part)


def held_words(held: Held, tr: Translator) -> str:
    """Return which backups hold something, and until when."""
    parts = []
    if held.still_in:
        last = max(one.goes_on for one in held.still_in).isoformat()
        count = len(held.still_in)
        parts.append(
            tr(
                "Backups that hold it still: {count}; the last goes on {day} at the latest.",
                count=count,
                day=last,
            )
        )
    else:
        parts.append(tr("No backup holds it."))
    if held.unreachable:
        places = tr(", ").join(held.unreachable)
        parts.append(tr("Could not be looked into: {places}", places=places))
    return ("" if tr.lang == "zh_CN" else " ").join(parts)
