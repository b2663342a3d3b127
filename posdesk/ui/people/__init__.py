"""Who is at the counter: choosing a name, the PIN pad, and the lock after idle minutes."""
