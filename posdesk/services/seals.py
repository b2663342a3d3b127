"""The shop's seals: the key it signs with, made on first use, and whose others it believes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from posdesk.domain.errors import NotFound, WrongInput
from posdesk.domain.event import Event, SealMade, SealTrusted
from posdesk.domain.known_seals import KnownSeal, Standing, certificate_text, fold_seals
from posdesk.domain.passphrase import read_new_passphrase
from posdesk.domain.people import Job
from posdesk.domain.seal import Seal, fingerprint, read_fingerprint
from posdesk.domain.text import N_
from posdesk.intake.regular_files import read_regular
from posdesk.reports.seal.sealer import Sealer
from posdesk.reports.whole_file import write_file
from posdesk.services.own_folder import refuse_inside
from posdesk.services.seal_keys import SealKeys
from posdesk.services.staff import Staff
from posdesk.storage.store import Store

if TYPE_CHECKING:
    from posdesk.services.library import Library

_NOT_TRUSTED = N_(
    "No trusted certificate has the fingerprint {given}; nothing was changed; “posdesk seal show”"
    " names all."
)
_OWN = N_(
    "That is this shop's own certificate; nothing was changed; its own are always trusted, so that"
    " old bundles stay good."
)


class Seals:
    """Makes, shows, takes out and brings in the seals of one shop's data."""

    def __init__(
        self, store: Store, staff: Staff, library: Library, clock: Callable[[], datetime]
    ) -> None:
        self._store, self._staff, self._clock = store, staff, clock
        self._library = library
        self._known: tuple[int, tuple[KnownSeal, ...]] = (-1, ())

    def renew(self, library: Library) -> None:
        """Go by other settings from now on."""
        self._library = library

    def present(self, *, stamped: bool = True) -> Sealer:
        """Return what signs bundles; the key is made where none of the shop's is here.

        ``stamped=False`` goes without the time stamp service of the settings. Raises
        ``NotAllowed``, and ``DataTrouble`` where a new key cannot be kept.
        """
        from posdesk.reports.seal.certificates import common_name

        self._staff.require(Job.EXPORT)
        self._store.require_there()
        seal = self._found() or self._made()
        tsa = self._library.settings.tsa if stamped else ""
        return Sealer(seal, common_name(seal.certificate), self._clock, tsa)

    def known(self) -> tuple[KnownSeal, ...]:
        """Return the certificates that are believed: the shop's own, the newest first, others."""
        length = self._store.length
        if self._known[0] != length:
            self._known = length, fold_seals(self._store.beside_cases())
        return self._known[1]

    def require_may_move(self) -> None:
        """Raise ``NotAllowed`` where whoever is there may not move keys or say whom to trust."""
        self._staff.require(Job.SEAL)

    def name_of(self, seal: KnownSeal) -> str:
        """Return whom the certificate of ``seal`` names."""
        from posdesk.reports.seal.certificates import common_name

        return common_name(seal.certificate)

    def export_certificate(self, target: Path) -> Sealer:
        """Write the present certificate to ``target`` (PEM), for whoever is to check bundles."""
        from posdesk.reports.seal.certificates import as_pem

        refuse_inside(self._store.folder, target)
        sealer = self.present()
        write_file(target, as_pem(sealer.seal.certificate))
        return sealer

    def export_key(self, target: Path, passphrase: str, again: str) -> Sealer:
        """Write the present key with its certificate to ``target`` (PKCS#12, for its owner alone).

        Raises ``NotAllowed``, and ``WrongInput`` for a weak passphrase.
        """
        from posdesk.reports.seal.key_files import pack

        self.require_may_move()
        refuse_inside(self._store.folder, target)
        secret = read_new_passphrase(passphrase, again)
        sealer = self.present()
        write_file(target, pack(sealer.seal, secret), private=True)
        return sealer

    def import_key(self, source: Path, passphrase: str) -> Sealer:
        """Sign from now on with the key that ``export_key`` wrote, here or elsewhere.

        Raises ``NotAllowed``, ``NotFound``, and ``WrongInput`` where it is none.
        """
        from posdesk.reports.seal.key_files import unpack

        self.require_may_move()
        seal = unpack(read_regular(source), passphrase, source.name)
        SealKeys(self._store.folder, self._store.key).keep(seal)
        self._keep(SealMade(certificate=certificate_text(seal.certificate)))
        return self.present()

    def trust(self, source: Path) -> KnownSeal:
        """Believe the certificate in ``source`` (PEM or DER) from now on."""
        from posdesk.reports.seal.certificates import read_certificate

        self.require_may_move()
        certificate = read_certificate(read_regular(source), source.name)
        if fingerprint(certificate) not in {one.fingerprint for one in self.known()}:
            self._keep(SealTrusted(certificate=certificate_text(certificate)))
        return self._named(fingerprint(certificate))

    def untrust(self, given: str) -> KnownSeal:
        """Believe the certificate with this fingerprint no longer; return what it was."""
        self.require_may_move()
        found = self._named(read_fingerprint(given))
        if found.standing is not Standing.IMPORTED:
            raise WrongInput(_OWN)
        self._keep(SealTrusted(certificate=certificate_text(found.certificate), trusted=False))
        return found

    def _named(self, wanted: str) -> KnownSeal:
        found = next((one for one in self.known() if one.fingerprint == wanted), None)
        if found is None:
            raise NotFound(_NOT_TRUSTED, given=wanted)
        return found

    def _found(self) -> Seal | None:
        """Return the newest of the shop's seals whose key is here."""
        keys = SealKeys(self._store.folder, self._store.key)
        for known in self.known():
            if known.standing is Standing.IMPORTED:
                continue
            secret = keys.find(known.certificate)
            if secret is None:
                continue
            if known.standing is Standing.FORMER:
                # The newest key is not here: what signs from now on is told as the present one.
                self._keep(SealMade(certificate=certificate_text(known.certificate)))
            return Seal(secret, known.certificate)
        return None

    def _made(self) -> Seal:
        """Make a key: kept first, so that the journal names none that is nowhere."""
        from posdesk.reports.seal.certificates import make_seal

        seal = make_seal(self._library.shop.name, self._clock())
        SealKeys(self._store.folder, self._store.key).keep(seal)
        self._keep(SealMade(certificate=certificate_text(seal.certificate)))
        return seal

    def _keep(self, event: Event) -> None:
        self._store.append((event,), actor=self._staff.actor(), at=self._clock())
