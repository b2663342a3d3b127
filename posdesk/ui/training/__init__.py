"""The training page: short lessons, one question each, and a practice walk that is not real."""
