"""`plumbline nightly`: every way a run can end, by exit code, in its log and on its page. The tests
stand in the order of one warehouse's nights.
"""

from __future__ import annotations

import fcntl
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from builds import MEALS, PROJECT, RESIDENT, STAYS, Builder, Outcome, ids_in, meal, stay

pytestmark = pytest.mark.slow


def nightly(builder: Builder, **environment: str) -> Outcome:
    done = subprocess.run(
        [sys.executable, "-m", "plumbline.cli", "nightly"],
        cwd=PROJECT,
        env={**builder.environment, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=900,
        check=False,
    )
    builder.outputs.append(done.stdout)
    return Outcome(done.returncode, done.stdout)


def page(builder: Builder) -> str:
    return (builder.working / "nightly.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def builder(tmp_path_factory: pytest.TempPathFactory) -> Builder:
    builder = Builder(tmp_path_factory.mktemp("nightly"))
    builder.deliver("institution_stays", "2023.csv", STAYS, stay(RESIDENT, "2023-01-01", ""))
    builder.deliver("meal_records", "2023.csv", MEALS, meal(RESIDENT, "2023-03-05"))
    return builder


def test_a_good_night_publishes_and_tells_what_is_new(builder: Builder) -> None:
    # a shell that speaks no UTF-8
    outcome = nightly(builder, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert outcome.code == 0, outcome.output[-3000:]
    assert "landed meal_records/2023.csv: 1 rows" in outcome.output
    assert f"Published {builder.warehouse}" in outcome.output
    assert "published (exit code 0)" in outcome.output
    assert "已发布" in page(builder) and "新增 1，撤销 0，现有 1" in page(builder)


def test_a_bad_delivery_ends_with_3_and_is_named_as_what_it_is(builder: Builder) -> None:
    before = builder.published()
    bad = builder.landing / "meal_records" / "缺列.csv"
    bad.write_text("照料中心,身份证号\n样例照料中心,1\n", encoding="utf-8")
    outcome = nightly(builder)
    bad.unlink()
    assert outcome.code == 3, outcome.output[-3000:]
    for text in (outcome.output, page(builder)):
        assert "meal_records/缺列.csv: " in text
        assert "姓名" in text
        assert "macro" not in text and "Compilation" not in text
    assert "未发布：报送文件有问题" in page(builder)
    assert builder.published() == before


def test_a_stopped_gate_ends_with_4(builder: Builder) -> None:
    before = builder.published()
    outcome = nightly(builder, PLUMBLINE_GATE="stop")
    assert outcome.code == 4, outcome.output[-3000:]
    assert "未发布：数据质量关口拦下" in page(builder)
    assert "必须整改" in page(builder)
    assert builder.published() == before


def test_a_wrong_setting_ends_with_2_and_names_file_and_line(
    builder: Builder, tmp_path: Path
) -> None:
    outcome = nightly(builder, PLUMBLINE_CITY_DIR=str(tmp_path / "gone"))
    assert outcome.code == 2
    assert f"{tmp_path}/gone: no such folder; PLUMBLINE_CITY_DIR names" in outcome.output
    assert "未发布：运行出错" in page(builder)


def test_another_build_under_way_ends_with_5_and_leaves_its_page_alone(builder: Builder) -> None:
    before = page(builder)
    with (builder.working / "build.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        outcome = nightly(builder)
    assert outcome.code == 5, outcome.output[-3000:]
    assert "Another build of" in outcome.output
    assert page(builder) == before


def test_a_failed_test_ends_with_1_and_is_named(builder: Builder) -> None:
    before = builder.published()
    with duckdb.connect(str(builder.working / "plumbline.duckdb")) as connection:
        # what history_runs_forward looks for
        connection.execute(
            "update history.rule_settings_history "
            "set dbt_valid_to = dbt_valid_from - interval 1 day"
        )
    outcome = nightly(builder)
    assert outcome.code == 1, outcome.output[-3000:]
    assert "fail: history_runs_forward" in outcome.output
    assert "未发布：有检验或模型未通过" in page(builder)
    assert builder.published() == before


def test_no_id_is_in_any_log_or_page(builder: Builder) -> None:
    for path in [*builder.working.glob("*.html"), *builder.working.glob("logs/*")]:
        assert ids_in(path.read_text(encoding="utf-8")) == [], path
    for output in builder.outputs:
        assert ids_in(output) == []
