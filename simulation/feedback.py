"""What comes back from verification: derived from the truth of each alert, step by step."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from simulation.causes import DATA_ERROR, LAWFUL, SYSTEM_GAP, WORK_ERROR, WRONGDOING
from simulation.scenario import CONFIRMED, HIT, REFUTED, SCENARIOS, SERVICE_RULES, Batch, Truth
from simulation.settings import AS_OF

WORDS = {
    WRONGDOING: "违规违纪",
    WORK_ERROR: "工作失误",
    SYSTEM_GAP: "制度漏洞",
    DATA_ERROR: "数据错误",
    LAWFUL: "制度允许",
}
FORMS = ("第一种形态", "第一种形态", "第二种形态", "监察建议书", "第三种形态")


def report(batch: Batch) -> None:
    """Adds the feedback on a batch's alerts; of the open ones every third has none yet."""
    plans = {rule: scenario.plan for rule, scenario in SCENARIOS.items()}
    # of the sample nobody published how much came back
    share = Decimal(1) if batch.settings.is_sample else Decimal(str(batch.fraction))
    money = {rule: plan.recovered * share for rule, plan in plans.items()}
    people = {rule: round(plan.persons * share) for rule, plan in plans.items()}
    alerts = [
        truth for truth in batch.truths if truth.kind == HIT and truth.rule_id not in SERVICE_RULES
    ]
    for number, truth in enumerate(alerts):
        if truth.outcome in (CONFIRMED, REFUTED):
            handed_over = truth.last_day + timedelta(days=15 + number % 20)
            steps = [(0, "已交办", False), (7, "核查中", False)]
            if truth.outcome == CONFIRMED and truth.rectified:
                steps.append((24, "整改中", True))
            # some that were refuted are not closed yet
            is_pending = truth.outcome == REFUTED and number % 7 == 0
            last = (24 + number % 3 * 10, "已核查") if is_pending else (40, "已办结")
            steps.append((*last, True))
            recovered = Decimal(0)
            persons = 0
            if truth.outcome == CONFIRMED:
                recovered = min(truth.amount, money[truth.rule_id])
                money[truth.rule_id] -= recovered
                persons = min(1, people[truth.rule_id])
                people[truth.rule_id] -= persons
            for place, (after, status, found) in enumerate(steps):
                is_last = place == len(steps) - 1
                _step(
                    batch,
                    truth,
                    handed_over + timedelta(days=after),
                    status,
                    finding=_finding(truth, number) if found else None,
                    cause=WORDS[truth.cause.label] if found else None,
                    recovered_amount=recovered if is_last and recovered else None,
                    persons_handled=persons if is_last and persons else None,
                    discipline_form=FORMS[number % len(FORMS)] if is_last and persons else None,
                    note=truth.cause.text if is_last else None,
                )
        elif number % 3:
            handed_over = min(truth.last_day + timedelta(days=4), AS_OF - timedelta(days=2))
            _step(batch, truth, handed_over, "已交办")
            if number % 3 == 2:
                _step(batch, truth, handed_over + timedelta(days=2), "核查中")


def _finding(truth: Truth, number: int) -> str:
    if truth.outcome == REFUTED:
        return "无法认定" if number % 9 == 0 else "不属实"
    # the table of published figures knows only what was found true as a whole
    is_partly_true = truth.rule_id.startswith("village_work") and number % 4 == 0
    return "部分属实" if is_partly_true else "查实"


def _step(batch: Batch, truth: Truth, day: date, status: str, **more: Any) -> None:
    batch.add(
        "case_feedback",
        dict.fromkeys(batch.contract["case_feedback"].columns.values()),
        alert_id=truth.alert_id,
        handled_date=day,
        status=status,
        unit=f"{truth.town}纪委" if truth.town else "市纪委第三监督检查室",
        **more,
    )
