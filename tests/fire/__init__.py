"""The program under fire: what it promises is tried by force, and what was lost is counted."""
