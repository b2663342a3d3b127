"""The job of looking after the data: is the journal whole, is the database sound."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from posdesk.domain.moment import BEIJING
from posdesk.domain.text import Text
from posdesk.services.lost_steps import news_of_losses
from posdesk.storage.network_drive import network_drive
from posdesk.storage.store import Store

if TYPE_CHECKING:  # read from the disk once the data are gone through
    from posdesk.storage.soundness import Soundness
    from posdesk.storage.verify import Verification

__all__ = ["Caretaker", "Soundness"]


class Caretaker:
    """Looks after one shop's data."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def verify(self, progress: Callable[[int, int], None] | None = None) -> Verification:
        """Return whether every event is there as it was written, with the first bad one named."""
        return self._store.verify(progress)

    def soundness(self, progress: Callable[[int, int], None]) -> Soundness:
        """Return whether pages, chain and exhibits are sound; for a worker, while others work."""
        from posdesk.storage.soundness import soundness

        return soundness(self._store.folder, self._store.key, progress)

    def has_news(self) -> bool:
        """Return whether another program has written since this was asked last."""
        return self._store.news.has_come()

    def network_drive(self) -> Text | None:
        """Return what to say of data that lie on a drive of the network, which is less safe."""
        if not network_drive(self._store.folder):
            return None
        return Text(
            "数据在网络盘上：只能一台电脑使用，断网会出错。",
            "The data lie on a network drive: only one computer may use them, and they fail with"
            " the network.",
        )

    def news_of_losses(self) -> tuple[Text, ...]:
        """Return what to say of steps that a damaged log lost lately."""
        return news_of_losses(self._store.folder, datetime.now(BEIJING))

    def sweep(self) -> int:
        """Let go of the bytes of exhibits that no event came to name; return how many went.

        A program that was killed between keeping the bytes and the event leaves such ones.
        """
        return self._store.sweep_exhibits()

    def close(self) -> None:
        """Close the data files; nothing is pending, since every event was durable at once."""
        self._store.close()
