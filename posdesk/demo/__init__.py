"""The whole way on made-up data, through the real window: ``posdesk demo``."""

from __future__ import annotations

from posdesk.demo.run import Made, run_demo

__all__ = ["Made", "run_demo"]
