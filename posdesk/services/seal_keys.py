"""Keeps the secret of the shop's seal: in the system's key store, else in an owner-only file.

The file lies in the data folder. Beside encrypted data it holds the secret wrapped under their key.
It is in no backup: the certificate is in the journal, and a restored folder makes a new key.
Nobody is ever asked for anything: an unattended export signs too.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from posdesk.domain.key import Key
from posdesk.domain.seal import SECRET_BYTES, Seal, fingerprint
from posdesk.services import key_store
from posdesk.storage.durable import file_trouble, write_durably

SEAL_FILE = "posdesk.seal"
_FORMAT = 1
_MOST_BYTES = 4096


@dataclass(frozen=True, slots=True)
class SealKeys:
    """Where the secret of the seal of the data in ``folder`` is; ``key`` is what encrypts them."""

    folder: Path
    key: Key | None

    def keep(self, seal: Seal) -> None:
        """Keep the secret of ``seal``; raises ``DataTrouble`` where that cannot be done."""
        if not key_store.keep_quietly(_name(seal.fingerprint), seal.secret):
            self._write(seal.fingerprint, seal.secret)

    def find(self, certificate: bytes) -> bytes | None:
        """Return the secret that belongs to ``certificate``, ``None`` where it cannot be had."""
        from posdesk.reports.seal.certificates import belongs

        named = fingerprint(certificate)
        for secret in (key_store.find_quietly(_name(named)), self._read(named)):
            if secret is not None and belongs(secret, certificate):
                return secret
        return None

    def holds(self, certificate: bytes) -> bool:
        """Return whether ``find`` would have the secret; nothing is written."""
        from posdesk.reports.seal.certificates import belongs

        named, held = fingerprint(certificate), self._held()
        filed = self._opened(held) if held.get("certificate") == named else None
        secrets = (key_store.find_quietly(_name(named)), filed)
        return any(secret is not None and belongs(secret, certificate) for secret in secrets)

    def turn(self, new: Key | None) -> None:
        """Write the file again as data under ``new`` want it, where there is one that opens.

        Raises ``DataTrouble``; then the file is as it was.
        """
        held = self._held()
        secret = self._opened(held)
        if secret is not None:
            SealKeys(self.folder, new)._write(held["certificate"], secret)

    def _read(self, named: str) -> bytes | None:
        held = self._held()
        if held.get("certificate") != named:
            return None
        secret = self._opened(held)
        if secret is not None and self.key is not None and "secret" in held:
            # A kill while encryption was turned on, or a copy from a folder in plain.
            self._write(named, secret)
        return secret

    def _held(self) -> dict[str, str]:
        """Return what the file says, nothing where it is not there or is none of ours."""
        with suppress(OSError, ValueError, RecursionError):
            with (self.folder / SEAL_FILE).open("rb") as file:
                said = json.loads(file.read(_MOST_BYTES))
            if isinstance(said, dict) and said.get("format") == _FORMAT:
                return {name: text for name, text in said.items() if isinstance(text, str)}
        return {}

    def _opened(self, held: dict[str, str]) -> bytes | None:
        from posdesk.reports.seal.wrapping import unwrap

        secret: bytes | None = None
        with suppress(ValueError, KeyError):
            if "secret" in held:
                secret = bytes.fromhex(held["secret"])
            elif self.key is not None:
                nonce, wrapped = bytes.fromhex(held["nonce"]), bytes.fromhex(held["wrapped"])
                secret = unwrap(nonce, wrapped, self.key, held["certificate"])
        return secret if secret is not None and len(secret) == SECRET_BYTES else None

    def _write(self, named: str, secret: bytes) -> None:
        from posdesk.reports.seal.wrapping import wrap

        said: dict[str, object] = {"format": _FORMAT, "certificate": named}
        if self.key is None:
            said["secret"] = secret.hex()
        else:
            nonce, wrapped = wrap(secret, self.key, named)
            said |= {"nonce": nonce.hex(), "wrapped": wrapped.hex()}
        path = self.folder / SEAL_FILE
        try:
            write_durably(path, json.dumps(said, indent=1).encode())
        except OSError as error:
            raise file_trouble(path, error) from error


def _name(named: str) -> str:
    """Return how the key store calls the secret of a seal."""
    return f"seal {named[:16]}"
