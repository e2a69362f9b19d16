"""The page of a run: what landed, what the gate found, which alerts are new, how it ended."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path

import jinja2

from plumbline.nightly.run import End, Outcome
from plumbline.places import PROJECT_ROOT, warehouse_path
from plumbline.process_maps import read_seed
from plumbline.publish import BuildFolder

# What is shown of a long list; the rest is counted.
SHOWN = 40
ENDS = {
    End.PUBLISHED: ("已发布", "the build passed and was published"),
    End.FAILED: ("未发布：有检验或模型未通过", "a test or a model failed"),
    End.BROKEN: ("未发布：运行出错", "the run broke off"),
    End.BAD_DELIVERY: ("未发布：报送文件有问题", "a delivery cannot be read"),
    End.GATE_STOPPED: ("未发布：数据质量关口拦下", "the quality gate stopped it"),
    End.ANOTHER_BUILD: ("未运行：另一次构建正在进行", "another build is under way"),
}


def end_of(outcome: Outcome) -> tuple[str, str]:
    """How a run ended, in Chinese and in English."""
    if outcome.stands:
        when = f"{outcome.stands:%Y-%m-%d %H:%M}"
        return (
            f"没有新内容：{when} 发布的结果仍然有效",
            f"nothing was delivered since the build of {when}; the published file stands",
        )
    return ENDS[outcome.end]


def write_page(outcome: Outcome) -> Path:
    """Writes `<warehouse>.build/nightly.html`, complete in itself; the one before becomes `-1`."""
    folder = BuildFolder(warehouse_path()).path
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "nightly.html"
    if path.is_file():
        path.replace(folder / "nightly-1.html")
    environment = jinja2.Environment(
        loader=jinja2.ChoiceLoader(
            [jinja2.PackageLoader("plumbline.nightly"), jinja2.PackageLoader("plumbline.quality")]
        ),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters["count"] = "{:,}".format
    text = environment.get_template("nightly.html").render(
        city=_city_name(),
        outcome=outcome,
        end=end_of(outcome),
        took=(datetime.now() - outcome.started).seconds,
        warehouse=warehouse_path(),
        extracts=_extracts(outcome),
        shown=SHOWN,
    )
    path.write_text(text, encoding="utf-8")
    return path


def _city_name() -> str:
    try:
        settings = read_seed(PROJECT_ROOT, "city_settings")
        return next(row["value"] for row in settings if row["setting"] == "city_name")
    except (OSError, ValueError, KeyError, StopIteration):
        return ""  # the page says what is wrong with the settings


def _extracts(outcome: Outcome) -> list[dict[str, object]]:
    """Extracts of which something is new, changed or gone since the run before."""
    if not outcome.landing:
        return []
    counts: dict[str, Counter[str]] = {}
    for file in outcome.landing.files:
        count = counts.setdefault(file.extract, Counter())
        count.update({file.status: 1, "rows": file.rows})
    for name in outcome.landing.removed:
        counts.setdefault(name.split("/")[0], Counter()).update({"removed": 1})
    return [
        {"extract": name} | {key: count[key] for key in ("new", "changed", "removed", "rows")}
        for name, count in counts.items()
        if count["new"] or count["changed"] or count["removed"]
    ]
