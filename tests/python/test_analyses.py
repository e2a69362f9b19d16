"""Every analysis runs as it is on the published sample, and begins with what it answers."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import duckdb
import pytest
from builds import DBT, PROJECT

ANALYSES = sorted(PROJECT.glob("analyses/*.sql"))
WAREHOUSE = PROJECT / "warehouse" / "plumbline.duckdb"


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("target")
    arguments = ["compile", "--select", "path:analyses", "--target-path", str(target)]
    # of what the build of the sample parsed
    parsed = {"DBT_PARTIAL_PARSE_FILE_PATH": str(PROJECT / "target" / "partial_parse.msgpack")}
    outcome = subprocess.run(
        [str(DBT), *arguments],
        cwd=PROJECT,
        env=os.environ | parsed,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert outcome.returncode == 0, outcome.stdout
    return target / "compiled" / "plumbline" / "analyses"


def test_there_are_twenty() -> None:
    assert len(ANALYSES) >= 20


@pytest.mark.slow
@pytest.mark.parametrize("analysis", ANALYSES, ids=lambda path: path.stem)
def test_an_analysis_runs(analysis: Path, compiled: Path) -> None:
    sql = (compiled / analysis.name).read_text(encoding="utf-8")
    with duckdb.connect(str(WAREHOUSE), read_only=True) as connection:
        assert connection.execute(sql).description


@pytest.mark.parametrize("analysis", ANALYSES, ids=lambda path: path.stem)
def test_an_analysis_says_what_it_answers(analysis: Path) -> None:
    grain, answers, *_ = analysis.read_text(encoding="utf-8").splitlines()
    assert grain.startswith("-- One row is ")
    assert answers.startswith("-- Answers: ")
