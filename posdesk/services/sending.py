"""What was sent is kept: the very bytes of a bundle, to whom they went, when, and by which way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from posdesk.domain.case import Case, Sent
from posdesk.domain.errors import NotFound, WrongInput
from posdesk.domain.event import BundleForgotten, BundleSent, Event
from posdesk.domain.people import Job
from posdesk.domain.text import N_
from posdesk.reports.whole_file import write_file
from posdesk.services.given import check_words
from posdesk.services.opened_bundle import Look, OpenedBundle, open_bundle
from posdesk.services.own_folder import refuse_inside
from posdesk.services.staff import Staff
from posdesk.storage.ids import new_id
from posdesk.storage.store import Store

MOST_WORDS = 200

_NOT_ABOUT = N_(
    "{name} is not about case {number}; nothing was stored; name the case it is about ({cases})."
)
_ABOUT_NONE = N_(
    "{name} is about no case of these data; nothing was stored; choose a bundle that was made here."
)
_NO_WORDS = N_("Say to whom the bundle went and by which way; nothing was stored.")
_TOO_LONG = N_(
    "To whom and by which way are at most {most} characters each; nothing was stored; shorten them."
)
_NOT_SENT = N_(
    "No bundle “{given}” was sent about case {number}; nothing was written; “posdesk case show”"
    " names those that were."
)
_NOT_KEPT = N_("The copy of {name} is kept no longer; nothing was written; its digest is {digest}.")


@dataclass(frozen=True, slots=True)
class Marked:
    """The cases that a bundle was sent about; ``before`` are those where that was known already."""

    bundle: OpenedBundle
    cases: tuple[Case, ...]
    before: tuple[str, ...] = ()


class Sending:
    """Keeps what was sent; nothing is sent by the program itself."""

    def __init__(
        self,
        store: Store,
        staff: Staff,
        clock: Callable[[], datetime],
        looking: Callable[[Path], Look],
    ) -> None:
        """``looking`` returns what says of a file whether it is sound; see ``Verifier``."""
        self._store, self._staff, self._clock, self._looking = store, staff, clock, looking

    def open(self, file: Path) -> OpenedBundle:
        """Return the bundle in ``file``; raises ``WrongInput`` where it is changed or not ours."""
        return self.opening(file)()

    def opening(self, file: Path) -> Callable[[], OpenedBundle]:
        """Return what opens the bundle in ``file`` as ``open`` does; a worker may call it."""
        look = self._looking(file)
        return lambda: open_bundle(file, look)

    def sent(self, reference: str, file: Path, to: str, way: str, *, again: bool = False) -> Case:
        """Keep that the bundle in ``file`` went out about a case; return the case.

        The same file to the same recipient by the same way is kept once, unless ``again``.
        """
        return self.mark(self.open(file), to, way, reference, again=again).cases[0]

    def mark(
        self,
        bundle: OpenedBundle,
        to: str,
        way: str,
        reference: str | None = None,
        *,
        again: bool = False,
    ) -> Marked:
        """Keep that ``bundle`` went out, about one case, or about all of its cases that are here.

        First its bytes are kept, then the events that name them. Raises ``NotAllowed``,
        ``NotFound``, ``WrongInput`` and ``Refused``.
        """
        self._staff.require(Job.EXPORT)
        to, way = _words("to", to), _words("way", way)
        if not (to and way):
            raise WrongInput(_NO_WORDS)
        cases = self._about(bundle, reference)
        before = [] if again else [c for c in cases if _knows(c, bundle, to, way)]
        new = [case for case in cases if case not in before]
        events = [_event(case, bundle, to, way) for case in new]
        if events:
            self._append(events, bundle.data)
        return Marked(
            bundle,
            tuple(self._store.case(case.id) for case in cases),
            tuple(case.number for case in before),
        )

    # --------------------------------------------------------------------------------- reading

    def find(self, reference: str, bundle: str) -> tuple[Case, Sent]:
        """Return a case and what was sent about it, by its id, digest, or place (from 1)."""
        case = self._store.case(reference)
        for place, one in reversed(list(enumerate(case.sent, 1))):
            digest = len(bundle) >= 8 and one.event.sha256.startswith(bundle.lower())
            if digest or bundle in (one.event.bundle, str(place)):
                return case, one
        raise NotFound(_NOT_SENT, given=bundle[:40], number=case.number)

    def bytes_of(self, sent: Sent) -> bytes:
        """Return the very bytes that were sent; raises ``DataTrouble`` where they are damaged."""
        if not sent.kept:
            raise NotFound(_NOT_KEPT, name=sent.event.name, digest=sent.event.sha256)
        return self._store.exhibits.get(sent.event.sha256)

    def save(self, reference: str, bundle: str, target: Path) -> Sent:
        """Write what was sent to ``target`` as it was.

        Raises ``NotAllowed``, and ``WrongInput`` for a place in the data folder.
        """
        self._staff.require(Job.EXPORT)
        refuse_inside(self._store.folder, target)
        _, sent = self.find(reference, bundle)
        write_file(target, self.bytes_of(sent))
        return sent

    # --------------------------------------------------------------------------- letting it go

    def forget(self, sent: Sequence[Sent]) -> int:
        """Let the bytes of these bundles go, wherever they are named; return how many cases did.

        That they were sent, and their digests, stay. Raises ``NotAllowed``.
        """
        self._staff.require(Job.EXPORT)
        digests = {one.event.sha256 for one in sent if one.kept}
        naming = sorted({i for digest in digests for i in self._store.naming(digest)})
        events = [
            BundleForgotten(case=case.id, bundle=one.event.bundle)
            for case in map(self._store.case, naming)
            for one in case.sent
            if one.kept and one.event.sha256 in digests
        ]
        if events:
            self._store.exhibits.mark_leaving(digests)
            self._store.append(events, actor=self._staff.actor(), at=self._clock())
            self._store.let_go(digests)
        return len({event.case for event in events})

    # ------------------------------------------------------------------------------------------

    def _about(self, bundle: OpenedBundle, reference: str | None) -> list[Case]:
        """Return the cases to mark: of this journal, as the bundle saw them."""
        known = {case_id for case_id, _ in bundle.cases}
        if reference is not None:
            case = self._store.case(reference)
            if case.id not in known or not _saw(case, bundle):
                listed = ", ".join(number for _, number in bundle.cases[:8])
                raise WrongInput(_NOT_ABOUT, name=bundle.name, number=case.number, cases=listed)
            return [case]
        found = []
        for case_id, _ in bundle.cases:
            try:
                case = self._store.case(case_id)
            except NotFound:
                continue
            if _saw(case, bundle):
                found.append(case)
        if not found:
            raise WrongInput(_ABOUT_NONE, name=bundle.name)
        return found

    def _append(self, events: Sequence[Event], data: bytes) -> None:
        self._store.exhibits.put(data)
        self._store.append(events, actor=self._staff.actor(), at=self._clock())
        # Another program may have let go of the same bytes before these events named them.
        self._store.exhibits.put(data)


def _words(field: str, given: str) -> str:
    said = " ".join(given.split())
    check_words(field, said)
    if len(said) > MOST_WORDS:
        raise WrongInput(_TOO_LONG, most=MOST_WORDS)
    return said


def _at(case: Case, bundle: OpenedBundle) -> int:
    return [case_id for case_id, _ in bundle.cases].index(case.id)


def _saw(case: Case, bundle: OpenedBundle) -> bool:
    """Return whether the bundle was made of this very journal: it names a hash of the case."""
    head = bundle.heads[_at(case, bundle)]
    return any(r.hash == head for r in case.history)


def _event(case: Case, bundle: OpenedBundle, to: str, way: str) -> BundleSent:
    head = bundle.heads[_at(case, bundle)]
    upto = 1 + next(n for n, r in enumerate(case.history) if r.hash == head)
    return BundleSent(
        case=case.id,
        bundle=new_id(),
        name=bundle.name,
        sha256=bundle.sha256,
        size=len(bundle.data),
        pages=bundle.pages,
        manifest_sha256=bundle.manifest_sha256,
        upto=upto,
        to=to,
        way=way,
    )


def _knows(case: Case, bundle: OpenedBundle, to: str, way: str) -> bool:
    told = (bundle.sha256, to.casefold(), way.casefold())
    return any(
        (s.event.sha256, s.event.to.casefold(), s.event.way.casefold()) == told for s in case.sent
    )
