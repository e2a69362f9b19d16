"""Which records travel in which file, and in which form: what the city's inbox looks like."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from simulation.people import TOWNS
from simulation.settings import AS_OF, FIRST_DAY
from simulation.values import Month
from simulation.world import EVERYTHING, Span


@dataclass(frozen=True)
class Form:
    """How the files of an extract look.

    `suffix` is that of a city of scale 1; a bigger one sends CSV for workbooks, and above scale 50
    Parquet. `months` is the number of months in a file (0: one file of all, -1: a file a town).
    """

    filed: str = ""
    months: int = 0
    suffix: str = "csv"
    # a file for each town, or a workbook with a sheet for each
    by_town: bool = False
    encoding: str = "utf-8"
    delimiter: str = ","
    dates: str = "iso"
    months_as: str = "iso"
    # a title and a line about units above the header
    titled: bool = False
    # rows filed before the window, in a file of their own
    earlier: bool = False
    # wrong values in the first delivery of one row in so many, set right by a later file
    wrong: dict[str, str] = field(default_factory=dict)
    # an additional row, mistyped, for one in so many (0: none)
    mistyped: int = 0


GB, BOM = "gb18030", "utf-8-sig"

# An extract that is not named here comes as one plain CSV file, `Form()`.
FORMS: dict[str, Form] = {
    "home_service_orders": Form(
        "service_date",
        3,
        "xlsx",
        by_town=True,
        titled=True,
        wrong={"amount": "amount * 2"},
        mistyped=400,
    ),
    "institution_stays": Form("", 0, "xlsx", by_town=True, titled=True),
    "institution_leaves": Form("", 0, encoding=GB, delimiter="\t", dates="chinese"),
    "meal_records": Form(
        "meal_date",
        1,
        by_town=True,
        dates="digits",
        wrong={"subsidy_amount": "subsidy_amount + 1"},
        mistyped=500,
    ),
    "centre_monthly_claims": Form("claim_month", 12, "xlsx", titled=True),
    "old_age_allowance_payments": Form(
        "paid_date",
        1,
        encoding=GB,
        months_as="chinese",
        titled=True,
        mistyped=400,
        wrong={"amount": "amount + 10"},
    ),
    "destitute_persons": Form("", 0, encoding=BOM),
    "minimum_living_members": Form("", 0, "xlsx"),
    "relief_payments": Form(
        "paid_date", 1, encoding=BOM, dates="slashes", months_as="digits", mistyped=500
    ),
    "temporary_relief_grants": Form("approved_date", 12, "xlsx", titled=True),
    "disability_subsidy_payments": Form("paid_date", 1, delimiter=";", mistyped=500),
    "household_register": Form("", -1, encoding=GB, dates="digits"),
    "traffic_accidents": Form("accident_date", 1, dates="chinese", mistyped=700),
    "deaths": Form("registered_date", 1, encoding=BOM, earlier=True),
    "hospital_stays": Form(
        "admitted_at",
        1,
        dates="slashes",
        wrong={"discharged_at": "discharged_at + interval 7 days"},
        mistyped=600,
    ),
    "disabled_persons": Form("", 0, encoding=GB, dates="dots"),
    "dilapidated_houses": Form("", 0, encoding=BOM, dates="slashes"),
    "insurance_inpatient_claims": Form("admitted_date", 1, "parquet"),
    "reservoir_migrant_payments": Form("pay_month", 3, encoding=GB, months_as="chinese"),
    "rehabilitation_treatments": Form("", 0, delimiter=";", dates="dots"),
    "welfare_enterprise_staff": Form("", 0, "xlsx", titled=True),
    "work_injuries": Form("", 0, encoding=BOM),
    "public_employees": Form("", 0, encoding=GB),
    "project_contractors": Form("", 0, encoding=BOM),
    "association_officers": Form("", 0, dates="chinese"),
    "association_accounts": Form("", 0, encoding=GB, titled=True),
    "village_labour_payments": Form("work_start", 1, encoding=GB, dates="slashes", mistyped=500),
    "collected_funds": Form("collected_date", 1, encoding=BOM, delimiter="\t"),
    "overseas_sites": Form("", 0),
    "overseas_site_checkins": Form("", 0),
    "case_feedback": Form("handled_date", 1, encoding=GB),
}


@dataclass(frozen=True)
class Haul:
    """The records that are made at once, and the files they go into: names and their days."""

    span: Span
    files: tuple[tuple[str, Span], ...]


def hauls(form: Form, *, at_once: bool) -> Iterator[Haul]:
    """All hauls of an extract, in the order of time; `at_once` makes one of them."""
    files = tuple(_files(form))
    if at_once:
        yield Haul(Span(files[0][1].first, files[-1][1].last), files)
    else:
        for name, span in files:
            yield Haul(span, ((name, span),))


def _files(form: Form) -> Iterator[tuple[str, Span]]:
    if form.months == 0:
        yield "全部", EVERYTHING
    elif form.months < 0:
        for number, town in enumerate(TOWNS, start=1):
            yield town, Span(EVERYTHING.first, AS_OF, number)
    else:
        if form.earlier:
            yield "历年", Span(EVERYTHING.first, FIRST_DAY - timedelta(days=1))
        months = list(Month.span(Month.of(FIRST_DAY), Month.of(AS_OF)))
        for place in range(0, len(months), form.months):
            members = months[place : place + form.months]
            yield _name(members[0], form.months), Span(members[0].first, members[-1].last)


def _name(first: Month, months: int) -> str:
    if months == 1:
        return f"{first.year}年{first.month:02}月"
    if months == 3:
        return f"{first.year}年第{(first.month + 2) // 3}季度"
    return f"{first.year}年"
