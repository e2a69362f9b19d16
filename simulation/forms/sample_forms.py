"""Which records travel in which file, and in which form: what a real inbox looks like.

Among the deliveries of an extract the first that takes a record brings it. Files of corrections
are named to sort behind the others, since of two records with one key the later file's counts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal

from simulation.settings import AS_OF
from simulation.values import CitizenId, Month, Value

on = date.fromisoformat


@dataclass(frozen=True)
class Row:
    """A record of an extract, English columns, on its way into some file."""

    values: dict[str, Value]
    is_correction: bool = False

    @property
    def day(self) -> date:
        """The day that a department would file the record under: its first date or month."""
        for value in self.values.values():
            if isinstance(value, datetime):
                return value.date()
            if isinstance(value, date):
                return value
            if isinstance(value, Month):
                return value.first
        return AS_OF


Chosen = Callable[[Row], bool]


def originals(row: Row) -> bool:
    return not row.is_correction


def corrections(row: Row) -> bool:
    return row.is_correction


def nothing(_: Row) -> bool:
    return False


def until(day: str) -> Chosen:
    return lambda row: originals(row) and row.day <= on(day)


def between(first: str, last: str) -> Chosen:
    return lambda row: originals(row) and on(first) <= row.day <= on(last)


@dataclass(frozen=True)
class Delivery:
    """One file: what is in it and how its office writes."""

    name: str
    takes: Chosen = originals
    # records that an earlier file brought and this one brings again
    repeats: Chosen = nothing
    # the office's usual spelling of a kind of value, where it isn't the plain one
    usual: Mapping[type, str] = field(default_factory=dict)
    # a title and a line about units above the header
    titled: bool = False
    # columns in reverse, their headers with stray blanks
    rearranged: bool = False
    # columns that the extract does not know
    extra: tuple[str, ...] = ()
    # a blank record and one of blanks only behind this many records
    blank_after: int | None = None

    # CSV
    encoding: str = "utf-8"
    delimiter: str = ","
    # records end with their last cell that holds anything
    trims: bool = False

    # workbooks: a sheet for each value of this column
    sheet_by: str | None = None
    # workbooks: a first sheet that explains how to fill in the form
    explained: bool = False
    # workbooks and Parquet: real numbers and dates instead of text
    typed: bool = False


GB, BOM = "gb18030", "utf-8-sig"
TAB, SEMICOLON = "\t", ";"

END_2022, MID_2023 = "2022-12-31", "2023-06-30"

# An extract that is not named here comes in one plain CSV file, corrections in another.
USUAL = (Delivery("全部.csv"), Delivery("更正.csv", corrections))

PLAN: dict[str, tuple[Delivery, ...]] = {
    # civil affairs
    "home_service_orders": (
        Delivery("2022年.csv", until(END_2022), encoding=GB, usual={date: "slashes"}),
        # the December file repeats what the year's file brought already
        Delivery("2023年.csv", encoding=BOM, extra=("联系电话",), trims=True, blank_after=40),
        Delivery(
            "2023年12月.csv", nothing, between("2023-12-01", "2023-12-31"), usual={time: "short"}
        ),
    ),
    "institution_stays": (
        Delivery("2023年底台账.xlsx", sheet_by="institution_name", titled=True, typed=True),
        # what changed in the second quarter, among what did not
        Delivery(
            "更正.csv",
            corrections,
            between("2023-04-01", MID_2023),
            encoding=GB,
            usual={date: "dots"},
        ),
    ),
    "institution_leaves": (
        Delivery("请假外出.csv", encoding=GB, delimiter=TAB, usual={date: "chinese"}, trims=True),
    ),
    "meal_records": (
        Delivery(
            "2022年.xlsx", until(END_2022), sheet_by="town", titled=True, typed=True, blank_after=9
        ),
        Delivery("2023年上半年.csv", until(MID_2023), encoding=GB, usual={date: "digits"}),
        Delivery(
            "2023年下半年.csv",
            repeats=between("2023-06-16", MID_2023),
            delimiter=SEMICOLON,
            titled=True,
            extra=("备注",),
            blank_after=60,
        ),
    ),
    "centre_monthly_claims": (
        Delivery("运行补贴申报.xlsx", titled=True, typed=True, explained=True),
        Delivery("运行补贴申报（更正）.csv", corrections, encoding=BOM),
    ),
    "old_age_allowance_payments": (
        Delivery("2022年.csv", until(END_2022), usual={Month: "digits"}),
        Delivery(
            "2023年.csv", encoding=GB, usual={Month: "chinese", Decimal: "yuan"}, blank_after=25
        ),
        Delivery("更正.csv", corrections, encoding=BOM, delimiter=SEMICOLON),
    ),
    "destitute_persons": (Delivery("特困人员.csv", encoding=BOM, titled=True, trims=True),),
    "minimum_living_members": (
        Delivery("低保家庭成员.xlsx", typed=True, extra=("联系电话", "备注")),
    ),
    "relief_payments": (
        Delivery("2022年.csv", until(END_2022), encoding=GB, delimiter=TAB),
        Delivery("2023年.csv", encoding=BOM, usual={Month: "slash", date: "slashes"}),
    ),
    "temporary_relief_grants": (
        Delivery("2022年审批.xlsx", until(END_2022), titled=True, typed=True),
        Delivery("2023年审批.xlsx", sheet_by="town", explained=True, usual={Decimal: "sign"}),
    ),
    "disability_subsidy_payments": (
        Delivery("两项补贴2022.csv", until(END_2022), delimiter=SEMICOLON, blank_after=30),
        Delivery(
            "两项补贴2023.csv", encoding=GB, usual={Month: "first day"}, extra=("序号", "备注")
        ),
    ),
    # public security
    "household_register": (
        Delivery("户籍人口.csv", encoding=GB, usual={date: "digits"}, extra=("序号",)),
    ),
    "traffic_accidents": (Delivery("事故信息.csv", usual={date: "chinese"}, rearranged=True),),
    # health
    "deaths": (
        Delivery("死亡信息2022.csv", until(END_2022), encoding=BOM, usual={date: "digits"}),
        Delivery("死亡信息2023.xlsx", titled=True, typed=True, explained=True),
    ),
    "hospital_stays": (
        Delivery("住院信息2022.csv", until(END_2022), encoding=GB, trims=True),
        Delivery("住院信息2023.xlsx", typed=True, sheet_by="hospital_name"),
    ),
    # disabled persons' federation
    "disabled_persons": (
        Delivery("残疾人证.xlsx", typed=True, usual={CitizenId: "15 digits"}, blank_after=70),
    ),
    "rehabilitation_treatments": (
        Delivery("康复治疗.csv", encoding=GB, delimiter=SEMICOLON, usual={date: "dots"}),
    ),
    # housing
    "dilapidated_houses": (Delivery("危房改造.xlsx", typed=True, usual={date: "serial"}),),
    # collected by hand
    "insurance_inpatient_claims": (Delivery("医保住院.parquet", typed=True),),
    "reservoir_migrant_payments": (
        Delivery("2022年.csv", until(END_2022), encoding=GB, titled=True),
        Delivery("2023年.parquet", usual={Month: "chinese"}),
    ),
    "welfare_enterprise_staff": (Delivery("在职员工.xlsx", titled=True, typed=True),),
    "work_injuries": (Delivery("工伤认定.csv", encoding=BOM, trims=True),),
    "public_employees": (
        Delivery("财政供养人员.xlsx", sheet_by="employer", explained=True, titled=True),
    ),
    "project_contractors": (
        Delivery("承接单位人员.csv", encoding=BOM, extra=("备注",), rearranged=True),
    ),
    "association_officers": (
        Delivery("协会任职.xlsx", sheet_by="association_name", usual={date: "chinese"}),
    ),
    "association_accounts": (
        Delivery("年度收支.csv", encoding=GB, usual={Decimal: "wide", int: "year"}, titled=True),
    ),
    # towns, villages and state units
    "village_labour_payments": (
        Delivery("2022年.csv", until(END_2022), encoding=GB, usual={date: "slashes"}),
        Delivery("2023年.xlsx", sheet_by="town", titled=True, typed=True, blank_after=12),
    ),
    "collected_funds": (
        Delivery("代收款台账.csv", encoding=BOM, delimiter=TAB, usual={Decimal: "sign and yuan"}),
    ),
    "overseas_sites": (Delivery("站点名录.csv"),),
    "overseas_site_checkins": (
        Delivery("上半年连线.csv", until(MID_2023), encoding=GB),
        Delivery("下半年连线.csv", repeats=between("2023-06-19", MID_2023), extra=("序号",)),
    ),
    # what comes back from verification
    "case_feedback": (Delivery("处置反馈.csv", encoding=GB),),
}
