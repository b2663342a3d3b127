"""What is said of fitting a bundle: what was done to it, or why it cannot be done."""

from __future__ import annotations

from collections.abc import Sequence

from posdesk.domain.bundle.preset import MB, Preset
from posdesk.domain.bundle.splitting import Weight
from posdesk.domain.text import Text

EMBEDDED_LEFT_OUT = Text(
    "没有附上原件文件，只列出它们的摘要。",
    "The original files are not attached; their digests are listed.",
)
SMALLER = Text("图片缩到 150 dpi。", "Pictures are reduced to 150 dpi.")
GREY = Text("图片改成灰度。", "Pictures are grey.")
_NAMED = 3
"""Exhibits that a sentence names."""


def in_parts(count: int) -> Text:
    """Return that the bundle goes out in several files."""
    return Text(
        f"分成 {count} 个文件，每个都有申请和清单。",
        f"Split into {count} files, each with its own letter and manifest.",
    )


def pictures_only(preset: Preset) -> Text:
    """Return that a recipient takes no PDF, and what it takes instead."""
    return Text(
        f"{preset.words.zh_CN}只收图片（最多 {preset.images} 张）和文字，不收 PDF；"
        "请导出图片和文字。",
        f"{preset.words.en} takes pictures (at most {preset.images}) and text, no PDF; take out"
        " the pictures and the text.",
    )


def signed_too_large(size: int, preset: Preset) -> Text:
    """Return that a file is too large with its signature, which without would have done."""
    limit = show_size(preset.most_bytes)
    return Text(
        f"签名后有 {show_size(size)}，{preset.words.zh_CN}只收 {limit}；"
        "请先拿掉一个附件，或不签名。",
        f"Signed it has {show_size(size)}; {preset.words.en} takes {limit}; leave an exhibit out,"
        " or the signature.",
    )


def too_large(
    pages: int, size: int, preset: Preset, weights: Sequence[Weight], *, many_cases: bool = False
) -> Text:
    """Return why a bundle does not fit, and which exhibits are the largest in it."""
    by_pages = bool(preset.pages) and pages > preset.pages
    largest = sorted(weights, key=lambda w: w.pages if by_pages else w.size, reverse=True)
    named = [_named(weight, many_cases=many_cases) for weight in largest[:_NAMED]]
    limits = show_limits(preset)
    has = Text(
        f"做成后共 {pages} 页、{show_size(size)}，超过{preset.words.zh_CN}的限制（{limits.zh_CN}）",
        f"It comes to {pages} pages and {show_size(size)}, more than {preset.words.en} takes"
        f" ({limits.en})",
    )
    if not named:
        return Text(
            f"{has.zh_CN}；里面没有附件可以拿掉，请问对方还能怎样寄。",
            f"{has.en}; there is no exhibit to leave out: ask them how else to send it.",
        )
    chinese = "、".join(one.zh_CN for one in named)
    english = ", ".join(one.en for one in named)
    return Text(
        f"{has.zh_CN}；请先拿掉或另寄最大的附件：{chinese}。",
        f"{has.en}; leave out the largest exhibits or send them separately: {english}.",
    )


def show_limits(preset: Preset) -> Text:
    """Return the limits of one recipient in a few words, nothing where there are none."""
    chinese, english = [], []
    if preset.images:
        chinese.append(f"最多 {preset.images} 张图片")
        english.append(f"at most {preset.images} pictures")
    elif preset.files > 1:
        chinese.append(f"最多 {preset.files} 个文件")
        english.append(f"at most {preset.files} files")
    several = bool(preset.images) or preset.files != 1
    size = preset.bytes_each if several else preset.most_bytes
    each = [(f"{preset.pages} 页", f"{preset.pages} pages")] if preset.pages else []
    each += [(show_size(size), show_size(size))] if size else []
    if each:
        most = (
            (f"每{'张' if preset.images else '个'}最多 ", "each at most ")
            if several
            else ("最多 ", "at most ")
        )
        chinese.append(most[0] + "、".join(one for one, _ in each))
        english.append(most[1] + " and ".join(one for _, one in each))
    if several and preset.bytes_all:
        chinese.append(f"合计最多 {show_size(preset.bytes_all)}")
        english.append(f"{show_size(preset.bytes_all)} in all")
    return Text("，".join(chinese), ", ".join(english))


def show_size(size: int) -> str:
    """Return bytes as ``1.9 MB`` (millions, as recipients count), never less than it is."""
    tenths = -(-size * 10 // MB)
    return f"{tenths // 10}.{tenths % 10} MB" if tenths % 10 else f"{tenths // 10} MB"


def _named(weight: Weight, *, many_cases: bool) -> Text:
    size = show_size(weight.size)
    case = f" {weight.case} " if many_cases else ""
    pages = "page" if weight.pages == 1 else "pages"
    return Text(
        f"{case}附件 {weight.number}“{weight.name[:40]}”（{weight.pages} 页，{size}）".strip(),
        f"{case}exhibit {weight.number} “{weight.name[:40]}”"
        f" ({weight.pages} {pages}, {size})".strip(),
    )
