"""Encryption at rest: the key, and how the files that hold people are opened and written with it.

PLUMBLINE_KEY_FILE names a file that holds the key, or PLUMBLINE_ENCRYPTION_KEY is the key; without
one files are plain. SQL that dbt logs asks `plumbline_file_key()` for it and never holds it.
"""

from __future__ import annotations

import base64
import binascii
import importlib.util
import os
import stat
from collections.abc import Iterable
from gettext import gettext as _
from pathlib import Path

import duckdb
import pyarrow as pa

from plumbline.files import sql_text

KEY, KEY_FILE = "PLUMBLINE_ENCRYPTION_KEY", "PLUMBLINE_KEY_FILE"
PARQUET_OPTION = "encryption_config {footer_key: 'plumbline'}"
"""Of `copy … to`; the key is known to a connection by this name."""
PARQUET_ARGUMENT = "encryption_config = {footer_key: 'plumbline'}"
"""Of `read_parquet`, which takes either plain files or encrypted ones, not both."""


class EncryptionError(Exception):
    """A file that cannot be opened or written for want of its key; the message says what to do."""


def file_key() -> str | None:
    """The key, 32 bytes in base64; None where nothing is to be encrypted.

    Raises EncryptionError for one that cannot be used. No message holds it.
    """
    key, source = os.environ.get(KEY), KEY
    if named := os.environ.get(KEY_FILE):
        path, source = Path(named), f"{KEY_FILE}={named}"
        try:
            if stat.S_IMODE(path.stat().st_mode) & stat.S_IRWXO:
                said = _("{source}: others can read this file; `chmod 600` it")
                raise EncryptionError(said.format(source=source))
            key = path.read_text(encoding="ascii")
        except (OSError, UnicodeDecodeError) as fault:
            reason = getattr(fault, "strerror", None) or _("no text")
            raise _no_key(source, reason) from None
    if not key:
        if named:
            raise _no_key(source, _("the file is empty"))
        return None
    key = key.strip()
    try:
        size = len(base64.b64decode(key, validate=True))
    except (binascii.Error, ValueError):
        size = 0
    if size != 32:
        raise _no_key(source, _("this is no key of 32 bytes in base64"))
    return key


def _no_key(source: str, reason: str) -> EncryptionError:
    said = _("{source}: {reason}; expected what `openssl rand -base64 32` writes")
    return EncryptionError(said.format(source=source, reason=reason))


def is_encrypted(path: Path) -> bool:
    """Whether a DuckDB or Parquet file is encrypted, by its first bytes."""
    try:
        with path.open("rb") as file:
            head = file.read(24)
    except OSError:
        return False
    return head[:4] == b"PARE" or (head[8:12] == b"DUCK" and bool(head[20] & 1))


def open_database(path: Path) -> duckdb.DuckDBPyConnection:
    """A database file, for reading.

    Raises EncryptionError where it is encrypted and the key lacks, or is another.
    """
    if not is_encrypted(path):
        return duckdb.connect(str(path), read_only=True)
    connection = duckdb.connect()
    attach(connection, path, path.name.split(".")[0], "read_only")
    return connection


def attach(connection: duckdb.DuckDBPyConnection, path: Path, name: str, *options: str) -> None:
    """Attaches a database file under this name and uses it; a new one is encrypted with the key.

    Raises EncryptionError where it is encrypted and the key lacks, or is another.
    """
    key = file_key()
    encrypts = is_encrypted(path) or (key and not path.exists())
    if encrypts and not key:
        said = _("{path} is encrypted; set {variable} to the file with its key")
        raise EncryptionError(said.format(path=path, variable=KEY_FILE))
    given = [*options, "encryption_key $key"] if encrypts else [*options]
    if encrypts and "read_only" not in options:
        given.append("encryption_cipher 'GCM'")
        load_cipher(connection)
    try:
        connection.execute(
            f'attach {sql_text(path)} as "{name}"' + (f" ({', '.join(given)})" if given else ""),
            {"key": key} if encrypts else None,
        )
    except duckdb.Error as fault:
        if "encryption key" not in str(fault):
            raise
        said = _("{path} is encrypted with another key than this one")
        raise EncryptionError(said.format(path=path)) from None
    connection.execute(f'use "{name}"')


def load_cipher(connection: duckdb.DuckDBPyConnection) -> None:
    """Loads OpenSSL, with which alone DuckDB writes what it encrypts; it comes with the project."""
    module = importlib.util.find_spec("duckdb_extension_httpfs")
    found = [
        extension
        for folder in (module and module.submodule_search_locations) or []
        for extension in Path(folder).glob(
            f"extensions/v{duckdb.__version__}/httpfs.duckdb_extension"
        )
    ]
    if not found:
        said = _(
            "a key is set, and DuckDB {version} cannot encrypt without its extension httpfs: "
            "`make setup` installs duckdb-extension-httpfs"
        )
        raise EncryptionError(said.format(version=duckdb.__version__))
    connection.load_extension(str(found[0]))
    connection.execute("set temp_file_encryption = true")


def know_parquet_key(connection: duckdb.DuckDBPyConnection) -> bool:
    """Lets a connection read and write encrypted Parquet; False without a key."""
    key = file_key()
    if key:
        load_cipher(connection)
        connection.execute(f"pragma add_parquet_key('plumbline', '{key}')")
    return key is not None


def write_parquet(path: Path, schema: pa.Schema, tables: Iterable[pa.Table]) -> None:
    """Writes tables into one encrypted Parquet file as they come; none of it is plain on the disk.

    What is raised while they come is raised here.
    """
    raised: list[Exception] = []

    def batches() -> Iterable[pa.RecordBatch]:
        try:
            for table in tables:
                yield from table.to_batches()
        except Exception as problem:
            raised.append(problem)

    with duckdb.connect(config={"threads": 1}) as connection:
        know_parquet_key(connection)
        connection.register("landed", pa.RecordBatchReader.from_batches(schema, batches()))
        connection.execute(
            f"copy (from landed) to {sql_text(path)} "
            f"(format parquet, compression snappy, {PARQUET_OPTION})"
        )
    if raised:
        raise raised[0]
