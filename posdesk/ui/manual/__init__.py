"""The manual inside the window, for whoever has no network and no second screen."""
