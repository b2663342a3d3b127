"""The manual as one document to print."""
