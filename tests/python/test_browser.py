"""The site in a browser: no error, no request; it fits, can be read aloud, shows SQL's figures.

Needs Debian's `chromium`, which CI installs.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import duckdb
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from test_site import MASKED, WAREHOUSE, asked, run

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium: apt-get install chromium"),
]
WIDTHS = (1440, 1024, 390)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    assert MASKED.is_file(), "build the sample first: make test-dbt"
    folder = tmp_path_factory.mktemp("site")
    for edition, options in {"masked": [], "restricted": ["--restricted"]}.items():
        code, output = run("site", *options, "--folder", folder / edition)
        assert code == 0, output
    return folder


@pytest.fixture(scope="module")
def pages(site: Path) -> list[Path]:
    """One page of each kind, of both editions; of alerts the one with the longest timeline."""
    masked = site / "masked"
    with duckdb.connect(str(WAREHOUSE), read_only=True) as connection:
        (unit,) = connection.execute("select max(unit) from marts.alert_readers").fetchone() or (
            "",
        )
    ((alert,),) = asked(
        "select alert_key from bi.alert_days group by all order by count(*) desc, 1 limit 1"
    )
    ((rule,),) = asked(
        "select rule_id from bi.alerts group by all order by count(*) desc, 1 limit 1"
    )
    ((kind,),) = asked(
        "select place_kind from bi.places group by all order by count(*) desc limit 1"
    )
    named = site / "restricted" / unit
    return [
        *(masked / f"{name}.html" for name in ("index", "alerts", "rules", "places")),
        masked / "alerts" / f"{alert}.html",
        masked / "rules" / f"{rule}.html",
        masked / "places" / f"{kind}.html",
        named / "index.html",
        min((named / "alerts").iterdir()),
    ]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that must say nothing in its console and ask for nothing but itself."""
    page = browser.new_page()
    page.set_default_timeout(10_000)
    said: list[str] = []
    asked_for: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked_for.append(request.url))
    yield page
    page.close()
    assert said == []
    assert [url for url in asked_for if not url.startswith(("data:", "blob:", "file:"))] == []
    assert {url.partition("#")[0][-5:] for url in asked_for if url.startswith("file:")} <= {".html"}


def test_every_page_fits_at_every_width_and_can_be_read_aloud(
    page: Page, pages: list[Path]
) -> None:
    for path in pages:
        page.goto(path.as_uri())
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
            if width != 1024:
                found = Axe().run(page)
                serious = [
                    (violation["id"], violation["nodes"][0]["html"][:200])
                    for violation in found.response["violations"]
                    if violation["impact"] in ("serious", "critical")
                ]
                assert serious == [], (path, width)


def test_it_prints_without_what_only_a_screen_needs(page: Page, pages: list[Path]) -> None:
    page.emulate_media(media="print")
    for path in pages:
        page.goto(path.as_uri())
        assert not page.locator("nav").is_visible()
        assert page.locator("h1").is_visible()
        assert page.pdf(format="A4").startswith(b"%PDF"), path


def test_the_keyboard_reaches_the_text_first(page: Page, site: Path) -> None:
    page.goto((site / "masked" / "index.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    page.keyboard.press("Enter")
    page.wait_for_url("**#main")


def test_the_overview_shows_sqls_figures(page: Page, site: Path) -> None:
    page.goto((site / "masked" / "index.html").as_uri())
    ((alerts, to_check),) = asked("select count(*), count(priority) from bi.alerts")
    assert page.locator('[data-figure="alerts"]').inner_text() == f"{alerts:,}"
    assert page.locator('[data-figure="to_check"]').inner_text() == f"{to_check:,}"


def test_alerts_are_filtered_sorted_and_exported_as_the_address_says(
    page: Page, site: Path, tmp_path: Path
) -> None:
    address = (site / "masked" / "alerts.html").as_uri()
    ((title, count),) = asked(
        "select title, count(*) from bi.alerts group by all order by count(*) desc, title limit 1"
    )
    page.goto(address + "#" + urlencode({"title": title, "sort": "-amount_at_risk"}))
    told = page.locator("#count")
    ((alerts,),) = asked("select count(*) from bi.alerts")
    assert told.inner_text() == f"共 {count} 条，全部 {alerts} 条"
    amounts = [
        float(text.replace(",", ""))
        for text in page.locator("#body tr td.number:nth-of-type(5)").all_inner_texts()
        if text
    ]
    assert amounts == sorted(amounts, reverse=True)
    with page.expect_download() as started:
        page.click("#export")
    exported = tmp_path / "alerts.csv"
    started.value.save_as(exported)
    with exported.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["规则"] for row in rows} == {title}
    assert len(rows) == count


def test_an_officer_comes_from_the_overview_to_a_timeline_in_three_clicks(
    page: Page, site: Path
) -> None:
    page.goto((site / "masked" / "index.html").as_uri())
    page.click("nav >> text=预警")
    page.locator("thead button", has_text="涉及金额").click()
    page.locator("#body a").first.click()
    assert page.locator("h2#days").inner_text() == "时间线"
    page.go_back()
    assert "sort=amount_at_risk" in page.url
