"""PosDesk: what to do at a shop counter when a card payment went wrong, and the proof of it."""

__version__ = "0.9.0"
