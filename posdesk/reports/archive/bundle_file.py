"""Looks into a bundle as it came from the disk: its manifest and how many pages it has."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pikepdf

from posdesk.domain.errors import WrongInput
from posdesk.domain.text import N_
from posdesk.reports.archive.manifest_reader import MOST_BYTES, ReadManifest, read_manifest
from posdesk.reports.attachment import MANIFEST_NAME

_NO_BUNDLE = N_(
    "{name} is no bundle of PosDesk: it holds no manifest; nothing was stored; choose the PDF that"
    " was sent."
)


@dataclass(frozen=True, slots=True)
class BundleFile:
    """What a bundle's manifest lists, and its pages. Nothing is proven by it: see ``verify``."""

    manifest: ReadManifest
    pages: int


def read_bundle(name: str, data: bytes) -> BundleFile:
    """Return what lies in the bundle ``data``; raises ``WrongInput`` where it is none."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            held = pdf.attachments[MANIFEST_NAME].obj.EF.F
            if int(held.get("/Length", 0)) > MOST_BYTES:
                raise WrongInput(_NO_BUNDLE, name=name)
            manifest = held.read_bytes()
            pages = len(pdf.pages)
    except (pikepdf.PdfError, KeyError, AttributeError, ValueError, TypeError) as error:
        raise WrongInput(_NO_BUNDLE, name=name) from error
    return BundleFile(read_manifest(manifest), pages)
