"""Associations: their officers and their accounts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from plumbline.city.plot import (
    DATA_ERROR,
    LAWFUL,
    SYSTEM_GAP,
    WORK_ERROR,
    WRONGDOING,
    Cause,
    Plot,
)
from plumbline.city.records import credit_code, days, post, public_job


def plant(plot: Plot) -> None:
    public_employees_in_posts(plot)
    representatives_of_several(plot)
    officers_after_death(plot)
    wrong_totals(plot)


def public_employees_in_posts(plot: Plot) -> None:
    for case in plot.cases(
        "public_employee_in_association",
        [Cause("未经批准兼职取酬", WRONGDOING), Cause("兼职未报批", WORK_ERROR)],
        [Cause("批准文号未录入", DATA_ERROR), Cause("退休后按规定任职", LAWFUL)],
    ):
        person = plot.person("adults")
        start = case.day(120)
        end = start + days(100)
        public_job(plot, person, date(2014, 9, 1))
        paid = Decimal(12000) if case.number % 2 else None
        code = post(plot, person, "副会长", start, end, annual_pay=paid)
        case.alert(person, code, "副会长", start, amount=paid or 0, last_day=end)


def representatives_of_several(plot: Plot) -> None:
    for case in plot.cases(
        "legal_representative_of_several",
        [Cause("一人多会，违反任职规定", WRONGDOING), Cause("换届未办变更登记", WORK_ERROR)],
        [Cause("两会合并过渡期", LAWFUL)],
    ):
        person = plot.person("seniors")
        start = case.day(200)
        post(plot, person, "法定代表人", start - days(500), start + days(150))
        post(plot, person, "法定代表人", start)
        case.alert(person, "legal_representative", last_day=start + days(150))


def officers_after_death(plot: Plot) -> None:
    for case in plot.cases(
        "officer_after_death",
        [Cause("换届未办变更登记", WORK_ERROR), Cause("登记机关未获死亡信息", SYSTEM_GAP)],
        [Cause("死亡登记身份证号录错", DATA_ERROR)],
    ):
        person = plot.person("seniors")
        died = case.day(150)
        start, end = date(2019, 4, 1), died + days(120)
        code = post(plot, person, "监事", start, end)
        plot.dies(person, died, known=died + days(12))
        case.alert(person, code, "监事", start, last_day=end)


def wrong_totals(plot: Plot) -> None:
    for case in plot.cases(
        "account_total_mismatch",
        [Cause("账外支出", WRONGDOING), Cause("汇总错误", WORK_ERROR)],
        [Cause("明细漏报一页", DATA_ERROR)],
    ):
        number = plot.number("association")
        # reports of 2022, so that there was time to check them
        lines = {"人员费用": Decimal(31000), "会议费": Decimal(6000), "办公费": Decimal(2400)}
        excess = Decimal(1000 + 700 * case.number)
        for line, (item, amount) in enumerate(lines.items(), start=1):
            account_line(plot, number, str(line), item, amount)
        account_line(plot, number, None, "合计", sum(lines.values(), excess))
        case.alert(credit_code(number), 2022, amount=excess, last_day=date(2022, 12, 31))


def account_line(plot: Plot, number: int, line: str | None, item: str, amount: Decimal) -> None:
    plot.add(
        "association_accounts",
        credit_code=credit_code(number),
        association_name=f"样例丙{number}协会",
        fiscal_year=2022,
        line_no=line,
        item=item,
        amount=amount,
    )
