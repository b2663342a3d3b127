"""The metadata of an archived PDF as XML (XMP), the same to the byte for the same words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
    xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/">
   <pdfaid:part>3</pdfaid:part>
   <pdfaid:conformance>U</pdfaid:conformance>
{properties}
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


@dataclass(frozen=True, slots=True)
class Told:
    """What a PDF says of itself; what is empty is left out. ``at`` is ISO, with seconds."""

    title: str
    author: str
    subject: str
    keywords: str
    creator: str
    producer: str
    at: str
    languages: tuple[str, ...]


def xmp_packet(told: Told) -> bytes:
    """Return what ``told`` says, as a packet that claims PDF/A-3u."""
    properties = (
        ("dc:format", "application/pdf"),
        ("dc:title", _alternative(told.title)),
        ("dc:creator", _list("Seq", [told.author] if told.author else [])),
        ("dc:description", _alternative(told.subject)),
        ("dc:language", _list("Bag", told.languages)),
        ("pdf:Keywords", _plain(told.keywords)),
        ("pdf:Producer", _plain(told.producer)),
        ("xmp:CreatorTool", _plain(told.creator)),
        ("xmp:CreateDate", _plain(told.at)),
        ("xmp:ModifyDate", _plain(told.at)),
        ("xmp:MetadataDate", _plain(told.at)),
    )
    lines = "\n".join(f"   <{name}>{value}</{name}>" for name, value in properties if value)
    return _PACKET.format(properties=lines).encode("utf-8")


def _plain(text: str) -> str:
    return escape(_NOT_IN_XML.sub("", text))


def _alternative(text: str) -> str:
    if not text:
        return ""
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{_plain(text)}</rdf:li></rdf:Alt>'


def _list(kind: str, items: Sequence[str]) -> str:
    entries = "".join(f"<rdf:li>{_plain(item)}</rdf:li>" for item in items)
    return f"<rdf:{kind}>{entries}</rdf:{kind}>" if items else ""
