"""The whole way on made-up data, through the real window: ``posdesk demo``."""

from __future__ import annotations

from posdesk.demo.made import Made
from posdesk.demo.run import run_demo

__all__ = ["Made", "run_demo"]
