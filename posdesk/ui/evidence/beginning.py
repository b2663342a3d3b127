"""What a bundle begins with before anybody chooses: the usual recipient, and what will sign it."""

from __future__ import annotations

from dataclasses import dataclass

from posdesk.domain.bundle.order import BundleOrder
from posdesk.domain.bundle.preset import DEFAULT_PRESET, NO_LIMITS, Preset
from posdesk.domain.errors import NotAllowed, PosDeskError
from posdesk.domain.text import Lang
from posdesk.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Beginning:
    """The recipients of a PDF, the one to begin with, and the order; why nothing signs, if so."""

    presets: tuple[Preset, ...]
    preset: Preset
    order: BundleOrder
    no_seal: PosDeskError | None


def begin(desk: Desk, lang: Lang) -> Beginning:
    """Return it; a key is made where there is none, and asked for again when it is to sign.

    Raises ``NotAllowed`` where whoever is there may not export.
    """
    presets = tuple(preset for preset in desk.presets.all() if not preset.images) or (NO_LIMITS,)
    preset = next((one for one in presets if one.name == DEFAULT_PRESET), presets[0])
    seal, no_seal = "", None
    try:
        seal = desk.seals.present().fingerprint
    except NotAllowed:
        raise
    except PosDeskError as error:
        no_seal = error
    order = BundleOrder(lang=lang, preset=preset.name, fingerprint=seal)
    return Beginning(presets, preset, order, no_seal)
