"""What a bundle asks for, holds and may weigh, and what a look at one can find."""
