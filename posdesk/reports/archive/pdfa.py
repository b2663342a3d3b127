"""Makes an archive of a PDF (PDF/A-3u): it still opens in twenty years and carries its evidence.

What the norm asks of ISO 19005-3 on top of what the page setter writes anyway (all fonts embedded,
every sign with its meaning, no scripts): the meaning of colours, metadata as XML, links that print
or do not by their own flag, and files that say how they belong to the document. Equal input makes
equal bytes: nothing here asks a clock, and the file's id is computed from its content.
"""

from __future__ import annotations

import base64
import hashlib
import io
import zlib
from collections.abc import Sequence
from typing import Any

from posdesk.domain.moment import from_iso, iso
from posdesk.reports.archive.srgb import srgb_profile
from posdesk.reports.archive.xmp import Told, xmp_packet
from posdesk.reports.attachment import Attachment

_PRINTED = 4
"""The flag of an annotation that is printed with its page."""

_PACKED = {"text/plain", "application/json"}


def to_archive(
    pdf: bytes, attachments: Sequence[Attachment], *, at: str, languages: tuple[str, ...]
) -> bytes:
    """Return ``pdf`` as PDF/A-3u with ``attachments`` in it.

    ``at`` (ISO) is its only date; ``languages`` are codes like ``zh-CN``. Title, author and so on
    are those the page setter wrote.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as document:
        root = document.Root
        root.Metadata = _metadata(document, at, languages)
        root.OutputIntents = pikepdf.Array([_colours(document)])
        for page in document.pages:
            for annotation in page.obj.get("/Annots", []):
                annotation.F = _PRINTED
        _attach(document, attachments)
        _end_clearly(document)
        out = io.BytesIO()
        # What is packed stays as it is: packing photos again costs seconds and wins nothing.
        document.save(
            out,
            deterministic_id=True,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            force_version="1.7",
        )
    return out.getvalue()


def _metadata(document: Any, at: str, languages: tuple[str, ...]) -> Any:
    import pikepdf

    moment = iso(from_iso(at))
    info = document.docinfo
    for name in ("/CreationDate", "/ModDate"):
        info[name] = pikepdf.String(_date(moment))
    for name in ("/Title", "/Author", "/Subject", "/Keywords"):
        if name in info and not str(info[name]):
            del info[name]

    def said(name: str) -> str:
        return str(info.get(name, ""))

    told = Told(
        title=said("/Title"),
        author=said("/Author"),
        subject=said("/Subject"),
        keywords=said("/Keywords"),
        creator=said("/Creator"),
        producer=said("/Producer"),
        at=moment,
        languages=languages,
    )
    stream = document.make_stream(xmp_packet(told))
    stream.Type, stream.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
    return stream


def _colours(document: Any) -> Any:
    import pikepdf

    profile = document.make_stream(zlib.compress(srgb_profile(), 9))
    profile.Filter, profile.N = pikepdf.Name.FlateDecode, 3
    intent = pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent,
        S=pikepdf.Name.GTS_PDFA1,
        OutputConditionIdentifier=pikepdf.String("sRGB IEC61966-2.1"),
        RegistryName=pikepdf.String("http://www.color.org"),
        Info=pikepdf.String("sRGB IEC61966-2.1"),
        DestOutputProfile=profile,
    )
    return document.make_indirect(intent)


def _attach(document: Any, attachments: Sequence[Attachment]) -> None:
    """Put the files in the tree of names, sorted as it must be, and say whose they are."""
    import pikepdf

    names, belonging = pikepdf.Array(), pikepdf.Array()
    for attachment in sorted(attachments, key=lambda a: a.name):
        spec = document.make_indirect(_file(document, attachment))
        names.append(pikepdf.String(attachment.name))
        names.append(spec)
        belonging.append(spec)
    root = document.Root
    if "/Names" not in root:
        root.Names = pikepdf.Dictionary()
    root.Names.EmbeddedFiles = pikepdf.Dictionary(Names=names)
    root.AF = belonging


def _file(document: Any, attachment: Attachment) -> Any:
    import pikepdf

    data, packed = attachment.data, attachment.mime in _PACKED
    held = document.make_stream(zlib.compress(data, 6) if packed else data)
    if packed:
        held.Filter = pikepdf.Name.FlateDecode
    held.Type = pikepdf.Name.EmbeddedFile
    held.Subtype = pikepdf.Name("/" + attachment.mime)
    held.Params = pikepdf.Dictionary(
        Size=len(data),
        CheckSum=pikepdf.String(hashlib.md5(data, usedforsecurity=False).digest()),
    )
    if attachment.at:
        for name in ("/CreationDate", "/ModDate"):
            held.Params[name] = pikepdf.String(_date(iso(from_iso(attachment.at))))
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Filespec,
        F=pikepdf.String(attachment.name),
        UF=pikepdf.String(attachment.shown),
        Desc=pikepdf.String(attachment.about),
        AFRelationship=pikepdf.Name.Source if attachment.source else pikepdf.Name.Data,
        EF=pikepdf.Dictionary(F=held, UF=held),
    )


def _end_clearly(document: Any) -> None:
    """See that no stream ends in a carriage return.

    The line feed that follows every stream would make one line end with it, and the stream would
    seem a byte shorter than it says. One packed stream of 256 ends so.
    """
    import pikepdf

    for one in document.objects:
        if not isinstance(one, pikepdf.Stream):
            continue
        if bytes(memoryview(one.get_raw_stream_buffer())[-1:]) != b"\r":
            continue
        held = one.read_raw_bytes()
        filters, parameters = _each(one.get("/Filter")), _each(one.get("/DecodeParms"))
        one.write(
            base64.a85encode(held) + b"~>",
            filter=pikepdf.Array([pikepdf.Name.ASCII85Decode, *filters]),
            decode_parms=pikepdf.Array([None, *(parameters or [None] * len(filters))]),
        )


def _each(entry: Any) -> list[Any]:
    import pikepdf

    if entry is None:
        return []
    return list(entry) if isinstance(entry, pikepdf.Array) else [entry]


def _date(moment: str) -> str:
    """Return ISO ``moment`` as PDF writes dates: ``D:20261123093200+08'00'``."""
    date, offset = moment[:19], moment[19:]
    digits = "".join(sign for sign in date if sign.isdigit())
    return f"D:{digits}{offset[:3]}'{offset[4:6]}'"
