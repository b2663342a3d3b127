"""How words that people say are compared with words that were written down."""
