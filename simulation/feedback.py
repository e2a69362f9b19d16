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
# what was done, under which form; of the last one a second measure is taken on the same day
MEASURES = (
    ("谈话提醒", "第一种形态"),
    ("批评教育", "第一种形态"),
    ("党纪处分", "第二种形态"),
    ("监察建议书", "监察建议书"),
    ("政务处分", "第三种形态"),
)
RESPONSES = ("认可", "认可", "部分认可", "未联系上", "认可")
# of so many confirmed cases one is checked once more, for the person objected
OBJECTS = 12


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
            objects = truth.outcome == CONFIRMED and number % OBJECTS == 5
            if objects:
                steps.append((14, "已核查", True))
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
            measure, form = MEASURES[number % len(MEASURES)]
            response = "有异议" if objects else RESPONSES[number % len(RESPONSES)]
            heard = next(after for after, _, found in steps if found)
            for place, (after, status, found) in enumerate(steps):
                is_last = place == len(steps) - 1
                is_heard = truth.outcome == CONFIRMED and after == heard
                is_reached = is_heard and response != "未联系上"
                day = handed_over + timedelta(days=after)
                step: dict[str, Any] = {
                    "finding": _finding(truth, number) if found else None,
                    "cause": WORDS[truth.cause.label] if found else None,
                    "recovered_amount": recovered if is_last and recovered else None,
                    "persons_handled": persons if is_last and persons else None,
                    "discipline_form": form if is_last and persons else None,
                    "measure": measure if is_last and persons else None,
                    "disposal": _disposal(truth, number) if is_last else None,
                    "response_kind": response if is_heard else None,
                    "response_date": day - timedelta(days=2) if is_reached else None,
                    "note": truth.cause.text if is_last else None,
                }
                if status == "整改中" and recovered:
                    step["note"] = f"责令退缴{recovered}元"
                _step(batch, truth, day, status, **step)
                if is_last and persons and number % len(MEASURES) == len(MEASURES) - 1:
                    again = {"measure": MEASURES[1][0], "discipline_form": MEASURES[1][1]}
                    _step(batch, truth, day, status, **step | again)
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


def _disposal(truth: Truth, number: int) -> str:
    if truth.outcome == REFUTED:
        return "暂存待查" if number % 9 == 0 else "予以了结"
    return "谈话函询" if number % 3 == 0 else "初步核实"


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
