"""The sheet that one shift hands to the next."""
