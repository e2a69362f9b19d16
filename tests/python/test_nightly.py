"""`plumbline nightly`: every way a run can end, by exit code, in its log and on its page. The tests
stand in the order of one warehouse's nights.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import stat
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from builds import (
    DBT,
    FAULTY,
    MEALS,
    PROJECT,
    RESIDENT,
    STAYS,
    Builder,
    Outcome,
    ids_in,
    meal,
    stay,
)

pytestmark = pytest.mark.slow

NAME = "欧阳罕见甲"


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
def builder(city_folder: Path) -> Builder:
    builder = Builder(city_folder)
    builder.environment["DBT_WRITE_JSON"] = "true"
    # a night has a target folder of its own
    if builder.parsed.exists():
        builder.environment["DBT_PARTIAL_PARSE_FILE_PATH"] = str(builder.parsed)
    builder.deliver("institution_stays", "2023.csv", STAYS, named(stay(RESIDENT, "2023-01-01", "")))
    builder.deliver("meal_records", "2023.csv", MEALS, named(meal(RESIDENT, "2023-03-05")))
    builder.deliver("meal_records", "误.csv", MEALS, named(meal(FAULTY, "2023-03-06")))
    return builder


def named(record: tuple[str, ...]) -> tuple[str, ...]:
    """By a name that stands nowhere else."""
    return tuple(NAME if value == "样一" else value for value in record)


def test_a_good_night_publishes_and_tells_what_is_new(builder: Builder) -> None:
    # a shell that speaks no UTF-8
    outcome = nightly(builder, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert outcome.code == 0, outcome.output[-3000:]
    assert "landed meal_records/2023.csv: 1 rows" in outcome.output
    assert f"Published {builder.warehouse}" in outcome.output
    assert "published (exit code 0)" in outcome.output
    assert "已发布" in page(builder) and "新增 1，撤销 0，现有 1" in page(builder)


def test_a_night_with_nothing_new_leaves_all_as_it_is(builder: Builder) -> None:
    before, log = builder.published(), (builder.working / "logs" / "dbt.log").read_bytes()
    outcome = nightly(builder)
    assert outcome.code == 0, outcome.output[-3000:]
    assert "nothing new (exit code 0): nothing was delivered since the build of 20" in (
        outcome.output
    )
    assert builder.published() == before
    # without dbt
    assert (builder.working / "logs" / "dbt.log").read_bytes() == log
    assert "没有新内容：20" in page(builder) and "新增 0，撤销 0，现有 1" in page(builder)
    # what the gate found still stands
    pages = [page(builder), (builder.working / "nightly-1.html").read_text(encoding="utf-8")]
    findings = [text.partition("质量关口")[2].partition("</table>")[0] for text in pages]
    assert findings[0] == findings[1] != ""


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
    assert "» " in outcome.output and "plumbline quality --stopped" in outcome.output
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
    with duckdb.connect(str(builder.warehouse)) as connection:
        # what history_runs_forward looks for, in the history that a build begins with
        connection.execute(
            "update history.rule_settings_history "
            "set dbt_valid_to = dbt_valid_from - interval 1 day"
        )
    before = builder.published()
    outcome = nightly(builder)
    assert outcome.code == 1, outcome.output[-3000:]
    assert "fail: history_runs_forward" in outcome.output
    assert "未发布：有检验或模型未通过" in page(builder)
    assert builder.published() == before


@pytest.fixture(scope="module")
def all_written(builder: Builder) -> Builder:
    """What officers and departments get of the last night, and what goes out."""
    for command in (
        [sys.executable, "-m", "plumbline.cli", "quality"],
        [sys.executable, "-m", "plumbline.cli", "site"],
        [sys.executable, "-m", "plumbline.cli", "dispatch"],
        [str(DBT), "docs", "generate", "--no-compile"],
    ):
        done = subprocess.run(
            command,
            cwd=PROJECT,
            env=builder.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            timeout=900,
            umask=0o022,
            check=False,
        )
        builder.outputs.append(done.stdout)
        assert done.returncode == 0, done.stdout[-3000:]
    return builder


def contents(path: Path) -> Iterator[bytes]:
    """The bytes of a file, and of what is packed in it."""
    yield path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            yield from (packed.read(name) for name in packed.namelist())


def test_nobody_is_named_outside_the_restricted_files(all_written: Builder) -> None:
    """Whatever else was written by any of these nights, and by the commands after them."""
    warehouse, working = all_written.warehouse, all_written.working
    restricted = [
        all_written.landing,
        warehouse,
        warehouse.with_name("plumbline.duckdb.history"),
        working / warehouse.name,
        *working.glob("settled.*.duckdb"),
        working / "raw",
        warehouse.with_name("dispatch"),
    ]
    files = [
        path
        for path in all_written.root.rglob("*")
        if path.is_file() and not any(path.is_relative_to(kept) for kept in restricted)
    ]
    secrets = [secret.encode() for secret in (RESIDENT, FAULTY, NAME)]
    assert all(secret in b"".join(contents(warehouse)) for secret in secrets[:1])
    searched = {path.relative_to(all_written.root).parts[:2] for path in files}
    assert {
        ("warehouse", "plumbline_site"),
        ("warehouse", "plumbline_bi"),
        ("warehouse", "plumbline_bi.duckdb"),
        ("warehouse", "plumbline.duckdb.build"),
        ("warehouse", "plumbline.duckdb.accesses"),
        ("target", "catalog.json"),
        ("logs", "dbt.log"),
    } <= searched
    for folder in ("quality", "logs", "target", "nightly.html"):
        assert any(path.is_relative_to(working / folder) for path in files), folder
    for path in files:
        for content in contents(path):
            assert not [secret for secret in secrets if secret in content], path
    for path in [*working.glob("*.html"), *working.glob("logs/*")]:
        assert ids_in(path.read_text(encoding="utf-8")) == [], path
    for output in all_written.outputs:
        assert ids_in(output) == []
        assert NAME not in output


def test_another_user_of_the_machine_reads_nothing_of_it(
    all_written: Builder, tmp_path: Path
) -> None:
    """By the modes of everything written, and where root runs this, by trying."""
    written = all_written.warehouse.parent
    for path in [written, *written.rglob("*")]:
        assert not stat.S_IMODE(path.stat().st_mode) & stat.S_IRWXO & ~stat.S_ISVTX, path
    salt = all_written.warehouse.with_name("plumbline.duckdb.salt")
    if salt.exists():
        assert stat.S_IMODE(salt.stat().st_mode) == 0o600
    if os.geteuid() or not shutil.which("setpriv"):
        return
    with tempfile.TemporaryDirectory(dir="/tmp") as open_to_all:
        Path(open_to_all).chmod(0o755)
        shutil.copytree(written, Path(open_to_all) / "warehouse")
        Path(open_to_all, "warehouse").chmod(0o755)
        nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "find"]
        found = subprocess.run(
            [*nobody, f"{open_to_all}/warehouse", "-readable", "-printf", "%P\n"],
            capture_output=True,
            text=True,
            check=False,
        )
    assert found.stdout.split() == []
