"""The counter page: the flow on the left, the record of this very problem on the right."""
