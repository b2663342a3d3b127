"""What should arrive of a sale, by the rates of the shop's own contract."""

from __future__ import annotations

from dataclasses import dataclass

from posdesk.domain.rates import FeeRate, ShopRates, expected_net, fee
from posdesk.services.library import Library


@dataclass(frozen=True, slots=True)
class Payout:
    """A sale with what the acquirer keeps and what should arrive, all in fen."""

    gross: int
    fee: int
    net: int
    rate: FeeRate

    @property
    def is_capped(self) -> bool:
        """Whether the fee would be higher but for its cap."""
        return self.fee < fee(self.gross, FeeRate(self.rate.per_myriad))


class Rates:
    """The rates the shop has told, and sums made with them."""

    def __init__(self, told: ShopRates) -> None:
        self.told = told

    def renew(self, library: Library) -> None:
        """Reckon with other rates from now on."""
        self.told = library.settings.rates

    def expected_net(self, kind: str, gross: int) -> Payout | None:
        """Return what should arrive of ``gross`` fen; ``None`` where the rate is not known yet.

        ``kind`` is one of ``domain.rates.SALE_KINDS``; ``domain.rates.fee`` says how is rounded.
        """
        rate = self.told.of(kind)
        if rate is None:
            return None
        return Payout(gross, fee(gross, rate), expected_net(gross, rate), rate)
