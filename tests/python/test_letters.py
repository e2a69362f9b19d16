"""Letters, minutes and notices from a warehouse of a few rows: what they say, and do not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import docx
import duckdb
import pytest
from builds import RESIDENT, ids_in
from docx.oxml.ns import qn

from plumbline.casework.letters import TEMPLATES, places, write_advice, write_notice, write_talks
from plumbline.casework.shown import file_name, hidden_id
from plumbline.casework.work_items import CaseworkError
from plumbline.landing.contract import Extract, read_contract
from plumbline.places import PROJECT_ROOT

NAME = "欧阳\x01甲<乙>&\ufffe{{丙}}"
WAREHOUSE = """
create schema marts;
create schema reference;
create table reference.city_settings as
from (values ('city_name', '示范市'), ('office_name', '示范市监委'), ('document_code', '示监建'),
    ('contact', '甲室'), ('phone', null), ('address', null)) as settings (setting, value);
create table reference.reforms as
select 'G1' as reform_id, 'meal_after_death' as rule_id, '按日比对死亡信息' as to_mechanism;
create table marts.letter_facts as
select 'centre' as place_kind, '甲中心' as place, '崇山村' as addressee, '甲镇' as supervising_unit,
    'case' || n as case_id, 'meal_after_death' as rule_id,
    '死亡后仍发放就餐补助' as title, ? as subject_name, '欧阳某某' as masked_name,
    'meal_records' as extract, 1 as event_count, date '2023-03-01' as first_event_date,
    date '2023-04-01' as last_event_date, 2 as date_count, n = 99 as is_by_month,
    case when n = 2 then 'none' else 'by_rows' end as share_kind,
    3.33::decimal(14, 2) as row_amount,
    '查实' as finding, '工作失误' as cause,
    case when n != 2 then 3.33::decimal(14, 2) end as identified_amount,
    null::decimal(14, 2) as recovered_amount, date '2024-01-15' as letter_date,
    date '2024-03-01' as rectification_date, date '2024-03-15' as report_date
from generate_series(1, 3) as cases (n);
create table marts.letter_copies as
from (values
    ('centre', '甲中心', '甲镇'), ('centre', '乙中心', '乙镇'), ('village', '甲中心', '丙镇'))
    as copies (place_kind, place, unit);
create table marts.rule_catalogue as
select 'meal_after_death' as rule_id, '死亡后仍发放就餐补助' as title;
create table marts.place_follow_ups as
select *, date '2023-06-30' as rectified_on, date '2023-07-03' as first_new_on from (values
    ('centre', '甲中心', 'meal_after_death', 4, 2, date '2023-09-01'),
    ('centre', '乙中心', 'meal_after_death', 4, 3, date '2023-09-01'),
    ('worker', '甲中心', 'meal_after_death', 4, 5, date '2023-09-01')
) as follow_ups (place_kind, place, rule_id, cases_put_right, new_alerts, last_new_on);
create table marts.talk_facts as
select *, '事由。' as reason, '查实' as finding, 1.00 as identified_amount, 1.00 as recovered_amount
from (values
    ('case1', true, '样/一', 'P1', '样例局', '谈话提醒', '规则甲', null),
    ('case2', true, '样/一', 'P1', '样例局', '批评教育', '规则乙', '其他'),
    ('case3', true, '样/一', 'P2', null, '谈话提醒', '规则甲', '其他'),
    ('case4', false, null, '乙镇纪委', null, '谈话提醒', '规则甲', '其他'),
    ('case5', false, null, '乙镇纪委', null, '批评教育', '规则乙', '其他')
) as talks (case_id, is_person, spoken_to, spoken_to_id, employer, measures, title, cause);
create table marts.notice_facts as
select 'case1' as case_id, ? as subject_name, true as is_dead_by_record, '甲镇' as unit,
    '死亡人员仍领取高龄补贴' as title, 'old_age_allowance_payments' as judged_extract,
    date '2023-03-01' as first_event_date, date '2023-04-01' as last_event_date, 2 as event_count,
    120.00 as amount_at_risk,
    ['deaths/a.csv#1', 'old_age_allowance_payments/b.csv#1', 'old_age_allowance_payments/b.csv#2']
        as evidence,
    date '2024-01-15' as notice_date, date '2024-01-29' as response_date;
"""


@pytest.fixture
def warehouse() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        for statement in WAREHOUSE.split(";")[:-1]:
            connection.execute(statement, [NAME] * statement.count("?"))
        yield connection


@pytest.fixture(scope="module")
def contract() -> dict[str, Extract]:
    return read_contract(PROJECT_ROOT)


def text_of(path: Path) -> str:
    """Every paragraph and cell, in the order of the pages."""
    nodes = docx.Document(str(path)).element.body.iter(qn("w:t"))
    return "\n".join(node.text or "" for node in nodes)


def test_a_letter_has_its_parts_and_masks_people(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    path = tmp_path / "a.docx"
    assert write_advice(warehouse, "甲中心", path) == 3
    text = text_of(path)
    for part in (
        "示监建〔2024〕",
        "崇山村：",
        "发现你单位管理或监管的甲中心",
        "经核查属实3件，涉及记录3条，查实金额6.66元（另有1件的金额不能按地点划分，不计在内）。",
        "甲中心：经核查属实3件，查实金额6.66元（另有",
        "问题成因：工作失误3件",
        "1. 按日比对死亡信息。",
        "请于2024年3月1日前整改到位，并于2024年3月15日前",
        "有异议",
        "抄送：甲镇",
        "欧阳某某",
        "签批单",
        "送达回证",
        "2023年3月1日至2023年4月1日（2天）",
    ):
        assert part in text, part
    assert "乙>" not in text
    assert "附件" not in text


def test_what_came_up_since_is_a_figure_with_dates_about_the_place(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    path = tmp_path / "a.docx"
    write_advice(warehouse, "甲中心", path)
    text = text_of(path)
    said = "此前该处查实的4件已于2023年6月30日前整改，此后又出现同类预警2件"
    assert f"{said}，发生在2023年7月3日至2023年9月1日" in text
    assert text.count("又出现同类预警") == 1
    warehouse.execute("update marts.place_follow_ups set new_alerts = 0")
    write_advice(warehouse, "甲中心", path)
    assert "回头看" not in text_of(path)


def test_yuan_that_no_row_divides_are_not_told_as_none(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    path = tmp_path / "a.docx"
    write_advice(warehouse, "甲中心", path)
    assert "就餐记录3条，查实金额6.66元（另有1件的金额不能按地点划分，不计在内）。" in text_of(path)
    warehouse.execute("update marts.letter_facts set share_kind = 'none'")
    write_advice(warehouse, "甲中心", path)
    assert "就餐记录3条，金额不能按地点划分。" in text_of(path)


def test_a_letter_states_no_sum_that_nobody_named(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    path = tmp_path / "a.docx"
    warehouse.execute(
        "update marts.letter_facts set recovered_amount = 1.00 where case_id = 'case1'"
    )
    write_advice(warehouse, "甲中心", path)
    assert "查实金额6.66元，已追缴1.00元（另有" in text_of(path)
    warehouse.execute(
        "update marts.letter_facts set share_kind = 'whole', identified_amount = null,"
        " recovered_amount = null"
    )
    write_advice(warehouse, "甲中心", path)
    text = text_of(path)
    assert "经核查属实3件，涉及记录3条。依据" in text
    assert "就餐记录3条。问题成因" in text
    assert "0.00" not in text and "None" not in text and "查实金额" not in text


def test_full_names_stand_only_in_an_annex_that_was_asked_for(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    path = tmp_path / "a.docx"
    write_advice(warehouse, "甲中心", path, "示监建〔2024〕7号", with_names=True)
    text = text_of(path)
    assert "示监建〔2024〕7号" in text
    # what no XML may hold is left out, all else stands as it is and is no template
    assert text.count("欧阳甲<乙>&{{丙}}") == 3
    assert text.index("人员名单（含完整姓名") < text.index("欧阳甲<乙>")


def test_months_are_told_as_months_and_many_cases_go_to_an_annex(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    warehouse.execute("update marts.letter_facts set is_by_month = true")
    path = tmp_path / "a.docx"
    write_advice(warehouse, "甲中心", path)
    assert "2023年3月至2023年4月（2个月）" in text_of(path)
    warehouse.execute(
        """
        insert into marts.letter_facts
        select letter_facts.* replace ('more' || n as case_id)
        from marts.letter_facts, generate_series(1, 18) as more (n) where case_id = 'case1'
        """
    )
    assert write_advice(warehouse, "甲中心", path) == 21
    text = text_of(path)
    assert text.index("送达回证") > text.index("附件：问题清单") > text.index("三、整改和反馈要求")


@pytest.mark.parametrize("template", sorted(TEMPLATES.glob("*.docx")), ids=lambda path: path.stem)
def test_no_row_of_a_table_is_lost_at_the_end_of_a_page(template: Path) -> None:
    """Below a heading that is repeated, LibreOffice drops rows that may not be split."""
    for table in docx.Document(str(template)).element.body.iter(qn("w:tbl")):
        if next(table.iter(qn("w:tblHeader")), None) is not None:
            whole = [row for row in table.iter(qn("w:tr")) if list(row.iter(qn("w:cantSplit")))]
            assert [list(row.iter(qn("w:tblHeader"))) for row in whole if row is not whole[0]] == []


def test_a_place_without_a_confirmed_case_gets_no_letter(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    with pytest.raises(CaseworkError, match="no confirmed case there"):
        write_advice(warehouse, "别处", tmp_path / "a.docx")


def test_places_of_two_kinds_and_one_name_have_letters_of_their_own(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    path = tmp_path / "a.docx"
    warehouse.execute(
        """
        insert into marts.letter_facts
        select letter_facts.* replace (
            'village' as place_kind, '丙镇' as addressee, 'labour_after_death' as rule_id,
            '死亡后仍领取劳务费' as title, 'other' as case_id
        )
        from marts.letter_facts where case_id = 'case1';
        insert into reference.reforms values ('G2', 'labour_after_death', '劳务费发放前查验')
        """
    )
    shown = [(row["place_kind"], row["cases"], row["is_ambiguous"]) for row in places(warehouse)]
    assert shown == [("centre", 3, True), ("village", 1, True)]
    with pytest.raises(CaseworkError, match="add --kind centre / village"):
        write_advice(warehouse, "甲中心", path)
    assert not path.exists()
    assert write_advice(warehouse, "甲中心", path, kind="centre") == 3
    assert "劳务费" not in text_of(path)
    assert write_advice(warehouse, "甲中心", path, kind="village") == 1
    assert "就餐补助" not in text_of(path)
    assert "日比对" not in text_of(path)


def test_each_person_has_minutes_of_his_own_and_each_case_of_nobody_known(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    written = write_talks(warehouse, tmp_path / "talks")
    assert len(written) == len(set(written)) == 4
    assert sorted((tmp_path / "talks").iterdir()) == sorted(written)
    both, one, unit, other = (text_of(path) for path in written)
    assert "谈话提醒、批评教育" in both and "规则甲" in both and "规则乙" in both
    assert "未填写；查实金额1.00元，已追缴1.00元。" in both
    warehouse.execute(
        "update marts.talk_facts set identified_amount = null, recovered_amount = null"
    )
    assert "问题成因：其他。" in text_of(write_talks(warehouse, tmp_path / "more")[1])
    assert "case3" in one and "case1" not in one
    assert "乙镇纪委" not in unit
    # who is spoken to about the one case reads nothing of the other's
    assert "case4" in unit and "case5" not in unit
    assert "case5" in other and "谈话提醒" not in other


def test_a_notice_asks_in_plain_words_and_large_type(
    warehouse: duckdb.DuckDBPyConnection, contract: dict[str, Extract], tmp_path: Path
) -> None:
    path = tmp_path / "n.docx"
    write_notice(warehouse, contract, "case1", path)
    text = text_of(path)
    for part in (
        "（本人或家属）：",
        "死亡人员信息：1条",
        "时间：2023年3月至2023年4月，共2笔，涉及120.00元。",
        "请在2024年1月29日前",
        "我有异议",
        "不是处理决定",
    ):
        assert part in text, part
    assert docx.Document(str(path)).styles["Normal"].font.size.pt >= 20
    with pytest.raises(CaseworkError, match="no case under way that names a person"):
        write_notice(warehouse, contract, "other", path)


def test_ids_are_hidden_and_nothing_else_is() -> None:
    hidden = hidden_id(RESIDENT)
    assert (hidden[:6], hidden[-4:], len(hidden)) == (RESIDENT[:6], RESIDENT[-4:], 18)
    assert ids_in(hidden) == []
    assert hidden_id("佛堂镇样例一号照料中心") == "佛堂镇样例一号照料中心"


@pytest.mark.parametrize("text", ["a/b", "a:b", "a?b", "a\x01b", "a.", "a ", "长" * 120])
def test_a_file_name_suits_any_share(text: str) -> None:
    name = file_name(text, text, ".xlsx")
    assert len(name.encode()) < 220
    assert not set(name) & set('<>:"/\\|?*\x01')
    assert name != file_name(text, f"{text}2", ".xlsx")
    assert file_name("佛堂镇", "佛堂镇", ".xlsx") == "佛堂镇.xlsx"
