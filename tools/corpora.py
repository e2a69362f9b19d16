"""Puts other people's files through landing: `python -m tools.corpora [FOLDER...]`.

The test data of packages that read tables, as registries have them, and every table below the
folders given. Each file lands alone, in a process of its own, under a contract of its own header.
What landed is held against another reader: no record and no text of it may be gone.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from pathlib import Path

import click

from tools.corpora_verdict import LOSS, UNNAMED, Verdict, judge

# Their source archives hold what their authors were sent by people whose files could not be read.
PYTHON_PACKAGES = (
    *("agate==1.14.2", "agate-excel==0.4.2", "astropy==8.0.2", "csvkit==2.2.0"),
    *("frictionless==5.21.0", "meza==0.47.0", "odfpy==1.4.1", "orange3==3.40.0"),
    *("pyexcel==0.7.6", "pyexcel-io==0.6.8", "pyexcel-ods3==0.6.1", "pyexcel-xls==0.7.1"),
    *("pyexcel-xlsx==0.6.1", "python-calamine==0.9.1", "visidata==3.4", "xls2xlsx==0.2.0"),
    *("xlsx2csv==0.8.6", "xlutils==2.0.0"),
)
NODE_PACKAGES = ("csv-spectrum@2.0.0", "papaparse@5.7.1", "xlsx-populate@1.21.0")
OTHER_READERS = ("openpyxl==3.1.5", "pyxlsb==1.0.10", "odfpy==1.4.1")
SUFFIXES = {
    *(".csv", ".tsv", ".tab", ".psv", ".parquet", ".parq", ".et", ".ods", ".fods"),
    *(".xls", ".xlsx", ".xlsm", ".xlsb", ".xlt", ".xltx", ".xltm", ".xlam"),
}
# tables among other things, so only where tests are
MIXED_SUFFIXES = {".txt", ".htm", ".html", ".xml", ".zip", ".dat"}
PATIENCE_SECONDS = 300
CRASH, HANG = "crash", "hang"
FAULTS = (CRASH, HANG, UNNAMED, LOSS)


@click.command()
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--packages/--no-packages", default=True, help="Whether to fetch the packages' data.")
def main(folders: tuple[Path, ...], packages: bool) -> None:
    """Prints what became of the files, by kind; exits 1 on a crash, a hang or a loss."""
    with tempfile.TemporaryDirectory(prefix="corpora-") as temporary:
        work = Path(temporary)
        _install_other_readers(work / "readers")
        if packages:
            _fetch(work / "packages")
            folders = (work / "packages", *folders)
        files = list(dict.fromkeys(path for folder in folders for path in _tables_in(folder)))
        outcomes: Counter[tuple[str, str]] = Counter()
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for path, verdict in zip(files, pool.map(_judged, files), strict=True):
                outcomes[verdict.kind, verdict.outcome] += 1
                if verdict.outcome in FAULTS:
                    click.echo(f"{verdict.outcome}: {path}: {verdict.about}")
        _show(outcomes)
    if not outcomes or any(outcome in FAULTS for _, outcome in outcomes):
        sys.exit(1)


def _install_other_readers(folder: Path) -> None:
    command = (sys.executable, "-m", "pip", "install", "--quiet", "--target", str(folder))
    subprocess.run([*command, *OTHER_READERS], check=True)
    sys.path.append(str(folder))


def _fetch(folder: Path) -> None:
    """Unpacks each package's archive into a folder of its name; one that does not come is named."""
    pip = (sys.executable, "-m", "pip", "download", "--no-deps", "--no-binary", ":all:")
    for package in (*PYTHON_PACKAGES, *NODE_PACKAGES):
        into = folder / package
        into.mkdir(parents=True)
        # pip unpacks into TMPDIR to build there; nothing is to be built, and it may break off then
        command = [*pip, "--no-build-isolation", "--no-clean", package]
        if package in NODE_PACKAGES:
            command = ["npm", "pack", "--silent", package]
        said = subprocess.run(
            command,
            cwd=into,
            env={**os.environ, "TMPDIR": str(into)},
            capture_output=True,
            text=True,
            check=False,
        )
        for archive in into.glob("*.tgz"):
            with tarfile.open(archive) as content:
                content.extractall(into, filter="data")
        if not any(_tables_in(into)):
            click.echo(f"not fetched: {package}: {said.stderr[-300:]}")


def _tables_in(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        suffix = path.suffix.lower()
        parts = "/".join(path.relative_to(folder).parts[:-1]).lower()
        is_table = suffix in SUFFIXES or (suffix in MIXED_SUFFIXES and "test" in parts)
        if is_table and path.is_file() and not path.is_symlink():
            yield path


def _judged(path: Path) -> Verdict:
    """The verdict on a file, formed in a process of its own, whatever becomes of that."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tools.corpora_verdict"])
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_judge, args=(path, sys.path, sender))
    process.start()
    sender.close()
    try:
        if not receiver.poll(PATIENCE_SECONDS):
            return Verdict("?", HANG, f"more than {PATIENCE_SECONDS} seconds")
        verdict: Verdict = receiver.recv()
        return verdict
    except EOFError:
        process.join()
        return Verdict("?", CRASH, f"exit code {process.exitcode}")
    finally:
        process.kill()
        process.join()


def _judge(path: Path, modules: list[str], sender: Connection) -> None:
    sys.path[:] = modules
    sender.send(judge(path))


def _show(outcomes: Counter[tuple[str, str]]) -> None:
    known = sorted({outcome for _, outcome in outcomes})
    click.echo(f"{'kind':8}" + "".join(f"{outcome:>10}" for outcome in known))
    for kind in sorted({kind for kind, _ in outcomes}):
        counts = (outcomes[kind, outcome] for outcome in known)
        click.echo(f"{kind:8}" + "".join(f"{count or '':>10}" for count in counts))
    click.echo(f"{sum(outcomes.values()):,} files")


if __name__ == "__main__":
    main()
