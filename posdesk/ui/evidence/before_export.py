"""What must be done before a bundle may go out, and the step in which one does it."""

from __future__ import annotations

from posdesk.i18n import Translator
from posdesk.ui.evidence.covering import Covering
from posdesk.ui.evidence.making import Making
from posdesk.ui.evidence.steps import Step


def before_export(making: Making, covering: Covering, tr: Translator) -> tuple[str, Step]:
    """Return the words for the button that leads there; no words and ``Step.EXPORT`` for nothing.

    Where covers are still looked for nothing is said, but that is where one waits for them.
    """
    if covering.waiting:
        return tr("Decide about {count} covers first", count=covering.waiting), Step.COVER
    if covering.is_searching:
        return "", Step.COVER
    if making.fitted is not None and not making.fitted.fits:
        return tr("Too large: choose again"), Step.CHOOSE
    return "", Step.EXPORT
