"""The panels that open below the next step: each asks for what one deed needs, in place."""
