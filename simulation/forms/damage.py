"""Rows that the warehouse must reject, each for a slip that people really make.

Each is a copy of some row of the sample, with other text in a few of its cells; None empties one.
"""

from __future__ import annotations

DAMAGE: dict[str, list[dict[str, str | None]]] = {
    "home_service_orders": [{"start_time": "25:10"}, {"name": None}],
    "institution_stays": [
        {"checkin_date": "2023-07-11", "checkout_date": "2023-07-01"},
        {"checkin_date": None},
    ],
    "institution_leaves": [{"leave_date": "2023-02-11", "return_date": "2023-02-01"}],
    "meal_records": [{"meal_type": "夜宵"}],
    "centre_monthly_claims": [{"claimed_meals": "约120"}],
    "old_age_allowance_payments": [{"pay_month": "2032年5月"}, {"amount": "-60.00"}],
    "deaths": [{"death_date": "2203-01-08"}, {"death_date": None, "registered_date": "不详"}],
    # by the clock: out five hours before in, on the same day
    "hospital_stays": [
        {"admitted_at": "2023-04-05 14:30:00", "discharged_at": "2023-04-05 09:10:00"},
        {"discharged_at": "住院中"},
    ],
    "traffic_accidents": [{"injury": "轻微"}],
    "household_register": [{"status": "注销"}],
    "destitute_persons": [{"support_mode": "居家供养"}],
    "minimum_living_members": [
        {"category": "特困"},
        {"start_date": "2022-08-01", "end_date": "2022-07-01"},
    ],
    "relief_payments": [{"amount": "八百二十元"}, {"id_number": None}],
    "temporary_relief_grants": [{"approved_date": "1022-03-05"}],
    "dilapidated_houses": [{"grade": "E"}],
    "reservoir_migrant_payments": [{"pay_month": "2023年第二季度"}],
    "disabled_persons": [{"grade": "五级"}, {"category": None}],
    "disability_subsidy_payments": [{"program": "护理补贴"}],
    "rehabilitation_treatments": [{"subsidy_amount": "-1800.00"}],
    "work_injuries": [{"id_number": "99010119720101001"}],
    "welfare_enterprise_staff": [{"monthly_wage": "面议"}],
    "public_employees": [{"end_date": "至今"}],
    "project_contractors": [{"role": "经理"}],
    "association_officers": [{"post": None}],
    "association_accounts": [{"fiscal_year": "二〇二三", "amount": "-10.00"}],
    "village_labour_payments": [{"hours": "-16"}],
    "collected_funds": [{"receipt_no": None, "amount": "壹仟贰佰元"}],
    "overseas_sites": [{"opened_date": "2023-09-01", "closed_date": "2022-09-01"}],
    "overseas_site_checkins": [{"issues_found": "两个"}],
    "case_feedback": [{"finding": "基本属实"}],
}
