"""One function per extract: a record with sensible defaults, so that a case names only what counts.

Every function takes the city first and returns the row that it added.
"""
