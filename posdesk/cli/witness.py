"""Writes into the log which command worked on the data, how long, and how it failed."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from posdesk.domain.errors import PosDeskError, WrongInput
from posdesk.services.diary import Diary, Process

if TYPE_CHECKING:
    from posdesk.cli.context import Context


@contextmanager
def noted(args: argparse.Namespace, context: Context) -> Iterator[None]:
    """Note what the command inside does; one that only looks, or was typed wrongly, is no news."""
    diary = Diary(context.folder, Process.COMMAND)
    command: Callable[..., object] = args.run
    began = monotonic()
    try:
        yield
    except WrongInput:
        raise
    except PosDeskError as error:
        diary.trouble(error, command)
        raise
    except Exception as bug:
        diary.bug(bug, bug.__traceback__)
        raise
    if context.has_worked:
        diary.worked(command, round((monotonic() - began) * 1000), None)
