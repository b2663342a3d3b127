"""The sentences about a bundle that was looked at: what is wrong with it, for a clerk."""

from __future__ import annotations

from posdesk.domain.text import Text

NO_PDF = Text("这不是 PDF 文件。", "This is no PDF file.")
NOT_OURS = Text(
    "里面没有 PosDesk 的清单，不是 PosDesk 做的证据包，或者损坏得认不出来了。",
    "It holds no manifest of PosDesk's: another program made it, or it is damaged beyond telling.",
)
NOT_SIGNED = Text(
    "没有签名：签名被去掉了，或者本来就没有签。是否改动过，看不出来。",
    "It has no signature: that was taken off, or there never was one. Whether anything was changed"
    " cannot be told.",
)
UNKNOWN = Text(
    "文件签名以后没有变，但不知道是谁签的。请打电话给出具的商户，核对证书指纹。",
    "Nothing was changed since signing, but the signer is not known here. Call the shop and compare"
    " the fingerprint of the certificate.",
)
OTHER_FINGERPRINT = Text(
    "签名的证书不是给出的那个指纹。",
    "The certificate that signed does not have the fingerprint that was given.",
)
SEVERAL = Text(
    "里面有 {count} 个签名；证据包只有一个。",
    "It holds {count} signatures; a bundle has one.",
)
ADDED = Text("签名之后，文件里加了内容。", "Something was added to the file after it was signed.")
BYTES_CHANGED = Text(
    "签名之后，内容被改过：签名与文件对不上。",
    "The content was changed after it was signed: signature and file do not belong together.",
)
NOT_WHOLE = Text("签名没有盖住整个文件。", "The signature does not cover the whole file.")
ODD_SIGNATURE = Text(
    "签名不是 PosDesk 的写法，不能采信。",
    "The signature is not written as PosDesk writes it, so it is not believed.",
)
BROKEN = Text(
    "文件不完整，或者被改坏了：签名读不出来。",
    "The file is cut off or damaged: its signature cannot be read.",
)
SAVED_ANEW = Text(
    "文件被别的程序另存过，或者不完整：商户交出的不是这个文件。",
    "Another program saved it anew, or it is cut off: this is not the file that the shop gave out.",
)
MANIFEST_CHANGED = Text(
    "清单与文件自己说的清单摘要不符。",
    "The manifest is not the one whose digest the document tells.",
)
MANIFEST_GONE = Text("清单不见了。", "The manifest is gone.")
MANIFEST_UNREADABLE = Text(
    "清单读不懂：被改坏了，或者是别的版本的程序写的。",
    "The manifest cannot be read: it was damaged, or another version of the program wrote it.",
)
EXHIBIT_CHANGED = Text(
    "案件 {case} 附件 {number}（{name}）的文件不是清单上的那一份。",
    "The file of exhibit {number} ({name}) of case {case} is not the one that the manifest lists.",
)
EXHIBIT_GONE = Text(
    "案件 {case} 附件 {number}（{name}）的文件不见了。",
    "The file of exhibit {number} ({name}) of case {case} is gone.",
)
FILE_ADDED = Text(
    "里面的文件“{name}”不在清单上。", "The file “{name}” in it is not on the manifest."
)
PAGES_CHANGED = Text(
    "清单和附件的文件都没有变，变的是页面或别的部分。",
    "The manifest and the files of exhibits are unchanged; pages or other parts were changed.",
)


def said(words: Text, **fields: object) -> Text:
    """Return ``words`` with their fields filled in; a field may hold braces."""
    return Text(words.zh_CN.format(**fields), words.en.format(**fields))
