"""What can be wrong with a delivered file."""

from __future__ import annotations


class DeliveryError(Exception):
    """A file that cannot be read: what is wrong with it and what was expected."""


class NoHeaderError(DeliveryError):
    """A table none of whose first rows holds all required headers."""


class TornFileError(DeliveryError):
    """A file that ends, or breaks, in the middle of something."""
