"""What was put into the evidence, told."""

from __future__ import annotations

from posdesk.domain.event import (
    BundleForgotten,
    BundleSent,
    ExhibitAttached,
    ExhibitCovered,
    ExhibitDescribed,
    ExhibitMarked,
)
from posdesk.domain.exhibit import EXHIBIT_KINDS
from posdesk.domain.text import Text
from posdesk.domain.timeline.telling import sentence


@sentence.register
def _(event: ExhibitAttached) -> Text:
    kind = EXHIBIT_KINDS[event.kind]
    return Text(f"附上{kind.zh_CN}：{event.name}", f"Attached: {kind.en}, {event.name}")


@sentence.register
def _(event: ExhibitCovered) -> Text:
    count = len(event.boxes)
    return Text(
        f"遮盖了 {count} 处，原图已删除",
        f"Covered in {count} places; what was below is gone",
    )


@sentence.register
def _(event: ExhibitDescribed) -> Text:
    zh, en = [], []
    if event.kind:
        words = EXHIBIT_KINDS[event.kind]
        zh.append(f"证据改为{words.zh_CN}")
        en.append(f"Exhibit is now: {words.en}")
    if event.about:
        zh.append(f"证据说明：{event.about}")
        en.append(f"Said of an exhibit: {event.about}")
    return Text("；".join(zh), "; ".join(en))


@sentence.register
def _(event: ExhibitMarked) -> Text:
    count = len(event.boxes)
    if not count:
        return Text("去掉了证据上的框线", "The frames on an exhibit were taken off")
    return Text(f"在证据上框出 {count} 处", f"Framed {count} places on an exhibit")


@sentence.register
def _(event: BundleSent) -> Text:
    return Text(
        f"证据包已发：{event.to}，{event.way}，{event.name}",
        f"Bundle sent: {event.to}, {event.way}, {event.name}",
    )


@sentence.register
def _(event: BundleForgotten) -> Text:
    return Text(
        "已发证据包的副本不再保存，摘要保留",
        "The copy of a bundle that was sent is kept no longer; its digest stays",
    )
