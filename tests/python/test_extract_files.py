"""The contract is the only file of an extract that is written by hand."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from project_copy import PROJECT, ProjectCopy

from plumbline.authoring.contract_files import ContractError, read_contract_files
from plumbline.authoring.extract_files import differing, extract_files, write_extracts
from plumbline.authoring.new_extract import NewColumn, NewExtract, add_extract

HEALTH = "models/staging/health/_health__sources.yml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """What the generator reads and writes, and no more."""
    for part in ("models/staging", "models/base"):
        shutil.copytree(PROJECT / part, tmp_path / part)
    for page in PROJECT.glob("models/**/columns.md"):
        copy = tmp_path / page.relative_to(PROJECT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(page, copy)
    shutil.copy(PROJECT / "dbt_project.yml", tmp_path)
    return tmp_path


def change(project: Path, old: str, new: str, path: str = HEALTH) -> None:
    text = (project / path).read_text(encoding="utf-8")
    assert old in text
    (project / path).write_text(text.replace(old, new, 1), encoding="utf-8")


def faults(project: Path) -> str:
    with pytest.raises(ContractError) as caught:
        read_contract_files(project)
    return str(caught.value)


def test_every_written_file_is_as_the_contract_has_it() -> None:
    assert differing(PROJECT) == [], "run `plumbline write-extracts`"


def test_a_file_changed_by_hand_is_named_and_written_anew(project: Path) -> None:
    write_extracts(project)
    change(project, "    ward,\n", "", "models/staging/health/stg_hospital_stays.sql")
    assert differing(project) == ["models/staging/health/stg_hospital_stays.sql"]
    assert write_extracts(project) == ["models/staging/health/stg_hospital_stays.sql"]
    assert differing(project) == []


def test_a_new_column_is_one_edit_and_one_sentence(project: Path) -> None:
    write_extracts(project)
    change(
        project,
        "          - name: ward\n",
        "          - name: bed\n"
        "            description: \"{{ doc('bed') }}\"\n"
        "            config:\n"
        "              meta: {header: 床号, type: int, required: false}\n"
        "          - name: ward\n",
    )
    assert faults(project) == (
        f"{HEALTH}: hospital_stays.bed: models/staging/columns.md has no block bed; "
        "say there what the column holds"
    )
    change(
        project,
        "{% docs ward %}",
        "{% docs bed %}\nNumber of the bed.\n{% enddocs %}\n\n{% docs ward %}",
        "models/staging/columns.md",
    )
    assert write_extracts(project) == [
        "macros/contracts/contracts.sql",
        "models/staging/health/_health__models.yml",
        "models/staging/health/stg_hospital_stays.sql",
    ]
    yaml = (project / "models/staging/health/_health__models.yml").read_text(encoding="utf-8")
    assert "      - name: bed\n        data_type: bigint\n" in yaml


def test_an_extract_taken_away_leaves_no_file_behind(project: Path) -> None:
    write_extracts(project)
    text = (project / HEALTH).read_text(encoding="utf-8")
    (project / HEALTH).write_text(text[: text.index("      - name: hospital_stays\n")], "utf-8")
    written = write_extracts(project)
    assert "models/base/health/base_hospital_stays.sql" in written
    assert not (project / "models/base/health/base_hospital_stays.sql").exists()
    assert not (project / "models/staging/health/stg_hospital_stays.sql").exists()
    assert "hospital_stays\n" not in (project / "dbt_project.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("type: moment, required: true", "type: moments, required: true",
         "hospital_stays.admitted_at: type is moments; expected one of id, name, text"),
        ("header: 科室, ", "", "hospital_stays.ward: no header"),
        ("key: [hospital_name, ", "key: [hospital, ",
         "hospital_stays.hospital: key names it, but there is no such column"),
        ("[[admitted_at, discharged_at]]", "[[admitted_at, ward]]",
         "hospital_stays.ward: spells names it, but its type is text, no day"),
        ("header: 科室", "header: 医院名称", "two columns have the header 医院名称"),
        ("name: ward\n", "name: hospital_name\n", "hospital_name: the column stands"),
        ("question: who was in", "asked: who was in", "stays: config.meta has no question"),
        ("One row is one inpatient stay", "Stays", "is not of the form `One row is …"),
        ("name: deaths\n", "name: meal_records\n", "meal_records stands in models/staging/c"),
        ("cadence: month", "cadence: daily", "deaths: cadence is daily; expected one of week"),
        ("version: 2", "version: [", "compare the file with that of another department"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_by_file_and_column(
    project: Path, old: str, new: str, told: str
) -> None:
    change(project, old, new)
    said = faults(project)
    assert said.startswith(f"{HEALTH}: ") or f"\n{HEALTH}: " in said
    assert told in said


def test_an_id_that_is_not_called_one_is_refused(project: Path) -> None:
    change(project, "name: id_number\n", "name: citizen\n")
    assert "deaths.citizen: a citizen ID is called id_number, or <role>_id_number" in faults(
        project
    )


def test_every_name_of_an_id_is_found_beside_it() -> None:
    """By its own name; a person who is known only by such a row would else have none."""
    nameless = []
    for provider in read_contract_files(PROJECT):
        for table in provider.tables:
            names = {column.name for column in table.columns if column.type == "name"}
            nameless += [
                f"{table.name}.{column.name}"
                for column in table.columns
                if column.type == "id"
                and column.name.removesuffix("id_number") + "name" not in names
            ]
    assert nameless == ["institution_leaves.id_number"]


def test_what_is_written_does_not_depend_on_the_machine(project: Path) -> None:
    assert extract_files(project) == extract_files(PROJECT)


def test_an_extract_whose_contract_would_not_hold_leaves_nothing_behind(project: Path) -> None:
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    columns = (NewColumn.parse("seen_by:身份证号:id!"),)
    extract = NewExtract("sightings", "见闻", "one sight", "who?", "month", ("seen_by",), columns)
    with pytest.raises(
        ContractError, match=r"sightings\.seen_by: a citizen ID is called id_number"
    ):
        add_extract(project, "traffic", "交通运输局", extract, {"seen_by": "Who saw it."})
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before


def test_an_extract_of_an_unknown_department_wants_its_name(project: Path) -> None:
    columns = (NewColumn.parse("id_number:身份证号:id!"),)
    extract = NewExtract("sightings", "见闻", "one sight", "who?", "month", ("day",), columns)
    with pytest.raises(ContractError, match="--key day: no --column of that name"):
        add_extract(project, "traffic", None, extract, {})
    extract = replace(extract, key=("id_number",))
    with pytest.raises(ContractError, match="say with --provider-title"):
        add_extract(project, "traffic", None, extract, {})


@pytest.mark.parametrize(
    "column", ["day", "day:日期", "day:日期:dates", "Day:日期:date", "日:日期:date"]
)
def test_a_column_that_cannot_be_read_is_refused(column: str) -> None:
    with pytest.raises(ContractError, match=f"--column {column}: "):
        NewColumn.parse(column)


@pytest.mark.slow
def test_the_walk_of_a_new_extract(tmp_path: Path) -> None:
    """As docs/new_extract.md walks it, in a copy of the project: asked, written, built."""
    page = (PROJECT / "docs" / "new_extract.md").read_text(encoding="utf-8")
    shown = re.findall(r"```sh\n(.+?)```", page, re.DOTALL)[0]
    words = re.findall(r"""'([^']*)'|(\S+)""", shown.replace("\\\n", " "))
    command = [quoted or bare for quoted, bare in words]
    assert command[0] == ".venv/bin/plumbline"
    copy = ProjectCopy.make(tmp_path)
    sentences = re.findall(r"^> (.+)$", page, re.MULTILINE)
    done = copy.plumbline(*command[1:], answers="".join(f"{line}\n" for line in sentences))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Still to do for bus_rides" in done.stdout
    # 样一 rode before as after; a ride of nobody is rejected
    delivery = tmp_path / "sample" / "landing" / "bus_rides" / "刷卡记录.csv"
    delivery.parent.mkdir()
    delivery.write_text(
        "卡号,身份证号,姓名,刷卡时间,线路\nK1,999999195001010018,样一,2023-03-05 08:05,1路\n"
        "K2,,样二,2023-03-05 08:06,1路\n",
        encoding="utf-8",
    )
    built = copy.dbt(
        "build", "--select", "+int_people", "+int_delivered_months", "+row_accounting",
        "--indirect-selection", "cautious", "--exclude-resource-type", "unit_test",
    )  # fmt: skip
    assert built.returncode == 0, built.stdout[-3000:]
    warehouse = tmp_path / "warehouse" / "plumbline.duckdb.build" / "plumbline.duckdb"
    with duckdb.connect(str(warehouse), read_only=True) as connection:

        def rows(sql: str) -> list[tuple[object, ...]]:
            return connection.execute(sql).fetchall()

        assert rows(
            "select landed, staged, rejected from marts.row_accounting where extract = 'bus_rides'"
        ) == [(2, 1, 1)]
        assert rows("select name from intermediate.int_people where person_id like '9999991950%'")
        assert rows(
            "select subjects from intermediate.int_delivered_months where extract = 'bus_rides'"
        ) == [(1,)]
