"""The same services from a terminal: stable commands, JSON, no display needed."""
