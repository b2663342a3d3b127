"""Bundles that several tests look at, each made once."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

import pypdf
import pytest

from posdesk.domain.bundle.order import BundleLang
from posdesk.domain.text import Lang
from posdesk.reports.bundle.compose import CaseFile
from posdesk.services.evidence import Bundle
from tests.reports import samples
from tests.reports.bundles import make_bundle

Make = Callable[..., tuple[Bundle, pypdf.PdfReader]]


@pytest.fixture(scope="session")
def fonts() -> Path:
    return Path(__file__).resolve().parents[2] / "resources" / "fonts"


@pytest.fixture
def make(tmp_path: Path, fonts: Path) -> Make:
    """Return a function that makes a bundle and opens it."""

    def made(*files: CaseFile, lang: BundleLang = "zh_CN") -> tuple[Bundle, pypdf.PdfReader]:
        bundle = make_bundle(files, lang, tmp_path / "bundle.pdf", fonts)
        return bundle, pypdf.PdfReader(io.BytesIO(bundle.path.read_bytes()), strict=True)

    return made


@pytest.fixture(scope="session", params=["zh_CN", "en"])
def sample_pdf(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, fonts: Path
) -> tuple[Lang, Bundle, pypdf.PdfReader]:
    """The sample case in either language."""
    lang: Lang = request.param
    target = tmp_path_factory.mktemp("sample") / f"{lang}.pdf"
    bundle = make_bundle([samples.sample()], lang, target, fonts)
    return lang, bundle, pypdf.PdfReader(io.BytesIO(target.read_bytes()), strict=True)


def text_of(reader: pypdf.PdfReader, pages: Sequence[int] | None = None) -> str:
    """Return the text of a PDF without line ends and spaces, which depend on where lines break."""
    chosen = range(len(reader.pages)) if pages is None else pages
    return squeezed("".join(_page_text(reader, at) for at in chosen))


@lru_cache(maxsize=256)
def _page_text(reader: pypdf.PdfReader, at: int) -> str:
    """Return the text of a page, read once however many tests look at it."""
    return reader.pages[at].extract_text()


def squeezed(text: str) -> str:
    return "".join(text.split())
