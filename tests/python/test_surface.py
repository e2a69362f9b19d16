"""What the project promises of its own surface: contracts, access, descriptions, who reads what."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from builds import PROJECT

from plumbline import macro_pages
from plumbline.authoring.unfinished import HEADINGS, PAGE_ZH
from plumbline.landing.contract import read_contract
from plumbline.process_maps import read_seed

RULES = sorted(PROJECT.glob("models/marts/rules/*/rule_*.yml"))
# what reads the published warehouse, and is named in models/marts/_exposures.yml
READERS = ("casework", "quality")


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    path = PROJECT / "target" / "manifest.json"
    assert path.is_file(), "build the sample first: make test-dbt"
    read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return read


def models(manifest: dict[str, Any], folder: str) -> list[dict[str, Any]]:
    return [
        node
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model" and node["original_file_path"].startswith(f"{folder}/")
    ]


def column_block(rule: Path) -> list[tuple[str, str, str]]:
    """Name, type and description of each column, in the order in which the rule's page has them."""
    (model,) = yaml.safe_load(rule.read_text(encoding="utf-8"))["models"]
    return [
        (column["name"], column["data_type"], column["description"]) for column in model["columns"]
    ]


@pytest.mark.parametrize("rule", RULES, ids=lambda path: path.stem)
def test_rules_are_alike_in_their_columns(rule: Path) -> None:
    assert column_block(rule) == column_block(RULES[0])


@pytest.mark.parametrize("rule", RULES, ids=lambda path: path.stem)
def test_a_rule_tells_the_same_in_both_languages(rule: Path) -> None:
    """All four parts; and no figure that a parameter holds, but in the example."""
    (model,) = yaml.safe_load(rule.read_text(encoding="utf-8"))["models"]
    english = re.findall(r"\*\*(.+?)\.\*\* \S", model["description"])
    assert set(HEADINGS) <= set(english)
    page = model["config"]["meta"]["page_zh"]
    assert tuple(page) == PAGE_ZH
    assert all(re.match(r"[\u4e00-\u9fff]", text) and text.endswith("。") for text in page.values())
    told = " ".join(text for part, text in page.items() if part != "example")
    assert re.findall(r"(?<!〔)\d+(?![\d〕位号])", told) == []


def test_every_mart_has_an_enforced_contract(manifest: dict[str, Any]) -> None:
    marts = models(manifest, "models/marts")
    assert {node["name"] for node in marts} >= {"red_alerts", "cases", "rule_meal_after_death"}
    open_ones = {node["name"] for node in marts if not node["config"]["contract"]["enforced"]}
    assert open_ones == set()


def test_a_contract_names_the_type_of_every_column(manifest: dict[str, Any]) -> None:
    untyped = {
        (node["name"], column["name"])
        for node in models(manifest, "models/marts")
        for column in node["columns"].values()
        if not column["data_type"]
    }
    assert untyped == set()


def test_plumbing_is_private_and_what_people_read_is_not(manifest: dict[str, Any]) -> None:
    for folder in ("models/intermediate/cases", "models/intermediate/quality/gate"):
        plumbing = models(manifest, folder)
        assert {node["access"] for node in plumbing} == {"private"}, folder
    public = {node["name"] for node in models(manifest, "models") if node["access"] == "public"}
    assert public >= {
        "red_alerts",
        "rule_catalogue",
        "rule_meal_after_death",
        "row_accounting",
        "rejected_rows",
        "cases",
        "scorecard",
        "int_person_days",
        "int_subsidy_ledger",
        "int_death_conflicts",
        "stg_meal_records",
    }


@pytest.mark.parametrize("reader", READERS)
def test_exposures_name_the_tables_that_commands_read(
    manifest: dict[str, Any], reader: str
) -> None:
    exposed = {
        manifest["nodes"][unique_id]["schema"] + "." + manifest["nodes"][unique_id]["alias"]
        for exposure in manifest["exposures"].values()
        for unique_id in exposure["depends_on"]["nodes"]
    }
    read = {
        table
        for path in (PROJECT / "plumbline" / reader).glob("*.py")
        for table in re.findall(
            r"(?:from|join) ((?:staging|intermediate|marts|history|reference)\.\w+)",
            path.read_text(encoding="utf-8"),
        )
    }
    assert read
    assert read - exposed == set()


def test_a_newcomer_is_led(manifest: dict[str, Any]) -> None:
    overview = manifest["docs"]["doc.plumbline.__overview__"]["block_contents"]
    names = {node["name"] for node in manifest["nodes"].values()}
    named = set(re.findall(r"`((?:int|stg|rule)_\w+|red_alerts|cases|scorecard)`", overview))
    assert named
    assert named <= names


def test_macros_are_described_as_their_comments_say() -> None:
    macro_pages.main(["--check"])


def test_a_macro_that_others_call_needs_a_comment(tmp_path: Path) -> None:
    (tmp_path / "macros").mkdir()
    (tmp_path / "models").mkdir()
    (tmp_path / "dbt_project.yml").write_text("name: plumbline\n", encoding="utf-8")
    macro = tmp_path / "macros" / "new.sql"
    macro.write_text("{% macro doubled(number, by=2) -%}1{%- endmacro %}\n", encoding="utf-8")
    assert "doubled" not in macro_pages.page(tmp_path)  # nobody calls it
    (tmp_path / "models" / "model.sql").write_text("select {{ doubled(1) }}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"macros/new\.sql: say what it does .* doubled"):
        macro_pages.page(tmp_path)
    text = macro.read_text(encoding="utf-8")
    macro.write_text(f"{{# Twice\n   as much. #}}\n{text}", encoding="utf-8")
    (described,) = yaml.safe_load(macro_pages.page(tmp_path))["macros"]
    assert described == {
        "name": "doubled",
        "description": "Twice as much.",
        "arguments": [{"name": "number"}, {"name": "by", "description": "Default 2."}],
    }


def test_seeds_know_every_word_that_feedback_may_bring() -> None:
    words = read_contract(PROJECT)["case_feedback"].words
    steps = read_seed(PROJECT, "case_step_kinds")
    delivered = {row["status"] for row in steps if row["is_delivered"] == "true"}
    assert delivered == set(words["status"])
    findings = read_seed(PROJECT, "case_findings")
    assert {row["finding"] for row in findings} == set(words["finding"])
    kinds = {row["finding_kind"] for row in findings}
    verdicts = {(row["finding_kind"], row["cause"]) for row in read_seed(PROJECT, "case_verdicts")}
    assert verdicts == {(kind, cause) for kind in kinds for cause in [*words["cause"], "none"]}
