"""`python -m plumbline.landing.sheets`: writes the sheets of the workbooks it is asked for.

Asked by a line of JSON each, `[kind, file, folder]`, it reads the file in a fork of itself, for
which its libraries are loaded, and answers with that process's exit code. What it writes to the
folder is one file of JSON lines a sheet (`0.jsonl`, …), each a count of records and their columns.
Last comes `index.json`, which names the sheets; or `problem.json`, which says what is wrong.
"""

from __future__ import annotations

import gc
import itertools
import json
import os
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from zipfile import BadZipFile

from plumbline.landing.errors import DeliveryError, problem, too_many_columns
from plumbline.landing.limits import CHILD_MEMORY, CHILD_SECONDS, COLUMNS, SPOOL_BYTES
from plumbline.landing.sheets.sheet import Sheet

RECORDS_A_LINE = 1_000
REPORTED = 3
"""Exit code of a process that wrote `problem.json`."""


def sheets_of(kind: str, path: Path, folder: Path) -> Iterator[Sheet]:
    """The sheets of a workbook of a kind; libraries are loaded only for the kind that is there.

    What a password locks is unlocked into the folder first.
    """
    if kind in ("html", "xml"):
        from plumbline.landing.sheets import markup

        return markup.sheets(kind, path)
    if kind == "ods":
        from plumbline.landing.sheets import ods, open_xml

        open_xml.check_size(path)
        return ods.sheets(path)
    from plumbline.landing.sheets import calamine

    if kind == "xls":
        from plumbline.landing.sheets import biff

        try:
            return calamine.sheets(path, biff.untold(path))
        except biff.EncryptedPackage:
            from plumbline.landing.sheets import locked

            return sheets_of(*locked.unlocked(path, folder), folder)
    from plumbline.landing.sheets import open_xml

    open_xml.check_size(path)
    if kind == "xlsb":
        from plumbline.landing.sheets import xlsb

        return calamine.sheets(path, xlsb.untold(path))
    return calamine.sheets(path, open_xml.untold(path))


def serve() -> None:
    """Until nobody asks any more. What is read together is read by several of these."""
    from plumbline.landing.sheets import calamine, open_xml  # noqa: F401  what most workbooks need

    for line in sys.stdin:
        kind, path, folder = json.loads(line)
        child = os.fork()
        if not child:
            _speak_to(Path(folder) / "stderr")
            limit()
            gc.disable()  # it reads one file and ends
            os._exit(main(kind, Path(path), Path(folder)))  # and clears nothing away
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def _speak_to(file: Path) -> None:
    """Whoever asked hears nothing of what this process says."""
    nobody = os.open(os.devnull, os.O_RDWR)
    os.dup2(nobody, sys.stdin.fileno())
    os.dup2(nobody, sys.stdout.fileno())
    os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT), sys.stderr.fileno())


def main(kind: str, path: Path, folder: Path) -> int:
    try:
        sheets = sheets_of(kind, path, folder)
        index = [_written(sheet, folder, at) for at, sheet in enumerate(sheets)]
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as fault:  # a panic of calamine's is no Exception
        return _reported(_problem_of(fault), folder)
    (folder / "index.json").write_text(json.dumps(index), encoding="utf-8")
    return 0


def limit(memory: int = CHILD_MEMORY, seconds: int = CHILD_SECONDS) -> None:
    """What this process may take from now on; beyond it allocations fail or it is ended."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_FSIZE, (SPOOL_BYTES, SPOOL_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _written(sheet: Sheet, folder: Path, at: int) -> dict[str, object]:
    records: list[list[str]] = []
    with (folder / f"{at}.jsonl").open("w", encoding="utf-8", errors="replace") as file:
        for record in sheet.records:
            while record and not record[-1]:
                record.pop()
            if len(record) > COLUMNS:
                raise too_many_columns(len(record))
            records.append(record)
            if len(records) == RECORDS_A_LINE:
                file.write(_line(records))
                records = []
        file.write(_line(records))
    return {
        "name": sheet.name,
        "hidden": sheet.hidden,
        "uncalculated": sheet.uncalculated,
        "from_1904": sheet.from_1904,
    }


def _line(records: list[list[str]]) -> str:
    columns = list(itertools.zip_longest(*records, fillvalue=""))
    return json.dumps([len(records), columns], ensure_ascii=False) + "\n"


def _problem_of(fault: BaseException) -> DeliveryError:
    if isinstance(fault, DeliveryError):
        return fault
    if isinstance(fault, MemoryError):
        return problem("D06", "内存不足", "out of memory")
    kind = type(fault).__name__
    if kind == "PasswordError" or "assword" in str(fault):
        return problem("D03", "需要密码", "it asks for a password")
    told = " ".join(str(fault).split())[:200]
    if isinstance(fault, BadZipFile):
        return problem("D04", "压缩结构损坏", f"a spoilt zip: {told}")
    return problem("D04", kind, f"{kind}: {told}")


def _reported(fault: DeliveryError, folder: Path) -> int:
    about = {"kind": type(fault).__name__, "message": str(fault)}
    (folder / "problem.json").write_text(json.dumps(about), encoding="utf-8")
    return REPORTED


if __name__ == "__main__":
    serve()
