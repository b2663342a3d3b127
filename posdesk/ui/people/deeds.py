"""Runs a deed of the staff: hashing on the worker, writing on the thread of the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject

from posdesk.domain.errors import PosDeskError
from posdesk.services.deed import Deed
from posdesk.ui.tasks import Tasks

Made = TypeVar("Made")
Result = TypeVar("Result")


def run_deed(
    tasks: Tasks,
    owner: QObject,
    begin: Callable[[], Deed[Made, Result]],
    done: Callable[[Result], None],
    failed: Callable[[PosDeskError], None],
    *,
    long: bool = False,
) -> bool:
    """Begin a deed and see it through; return whether it is under way.

    ``long`` says that its work may take minutes.

    Nothing is written once ``owner`` is gone.
    """
    try:
        deed = begin()
    except PosDeskError as error:
        failed(error)
        return False

    def finish(made: Made) -> None:
        try:
            result = deed.finish(made)
        except PosDeskError as error:
            failed(error)
            return
        done(result)

    tasks.run(owner, lambda _report: deed.work(), finish, failed, long=long)
    return True
