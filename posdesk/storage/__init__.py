"""The only SQL: the journal, the tables derived from it, and the bytes of exhibits."""
