"""What may be kept from build to build rests only on what its fingerprint sees."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

PROJECT = Path(__file__).resolve().parents[2]
# What gives another answer tomorrow, or reads what dbt does not know of.
HIDDEN = (
    r"\b(current_(?:date|time|timestamp)\b|localtime(?:stamp)?\b|(?:current_\w+|now|today|get_current_\w+"
    r"|transaction_timestamp|random|uuid|gen_random_uuid|nextval|getenv|read_\w+|\w+_scan|glob|duckdb_\w+"
    r"|plumbline_\w+)(?=\s*\())"
)


@pytest.fixture(scope="module")
def nodes() -> dict[str, Any]:
    manifest = json.loads((PROJECT / "target" / "manifest.json").read_text(encoding="utf-8"))
    return manifest["nodes"] | manifest["sources"]


def kept_nodes(nodes: dict[str, Any]) -> dict[str, str]:
    """Compiled SQL by node: of models, and of tests, which are not asked again once they passed."""
    compiled = PROJECT / "target/compiled/plumbline"
    found = {
        key: compiled / node["original_file_path"] / (node["path"] if is_generic(node) else "")
        for key, node in nodes.items()
        if is_generic(node)
        or (
            node["original_file_path"].endswith(".sql")
            and node["config"]["materialized"] in ("kept_table", "kept_view", "test")
        )
    }
    assert len(found) > 400
    return {key: path.read_text(encoding="utf-8") for key, path in found.items()}


def is_generic(node: dict[str, Any]) -> bool:
    return node["resource_type"] == "test" and not node["original_file_path"].endswith(".sql")


def tables(tree: Any) -> Iterator[str]:
    """The tables that parsed SQL names; what has no schema is a step of its own."""
    if isinstance(tree, dict) and tree.get("type") == "BASE_TABLE" and tree["schema_name"]:
        yield f"{tree['schema_name']}.{tree['table_name']}"
    for part in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else []:
        yield from tables(part)


def test_what_is_kept_reads_only_what_it_names(nodes: dict[str, Any]) -> None:
    with duckdb.connect() as connection:
        for key, sql in kept_nodes(nodes).items():
            named = {
                f"{nodes[parent]['schema']}.{nodes[parent].get('alias') or nodes[parent]['name']}"
                for parent in nodes[key]["depends_on"]["nodes"]
            }
            ((tree,),) = connection.execute("select json_serialize_sql(?)", [sql]).fetchall()
            read = set(tables(json.loads(tree)))
            assert read != set() or named == set(), key
            assert read - named == set(), key


def test_what_is_kept_calls_nothing_that_changes_by_itself(nodes: dict[str, Any]) -> None:
    calls = {
        key: [
            call
            for call in re.findall(HIDDEN, sql.lower())
            if f"{call}(" not in str(nodes[key]["config"]["meta"].get("rests_on"))
        ]
        for key, sql in kept_nodes(nodes).items()
    }
    assert {key: found for key, found in calls.items() if found} == {}


def test_every_table_of_history_is_again_as_it_was_after_a_replay(nodes: dict[str, Any]) -> None:
    history = {
        key: [hook["sql"] for hook in node["config"]["post-hook"]]
        for key, node in nodes.items()
        if node["resource_type"] in ("model", "snapshot") and node["schema"] == "history"
    }
    assert len(history) > 8
    undone = "{{ undo_in_replay(this) }}"
    assert [key for key, hooks in history.items() if undone not in hooks] == []


def test_a_full_refresh_loses_no_history(nodes: dict[str, Any]) -> None:
    kept = {
        key: node["config"]["full_refresh"]
        for key, node in nodes.items()
        if node["config"].get("materialized") == "incremental"
    }
    assert len(kept) > 5
    assert [key for key, refreshes in kept.items() if refreshes is not False] == []
