"""The Cases page: every case of the shop, what is due, and one case in detail."""
