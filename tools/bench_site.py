"""How soon the site's pages are ready where there are many alerts: `python -m tools.bench_site`.

Multiplies the alerts of a masked file, writes the site of it and opens it from disk in Chromium.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path

import click
import duckdb
from playwright.sync_api import sync_playwright

from plumbline.site.pages import write_pages

# The bar for 50,000 alerts, in milliseconds.
BAR = 3000


def multiplied(masked: Path, target: Path, alerts: int) -> None:
    """A copy of the masked file in which every alert stands so often that there are as many."""
    shutil.copyfile(masked, target)
    with duckdb.connect(str(target)) as connection:
        tables = connection.execute(
            "select table_name from duckdb_columns() where column_name = 'alert_key'"
        ).fetchall()
        connection.execute(
            "create temp table copies as select range as copy from range("
            " (select ceil($alerts / count(*))::bigint from bi.alerts))",
            {"alerts": alerts},
        )
        for (table,) in tables:
            connection.execute(
                f"create or replace table bi.{table} as select * exclude (copy)"
                " replace (alert_key || lpad(copy::text, 4, '0') as alert_key)"
                f" from bi.{table} cross join copies"
            )


def ready(folder: Path, pages: list[str]) -> dict[str, tuple[float, float]]:
    """For each page after how many milliseconds something is seen, and all of it is ready."""
    found = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for name in pages:
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.goto((folder / name).as_uri(), wait_until="load", timeout=60_000)
            page.wait_for_timeout(200)
            found[name] = page.evaluate(
                "(seen => [seen, Math.max(seen, performance.getEntriesByType('navigation')[0]"
                ".loadEventEnd)])(performance.getEntriesByName('first-contentful-paint')[0]"
                ".startTime)"
            )
            page.close()
        browser.close()
    return found


@click.command()
@click.option("--of", "warehouse", type=click.Path(path_type=Path), required=True)
@click.option("--alerts", default=50_000, show_default=True)
def main(warehouse: Path, alerts: int) -> None:
    """Says after how many milliseconds overview and alerts are ready; fails beyond the bar."""
    with tempfile.TemporaryDirectory() as scratch:
        masked, folder = Path(scratch, "masked.duckdb"), Path(scratch, "site")
        folder.mkdir()
        multiplied(warehouse.with_name(f"{warehouse.stem}_bi.duckdb"), masked, alerts)
        began = time.perf_counter()
        with duckdb.connect(str(masked), read_only=True) as connection:
            written = write_pages(connection, folder)
        click.echo(f"{written} alerts, written in {time.perf_counter() - began:.0f} s")
        found = ready(folder, ["index.html", "alerts.html"])
        for name, (seen, whole) in found.items():
            size = (folder / name).stat().st_size / 1e6
            click.echo(
                f"{name}: {size:.1f} MB, seen after {seen:.0f} ms, ready after {whole:.0f} ms"
            )
        if any(whole > BAR for _, whole in found.values()):
            raise SystemExit(f"not ready within {BAR} ms")


if __name__ == "__main__":
    main()
