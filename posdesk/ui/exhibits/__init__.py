"""Exhibits on screen: taken in many at once, looked at side by side, and covered for good."""
