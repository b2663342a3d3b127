"""Opens PDFs with PDFium, one thread at a time: the library is not made for several at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock
from typing import Any

_LOCK = RLock()
"""The one lock of the process: whoever uses PDFium, in whichever room, holds it."""


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """Yield the document in ``data`` while no other thread is in PDFium.

    Raises ``pypdfium2.PdfiumError`` where it is broken or locked with a password.
    """
    import pypdfium2  # 60 ms that most starts can do without

    with _LOCK:
        document = pypdfium2.PdfDocument(data)
        try:
            yield document
        finally:
            # Pages still held are closed with it, here and not in whatever thread sweeps them up.
            document.close()
