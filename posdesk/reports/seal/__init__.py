"""Seals bundles so that any change shows, and looks at bundles that came: the only pyHanko."""
