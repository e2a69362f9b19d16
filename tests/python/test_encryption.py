"""With a key nothing that holds people stands in plain on the disk, and the key stands nowhere."""

from __future__ import annotations

import base64
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from builds import PROJECT, RESIDENT, Builder, meal, stay
from builds import MEALS, STAYS
from click.testing import CliRunner
from deliveries import P1, Landing
from test_history import history_of, publish, restored

from plumbline import encryption
from plumbline.cli import main
from plumbline.encryption import EncryptionError, file_key, is_encrypted, open_database
from plumbline.history import HistoryError
from plumbline.publish import BuildFolder

SECRET = base64.b64encode(b"a key that only these tests know").decode()
ANOTHER = base64.b64encode(b"another key, which opens nothing").decode()
DUCKDB = PROJECT / ".venv" / "bin" / "duckdb"


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "file.key"
    path.write_text(f"{SECRET}\n")
    path.chmod(0o600)
    monkeypatch.setenv("PLUMBLINE_KEY_FILE", str(path))
    return path


def holding(folder: Path, text: str) -> list[str]:
    """The files in which these bytes stand."""
    return sorted(
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and text.encode() in path.read_bytes()
    )


@pytest.mark.slow
class TestBuild:
    @pytest.fixture(scope="class")
    def built(self, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Builder]:
        builder = Builder(tmp_path_factory.mktemp("encrypted"))
        secret = builder.root.parent / f"{builder.root.name}.key"
        secret.write_text(SECRET)
        secret.chmod(0o600)
        builder.environment["PLUMBLINE_KEY_FILE"] = str(secret)
        builder.deliver("meal_records", "m.csv", MEALS, meal(RESIDENT, "2023-03-05"))
        builder.deliver(
            "institution_stays", "s.csv", STAYS, stay(RESIDENT, "2023-03-01", "2023-03-31")
        )
        process = builder.start("--exclude-resource-type", "unit_test", "--debug")
        self.seen_in_arguments: list[str] = []
        while process.poll() is None:
            for path in Path("/proc").glob("[0-9]*/cmdline"):
                try:
                    arguments = path.read_text(errors="replace")
                except OSError:
                    continue
                assert SECRET not in arguments, path
            try:
                process.wait(0.3)
            except subprocess.TimeoutExpired:
                pass
        yield builder
