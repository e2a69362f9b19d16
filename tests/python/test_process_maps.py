"""docs/processes.md is what the generator makes of the seeds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from plumbline.process_maps import PAGE, PROJECT_ROOT, main, page, read_seed

SEEDS = {
    "policies": (
        "code,title,number,confidence,number_confidence\n"
        "C1,办法甲,,sure,\n"
        "C2,办法乙,乙发〔2020〕1号,sure,probable\n"
        "C3,办法丙,丙发〔2020〕1号,doubtful,doubtful\n"
    ),
    "powers": (
        "power_id,process,step,title,exercised_by,policy_code,next_steps\n"
        "P2,流程甲,2,审核,镇街,C2,P1、P3\n"
        "P1,流程甲,1,受理,村社,C1,P2\n"
        "P3,流程甲,3,发放,财务科,C3,\n"
        "P4,流程乙,1,登记,镇街,C1,\n"
    ),
    "risk_points": (
        "risk_id,power_id,risk,level\n"
        "R1,P2,人情|关系,高\n"
        "R2,P2,走过场,中\n"
        "R3,P1,拖延,低\n"
        "R4,P4,漏登,低\n"
    ),
    "risk_point_rules": "risk_id,rule_id\nR1,one\nR1,two\n",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of two processes, four powers and two rules."""
    (tmp_path / "seeds").mkdir()
    for name, text in SEEDS.items():
        (tmp_path / f"seeds/{name}.csv").write_text(text, encoding="utf-8")
    for scene, rule in [("relief", "one"), ("village", "two")]:
        folder = tmp_path / "models/marts/rules" / scene
        folder.mkdir(parents=True)
        (folder / f"rule_{rule}.yml").touch()
    return tmp_path


def change(project: Path, seed: str, old: str, new: str) -> None:
    path = project / f"seeds/{seed}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_page_is_what_the_seeds_say() -> None:
    assert (PROJECT_ROOT / PAGE).read_text(encoding="utf-8") == page(PROJECT_ROOT)


def test_every_link_leads_to_a_file() -> None:
    links = set(re.findall(r"\]\((.+?)\)", page(PROJECT_ROOT)))
    assert links
    assert [link for link in links if not (PROJECT_ROOT / "docs" / link).is_file()] == []


def test_every_power_and_risk_point_is_on_the_page() -> None:
    text = page(PROJECT_ROOT)
    for power in read_seed(PROJECT_ROOT, "powers"):
        assert text.count(f"\n| {power['power_id']} {power['title']} |") == 1
    for risk_point in read_seed(PROJECT_ROOT, "risk_points"):
        assert text.count(f"| {risk_point['risk_id']} {risk_point['risk']} |") == 1


def test_chart_has_its_boxes_arrows_and_thick_borders(project: Path) -> None:
    assert (
        "## 流程甲\n"
        "\n"
        "```mermaid\n"
        "flowchart TD\n"
        '    P1["受理<br/>村社"]\n'
        '    P2["审核<br/>镇街"]\n'
        '    P3["发放<br/>财务科"]\n'
        "    P1 --> P2\n"
        "    P2 --> P1\n"
        "    P2 --> P3\n"
        "    classDef watched stroke-width:4px\n"
        "    class P2 watched\n"
        "```\n"
    ) in page(project)


def test_chart_without_a_watched_power_names_no_class(project: Path) -> None:
    assert '## 流程乙\n\n```mermaid\nflowchart TD\n    P4["登记<br/>镇街"]\n```\n' in page(project)


def test_table_has_a_line_for_each_risk_point(project: Path) -> None:
    """An unsure title or number carries its mark; a power without risk points still has a line."""
    one = "[one](../models/marts/rules/relief/rule_one.yml)"
    two = "[two](../models/marts/rules/village/rule_two.yml)"
    assert (
        "| P1 受理 | 村社 | C1 办法甲 | R3 拖延 | 低 | — |\n"
        "| P2 审核 | 镇街 | C2 办法乙, 乙发〔2020〕1号 ◐ "
        f"| R1 人情\\|关系 | 高 | {one}, {two} |\n"
        "|  |  |  | R2 走过场 | 中 | — |\n"
        "| P3 发放 | 财务科 | C3 办法丙 ○, 丙发〔2020〕1号 ○ |  |  | — |\n"
    ) in page(project)


def test_page_counts_what_it_shows(project: Path) -> None:
    counts = "2 processes, 4 powers, 4 risk points, 1 of them watched by 2 rules."
    assert counts in page(project)


@pytest.mark.parametrize(
    ("seed", "old", "new", "message"),
    [
        ("powers", "村社,C1,P2", "村社,C1,P9", "next_steps names an unknown power_id: P9"),
        ("powers", "村社,C1,P2", "村社,C1,P4", "next_steps names an unknown power_id: P4"),
        ("powers", "村社,C1,P2", "村社,C9,P2", "powers.csv names an unknown code: C9"),
        ("risk_points", "R3,P1", "R3,P9", "risk_points.csv names an unknown power_id: P9"),
        ("risk_point_rules", "R1,two", "R9,two", "risk_point_rules.csv names an unknown risk_id"),
        ("risk_point_rules", "R1,two", "R1,three", "the rule three, which has no model"),
    ],
)
def test_a_reference_to_nothing_is_refused(
    project: Path, seed: str, old: str, new: str, message: str
) -> None:
    """A next step in another process is one too: its box would be empty."""
    change(project, seed, old, new)
    with pytest.raises(ValueError, match=re.escape(message)):
        page(project)


def test_check_fails_until_the_page_is_written(project: Path) -> None:
    with pytest.raises(SystemExit, match="is not what the seeds say"):
        main(["--check"], project)
    assert not (project / PAGE).exists()

    main([], project)
    main(["--check"], project)

    change(project, "powers", "受理", "申请")
    with pytest.raises(SystemExit) as stopped:
        main(["--check"], project)
    # a message as the code makes the exit status 1
    assert isinstance(stopped.value.code, str)
    assert "受理" in (project / PAGE).read_text(encoding="utf-8")
