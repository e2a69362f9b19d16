"""The town of three extracts, as docs/your_city_in_a_day.md walks it, by its own commands."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from builds import PROJECT, RESIDENT
from deliveries import csv_text, workbook

pytestmark = pytest.mark.slow

COMMAND = re.compile(r"^\.venv/bin/(plumbline [^#\n]+)", re.MULTILINE)


def test_three_extracts_to_first_alerts(tmp_path: Path) -> None:
    page = (PROJECT / "docs" / "your_city_in_a_day.md").read_text(encoding="utf-8")
    commands = [command.split() for command in COMMAND.findall(page)]
    assert [command[1] for command in commands] == ["init", "init", "nightly", "findings"]
    got = tmp_path / "what-we-got"
    (got / "卫健").mkdir(parents=True)
    deaths = [
        ["公民身份号码", "姓名", "死亡日期", "数据来源"],
        [RESIDENT, "样一", "2023-03-05", "火化"],
    ]
    workbook({"名单": [["死亡名单"], *deaths]})(got / "卫健" / "2023死亡.xlsx")
    paid = [
        [RESIDENT, "样一", "2023年2月", "2023-02-10", "60"],
        [RESIDENT, "样一", "2023年6月", "2023-06-10", "60"],
    ]
    (got / "高龄津贴.csv").write_text(
        csv_text(*paid, header=["身份证号", "姓名", "发放月份", "发放日期", "金额"]),
        encoding="utf-8",
    )
    register = ["身份证号", "姓名", "户号", "所属镇街"]
    (got / "户籍.csv").write_text(
        csv_text([RESIDENT, "样一", "H1", "样例镇"], header=register), encoding="utf-8"
    )
    inherited = {name: v for name, v in os.environ.items() if not name.startswith("PLUMBLINE_")}
    said = {}
    for command in commands:
        arguments = [a.replace("/data/what-we-got", str(got)) for a in command[1:]]
        done = subprocess.run(
            [sys.executable, "-m", "plumbline.cli", *arguments],
            cwd=PROJECT,
            env=inherited
            | {
                "PLUMBLINE_LANDING": str(tmp_path / "landing"),
                "PLUMBLINE_WAREHOUSE": str(tmp_path / "plumbline.duckdb"),
                "PLUMBLINE_CITY_DIR": str(tmp_path / "city"),
                "PLUMBLINE_AS_OF": "2024-06-30",
                "PLUMBLINE_GATE": "warn",
                "DBT_WRITE_JSON": "false",
            },
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=900,
            check=False,
        )
        said[" ".join(arguments[:1] + arguments[2:])] = done.stdout
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr
    assert "卫健/2023死亡.xlsx\n    is deaths" in said["init --what-if"]
    assert "3 extracts that this city gets" in said["init --copy"]
    assert "not assessable" in said["findings"]
    owed = next(line for line in said["findings"].splitlines() if "living_subsidy_owed" in line)
    assert "not assessable" in owed
    # a build reads the city's lists and leaves them as they are
    for example in (PROJECT / "city").glob("*.csv"):
        if example.name not in ("city_extracts.csv", "city_header_aliases.csv"):
            assert (tmp_path / "city" / example.name).read_bytes() == example.read_bytes()
    with duckdb.connect(str(tmp_path / "plumbline.duckdb"), read_only=True) as connection:
        alerts = connection.execute("select rule_id, town from marts.red_alerts").fetchall()
    assert ("allowance_after_death", "样例镇") in alerts
