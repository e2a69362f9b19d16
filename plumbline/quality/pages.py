"""The pages: a file per department and one that lists them, complete in themselves."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import jinja2

from plumbline.quality.report import Report, Row

_BAR, _GAP, _HEIGHT = 18, 4, 90


@dataclass(frozen=True)
class Bar:
    """A month's bar: where it stands, how high, its rejected part, and what stands below it."""

    x: int
    y: float
    height: float
    rejected: float
    month: int
    year: str
    title: str


def write_pages(reports: list[Report], folder: Path) -> None:
    """Writes `folder/index.html` and `folder/<department>.html`."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("plumbline.quality"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.globals["bars"] = bars
    environment.filters["count"] = "{:,}".format
    environment.filters["share"] = share
    folder.mkdir(parents=True, exist_ok=True)
    page = environment.get_template("department.html")
    for report in reports:
        text = page.render(report=report)
        (folder / f"{report.provider}.html").write_text(text, encoding="utf-8")
    text = environment.get_template("index.html").render(reports=reports)
    (folder / "index.html").write_text(text, encoding="utf-8")


def share(part: int, whole: int) -> str:
    """As a percentage, that nothing is not rounded to."""
    if not whole:
        return "—"
    if 0 < part < whole / 1000:
        return "不足0.1%"
    return f"{100 * part / whole:.1f}%"


def bars(months: list[Row]) -> list[Bar]:
    """The months' landed rows drawn to the highest of them."""
    most = max(month["landed"] for month in months)
    drawn = []
    for at, month in enumerate(months):
        height = _HEIGHT * month["landed"] / most
        day = month["month"]
        drawn.append(
            Bar(
                x=at * (_BAR + _GAP),
                y=_HEIGHT - height,
                height=height,
                rejected=height * month["rejected"] / month["landed"],
                month=day.month,
                year=f"{day.year}年" if at == 0 or day.month == 1 else "",
                title=f"{day.year}年{day.month}月：收到{month['landed']:,}行，"
                f"不合格{month['rejected']:,}行",
            )
        )
    return drawn
