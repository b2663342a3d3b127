"""What a recipient accepts, in one sentence."""

from __future__ import annotations

from posdesk.domain.bundle.preset import MB, Preset
from posdesk.i18n import Translator


def limit_words(preset: Preset, tr: Translator) -> str:
    """Return the limits of ``preset`` in words."""
    said = []
    if preset.images:
        said.append(tr("{count} pictures", count=preset.images))
    if preset.pages:
        said.append(tr("at most {count} pages", count=preset.pages))
    if preset.bytes_each:
        said.append(tr("{size} MB a file", size=megabytes(preset.bytes_each)))
    if preset.bytes_all:
        said.append(tr("{size} MB in all", size=megabytes(preset.bytes_all)))
    if preset.files > 1:
        said.append(tr("up to {count} files", count=preset.files))
    if preset.name_length:
        said.append(tr("file name up to {count} characters", count=preset.name_length))
    if preset.grey:
        said.append(tr("printed in grey"))
    return tr(", ").join(said) or tr("No limits known.")


def megabytes(size: int) -> str:
    """Return a size in millions of bytes, with one place."""
    return f"{size / MB:.1f}"
