"""A bundle composed and written in one go, as the tests of its pages want it."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from posdesk.domain.bundle.order import BundleLang, BundleOrder
from posdesk.reports.bundle.compose import CaseFile, compose
from posdesk.reports.document import Progress
from posdesk.reports.whole_file import write_file
from posdesk.services.evidence import Bundle


def make_bundle(
    files: Sequence[CaseFile],
    lang: BundleLang,
    target: Path,
    fonts: Path,
    progress: Progress | None = None,
) -> Bundle:
    draft = compose(files, BundleOrder(lang=lang), fonts, progress)
    write_file(target, draft.data)
    digest = hashlib.sha256(draft.data).hexdigest()
    return Bundle(target, draft.pages, len(draft.data), draft.manifest.sha256, digest)
