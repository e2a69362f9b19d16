"""Letters in Word's format: a letter of advice (监察建议书), minutes for talks (谈话提醒), and the
notice by which the person named is asked (情况说明).

What they say comes from the published warehouse, how they look from `templates/`, which a city may
change in Word; what only people know is left open, as a line.
"""

from __future__ import annotations

import collections
import datetime as dt
import re
from collections.abc import Mapping, Sequence
from gettext import gettext as _
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb
import jinja2
from docxtpl import DocxTemplate

from plumbline.casework.shown import extract_title, file_name, rows_by_extract
from plumbline.casework.work_items import CaseworkError, read_rows
from plumbline.landing.contract import Extract

TEMPLATES = Path(__file__).with_name("templates")
NUMERALS = "一二三四五六七八九十"
OPEN = "＿＿＿＿＿＿"
MOST_CASES_IN_LETTER = 20
# A name may hold what no XML may: control characters, lone surrogates.
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def places(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """Where a letter could go: the place, who gets the letter, its confirmed cases and yuan, and
    whether a place of another kind has its name.
    """
    return read_rows(
        connection,
        """
        select place_kind, place, addressee, count(*) as cases, sum(identified_amount) as amount,
            count(*) over (partition by place) > 1 as is_ambiguous
        from marts.letter_facts
        group by place_kind, place, addressee
        order by amount desc nulls last, place, place_kind
        """,
    )


def write_advice(
    connection: duckdb.DuckDBPyConnection,
    place: str,
    path: Path,
    number: str | None = None,
    with_names: bool = False,
    kind: str | None = None,
) -> int:
    """Writes the letter about a centre, village or institution; returns how many cases it rests on.

    Full names stand in it only `with_names`, in an annex of their own. `kind` is its place_kind.
    Raises CaseworkError where no case is confirmed there, or where places of several kinds have the
    name and none is chosen.
    """
    facts = read_rows(
        connection,
        """
        select *
        from marts.letter_facts
        where place = ? and place_kind = coalesce(?, place_kind)
        order by rule_id, first_event_date, case_id
        """,
        place,
        kind,
    )
    if not facts:
        said = _(
            "{place}: no confirmed case there; `plumbline letter advice` lists where there are"
        )
        raise CaseworkError(said.format(place=place))
    kinds = sorted({fact["place_kind"] for fact in facts})
    if len(kinds) > 1:
        said = _("{place}: places of several kinds have this name; add --kind {kinds}")
        raise CaseworkError(said.format(place=place, kinds=" / ".join(kinds)))
    sentences = read_rows(
        connection,
        """
        select distinct reforms.reform_id, reforms.to_mechanism
        from reference.reforms
        inner join marts.letter_facts on reforms.rule_id = letter_facts.rule_id
        where letter_facts.place_kind = ? and letter_facts.place = ?
        order by reforms.reform_id
        """,
        *kinds,
        place,
    )
    follow_ups = read_rows(
        connection,
        """
        select follow_ups.*, rules.title
        from marts.place_follow_ups as follow_ups
        inner join marts.rule_catalogue as rules on follow_ups.rule_id = rules.rule_id
        where follow_ups.place_kind = ? and follow_ups.place = ? and follow_ups.new_alerts > 0
        order by follow_ups.rule_id
        """,
        *kinds,
        place,
    )
    copies = read_rows(
        connection,
        "select unit from marts.letter_copies where place_kind = ? and place = ? order by unit",
        *kinds,
        place,
    )
    by_rule = [list(group) for _, group in groupby(facts, key=lambda fact: fact["rule_id"])]
    office, first = _office(connection), facts[0]
    in_annex = len(facts) > MOST_CASES_IN_LETTER
    _write(
        "advice",
        path,
        {
            **office,
            "number": number or f"{office['document_code']}〔{first['letter_date'].year}〕＿＿号",
            "addressee": first["addressee"],
            "place": place,
            "of_whom": "你单位" if first["addressee"] == place else f"你单位管理或监管的{place}",
            "cases": len(facts),
            "events": sum(fact["event_count"] for fact in facts),
            "yuan": _yuan(facts),
            "problems": [_problem(number, group) for number, group in enumerate(by_rule)],
            "rows": [
                {**_row(fact), "number": n, "problem": _numeral(number)}
                for n, (number, fact) in enumerate(
                    ((number, fact) for number, group in enumerate(by_rule) for fact in group), 1
                )
            ],
            "in_annex": in_annex,
            "with_names": with_names,
            "annexes": ["问题清单"] * in_annex + ["人员名单（另行密封）"] * with_names,
            "advice": [
                f"{sentence.rstrip('。')}。"
                for sentence in dict.fromkeys(row["to_mechanism"] for row in sentences)
            ],
            "follow_ups": [_follow_up(row) for row in follow_ups],
            "cc": "、".join(copy["unit"] for copy in copies),
            **{
                day: zh_day(first[day])
                for day in ("rectification_date", "report_date", "letter_date")
            },
        },
    )
    return len(facts)


def write_talks(connection: duckdb.DuckDBPyConnection, folder: Path) -> list[Path]:
    """Writes minutes to fill in into the folder, a document for each person spoken to, and for each
    case of which no record tells with whom: who it turns out to be reads nobody else's.

    Raises CaseworkError where no confirmed case is dealt with by a talk.
    """
    facts = read_rows(
        connection, "select * from marts.talk_facts order by spoken_to, spoken_to_id, case_id"
    )
    if not facts:
        raise CaseworkError(_("no confirmed case is dealt with by a talk; nothing to write"))
    office = _office(connection)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for (spoken_to, key, _case), group in groupby(
        facts,
        key=lambda f: (f["spoken_to"], f["spoken_to_id"], None if f["is_person"] else f["case_id"]),
    ):
        cases = list(group)
        case_id = cases[0]["case_id"]
        path = folder / file_name(f"谈话提醒-{case_id}-{spoken_to or key}", case_id, ".docx")
        measures = dict.fromkeys(case["measures"] for case in cases)
        _write(
            "talk",
            path,
            {
                **office,
                # never the unit that checked the case, whose file it is
                "spoken_to": spoken_to or OPEN,
                "employer": cases[0]["employer"] or OPEN,
                "measure": "、".join(measures),
                "cases": [
                    {
                        **case,
                        "cause": case["cause"] or "未填写",
                        "yuan": _named_sums("；", [case]),
                    }
                    for case in cases
                ],
            },
        )
        written.append(path)
    return written


def write_notice(
    connection: duckdb.DuckDBPyConnection,
    contract: Mapping[str, Extract],
    case_id: str,
    path: Path,
) -> None:
    """Writes the person named in a case under way what is asked, on which records, and until when.

    Raises CaseworkError where there is no such case, or it names no person.
    """
    facts = read_rows(connection, "select * from marts.notice_facts where case_id = ?", case_id)
    if not facts:
        said = _(
            "{case_id}: no case under way that names a person; numbers stand in marts.notice_facts"
        )
        raise CaseworkError(said.format(case_id=case_id))
    (fact,) = facts
    judged = contract.get(fact["judged_extract"] or "")
    is_by_month = judged is not None and _is_by_month(judged)
    records = rows_by_extract(fact["evidence"])
    amount = f"，涉及{fact['amount_at_risk']}元" if fact["amount_at_risk"] else ""
    _write(
        "notice",
        path,
        {
            **_office(connection),
            # the record of a death may be what is wrong
            "to_whom": fact["subject_name"]
            + ("（本人或家属）" if fact["is_dead_by_record"] else ""),
            "title": f"{fact['title']}。",
            "records": [f"{title}：{rows}条" for title, rows in records.items()],
            "when": f"时间：{_when(fact, is_by_month)}",
            "what_about": f"共{fact['event_count']}{'笔' if is_by_month else '次（天）'}{amount}",
            "unit": fact["unit"],
            "case_id": case_id,
            "notice_date": zh_day(fact["notice_date"]),
            "response_date": zh_day(fact["response_date"]),
        },
    )


def zh_day(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _when(fact: Mapping[str, Any], is_by_month: bool) -> str:
    told = [
        f"{day.year}年{day.month}月" if is_by_month else zh_day(day)
        for day in (fact["first_event_date"], fact["last_event_date"])
    ]
    return "至".join(dict.fromkeys(told))


def _is_by_month(extract: Extract) -> bool:
    days = (t for column, t in extract.types.items() if column in extract.required)
    return next((t for t in days if t in ("date", "month", "moment")), None) == "month"


def _problem(number: int, facts: Sequence[dict[str, Any]]) -> dict[str, Any]:
    causes = collections.Counter(fact["cause"] or "未填写" for fact in facts)
    span = {
        "first_event_date": min(fact["first_event_date"] for fact in facts),
        "last_event_date": max(fact["last_event_date"] for fact in facts),
    }
    return {
        "number": _numeral(number),
        "title": facts[0]["title"],
        "when": _when(span, facts[0]["is_by_month"]),
        "cases": len(facts),
        "extract": extract_title(facts[0]["extract"]),
        "events": sum(fact["event_count"] for fact in facts),
        "yuan": _yuan(facts),
        "causes": "、".join(f"{cause}{count}件" for cause, count in causes.most_common()),
    }


def _row(fact: Mapping[str, Any]) -> dict[str, Any]:
    dates = f"（{fact['date_count']}{'个月' if fact['is_by_month'] else '天'}）"
    return {
        "name": fact["masked_name"],
        "full_name": fact["subject_name"],
        "case_id": fact["case_id"],
        "when": _when(fact, fact["is_by_month"]) + (dates if fact["date_count"] else ""),
        "events": fact["event_count"],
        "amount": "—" if fact["row_amount"] is None else fact["row_amount"],
        "identified": "—" if fact["identified_amount"] is None else fact["identified_amount"],
        "recovered": "—" if fact["recovered_amount"] is None else fact["recovered_amount"],
        "finding": "、".join(part for part in (fact["finding"], fact["cause"]) if part),
    }


def _follow_up(row: Mapping[str, Any]) -> dict[str, Any]:
    """What came up at the place since it was put right: a figure with dates, of no person."""
    days = dict.fromkeys(zh_day(row[day]) for day in ("first_new_on", "last_new_on"))
    return {
        "title": row["title"],
        "cases": row["cases_put_right"],
        "rectified_on": zh_day(row["rectified_on"]),
        "new_alerts": row["new_alerts"],
        "when": f"发生在{'至'.join(days)}",
    }


def _yuan(facts: Sequence[Mapping[str, Any]]) -> str:
    """The yuan of cases at a place, as the end of a sentence."""
    untold = sum(fact["share_kind"] == "none" for fact in facts)
    if untold == len(facts):
        return "，金额不能按地点划分"
    rest = f"（另有{untold}件的金额不能按地点划分，不计在内）" if untold else ""
    return _named_sums("，", facts) + rest


def _named_sums(mark: str, facts: Sequence[Mapping[str, Any]]) -> str:
    """What was identified and recovered, behind a mark; a sum that nobody named is left out."""
    told = []
    for column, words in (("identified_amount", "查实金额"), ("recovered_amount", "已追缴")):
        if named := [fact[column] for fact in facts if fact[column] is not None]:
            told.append(f"{words}{sum(named)}元")
    return mark + "，".join(told) if told else ""


def _numeral(number: int) -> str:
    return NUMERALS[number] if number < len(NUMERALS) else str(number + 1)


def _office(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    rows = read_rows(connection, "select setting, value from reference.city_settings")
    return {row["setting"]: row["value"] or OPEN for row in rows}


def _write(template: str, path: Path, context: dict[str, Any]) -> None:
    """A word that the template asks for and nobody tells is an error, never a gap."""
    document = DocxTemplate(TEMPLATES / f"{template}.docx")
    words = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, finalize=_in_xml)
    document.render(context, words)
    document.save(path)


def _in_xml(value: Any) -> Any:
    return type(value)(_NOT_IN_XML.sub("", value)) if isinstance(value, str) else value
