"""What was put into the evidence, told."""

from __future__ import annotations

from posdesk.domain.event import (
    ExhibitAttached,
    ExhibitCovered,
    ExhibitDescribed,
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
        zh.append(f"改为{words.zh_CN}")
        en.append(f"is now: {words.en}")
    if event.about:
        zh.append(event.about)
        en.append(event.about)
    return Text(f"证据{'，'.join(zh)}", f"Exhibit {', '.join(en)}")
