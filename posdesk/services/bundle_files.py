"""The files of a bundle on the disk: signed, all of them or none, under names that are allowed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from posdesk.domain.bundle.file_names import broken_rule, part_endings
from posdesk.domain.bundle.fitting_words import signed_too_large
from posdesk.domain.bundle.preset import NO_LIMITS, Preset
from posdesk.domain.errors import DataTrouble, DoesNotFit
from posdesk.domain.text import N_, Text
from posdesk.reports.whole_file import unlink_file, whole_file

if TYPE_CHECKING:
    from posdesk.reports.bundle.compose import Draft

Progress = Callable[[int, int], None]
NOTHING_WRITTEN = N_("{why} Nothing was written.")


class Signs(Protocol):
    """What signs bundles; any thread may use it."""

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the signer's certificate in hex."""

    def sign(self, pdf: bytes) -> bytes:
        """Return ``pdf`` with the signature added."""


@dataclass(frozen=True, slots=True)
class Written:
    """One file that was written."""

    path: Path
    pages: int
    size: int
    sha256: str
    manifest_sha256: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle that was written: where, how long, and the digests to compare.

    ``path`` and ``sha256`` are those of the first of its ``parts``, ``pages`` and ``size`` count
    them all. ``fingerprint`` is that of the certificate it is signed with, empty without. ``done``
    is what was done so that it fits, ``warnings`` what may still be wrong with it.
    """

    path: Path
    pages: int
    size: int
    manifest_sha256: str
    sha256: str
    fingerprint: str = ""
    parts: tuple[Written, ...] = ()
    done: tuple[Text, ...] = ()
    warnings: tuple[Text, ...] = ()


def places(wish: Path, names: Sequence[str], preset: Preset) -> tuple[tuple[Path, ...], list[Text]]:
    """Return where the files go that a person wants at ``wish``, and what is wrong with that.

    A folder takes the preset's ``names``. For one file the wish holds, even where it breaks the
    preset's rule; several are named after it where the rule allows.
    """
    if os.path.isdir(wish):  # noqa: PTH112 - the other one raises where a name is too long
        return tuple(wish / name for name in names), []
    if len(names) == 1:
        broken = broken_rule(wish.stem, preset)
        return (wish,), [broken] if broken else []
    wished = [wish.stem + ending for ending in part_endings(len(names))]
    if any(broken_rule(stem, preset) for stem in wished):
        return tuple(wish.with_name(name) for name in names), []
    return tuple(wish.with_name(stem + wish.suffix) for stem in wished), []


OTHER_SIGNER = N_(
    "The pages tell of another signature than this bundle gets; nothing was written; make it again."
)


def checksum_file(target: Path) -> Path:
    """Return the text file beside ``target`` that holds its SHA-256, as ``sha256sum -c`` reads it.

    A file cannot contain its own: this one is sent beside it, or read out on the telephone.
    """
    return target.with_name(f"{target.name}.sha256")


def write_parts(
    drafts: Sequence[Draft],
    targets: Sequence[Path],
    sealer: Signs | None = None,
    progress: Progress | None = None,
    preset: Preset = NO_LIMITS,
) -> tuple[Written, ...]:
    """Write every draft to its target, signed where ``sealer`` is given; all of them or none.

    Beside each lies its SHA-256, see ``checksum_file``.
    """
    written = []
    # The files come to their places before the digests do: no digest without its file.
    with ExitStack() as digests, ExitStack() as files:
        for at, (draft, target) in enumerate(zip(drafts, targets, strict=True), 1):
            if draft.order.fingerprint != (sealer.fingerprint if sealer else ""):
                raise DataTrouble(OTHER_SIGNER)
            data = sealer.sign(draft.data) if sealer else draft.data
            _require_fitting(draft, len(data), preset)
            digest = hashlib.sha256(data).hexdigest()
            _write(files.enter_context(whole_file(target)), data)
            beside = digests.enter_context(whole_file(checksum_file(target)))
            _write(beside, f"{digest}  {target.name}\n".encode("utf-8", "replace"))
            written.append(Written(target, draft.pages, len(data), digest, draft.manifest.sha256))
            if progress is not None:
                progress(at, len(drafts))
        for target in targets:
            # A kill between the two must not leave the new file beside the digest of the old one.
            unlink_file(checksum_file(target))
    return tuple(written)


def _write(out: BinaryIO, data: bytes) -> None:
    """Write ``data`` so that a full disk is noticed here, before anything is put in its place."""
    out.write(data)
    out.flush()


def _require_fitting(draft: Draft, size: int, preset: Preset) -> None:
    """Raise ``DoesNotFit`` where the signature made a file too large."""
    if not preset.accepts(draft.pages, size):
        raise DoesNotFit(NOTHING_WRITTEN, why=signed_too_large(size, preset))
