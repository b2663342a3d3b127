"""The evidence page: what is asked for, what is missing, what is covered, what goes out."""
