"""Keys that stand for IDs in the masked surface, made with a secret that SQL never holds."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from collections.abc import Callable
from functools import cache
from pathlib import Path
from threading import Lock

VARIABLE = "PLUMBLINE_KEY_SALT"


def key_maker(salt_file: Path) -> Callable[[str], str]:
    """A function from a text to its key; the secret is read, or made, when the first key is."""

    asking = Lock()

    @cache
    def secret() -> bytes:
        with asking:  # of two threads the second must not read the file while it is made
            return os.environ.get(VARIABLE, "").encode() or _kept_secret(salt_file)

    def key(text: str) -> str:
        return hmac.digest(secret(), text.encode(), hashlib.sha256).hex()[:20]

    return key


def _kept_secret(path: Path) -> bytes:
    """The secret in the file, which is made once, readable by its owner alone."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        secret = path.read_bytes().strip()
        if not secret:
            raise ValueError(
                f"{path} is empty; restore it from a backup, or delete it and a new secret is made "
                "(every key of the masked surface then changes)"
            ) from None
        return secret
    secret = secrets.token_hex(32).encode()
    with os.fdopen(handle, "wb") as file:
        file.write(secret)
        file.flush()
        os.fsync(file.fileno())
    return secret
