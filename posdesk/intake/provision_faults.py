"""How faults of an installer's file are told: where, what is wrong, and what may stand there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from posdesk.domain.errors import PosDeskError, Refused
from posdesk.domain.sensitive import refuse_sensitive
from posdesk.domain.text import Text
from posdesk.i18n import in_both
from posdesk.intake.flow_faults import FileFault

_KEPT_NOTHING = ("nothing was", "the old")
_MEANT = {
    "counter": "shop.till",
    "mid": "shop.merchant_id",
    "tid": "shop.terminal_id",
    "phone": "shop.acquirer_phone",
    "lock_minutes": "pin.lock_minutes",
    "backup": "keeping.second_place",
    "recipients": "presets",
}
"""What people call a setting that has another name."""


@dataclass(frozen=True, slots=True)
class ProvisionFault(FileFault):
    """A fault, with the dotted name of what it is about, empty where it is the whole file."""

    key: str = ""


def why(error: PosDeskError) -> Text:
    """Return what ``error`` says was wrong and what to write, without what it says of storing."""
    said = in_both(error)
    english = said.en.rstrip(".").split("; ")
    chinese = said.zh_CN.rstrip("。").split("；")
    told = [n for n, clause in enumerate(english) if not clause.startswith(_KEPT_NOTHING)]
    if len(chinese) != len(english):
        return Text(f"{chinese[0]}。", f"{english[0]}.")
    return Text(
        "；".join(chinese[n] for n in told) + "。", "; ".join(english[n] for n in told) + "."
    )


def unknown(name: str, table: str, known: Sequence[str], everything: Iterable[str]) -> Text:
    """Return that ``name`` is not known in ``table``, with the nearest that is."""
    shown = shown_key(name)
    meant = _nearest(name, table, known, everything)
    if meant:
        return Text(
            f"不认识“{shown}”；是不是要写“{meant}”？",
            f"“{shown}” is not known; did you mean “{meant}”?",
        )
    listed = ", ".join(known)
    return Text(
        f"不认识“{shown}”；这里可以写：{listed}。", f"“{shown}” is not known here; known: {listed}."
    )


def shown_key(name: str) -> str:
    """Return ``name`` as it may be repeated to a person: a card number is not."""
    try:
        refuse_sensitive("name", name)
    except Refused:
        return "…"
    return "".join(sign if sign.isprintable() else "…" for sign in name[:40])


def _nearest(name: str, table: str, known: Sequence[str], everything: Iterable[str]) -> str:
    plain = name.strip().casefold().replace("-", "_").replace(" ", "_")
    if plain in known:
        return plain
    close = get_close_matches(plain, known, 1, 0.7)
    if close:
        return close[0]
    last = plain.rpartition(".")[2]
    whole = [key for key in everything if key.rpartition(".")[2] == last]
    if whole:
        return whole[0]
    if last in _MEANT:
        return _MEANT[last]
    far = get_close_matches(plain, [*known, *everything], 1, 0.6)
    return far[0] if far and far[0] != table else ""
