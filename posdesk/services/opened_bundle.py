"""A bundle that a person names as sent: read, found sound, and known by what its manifest lists."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from posdesk.domain.bundle.verification import Soundness, Verification
from posdesk.domain.errors import WrongInput
from posdesk.domain.text import N_
from posdesk.intake.exhibit_names import shown_name
from posdesk.intake.regular_files import read_regular

Look = Callable[[], Verification]

_REFUSED = {
    Soundness.CHANGED: N_(
        "{name} was changed after it was signed; nothing was stored; choose the file as it was"
        " written, or write the bundle again."
    ),
    Soundness.UNKNOWN_SIGNER: N_(
        "{name} was signed by somebody who is not known here; nothing was stored; choose the file"
        " that this shop signed."
    ),
    Soundness.FOREIGN: N_(
        "{name} is no bundle of PosDesk; nothing was stored; choose the PDF that was sent."
    ),
}


@dataclass(frozen=True, slots=True)
class OpenedBundle:
    """A bundle read from a file: its bytes, what it is about, and whether it is sound.

    ``cases`` are the ids and the numbers of those it is about, ``heads`` the hash of the last
    event of each that it knew.
    """

    name: str
    data: bytes
    sha256: str
    pages: int
    manifest_sha256: str
    cases: tuple[tuple[str, str], ...]
    heads: tuple[str, ...]
    state: Soundness

    @property
    def signed(self) -> bool:
        """Whether it bears a signature that is good."""
        return self.state is Soundness.INTACT


def open_bundle(file: Path, look: Look) -> OpenedBundle:
    """Return the bundle in ``file``, which by ``look`` is sound or at least not signed.

    Touches no store, so a worker may do it. Raises ``WrongInput`` where it was changed, is signed
    by somebody unknown, or is none.
    """
    from posdesk.reports.archive.bundle_file import read_bundle

    data, name = read_regular(file), shown_name(file.name)
    digest = hashlib.sha256(data).hexdigest()
    found, checked = read_bundle(name, data), look()
    state = checked.state if checked.sha256 == digest else Soundness.CHANGED
    if state in _REFUSED:
        raise WrongInput(_REFUSED[state], name=name)
    cases = found.manifest.cases
    return OpenedBundle(
        name,
        data,
        digest,
        found.pages,
        found.manifest.sha256,
        tuple((case.id, case.number) for case in cases),
        tuple(case.hash for case in cases),
        state,
    )
