"""What identifies one attempt to pay, as a value: what is known of a slip at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from posdesk.domain.card import MaskedCard, parse_card
from posdesk.domain.money import plain_amount

SlipValue = str | int
"""What an event stores for a field: fen for the amount, text for everything else."""


@dataclass(frozen=True, slots=True)
class Slip:
    """What identifies one attempt to pay; ``None`` where it is not known (yet).

    A card sale is identified by merchant_id + terminal_id + batch + trace, or by rrn; a wallet
    payment by order_no. ``amount`` is in fen, ``at`` is ISO time with offset, ``clearing_date`` an
    ISO day as the acquirer or its statement tells it.
    """

    amount: int | None = None
    at: str | None = None
    card: MaskedCard | None = None
    issuer: str | None = None
    merchant_name: str | None = None
    merchant_id: str | None = None
    terminal_id: str | None = None
    operator: str | None = None
    batch: str | None = None
    trace: str | None = None
    original_trace: str | None = None
    rrn: str | None = None
    auth_code: str | None = None
    order_no: str | None = None
    clearing_date: str | None = None
    refund_no: str | None = None
    kind: str | None = None
    channel: str | None = None

    def with_values(self, values: Mapping[str, SlipValue | None]) -> Slip:
        """Return the slip with stored ``values`` laid over it; ``None`` takes a value away."""
        read = {
            name: parse_card(str(value)) if name == "card" and value is not None else value
            for name, value in values.items()
            if name in _NAMES
        }
        return replace(self, **read)  # type: ignore[arg-type]

    def values(self) -> dict[str, SlipValue]:
        """Return the fields that are known, as events store them."""
        known: dict[str, SlipValue] = {}
        for name in _NAMES:
            value = getattr(self, name)
            if value is not None:
                known[name] = str(value) if isinstance(value, MaskedCard) else value
        return known

    def as_written(self) -> dict[str, str]:
        """Return the known fields as files and the command line write them (amount "500.00")."""
        return {
            name: plain_amount(value) if isinstance(value, int) else value
            for name, value in self.values().items()
        }


_NAMES = tuple(f.name for f in fields(Slip))
