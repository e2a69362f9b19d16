"""The dashboard that Superset imports reads the masked tables as they are; see `make bi-check`."""

from __future__ import annotations

import json
from typing import Any

import duckdb
import pytest
import yaml
from builds import PROJECT
from test_site import MASKED

SHIPPED = PROJECT / "bi" / "superset"


def read(folder: str) -> dict[str, dict[str, Any]]:
    return {
        path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in (SHIPPED / folder).glob("*.yaml")
    }


@pytest.fixture(scope="module")
def masked() -> Any:
    assert MASKED.is_file(), "build the sample first: make test-dbt"
    with duckdb.connect(str(MASKED), read_only=True) as connection:
        yield connection


def test_a_dataset_has_the_columns_of_its_table(masked: duckdb.DuckDBPyConnection) -> None:
    for name, dataset in read("datasets/plumbline").items():
        columns = masked.execute(
            "select column_name, split_part(comment, ' · ', 1) from duckdb_columns()"
            " where schema_name = 'bi' and table_name = ? order by column_index",
            [name],
        ).fetchall()
        told = [(one["column_name"], one["verbose_name"]) for one in dataset["columns"]]
        assert told == columns, name


def test_each_chart_has_its_figures_in_sql(masked: duckdb.DuckDBPyConnection) -> None:
    queries = yaml.safe_load((PROJECT / "bi" / "figures.yml").read_text(encoding="utf-8"))
    charts = read("charts")
    assert queries.keys() == charts.keys()
    for name, query in queries.items():
        found = masked.execute(query)
        assert found.fetchall(), name
        (asked,) = json.loads(charts[name]["query_context"])["queries"]
        parts = [*asked["columns"], *asked.get("metrics", [])]
        labels = [part if isinstance(part, str) else part["label"] for part in parts]
        assert labels == [column[0] for column in found.description], name


def test_the_dashboard_shows_every_chart() -> None:
    (dashboard,) = read("dashboards").values()
    placed = {
        part["meta"]["uuid"]: part["meta"]["sliceName"]
        for part in dashboard["position"].values()
        if isinstance(part, dict) and part["type"] == "CHART"
    }
    charts = read("charts").values()
    assert placed == {chart["uuid"]: chart["slice_name"] for chart in charts}
    datasets = {dataset["uuid"] for dataset in read("datasets/plumbline").values()}
    assert {chart["dataset_uuid"] for chart in charts} == datasets
