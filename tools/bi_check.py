"""`make bi-check`: a real BI tool, Apache Superset, reads the masked file while it is published.

Superset runs on this machine alone, from `.venv-superset`, with metadata in a folder that goes
afterwards. It imports the dashboard of `bi/superset/`, makes a dataset of every other masked table,
and draws each chart by its REST interface; each figure must be that of `bi/figures.yml`, asked of
the masked file directly. Meanwhile the sample is built and published three times, for three days.
"""

from __future__ import annotations

import io
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import click
import duckdb
import requests
import yaml
from playwright.sync_api import sync_playwright

from plumbline.places import PROJECT_ROOT
from plumbline.publish import BuildFolder

SHIPPED = PROJECT_ROOT / "bi" / "superset"
SUPERSET = PROJECT_ROOT / ".venv-superset"
BUILD = [
    str(Path(sys.executable).with_name("dbt")),
    "build",
    "--exclude-resource-type",
    "unit_test",
]
FIRST_DAY, *DAYS = "2023-12-31", "2024-01-31", "2024-02-29", "2024-03-31"
LOGIN = "check"
Figures = dict[str, list[tuple[Any, ...]]]


@dataclass
class Superset:
    """A Superset that runs here, and somebody who is logged in."""

    url: str
    session: requests.Session

    def ask(self, method: str, path: str, **given: Any) -> Any:
        answer = self.session.request(method, f"{self.url}/api/v1/{path}", timeout=300, **given)
        if not answer.ok:
            raise click.ClickException(
                f"{method} {path}: {answer.status_code} {answer.text[:2000]}"
            )
        return answer.json()

    def log_in(self) -> None:
        who = {"username": LOGIN, "password": LOGIN, "provider": "db", "refresh": True}
        token = self.ask("POST", "security/login", json=who)["access_token"]
        self.session.headers["Authorization"] = f"Bearer {token}"

    def import_dashboard(self, masked: Path) -> None:
        """The shipped files, with the place of the masked file written in."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for path in sorted(SHIPPED.rglob("*.yaml")):
                text = path.read_text(encoding="utf-8").replace(
                    "/where/plumbline_bi.duckdb", str(masked)
                )
                archive.writestr(f"plumbline/{path.relative_to(SHIPPED)}", text)
        files = {"formData": ("plumbline.zip", packed.getvalue(), "application/zip")}
        self.ask("POST", "dashboard/import/", files=files, data={"overwrite": "true"})

    def listed(self, what: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.ask("GET", f"{what}/?q=(page_size:100)")["result"]
        return found

    def make_datasets(self, tables: list[str]) -> None:
        """A dataset of each table that the dashboard has none of."""
        (database,) = self.listed("database")
        there = {dataset["table_name"] for dataset in self.listed("dataset")}
        for table in sorted(set(tables) - there):
            asked = {"database": database["id"], "schema": "bi", "table_name": table}
            self.ask("POST", "dataset/", json=asked)

    def is_read_only(self) -> bool:
        (database,) = self.listed("database")
        asked = {
            "database_id": database["id"],
            "sql": "select readonly from duckdb_databases() where not internal",
        }
        (row,) = self.ask("POST", "sqllab/execute/", json=asked)["data"]
        return bool(row["readonly"])

    def figures(self) -> Figures:
        """What each chart shows; a chart is known by its name."""
        drawn = {}
        for chart in self.listed("chart"):
            (told,) = self.ask("GET", f"chart/{chart['id']}/data/?force=true")["result"]
            names = told["colnames"]
            rows = [tuple(_plain(row[name]) for name in names) for row in told["data"]]
            dates = [at for at, kind in enumerate(told["coltypes"]) if kind == 2]
            drawn[chart["slice_name"]] = _sorted(_with_days(row, dates) for row in rows)
        return drawn


def figures_in_sql(masked: Path) -> Figures:
    """What each chart should show, by its name."""
    queries = _read(SHIPPED.parent / "figures.yml")
    with duckdb.connect(str(masked), read_only=True) as connection:
        rows = {chart: connection.execute(query).fetchall() for chart, query in queries.items()}
    return {
        _read(SHIPPED / "charts" / f"{chart}.yaml")["slice_name"]: _sorted(
            tuple(map(_plain, row)) for row in found
        )
        for chart, found in rows.items()
    }


def tables_in(masked: Path) -> list[str]:
    with duckdb.connect(str(masked), read_only=True) as connection:
        found = connection.execute("select table_name from duckdb_tables() order by 1").fetchall()
    return [name for (name,) in found]


def _read(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return read


def _plain(value: Any) -> Any:
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return round(float(value), 4)
    return value.date() if isinstance(value, datetime) else value


def _with_days(row: tuple[Any, ...], dates: list[int]) -> tuple[Any, ...]:
    """Superset tells a day as its milliseconds."""
    return tuple(
        datetime.fromtimestamp(value / 1000, UTC).date()
        if at in dates and isinstance(value, float)
        else date.fromisoformat(value[:10])
        if at in dates and value
        else value
        for at, value in enumerate(row)
    )


def _sorted(rows: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return sorted(rows, key=str)


@contextmanager
def running_superset(folder: Path) -> Iterator[Superset]:
    """From the metadata that was made with the environment."""
    shutil.copy(SUPERSET / "home" / "superset.db", folder / "superset.db")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        str(SUPERSET / "bin" / "superset"),
        "run",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    environment = os.environ | {
        "FLASK_APP": "superset",
        "SUPERSET_CONFIG_PATH": str(SHIPPED.parent / "superset_config.py"),
        "PLUMBLINE_SUPERSET_HOME": str(folder),
    }
    with (folder / "superset.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        superset = Superset(f"http://127.0.0.1:{port}", requests.Session())
        try:
            _wait_until_up(superset, process, folder / "superset.log")
            superset.log_in()
            yield superset
        finally:
            process.terminate()
            process.wait()


def _wait_until_up(superset: Superset, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 300
    while time.monotonic() < until and process.poll() is None:
        try:
            if superset.session.get(f"{superset.url}/health", timeout=5).ok:
                return
        except requests.ConnectionError:
            time.sleep(1)
    raise click.ClickException("Superset did not start:\n" + log.read_text()[-3000:])


def start_build(folder: Path, day: str) -> subprocess.Popen[bytes]:
    """A build of the sample as of a day, which publishes."""
    environment = os.environ | {
        "PLUMBLINE_LANDING": str(PROJECT_ROOT / "sample" / "landing"),
        "PLUMBLINE_WAREHOUSE": str(folder / "plumbline.duckdb"),
        "PLUMBLINE_AS_OF": day,
        "PLUMBLINE_GATE": "warn",  # by then the sample is late
        "DBT_TARGET_PATH": str(folder / "target"),
        "DBT_LOG_PATH": str(folder / "logs"),
    }
    log = (folder / "build.log").open("ab")
    return subprocess.Popen(BUILD, cwd=PROJECT_ROOT, env=environment, stdout=log, stderr=log)


def draw_until_done(
    superset: Superset, masked: Path, build: subprocess.Popen[bytes] | None
) -> tuple[int, list[str]]:
    """Draws the dashboard until the build ends; how often, and which charts showed something else.

    What a chart shows is right if SQL said so either before it was drawn or after.
    """
    times, wrong = 0, []
    is_over = False
    while not is_over:
        is_over = build is None or build.poll() is not None
        before, drawn, after = figures_in_sql(masked), superset.figures(), figures_in_sql(masked)
        if before.keys() != drawn.keys():
            raise click.ClickException(f"charts: {sorted(before.keys() ^ drawn.keys())}")
        wrong += [name for name, rows in drawn.items() if rows not in (before[name], after[name])]
        times += 1
    return times, wrong


def take_picture(superset: Superset, picture: Path) -> None:
    """The dashboard as somebody sees it who logs in with a browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": 1440, "height": 2900})
        page.goto(f"{superset.url}/login/")
        page.fill("input#username", LOGIN)
        page.fill("input#password", LOGIN)
        page.press("input#password", "Enter")
        page.wait_for_url("**/superset/welcome/**")
        page.goto(f"{superset.url}/superset/dashboard/plumbline/")
        page.wait_for_selector("[data-test-chart-name='各类数据的更新情况'] table", timeout=120_000)
        page.wait_for_load_state("networkidle", timeout=120_000)
        page.screenshot(path=picture)
        browser.close()


@click.command()
@click.option(
    "--of",
    type=click.Path(exists=True, path_type=Path),
    help="A published warehouse to draw as it is; nothing is built.",
)
@click.option(
    "--picture",
    type=click.Path(path_type=Path),
    default=PROJECT_ROOT / "target" / "bi_check.png",
    show_default=True,
    help="Where the picture of the dashboard goes.",
)
def check(of: Path | None, picture: Path) -> None:
    """Draws the shipped dashboard in Superset and compares its figures with SQL."""
    with tempfile.TemporaryDirectory(prefix="plumbline-bi-") as made:
        folder = Path(made)
        masked = BuildFolder((of or folder / "plumbline.duckdb").absolute()).masked
        if of is None and start_build(folder, FIRST_DAY).wait():
            raise click.ClickException((folder / "build.log").read_text()[-3000:])
        with running_superset(folder) as superset:
            superset.import_dashboard(masked)
            tables = tables_in(masked)
            superset.make_datasets(tables)
            datasets = sorted(dataset["table_name"] for dataset in superset.listed("dataset"))
            if datasets != tables:
                raise click.ClickException(f"datasets {datasets}, tables {tables}")
            if not superset.is_read_only():
                raise click.ClickException("the masked file is not opened read-only")
            click.echo(f"{len(datasets)} datasets, read-only")
            for day in ["as published"] if of else DAYS:
                build = None if of else start_build(folder, day)
                times, wrong = draw_until_done(superset, masked, build)
                if build and build.returncode:
                    raise click.ClickException((folder / "build.log").read_text()[-3000:])
                click.echo(f"{day}: drawn {times} times, wrong: {wrong or 'nothing'}")
                if wrong:
                    raise SystemExit(1)
            take_picture(superset, picture)
            click.echo(f"looks like {picture}")


if __name__ == "__main__":
    check()
