"""Opens a workbook in a process of its own, so that no file can take the build down with it.

The process is a fork of one that has loaded the libraries, which takes longer than most workbooks.
"""

from __future__ import annotations

import json
import os
import queue
import select
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

COMMAND = (sys.executable, "-m", "plumbline.landing.sheets")

# Those that have read one and wait for the next; each reads one at a time.
_idle: queue.SimpleQueue[subprocess.Popen[str]] = queue.SimpleQueue()


@dataclass(frozen=True)
class SpooledSheet:
    """A sheet as the other process wrote it; it can be read again and again."""

    name: str
    hidden: bool
    uncalculated: str
    from_1904: bool
    path: Path
    folder: tempfile.TemporaryDirectory[str]

    def blocks(self) -> Iterator[tuple[int, list[list[str]]]]:
        """Some records at a time: how many, and their columns, as wide as the widest of them."""
        with self.path.open(encoding="utf-8") as file:
            yield from map(json.loads, file)

    def records(self) -> Iterator[list[str]]:
        """Each up to its last cell that holds something."""
        for count, columns in self.blocks():
            for cells in zip(*columns, strict=True) if columns else [()] * count:
                record = list(cells)
                while record and not record[-1]:
                    record.pop()
                yield record


def sheets_of(path: Path, kind: str) -> list[SpooledSheet]:
    """All sheets of a workbook, hidden ones too. Raises DeliveryError, whatever the file does."""
    folder = tempfile.TemporaryDirectory(prefix="plumbline-")
    target = Path(folder.name)
    code = _read([kind, str(path.absolute()), folder.name])
    index = target / "index.json"
    if code or not index.is_file():
        raise _problem_of(code, target)
    return [
        SpooledSheet(**about, path=target / f"{at}.jsonl", folder=folder)
        for at, about in enumerate(json.loads(index.read_text(encoding="utf-8")))
    ]


def close() -> None:
    """Ends the processes that wait for another workbook."""
    while not _idle.empty():
        process = _idle.get()
        process.communicate()


def _read(asked: list[str]) -> int:
    """The exit code of the process that read a workbook."""
    try:
        process = _idle.get_nowait()
    except queue.Empty:
        process = subprocess.Popen(
            COMMAND,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
    assert process.stdin and process.stdout
    process.stdin.write(json.dumps(asked) + "\n")
    process.stdin.flush()
    if not select.select([process.stdout], [], [], CHILD_PATIENCE)[0]:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise problem("D06", f"超过 {CHILD_PATIENCE} 秒", f"more than {CHILD_PATIENCE} seconds")
    answer = process.stdout.readline()
    if not answer:
        return process.wait()
    _idle.put(process)
    return int(answer)


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
