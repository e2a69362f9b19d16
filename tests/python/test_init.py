"""`plumbline init`: from whatever files a city has to folders, its list, and what it needs yet."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from deliveries import csv_text, workbook, zipped

from plumbline.landing.contract import CITY_EXTRACTS, read_contract
from plumbline.onboarding import command
from plumbline.places import seed_path

PROJECT = Path(__file__).resolve().parents[2]
PAYMENTS = ["身份证号", "姓名", "发放月份", "发放日期", "金额"]


@pytest.fixture
def city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of whatever files, beside a project of its own."""
    project = tmp_path / "project"
    project.mkdir()
    (project / "models").symlink_to(PROJECT / "models")
    for part in ("seeds", "city"):
        shutil.copytree(PROJECT / part, project / part)
    shutil.copy(PROJECT / "dbt_project.yml", project)
    monkeypatch.setattr(command, "PROJECT_ROOT", project)
    monkeypatch.setenv("PLUMBLINE_LANDING", str(tmp_path / "landing"))
    folder = tmp_path / "收到的"
    (folder / "卫健").mkdir(parents=True)
    deaths = [
        ["死亡名单"],
        ["公民身份号码*", "姓 名", "死亡日期", "数据来源"],
        ["P1", "样", "x", "火化"],
    ]
    workbook({"填表说明": [["说明"]], "名单": deaths})(folder / "卫健" / "2023.xlsx")
    (folder / "高龄补贴2023.csv").write_text(csv_text(header=PAYMENTS), encoding="utf-8")
    (folder / "户籍.zip").write_bytes(
        zipped({"a.csv": csv_text(header=["身份证号", "姓名", "户号"])})
    )
    (folder / "通知.txt").write_text("请报送", encoding="utf-8")
    (folder / "~$x.xlsx").write_text("", encoding="utf-8")
    return folder


def init(*arguments: str) -> Result:
    result = CliRunner().invoke(command.init_command, list(arguments))
    assert result.exit_code == 0, result.output
    return result


def test_what_if_writes_nothing(city: Path) -> None:
    before = (seed_path(city.parent / "project", CITY_EXTRACTS)).read_bytes()
    said = init(str(city), "--what-if").output
    assert "卫健/2023.xlsx\n    is deaths (死亡人员信息)" in said
    assert "高龄补贴2023.csv\n    is old_age_allowance_payments" in said
    assert "户籍.zip\n    is household_register" in said
    assert "通知.txt\n    is no extract" in said
    assert "~$x.xlsx" not in said
    assert "rules have what they need: " in said and "allowance_after_death" in said
    with_stays = next(
        line for line in said.splitlines() if "with institution_stays (养老机构老人): " in line
    )
    assert "two_institutions_at_once" in with_stays
    assert (seed_path(city.parent / "project", CITY_EXTRACTS)).read_bytes() == before
    assert not (city.parent / "landing").exists()


def test_init_writes_list_and_folders_but_moves_no_file(city: Path) -> None:
    init(str(city))
    landing = city.parent / "landing"
    assert {path.name for path in landing.iterdir()} == {
        "deaths",
        "old_age_allowance_payments",
        "household_register",
    }
    assert [path for path in landing.rglob("*") if path.is_file()] == []
    contract = read_contract(city.parent / "project")
    said = {name: extract.delivers for name, extract in contract.items()}
    assert (said["deaths"], said["meal_records"], said["case_feedback"]) == (True, False, None)


@pytest.mark.parametrize("how", ["--copy", "--link"])
def test_files_are_placed_when_that_is_said(city: Path, how: str) -> None:
    init(str(city), how)
    init(str(city), how)
    placed = city.parent / "landing" / "deaths" / "2023.xlsx"
    assert placed.samefile(city / "卫健" / "2023.xlsx") == (how == "--link")
    assert (city / "卫健" / "2023.xlsx").is_file()


def test_what_the_city_said_before_stays(city: Path) -> None:
    path = seed_path(city.parent / "project", CITY_EXTRACTS)
    path.write_text(
        "extract,delivers,note\nmeal_records,yes,from May on\ndeaths,no,\n", encoding="utf-8"
    )
    init(str(city))
    rows = path.read_text(encoding="utf-8").splitlines()
    assert "meal_records,yes,from May on" in rows
    assert "deaths,yes," in rows


def test_a_list_of_people_is_no_register_because_it_holds_ids_and_names(city: Path) -> None:
    header = ["序号", "姓名", "身份证号", "镇街", "期间", "发放时间", "发放金额（元）", "流水号"]
    (city / "高龄津贴.csv").write_text(csv_text(header=header), encoding="utf-8")
    said = init(str(city), "--what-if").output
    assert "高龄津贴.csv\n    is no extract (old_age_allowance_payments: D18 " in said
    assert "“发放月份”" in said
    (city / "值班.csv").write_text(
        csv_text(header=["姓名", "身份证号", "班次", "带班", "地点"]), encoding="utf-8"
    )
    said = init(str(city), "--what-if").output
    assert "值班.csv\n    is no extract (household_register would not know most" in said


def test_a_register_may_hold_more_than_anybody_asked_for(city: Path) -> None:
    header = ["公民身份号码", "姓名", "民族", "文化程度", "婚姻状况", "兵役状况"]
    (city / "户籍底册.csv").write_text(csv_text(header=header), encoding="utf-8")
    assert "户籍底册.csv\n    is household_register" in init(str(city), "--what-if").output


def test_two_extracts_that_look_alike_are_asked_about(city: Path) -> None:
    (city / "发放.csv").write_text(csv_text(header=PAYMENTS), encoding="utf-8")
    said = init(str(city), "--what-if").output
    assert "发放.csv\n    may be old_age_allowance_payments" in said
    assert "or reservoir_migrant_payments" in said
