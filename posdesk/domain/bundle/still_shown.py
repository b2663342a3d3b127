"""Which kept bundles still show what was covered since, so that nobody believes it is all gone."""

from __future__ import annotations

from posdesk.domain.case import Case, Sent
from posdesk.domain.event import ExhibitAttached, ExhibitCovered
from posdesk.domain.exhibit import Exhibit


def still_shown(case: Case, exhibit: Exhibit) -> tuple[Sent, ...]:
    """Return the kept bundles that show more of ``exhibit`` than is kept of it now.

    Before it is covered these are all that hold it; afterwards those made before.
    """
    at = _place(case, ExhibitAttached, exhibit)
    covered = _place(case, ExhibitCovered, exhibit)
    return tuple(one for one in case.sent if one.kept and at < one.event.upto <= covered)


def _place(case: Case, kind: type[ExhibitAttached] | type[ExhibitCovered], exhibit: Exhibit) -> int:
    """Return where in the case such an event of ``exhibit`` stands last, its end where none is."""
    places = [
        n
        for n, r in enumerate(case.history)
        if isinstance(r.event, kind) and r.event.exhibit == exhibit.id
    ]
    return places[-1] if places else len(case.history)
