"""A made-up city at the scale of a real one, with the truth about it."""
