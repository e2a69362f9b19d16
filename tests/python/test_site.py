"""The site: its figures are SQL's, it shows nobody, and it asks nothing of any network."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from builds import PROJECT
from click.testing import CliRunner
from lxml import html
from test_masked_surface import PLACES, found, never_to_be_seen

from plumbline.cli import main
from plumbline.site.timeline import WIDTH, Timeline

WAREHOUSE = PROJECT / "warehouse" / "plumbline.duckdb"
MASKED = WAREHOUSE.with_name("plumbline_bi.duckdb")


def run(*arguments: str | Path) -> tuple[int, str]:
    environment = {"PLUMBLINE_WAREHOUSE": str(WAREHOUSE)}
    done = CliRunner().invoke(main, [str(given) for given in arguments], env=environment)
    return done.exit_code, done.output


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's site; it reads only the masked file."""
    assert MASKED.is_file(), "build the sample first: make test-dbt"
    folder = tmp_path_factory.mktemp("site") / "pages"
    code, output = run("site", "--folder", folder)
    assert code == 0, output
    return folder


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, html.HtmlElement]:
    return {
        str(path.relative_to(site)): html.document_fromstring(path.read_text(encoding="utf-8"))
        for path in site.rglob("*.html")
    }


def asked(query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(MASKED), read_only=True) as connection:
        return connection.execute(query).fetchall()


def figure(page: html.HtmlElement, name: str) -> str:
    (element,) = page.xpath(f'//*[@data-figure="{name}"]')
    return str(element.text_content())


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("alerts", "select format('{:,}', count(*)) from bi.alerts"),
        ("to_check", "select format('{:,}', count(priority)) from bi.alerts"),
        (
            "could_come_back",
            "select format('{:,.2f}', sum(expected_recovery)::double) from bi.alerts"
            " where priority is not null",
        ),
        ("recovered", "select format('{:,.2f}', sum(recovered_amount)::double) from bi.cases"),
        (
            "confirmed_rate",
            "select format('{:.1f}%', 100.0 * count(*) filter (where concluded_as = 'confirmed')"
            " / count(concluded_as)) from bi.cases where is_own_case",
        ),
    ],
)
def test_figures_of_the_overview_are_sqls(
    pages: dict[str, html.HtmlElement], name: str, query: str
) -> None:
    ((told,),) = asked(query)
    assert figure(pages["index.html"], name) == told


def test_the_interval_is_that_of_the_scorecard(tmp_path: Path) -> None:
    query = (PROJECT / "plumbline/site/queries/overview.sql").read_text(encoding="utf-8")
    with duckdb.connect(str(MASKED), read_only=True) as connection:
        scores = connection.execute(
            "select concluded, confirmed, confirmed_rate_low, confirmed_rate_high"
            " from bi.scorecard where dimension = 'rule' and concluded > 0"
        ).fetchall()
    assert scores
    for concluded, confirmed, low, high in scores:
        with duckdb.connect() as one:
            one.execute(f"attach '{MASKED}' as masked (read_only)")
            one.execute("create schema bi")
            for table in ("alerts", "service_leads"):
                one.execute(f"create view bi.{table} as from masked.bi.{table}")
            one.execute(
                "create table bi.scorecard as select 'rule' as dimension, ? as concluded,"
                " ? as confirmed, 0 as recovered_amount",
                [concluded, confirmed],
            )
            row = one.execute(query).df().iloc[0]
        assert round(row.confirmed_rate_low, 4) == pytest.approx(low, abs=1e-4)
        assert round(row.confirmed_rate_high, 4) == pytest.approx(high, abs=1e-4)


def test_each_month_town_and_rule_is_sqls(pages: dict[str, html.HtmlElement]) -> None:
    months = {
        row.xpath("string(th)"): int(row.xpath("string(td)"))
        for row in pages["index.html"].xpath('//details[summary="各月数字"]//tbody/tr')
    }
    told = asked(
        "select strftime(month, '%Y-%m'), sum(alerts)::bigint from bi.trend_by_month"
        " group by month having sum(alerts) > 0"
    )
    assert months.items() >= {(month, alerts) for month, alerts in told if month in months}
    assert len(months) == 24
    assert sum(months.values()) > 0
    cells = pages["index.html"].xpath('//table[@class="heat"]//td[normalize-space()]')
    ((count, rates),) = asked(
        "select count(*), sum(round(alerts_per_1000_beneficiaries, 2)) from bi.towns_by_rule"
        " where alerts > 0"
    )
    assert len(cells) == count
    shown = [cell.text for cell in cells if "条" not in cell.text]
    assert sum(map(float, shown)) == pytest.approx(rates)
    for rule, alerts in asked("select item, alerts from bi.scorecard where dimension = 'rule'"):
        page = pages[f"rules/{rule}.html"]
        if page.xpath('//*[@data-figure="alerts"]'):
            assert figure(page, "alerts") == f"{alerts:,}"


def test_a_curve_by_threshold_is_sqls(pages: dict[str, html.HtmlElement]) -> None:
    rules = asked(
        "select rule_id, list(coalesce(format('{:,}', alerts), '人数过少') order by value),"
        " any_value(format('{:g}', value)) filter (where is_in_force)"
        " from bi.rule_thresholds group by rule_id"
    )
    assert rules
    for rule, alerts, in_force in rules:
        rows = pages[f"rules/{rule}.html"].xpath('//table[@class="curve"]/tbody/tr')
        assert [row.xpath("string(td[1])") for row in rows] == alerts
        (now,) = (row for row in rows if row.get("class") == "now")
        assert now.xpath("string(th)") == f"现行 {in_force}"


def test_what_came_up_at_a_place_after_it_was_put_right_is_sqls(
    pages: dict[str, html.HtmlElement],
) -> None:
    told = [
        (cells[2], cells[3], cells[4].partition("，")[0])
        for name, page in pages.items()
        if name.startswith("places/")
        for row in page.xpath('//div[@aria-label="整改情况回头看"]//tbody/tr')
        for cells in [row.xpath("td/text()")]
    ]
    assert sorted(told) == asked(
        "select cases_put_right::text, coalesce(rectified_on::text, '—'),"
        " coalesce(new_alerts::text, '—')"
        " from bi.place_follow_ups semi join bi.places using (place_kind, place_key) order by all"
    )
    assert any(new not in ("0", "—") for _, _, new in told)


def test_the_table_holds_every_alert(site: Path, pages: dict[str, html.HtmlElement]) -> None:
    text = (site / "alerts.html").read_text(encoding="utf-8")
    columns = json.loads(re.findall(r"const columns = (.+);", text)[0])
    rows = json.loads(re.findall(r'id="all">(.+?)</script>', text)[0])
    found_here = {(row[-1], row[list(columns).index("amount_at_risk")]) for row in rows}
    assert found_here == set(asked("select alert_key, amount_at_risk::double from bi.alerts"))
    assert {f"alerts/{key}.html" for key, _ in found_here} == {
        name for name in pages if name.startswith("alerts/")
    }


def test_an_alerts_page_tells_its_days(pages: dict[str, html.HtmlElement]) -> None:
    for key, reason in asked("select alert_key, reason from bi.alerts"):
        page = pages[f"alerts/{key}.html"]
        assert page.xpath('string(//*[@class="sentence"])') == reason
        days = asked(
            "select first_day::text, last_day::text, source_rows from bi.alert_days"
            f" where alert_key = '{key}' order by all"
        )
        marked = " ".join(page.xpath('//*[local-name()="title"]/text()'))
        assert all(first <= last for first, last in re.findall(r"([\d-]+)至([\d-]+)", marked))
        rows = page.xpath('//section[@aria-labelledby="days"]//tbody/tr')
        told = [(*row.xpath('td[@class="day"]/text()'), int(row[-1].text)) for row in rows]
        assert sorted(told) == days


def test_nobody_can_be_found_on_a_page(site: Path) -> None:
    forbidden = set(never_to_be_seen(WAREHOUSE))
    assert len(forbidden) > 3
    for path in site.rglob("*"):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            assert found(forbidden, text.replace(PLACES, "")) == set(), path.name
            assert found(forbidden, path.name) == set()


def test_nothing_is_asked_of_any_network(pages: dict[str, html.HtmlElement]) -> None:
    for name, page in pages.items():
        policy = page.xpath('string(//meta[@http-equiv="Content-Security-Policy"]/@content)')
        assert policy.startswith("default-src 'none';"), name
        assert "http" not in policy, name
        assert not page.xpath("//@src | //form/@action | //iframe | //object | //base"), name
        assert page.xpath("//link/@href") == ["data:,"], name
        assert not re.search(r"https?:|url\(|@import|fetch\(|XMLHttp", html.tostring(page).decode())


def test_every_link_leads_to_a_page_and_a_place_on_it(
    site: Path, pages: dict[str, html.HtmlElement]
) -> None:
    for name, page in pages.items():
        for link in page.xpath("//a/@href"):
            path, _, anchor = link.partition("#")
            target = (site / name).parent / path if path else site / name
            reached = str(target.resolve().relative_to(site.resolve()))
            assert reached in pages, (name, link)
            if anchor:
                assert pages[reached].xpath("//*[@id=$anchor]", anchor=anchor), (name, link)


def test_a_page_can_be_read_aloud(pages: dict[str, html.HtmlElement]) -> None:
    for name, page in pages.items():
        assert page.get("lang") == "zh-CN", name
        assert len(page.xpath("//main")) == len(page.xpath("//h1")) == 1, name
        assert page.xpath("//nav/@aria-label"), name
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), name
        assert set(page.xpath("//@aria-labelledby")) <= set(ids), name
        assert not page.xpath("//th[not(@scope)]"), name
        assert not page.xpath("//table[not(thead)]"), name


def test_a_folder_that_is_no_site_stays(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("kept", encoding="utf-8")
    code, output = run("site", "--folder", tmp_path)
    assert code == 1
    assert "is not a site" in output
    assert (tmp_path / "letter.txt").read_text(encoding="utf-8") == "kept"


def test_a_site_is_replaced_whole(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    for _ in range(2):
        assert run("site", "--folder", folder)[0] == 0
        left = folder / "alerts" / "withdrawn.html"
        assert not left.exists()
        left.write_text("of an older build", encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["pages"]


def day_run(first: date, last: date, **values: Any) -> dict[str, Any]:
    told = {"extract_zh": "甲", "place": None, "kind": "presence", "amount": None}
    return told | {"first_day": first, "last_day": last, "is_conflict": True} | values


def test_only_the_days_that_are_contradicted_are_marked() -> None:
    meal = day_run(date(2023, 3, 2), date(2023, 3, 2), extract_zh="乙")
    stay = day_run(date(2013, 1, 1), date(2023, 12, 31))
    timeline = Timeline(date(2023, 3, 2), date(2023, 3, 2), [stay, meal])
    of_stay, of_meal = timeline.lanes
    assert [bar.title for bar in of_stay.bars] == [
        "2013-01-01至2023-12-31",
        "相互矛盾：2023-03-02",
    ]
    assert (of_stay.bars[0].x, of_stay.bars[0].width) == (0, WIDTH)
    assert of_stay.bars[1].x == of_meal.bars[1].x > 0
    assert of_meal.bars[1].width < WIDTH / 2


def test_a_death_long_before_is_on_the_timeline() -> None:
    death = day_run(date(2022, 1, 5), date(2022, 1, 5), kind="death", is_conflict=False)
    timeline = Timeline(date(2023, 3, 2), date(2023, 3, 4), [death])
    ((bar,),) = (lane.bars for lane in timeline.lanes)
    assert timeline.first_day < date(2022, 1, 5)
    assert not bar.is_conflict


@pytest.mark.parametrize("kind", ["payment", "record"])
def test_a_month_that_was_paid_or_claimed_for_is_marked_to_its_end(kind: str) -> None:
    death = day_run(date(2023, 4, 30), date(2023, 12, 31), kind="death")
    paid = day_run(date(2023, 5, 1), date(2023, 5, 31), kind=kind, extract_zh="乙")
    timeline = Timeline(date(2023, 5, 1), date(2023, 5, 1), [death, paid])
    told = [[bar.title for bar in lane.bars if bar.is_conflict] for lane in timeline.lanes]
    assert told == [["相互矛盾：2023-05-01至2023-05-31"]] * 2
    assert timeline.last_day > date(2023, 5, 31)
