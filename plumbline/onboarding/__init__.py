"""A new city: which of its files are which extracts, and what it can be asked with them."""
