"""A city's own settings: checked before a build begins, each fault named with file and line."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from plumbline.city_lists import city_problems
from plumbline.landing.contract import read_contract
from plumbline.places import PROJECT_ROOT


@pytest.fixture
def city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "ours"
    shutil.copytree(PROJECT_ROOT / "city", folder)
    monkeypatch.setenv("PLUMBLINE_CITY_DIR", str(folder))
    return folder


def told(folder: Path) -> Iterator[str]:
    return (problem.removeprefix(f"{folder}/") for problem in city_problems(PROJECT_ROOT))


def add(folder: Path, name: str, line: str) -> None:
    with (folder / f"{name}.csv").open("a", encoding="utf-8") as file:
        file.write(line + "\n")


def test_a_copy_of_the_example_is_right(city: Path) -> None:
    assert city_problems(PROJECT_ROOT) == []
    # as Excel writes it
    path = city / "city_settings.csv"
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert city_problems(PROJECT_ROOT) == []


@pytest.mark.parametrize(
    ("name", "line", "problem"),
    [
        ("rule_exceptions", "gone,P,2024-01-01,2024-02-01,r,a,2024-03-01", "rule_id is 'gone', wh"),
        ("rule_exceptions", "meal_after_death,P,2024-02-30,,r,a,", "valid_from is '2024-02-30';"),
        ("rule_exceptions", "meal_after_death,P,2024-01-01,2024-01-02,r,,2024-03-01",
         "approver is empty; fill it in"),
        ("rule_exceptions", "meal_after_death,P", "2 cells where 7 columns are; put quotes"),
        ("minimum_living_standards", "2024/1/1,900,order", "valid_from is '2024/1/1'; expected a"),
        ("minimum_living_standards", "2024-01-01,900元,order", "yuan_a_month is '900元'; expe"),
        ("minimum_living_standards", "2021-01-01,900,order", "valid_from '2021-01-01' stands in l"),
        ("rule_parameters", "meal_after_death,min_dyas,3,days,2024-01-01,as_of_date,w,s",
         "nothing reads rule_id 'meal_after_death', parameter 'min_dyas'; correct it"),
        ("rule_parameters", "int_hospital_records,open_hospital_stay_days,ninety,days,2024-01-01,"
         "as_of_date,w,s", "value is 'ninety'; expected a number"),
        ("quality_limits", "x,gone,all,warn,1,,0,w", "nothing reads check_id 'gone'; correct"),
        ("quality_limits", "x,staged_rows,deaths,halt,1,,0,w", "level is 'halt'; expected stop or"),
        ("quality_deviations", "staged_rows,all,,,,r,a,2024-03-01", "extract is 'all', which the"),
        ("holidays", "2023-01-01,holiday,元旦,notice", "day '2023-01-01' stands in line"),
        ("city_extracts", "deaths,maybe,", "delivers is 'maybe'; expected yes or no"),
        ("city_extracts", "gone,yes,", "extract is 'gone', which the project does not know"),
        ("city_header_aliases", "deaths,nobody,x", "no extract deaths with a column nobody"),
    ],
)  # fmt: skip
def test_a_wrong_row_is_named(city: Path, name: str, line: str, problem: str) -> None:
    add(city, name, line)
    number = len((city / f"{name}.csv").read_text(encoding="utf-8").splitlines())
    assert any(said.startswith(f"{name}.csv, line {number}: {problem}") for said in told(city))


def test_all_faults_are_told_at_once(city: Path) -> None:
    add(city, "holidays", "2030-1-1,rest,元旦,notice")
    add(city, "city_extracts", "deaths,maybe,")
    assert len(list(told(city))) == 3


def test_a_missing_list_is_named_with_the_one_to_copy(city: Path) -> None:
    (city / "holidays.csv").unlink()
    assert list(told(city)) == [
        f"holidays.csv: is missing; copy {PROJECT_ROOT}/city/holidays.csv there and adjust it"
    ]


def test_a_list_that_nobody_knows_is_named(city: Path) -> None:
    shutil.copy(city / "holidays.csv", city / "holidays - 副本.csv")
    (problem,) = told(city)
    assert problem.startswith("holidays - 副本.csv: is none of a city's lists")


def test_unknown_and_missing_columns_are_named(city: Path) -> None:
    (city / "city_settings.csv").write_text("setting,words,meaning\n", encoding="utf-8")
    (problem,) = told(city)
    assert problem == (
        "city_settings.csv, line 1: expected the columns setting, value, meaning "
        "(unknown: words; lacking: value)"
    )


def test_a_list_in_another_encoding_is_named(city: Path) -> None:
    path = city / "city_settings.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("gb18030"))
    assert list(told(city)) == ["city_settings.csv: is not UTF-8; save it as CSV UTF-8"]


def test_a_parameter_that_came_with_an_upgrade_is_named_with_its_line(city: Path) -> None:
    path = city / "rule_parameters.csv"
    header, first, *rest = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([header, *rest]) + "\n", encoding="utf-8")
    (problem,) = told(city)
    assert problem.startswith("rule_parameters.csv: lacks rule_id ")
    assert problem.endswith(f"in the example: {first.split(',')[0]}," + first.split(",", 1)[1])


def test_a_folder_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLUMBLINE_CITY_DIR", "/nowhere")
    (problem,) = city_problems(PROJECT_ROOT)
    assert problem.startswith("/nowhere: no such folder; PLUMBLINE_CITY_DIR names")


def test_landing_reads_the_citys_own_aliases(city: Path) -> None:
    add(city, "city_header_aliases", "deaths,death_date,走的那天")
    assert read_contract(PROJECT_ROOT)["deaths"].column_of("走的那天") == "death_date"
