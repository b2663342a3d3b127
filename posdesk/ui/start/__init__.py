"""How the window comes to be: the only one of its folder, and what comes before it."""
