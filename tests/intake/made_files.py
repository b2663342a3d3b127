"""Files to take in, made on the spot: pictures, PDFs with this or that in them, bombs."""

from __future__ import annotations

import base64
import io
import struct
import warnings
import zlib
from collections.abc import Callable
from functools import cache

import pikepdf
from PIL import Image

CARD = "4111 1111 1111 1111"

HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAchtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAA"
    "AAAAAAAAAAADRpbG9jAAAAAERAAAIAAQAAAAAB7AABAAAAAAAAACUAAgAAAAACEQABAAAAAAAAADwAAAA4aWluZgAA"
    "AAAAAgAAABVpbmZlAgAAAAABAABodmMxAAAAABVpbmZlAgAAAQACAABFeGlmAAAAAA5waXRtAAAAAAABAAABB2lwcn"
    "AAAADmaXBjbwAAAHZodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroC"
    "QGEAAQAqQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbq5Ka5uAhoMCAAAAMDIAAAAwAhYgABAAZEAcFzwIkAAAATY29scm"
    "5jbHgAAQANAAaAAAAAFGlzcGUAAAAAAAAAQAAAAEAAAAAoY2xhcAAAAEAAAAABAAAAIAAAAAEAAAAAAAAAAv///+AA"
    "AAACAAAAEHBpeGkAAAAAAwgICAAAAAlpcm90AwAAABlpcG1hAAAAAAAAAAEAAQaBAgMFhIYAAAAaaXJlZgAAAAAAAA"
    "AOY2RzYwACAAEAAQAAAGltZGF0AAAAISgBrxmA70mlv//q35/35a/5fsheF/Nrkd2bR/vIINtbwAAAAAZFeGlmAABN"
    "TQAqAAAACAACARAAAgAAAAwAAAAmARIAAwAAAAEABgAAAAAAAFNlY3JldFBob25lAA=="
)
"""A photo of 64 by 32 pixels as telephones write them, turned by a quarter; its left is red."""


def photo(size: tuple[int, int] = (80, 40), form: str = "JPEG", **how: object) -> bytes:
    """Return a picture, its left half red, its right half white."""
    out = io.BytesIO()
    picture = Image.new("RGB", size, "white")
    picture.paste((200, 0, 0), (0, 0, size[0] // 2, size[1]))
    picture.save(out, form, **how)
    return out.getvalue()


def png_of(width: int, height: int, body: bytes = b"") -> bytes:
    """Return a PNG that claims a size, whatever ``body`` holds."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    packed = zlib.compress(body or bytes(1000), 9)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    )


def pdf(
    lines: tuple[str, ...] = ("Hello",),
    *,
    pages: int = 1,
    box: tuple[float, float, float, float] = (0, 0, 595, 842),
    rotate: int = 0,
    change: Callable[[pikepdf.Pdf], None] | None = None,
    **saving: object,
) -> bytes:
    """Return a PDF that shows ``lines`` on each of its pages."""
    made = pikepdf.new()
    font = made.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
    )
    for _ in range(pages):
        page = made.add_blank_page(page_size=(10, 10))
        page.MediaBox = pikepdf.Array(box)
        if rotate:
            page.Rotate = rotate
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        shown = "".join(f"1 0 0 1 72 {700 - 40 * n} Tm ({t}) Tj " for n, t in enumerate(lines))
        page.Contents = made.make_stream(f"BT /F1 12 Tf {shown} ET".encode())
    if change:
        change(made)
    out = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", pikepdf.PageCopyWarning)
        made.save(out, **saving)  # type: ignore[arg-type]
    return out.getvalue()


@cache
def bomb_pdf(size: int = 1 << 28) -> bytes:
    """Return a PDF of a quarter of a megabyte whose page unpacks to ``size`` bytes."""
    packer = zlib.compressobj(9)
    block = bytes(1 << 20)
    packed = b"".join(packer.compress(block) for _ in range(size >> 20)) + packer.flush()

    def change(made: pikepdf.Pdf) -> None:
        made.pages[0].Contents = pikepdf.Stream(made, packed, Filter=pikepdf.Name.FlateDecode)

    return pdf(change=change)


def laughing_pdf(levels: int = 12, times: int = 10) -> bytes:
    """Return a PDF whose page draws a form that draws another ten times, and so on."""

    def change(made: pikepdf.Pdf) -> None:
        form = _form(made, b"0 0 1 1 re f", None)
        for _ in range(levels):
            form = _form(made, b"/N Do " * times, form)
        made.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(N=form))
        made.pages[0].Contents = made.make_stream(b"/N Do")

    return pdf(change=change)


def huge_picture_pdf() -> bytes:
    """Return a PDF with a picture of 60000 by 60000 pixels."""

    def change(made: pikepdf.Pdf) -> None:
        picture = pikepdf.Stream(
            made,
            zlib.compress(bytes(1000)),
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=60000,
            Height=60000,
            ColorSpace=pikepdf.Name.DeviceRGB,
            BitsPerComponent=8,
            Filter=pikepdf.Name.FlateDecode,
        )
        made.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=picture))
        made.pages[0].Contents = made.make_stream(b"/P Do")

    return pdf(change=change)


def acting_pdf() -> bytes:
    """Return a PDF with all that acts: scripts, launches, links, a file within, forms that send."""

    def change(made: pikepdf.Pdf) -> None:
        action = pikepdf.Dictionary
        script = action(S=pikepdf.Name.JavaScript, JS="app.alert('EVIL-SCRIPT')")
        made.Root.OpenAction = script
        made.Root.Names = pikepdf.Dictionary(
            JavaScript=pikepdf.Dictionary(Names=pikepdf.Array([pikepdf.String("x"), script]))
        )
        made.Root.AcroForm = pikepdf.Dictionary(
            Fields=pikepdf.Array(), XFA=pikepdf.String("EVIL-XFA")
        )
        made.attachments["x.exe"] = pikepdf.AttachedFileSpec(  # type: ignore[call-arg]
            made, b"MZ EVIL-FILE"
        )
        page = made.pages[0]
        page.AA = pikepdf.Dictionary(
            O=action(S=pikepdf.Name.Launch, F=pikepdf.String("EVIL-LAUNCH.exe"))
        )
        link = action(S=pikepdf.Name.URI, URI="http://EVIL-LINK")
        send = action(S=pikepdf.Name.SubmitForm, F="EVIL-SEND")
        notes = [
            pikepdf.Dictionary(Subtype=subtype, Rect=pikepdf.Array([0, 0, 9, 9]))
            for subtype in (pikepdf.Name.Link, pikepdf.Name.Widget, pikepdf.Name.RichMedia)
        ]
        notes[0].A, notes[1].A = link, send
        page.Annots = pikepdf.Array(notes)

    return pdf(change=change)


def _form(made: pikepdf.Pdf, lines: bytes, inner: pikepdf.Object | None) -> pikepdf.Object:
    form = made.make_stream(lines)
    form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    form.BBox = pikepdf.Array([0, 0, 100, 100])
    if inner is not None:
        form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(N=inner))
    return form
