"""Small drawings that show where to look, marked as examples and painted from the case."""
