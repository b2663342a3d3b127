"""A piece of evidence as it stands now, after all that was done to it."""

from __future__ import annotations

from dataclasses import dataclass

from posdesk.domain.text import Text

EXHIBIT_KINDS: dict[str, Text] = {
    "slip": Text("签购单", "Sales slip"),
    "terminal": Text("终端屏幕", "Terminal screen"),
    "refund": Text("退货单", "Refund slip"),
    "statement": Text("对账单", "Statement"),
    "app": Text("银行 App 截图", "Bank app"),
    "sms": Text("短信", "Text message"),
    "note": Text("客人签字的说明", "Signed note"),
    "goods": Text("小票、送货单", "Till receipt, delivery"),
    "mail": Text("往来函件", "Correspondence"),
    "other": Text("其他", "Other"),
}
"""The kinds of exhibit, in the order in which a bundle shows them: the shop's record of the
payment, the statement, the customer's proof, the goods, what was written to and fro."""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One exhibit: ``sha256`` names its clean (or covered) bytes, of ``size`` bytes.

    ``received_sha256`` is the digest of what came; ``original`` says that those bytes are kept too.
    ``boxes`` are its covers as ``PAGE,X,Y,W,H`` in thousandths; ``marks``
    are frames around what matters, in the same shape. ``at`` (ISO) and ``actor`` tell when it was
    added and by whom; ``about`` is a sentence of the shop about it.
    """

    id: str
    kind: str
    name: str
    mime: str
    sha256: str
    received_sha256: str
    size: int
    pages: int = 1
    original: bool = False
    boxes: tuple[str, ...] = ()
    about: str = ""
    at: str = ""
    actor: str = ""
    marks: tuple[str, ...] = ()

    @property
    def digests(self) -> tuple[str, ...]:
        """The digests of all bytes that are kept of it."""
        kept = {self.sha256: None, **({self.received_sha256: None} if self.original else {})}
        return tuple(kept)
