"""What made-up offices usually write: names, words, amounts, and the plain values of a record."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

LUNCH, VISIT, BED, MEAL_CLAIM = Decimal(12), Decimal(45), Decimal(30), Decimal(6)
CATEGORIES = ("视力", "听力", "言语", "肢体", "智力", "精神", "多重")
GRADES = ("一级", "二级", "三级", "四级")
HOSPITALS = (
    "样例人民医院",
    "样例中医院",
    "样例康复医院",
    "样例中心医院",
    "样例第二医院",
    "样例骨科医院",
)
# The hours at which a care worker's clients are visited.
HOURS = (
    ("08:00", "09:00"),
    ("09:30", "10:30"),
    ("11:00", "12:00"),
    ("13:30", "14:30"),
    ("15:00", "16:00"),
)


@dataclass(frozen=True)
class Program:
    """A benefit: where its payments are recorded, how much it is, and when it is paid."""

    extract: str
    amount: Decimal
    day: int
    # months from one payment to the next; paid in the last of them
    every: int = 1


ALLOWANCE, SUPPORT = "高龄补贴", "水库移民扶持"
MINIMUM, DESTITUTE, HOME_CARE = "低保金", "特困供养金", "分散供养照料护理费"
LIVING, NURSING = "困难残疾人生活补贴", "重度残疾人护理补贴"
PROGRAMS = {
    ALLOWANCE: Program("old_age_allowance_payments", Decimal(60), 12),
    MINIMUM: Program("relief_payments", Decimal(820), 20),
    DESTITUTE: Program("relief_payments", Decimal(1430), 20),
    HOME_CARE: Program("relief_payments", Decimal(440), 20),
    LIVING: Program("disability_subsidy_payments", Decimal(275), 25),
    NURSING: Program("disability_subsidy_payments", Decimal(500), 25),
    SUPPORT: Program("reservoir_migrant_payments", Decimal(150), 12, every=3),
}

# What stands in a column unless a scenario says otherwise; `{n}` counts the extract's records.
USUAL: dict[str, dict[str, Any]] = {
    "association_officers": {
        "credit_code": "51990101MK{n:07}A",
        "association_name": "样例丙{n}协会",
    },
    "centre_monthly_claims": {"operating_subsidy": Decimal(3000)},
    "collected_funds": {"receipt_no": "PF{n:07}", "amount": Decimal(1200)},
    "deaths": {"source": "死亡证明"},
    "destitute_persons": {"support_mode": "集中供养"},
    "dilapidated_houses": {"house_no": "WP{n:07}"},
    "disability_subsidy_payments": {"voucher_no": "CF{n:08}"},
    "home_service_orders": {"order_no": "SF{n:09}", "service_item": "助洁", "amount": VISIT},
    "hospital_stays": {"ward": "老年科"},
    "institution_stays": {"daily_subsidy": BED},
    "insurance_inpatient_claims": {
        "claim_no": "YF{n:08}",
        "total_cost": Decimal(8650),
        "self_paid": Decimal(1297),
    },
    "meal_records": {"meal_type": "午餐", "pickup": "堂食", "subsidy_amount": LUNCH},
    "minimum_living_members": {"family_no": "DP{n:07}", "relation": "户主", "category": "低保"},
    "old_age_allowance_payments": {"voucher_no": "GF{n:08}"},
    "overseas_site_checkins": {"topic": "廉洁提醒", "issues_found": 0},
    "overseas_sites": {"site_name": "样例丙站点{n}", "country": "示例国一", "officer_name": "联丙"},
    "project_contractors": {
        "project_no": "XP{n:06}",
        "project_kind": "养老服务",
        "contractor": "样例乙{n}号为老服务公司",
        "role": "股东",
        "contract_amount": Decimal(180000),
    },
    "public_employees": {"employer": "样例镇政府", "post": "科员"},
    "rehabilitation_treatments": {
        "treatment_no": "KP{n:06}",
        "organisation": "样例康复中心",
        "subsidy_amount": Decimal(1800),
    },
    "relief_payments": {"voucher_no": "JF{n:08}"},
    "temporary_relief_grants": {"grant_no": "LF{n:07}", "reason": "疾病"},
    "traffic_accidents": {"accident_no": "JF{n:07}", "injury": "死亡"},
    "village_labour_payments": {"payment_no": "WF{n:08}", "pay_basis": "按天"},
    "welfare_enterprise_staff": {"enterprise_name": "样例一号福利厂"},
    "work_injuries": {"case_no": "GF{n:06}"},
}
