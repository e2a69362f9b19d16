"""Funerals: subsidies for people who have not died, or for one funeral twice."""

from __future__ import annotations

from datetime import date

from simulation import causes
from simulation.records import days
from simulation.scenario import Case, Plan, Scenario
from simulation.settings import AS_OF

INVENTED = causes.wrongdoing("伪造火化证明套取补助")


def subsidy(case: Case, paid: date, item: str = "火化") -> str:
    """A funeral subsidy; returns its number."""
    return str(case.add("funeral_subsidies", paid_date=paid, item=item)["subsidy_no"])


rule = Scenario(
    "funeral_subsidy_without_death",
    Plan(8, 5, 1),
    "adults",
    problems=[INVENTED, causes.work_error("逝者身份证号录成家属")],
    excuses=[causes.data_error("死亡信息漏报")],
)


@rule.hit("Nobody knows of a death.")
def nobody_died(case: Case) -> None:
    paid = case.day(75)
    case.note(subsidy(case, paid), amount=1000, last_day=paid)


@rule.hit("Paid 60 days before the as-of date, and no death is known yet.", late=True)
def no_death_in_two_months(case: Case) -> None:
    case.note(subsidy(case, AS_OF - days(60)), amount=1000)


@rule.near_miss("Paid 59 days before the as-of date.", causes.LATE_NOTICE)
def death_may_be_registered_yet(case: Case) -> None:
    case.note(subsidy(case, AS_OF - days(59)))


def paid_around_death(case: Case, after: int) -> None:
    died = case.day()
    paid = died + days(after)
    case.dies(died, known=died + days(20))
    case.note(subsidy(case, paid), amount=1000, last_day=paid)


rule.hit("Paid on the day before the death.")(paid_around_death, -1)
rule.near_miss("Paid on the day of death.", causes.lawful("去世当日办理"))(paid_around_death, 0)


rule = Scenario(
    "funeral_subsidy_paid_twice",
    Plan(8, 5, 1),
    "adults",
    problems=[INVENTED, causes.work_error("两地重复申领未核对")],
    excuses=[causes.data_error("退回的一笔未冲销")],
)


def two_subsidies(case: Case, first: str, second: str) -> None:
    died = case.day()
    case.dies(died, known=died + days(9))
    subsidy(case, died + days(12), first)
    subsidy(case, died + days(30), second)
    case.note(second, amount=1000, last_day=died + days(30))


rule.hit("The cremation was paid for twice.")(two_subsidies, "火化", "火化")
rule.hit("The burial of the ashes was paid for twice.")(two_subsidies, "骨灰安放", "骨灰安放")
rule.near_miss("The cremation and the burial of the ashes.", causes.lawful("两个项目分别补助"))(
    two_subsidies, "火化", "骨灰安放"
)
rule.near_miss("Two other items, which may be two things.", causes.lawful("其他项目可有多笔"))(
    two_subsidies, "其他", "其他"
)
