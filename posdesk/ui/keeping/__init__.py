"""Backups, restoring, encryption and forgetting, as a manager meets them."""
