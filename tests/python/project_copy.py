"""A copy of the project that a test may change, and the commands of that copy."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
PARTS = (
    "analyses",
    "city",
    "macros",
    "models",
    "plumbline",
    "sample",
    "seeds",
    "snapshots",
    "tests",
    "dbt_project.yml",
    "profiles.yml",
)
PARSED = PROJECT / "target" / "partial_parse.msgpack"
DBT = Path(sys.executable).with_name("dbt")


@dataclass(frozen=True)
class ProjectCopy:
    """The copy in `root`; its `plumbline` is the one that runs there."""

    root: Path

    @classmethod
    def make(cls, root: Path) -> ProjectCopy:
        for part in PARTS:
            source = PROJECT / part
            if source.is_dir():
                ignored = shutil.ignore_patterns("__pycache__")
                shutil.copytree(source, root / part, ignore=ignored)
            else:
                shutil.copy(source, root / part)
        # what dbt parsed of the project, so that it parses only what a test changes
        if PARSED.is_file():
            (root / "target").mkdir()
            shutil.copy(PARSED, root / "target")
        return cls(root)

    def plumbline(self, *arguments: str, answers: str = "") -> subprocess.CompletedProcess[str]:
        return self._run([sys.executable, "-m", "plumbline.cli", *arguments], answers)

    def dbt(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return self._run([str(DBT), *arguments], "", variables)

    def edit(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{path} holds {text.count(old)} times: {old}"
        (self.root / path).write_text(text.replace(old, new), encoding="utf-8")

    def _run(
        self, command: list[str], answers: str, variables: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        ours = ("PLUMBLINE_", "DBT_")
        inherited = {name: os.environ[name] for name in os.environ if not name.startswith(ours)}
        ours_now = {
            "PYTHONPATH": str(self.root),
            "DBT_USE_COLORS": "false",
            "DBT_WRITE_JSON": "false",  # takes seconds
        }
        return subprocess.run(
            command,
            cwd=self.root,
            env=inherited | ours_now | (variables or {}),
            input=answers,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=900,
            check=False,
        )
