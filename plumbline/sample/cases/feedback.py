"""What came back from verification: the handling of some of the planted alerts, step by step."""

from __future__ import annotations

from plumbline.sample.city import City
from plumbline.sample.values import Value, on, yuan

UNITS = ("演示镇纪委", "演示民政办公室", "演示残联")

# Rule, and the steps in the handling of its first planted alert.
STEPS: dict[str, list[dict[str, Value]]] = {
    "meal_while_in_institution": [
        {"handled_date": on("2023-10-12"), "status": "已交办"},
        {"handled_date": on("2023-10-30"), "status": "核查中"},
        {
            "handled_date": on("2023-11-24"),
            "status": "已办结",
            "finding": "查实",
            "recovered_amount": yuan("24.00"),
            "persons_handled": 1,
            "discipline_form": "第一种形态",
            "cause": "代领",
            "note": "家属代领并食用，\n已退回补助。",
        },
    ],
    "meal_after_death": [
        {"handled_date": on("2023-06-05"), "status": "已交办"},
        {
            "handled_date": on("2023-07-14"),
            "status": "已办结",
            "finding": "查实",
            "recovered_amount": yuan("12.00"),
            "persons_handled": 2,
            "discipline_form": "监察建议书",
            "cause": "工作失误",
        },
    ],
    "service_after_death": [
        {
            "handled_date": on("2023-09-08"),
            "status": "整改中",
            "finding": "部分属实",
            "recovered_amount": yuan("90.00"),
            "cause": "违规违纪",
        },
    ],
    "service_during_hospital_stay": [
        {
            "handled_date": on("2023-04-19"),
            "status": "已办结",
            "finding": "不属实",
            "cause": "数据错误",
            "note": "出院时间录入有误。",
        },
    ],
    "allowance_after_death": [
        {"handled_date": on("2023-09-01"), "status": "核查中"},
        {
            "handled_date": on("2023-09-26"),
            "status": "已核查",
            "finding": "查实",
            "recovered_amount": yuan("120.00"),
            "cause": "制度漏洞",
        },
    ],
    "worker_in_two_places": [
        {
            "handled_date": on("2023-05-11"),
            "status": "已办结",
            "finding": "查实",
            "recovered_amount": yuan("45.00"),
            "persons_handled": 1,
            "discipline_form": "第二种形态",
            "cause": "违规违纪",
        },
    ],
    "official_in_care_project": [{"handled_date": on("2023-12-20"), "status": "已交办"}],
    "temporary_relief_near_limit": [
        {
            "handled_date": on("2023-12-18"),
            "status": "核查中",
            "finding": "无法认定",
            "cause": "其他",
        },
    ],
    "nursing_subsidy_without_severe_grade": [
        {
            "handled_date": on("2023-06-16"),
            "status": "已办结",
            "finding": "不属实",
            "cause": "制度允许",
        },
    ],
    "village_double_pay": [
        {
            "handled_date": on("2023-07-31"),
            "status": "已办结",
            "finding": "查实",
            "recovered_amount": yuan("900.00"),
            "persons_handled": 1,
            "discipline_form": "第一种形态",
            "cause": "违规违纪",
        },
    ],
}


def plant(city: City) -> None:
    first_alerts = {
        planted.rule_id: planted.alert_id
        for planted in reversed(city.planted)
        if planted.kind == "alert"
    }
    for number, (rule_id, steps) in enumerate(STEPS.items()):
        for step in steps:
            city.add(
                "case_feedback",
                alert_id=first_alerts[rule_id],
                unit=UNITS[number % len(UNITS)],
                **step,
            )
    row = city.add(
        "case_feedback",
        alert_id=first_alerts["allowance_paid_twice"],
        handled_date=on("2023-11-02"),
        status="已核查",
    )
    city.spoil("case_feedback", row, finding="基本属实")
