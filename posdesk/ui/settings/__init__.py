"""The Settings page: the shop's own book, kept in place as one leaves a field."""
