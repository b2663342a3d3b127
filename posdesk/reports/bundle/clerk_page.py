"""The page for the clerk who checks a bundle: what to compare, and what readers will show."""

from __future__ import annotations

from posdesk.domain.seal import grouped
from posdesk.domain.text import Text
from posdesk.reports.attachment import MANIFEST_NAME
from posdesk.reports.bundle.chapter import Chapter, filled
from posdesk.reports.typeset.blocks import heading, paragraph, part_heading
from posdesk.reports.typeset.pages import Part, Strip
from posdesk.reports.typeset.pairs import paired, says
from posdesk.reports.typeset.pieces import Run
from posdesk.reports.typeset.style import BODY, CAPTION, INK, SMALL

TITLE = Text("怎样核对这份文件", "How to check this document")
SIGNED = Text(
    "本文件有电子签名，签的是整个 PDF。签名以后加、删、改任何一处，都查得出来。"
    "证书是本店自己的，没有经过认证机构，所以要向本店核对指纹。",
    "This document is signed electronically, the whole PDF. Anything added, removed or changed"
    " after signing can be found. The certificate is the shop's own, no authority has certified"
    " it: please compare its fingerprint with the shop.",
)
UNSIGNED = Text(
    "本文件没有电子签名。PDF 自己不能说明它是谁发的、有没有改过；请按第 1、2 步向本店核对。",
    "This document is not signed electronically. The PDF itself cannot show who sent it or whether"
    " it was changed; please check with the shop by steps 1 and 2.",
)
FINGERPRINT = Text("签名证书的指纹（SHA-256）", "Fingerprint of the certificate (SHA-256)")
DIGEST = Text("清单摘要（SHA-256）", "Manifest digest (SHA-256)")
CALL = Text("打电话给本店", "Call the shop")
CALL_SIGNED = Text(
    "请用贵方登记的本店电话，不要用随文件来的号码。请本店念出证书指纹，与上面逐组比对，"
    "再与阅读器或核对工具显示的签名证书比对：三处都一样，签名才是本店的。",
    "Use the shop's number from your own records, not one that came with this document. Let the"
    " shop read out the fingerprint; compare it with the one above, and with the certificate that"
    " your reader or tool shows for the signature. Only if all three agree, the shop signed.",
)
CALL_UNSIGNED = Text(
    "请用贵方登记的本店电话，不要用随文件来的号码。请本店念出清单摘要，与上面逐组比对。",
    "Use the shop's number from your own records, not one that came with this document. Let the"
    " shop read out the manifest digest and compare it with the one above.",
)
WHOLE = Text("文件没有变", "The file is unchanged")
BESIDE = Text(
    "文件里写不下它自己的 SHA-256，所以本店另发：文件名加 .sha256 的小文件，或者在邮件、电话里说。"
    "在 Windows 的命令提示符里运行下面第一行，或在 PowerShell 里运行第二行；"
    "结果一样，就是本店发出的那个文件。",
    "A file cannot hold its own SHA-256, so the shop sends it separately: a small file whose name"
    " ends in .sha256, or by mail or telephone. On Windows run the first line below in the command"
    " prompt, or the second in PowerShell. An equal result means: this is the file the shop sent.",
)
COMMANDS = (
    Text('certutil -hashfile "文件名.pdf" SHA256', 'certutil -hashfile "FILE.pdf" SHA256'),
    Text('Get-FileHash "文件名.pdf"', 'Get-FileHash "FILE.pdf"'),
)
READERS = Text("PDF 阅读器会显示什么", "What PDF readers show")
READERS_SIGNED = (
    Text(
        "Adobe Acrobat：提示签名有问题、签名者身份未知。这是因为证书是本店自己的，"
        "不等于文件改过。点开签名，应写“签名之后文档未被修改”；写“已被更改或损坏”，请不要采信。",
        "Adobe Acrobat says that a signature has problems and the signer's identity is unknown:"
        " the certificate is the shop's own. That does not mean the file was changed. The signature"
        " itself should say that the document was not modified since; if it says “altered or"
        " corrupted”, do not rely on the file.",
    ),
    Text(
        "浏览器、手机和许多看图软件：多半什么也不显示。什么也不显示，既不说明有签名，也不说明没改过。",
        "Browsers, telephones and many viewers mostly show nothing. Nothing shown tells neither"
        " that there is a signature nor that nothing was changed.",
    ),
    Text(
        "打印或另存之后，电子签名就没有了；请保存收到的原文件。",
        "Printed or saved anew, the document has lost its signature; keep the file as it came.",
    ),
)
READERS_UNSIGNED = Text(
    "任何阅读器都不会显示签名，因为没有签。", "No reader shows a signature: there is none."
)
LIST = Text("清单、二维码和附件", "Manifest, QR code and exhibits")
LISTED = (
    Text(
        "首页的二维码里是清单摘要。扫出来的与本页一样，只说明印的是同一份清单；它本身不是证明。",
        "The QR code on the first page holds the manifest digest. That it equals the one here only"
        " says that the same manifest was printed; it is no proof by itself.",
    ),
    Text(
        "清单在阅读器的“附件”栏里，名为 {manifest}。另存后同样算 SHA-256，应等于清单摘要；"
        "随附的文件算出来，应等于下一页表里“随附”的一行。",
        "The manifest is in the reader's attachments pane as {manifest}. Save it: its SHA-256 is"
        " the manifest digest. That of a file that goes along is its line “enclosed” on the next"
        " page.",
    ),
    Text(
        "日志末条的哈希由此前全部记录依次算出；之后改动任何一条，它就不再相同。",
        "The hash of the journal head is computed from all records before it in turn; if any of"
        " them were changed, it would differ.",
    ),
)
TOOL = Text(
    "装有 PosDesk 的电脑可以一次查完：把文件拖进窗口，"
    "或运行 posdesk verify 文件名 --fingerprint 指纹。",
    "A computer with PosDesk checks all of this at once: drop the file on its window, or run"
    " posdesk verify FILE --fingerprint FINGERPRINT.",
)


def clerk_part(chapter: Chapter) -> Part:
    """Return the page that says how to check the bundle of which ``chapter`` is the first."""
    setter, signer = chapter.setter, chapter.order.fingerprint
    strips = [
        part_heading(setter, "", TITLE, anchor="check"),
        *_told(chapter, SIGNED if signer else UNSIGNED),
    ]
    if signer:
        strips += _digits(chapter, FINGERPRINT, signer)
    strips += _digits(chapter, DIGEST, chapter.manifest.sha256)
    strips += _section(chapter, 1, CALL, CALL_SIGNED if signer else CALL_UNSIGNED)
    strips += _section(chapter, 2, WHOLE, BESIDE)
    for command in COMMANDS:
        line = Run(chapter.say(command), SMALL.in_colour(INK))
        strips += paragraph(setter, (line,), before=2.0, indent=18.0)
    shown = READERS_SIGNED if signer else (READERS_UNSIGNED, *READERS_SIGNED[1:2])
    strips += _section(chapter, 3, READERS, *shown)
    strips += _section(chapter, 4, LIST, *(filled(one, manifest=MANIFEST_NAME) for one in LISTED))
    if signer:
        strips += _told(chapter, TOOL, before=8.0)
    left = chapter.running_head() if chapter.single else (chapter.case.shop or "")
    return Part(left, chapter.show(TITLE), tuple(strips))


def _section(chapter: Chapter, number: int, title: Text, *words: Text) -> list[Strip]:
    strips = [heading(chapter.setter, str(number), title, before=12.0, after=1.0)]
    for one in words:
        strips += _told(chapter, one, before=2.0)
    return strips


def _told(chapter: Chapter, words: Text, before: float = 4.0) -> list[Strip]:
    style = CAPTION.in_colour(INK) if chapter.setter.both else BODY
    return paired(chapter.setter, says(chapter.setter, words, style), before=before)


def _digits(chapter: Chapter, label: Text, digest: str) -> list[Strip]:
    """Return a digest in groups of four on two lines, to be read out on the telephone."""
    said = grouped(digest)
    half = len(said) // 2
    runs = (
        Run(f"{chapter.show(label)}\n", SMALL.in_colour(INK).bold()),
        Run(f"{said[:half].strip()}\n{said[half:].strip()}", BODY),
    )
    return paragraph(chapter.setter, runs, before=6.0, indent=18.0)
