"""Expected failures: each says what happened, what was kept and what to do, in either language."""

from __future__ import annotations

from collections.abc import Mapping


class PosDeskError(Exception):
    """A failure that a person is told about in one sentence.

    ``message`` is the English sentence and the key of the Chinese one in the catalogue; its
    ``{fields}`` are filled in after translation.
    """

    def __init__(self, message: str, **fields: object) -> None:
        super().__init__(message)
        self.message = message
        self.fields: Mapping[str, object] = fields

    def __str__(self) -> str:
        """Return the English sentence."""
        return self.message.format(**self.fields)


class WrongInput(PosDeskError):
    """What was given cannot be used; nothing was stored."""


class NotFound(WrongInput):
    """What was named does not exist."""


class CaseErased(NotFound):
    """What was named was erased; only its number, who erased it, when and why are known."""


class Refused(WrongInput):
    """What was given may never be kept (see ``domain.sensitive``); nothing was stored."""


class StillNeeded(PosDeskError):
    """What was to go is still needed; nothing was done."""


class DoesNotFit(PosDeskError):
    """What was to go out breaks its recipient's limits; nothing was written."""


class DataTrouble(PosDeskError):
    """The data folder or a file in it cannot be used as it is."""


class DataDamaged(DataTrouble):
    """A database is damaged; it was left as it is, and a backup can take its place."""


class KeyNeeded(DataTrouble):
    """The data are encrypted and the right key was not given; nothing was changed."""


class UpgradeNeeded(DataTrouble):
    """The data are as an older program laid them out; nothing was changed."""


class NotAllowed(PosDeskError):
    """Whoever is there may not do this; nothing was done."""
