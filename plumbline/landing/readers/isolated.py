"""Opens a workbook in a process of its own, so that no file can take the build down with it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from plumbline.landing import errors
from plumbline.landing.errors import DeliveryError, problem
from plumbline.landing.limits import CHILD_PATIENCE

SPOOL_CHARACTERS = 1 << 16
COMMAND = (sys.executable, "-m", "plumbline.landing.sheets")


@dataclass(frozen=True)
class SpooledSheet:
    """A sheet as the other process wrote it; its records can be read again and again."""

    name: str
    hidden: bool
    uncalculated: str
    path: Path
    folder: tempfile.TemporaryDirectory[str]

    def records(self) -> Iterator[list[str]]:
        with self.path.open(encoding="utf-8") as file:
            while lines := file.readlines(SPOOL_CHARACTERS):  # one by one takes twice the time
                yield from json.loads(f"[{','.join(lines)}]")


def sheets_of(path: Path, kind: str) -> list[SpooledSheet]:
    """All sheets of a workbook, hidden ones too. Raises DeliveryError, whatever the file does."""
    folder = tempfile.TemporaryDirectory(prefix="plumbline-")
    target = Path(folder.name)
    command = [*COMMAND, kind, str(path.absolute()), folder.name]
    try:
        with (target / "stderr").open("wb") as said:
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=said,
                timeout=CHILD_PATIENCE,
                check=False,
            )
    except subprocess.TimeoutExpired:
        raise problem(
            "D06", f"超过 {CHILD_PATIENCE} 秒", f"more than {CHILD_PATIENCE} seconds"
        ) from None
    index = target / "index.json"
    if done.returncode or not index.is_file():
        raise _problem_of(done.returncode, target)
    return [
        SpooledSheet(
            sheet["name"], sheet["hidden"], sheet["uncalculated"], target / f"{at}.jsonl", folder
        )
        for at, sheet in enumerate(json.loads(index.read_text(encoding="utf-8")))
    ]


def _problem_of(code: int, folder: Path) -> DeliveryError:
    reported = folder / "problem.json"
    if reported.is_file():
        about = json.loads(reported.read_text(encoding="utf-8"))
        kind: type[DeliveryError] = getattr(errors, about["kind"])
        return kind(about["message"])
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        return problem("D06", "时间超出限度", "its time ran out")
    if b"memory" in (folder / "stderr").read_bytes()[-10_000:].lower():
        return problem("D06", "内存超出限度", "its memory ran out")
    told = signal.Signals(-code).name if code < 0 else f"exit code {code}"
    return problem("D06", f"读取程序中断（{told}）", f"its reader broke off, {told}")
