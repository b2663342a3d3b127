"""A bundle as a file that lasts: PDF/A-3u, what lies in it, and the manifest that lists it."""
