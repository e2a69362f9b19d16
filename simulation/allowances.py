"""The last quarter's old-age allowance of planted people: without it each were a service lead.

What ordinary people draw stands in `sql/old_age_allowance_payments.sql`.
"""

from __future__ import annotations

from simulation.people import Citizen
from simulation.scenario import Batch
from simulation.settings import AS_OF
from simulation.usual import ALLOWANCE, PROGRAMS
from simulation.values import Month

_EXTRACT = "old_age_allowance_payments"
_QUARTER = (Month(2023, 10), Month(2023, 11), Month(2023, 12))


def pay(batch: Batch) -> None:
    """Pays the quarter to everybody of 80 who lives in the city and is paid by no scenario."""
    about, columns = PROGRAMS[ALLOWANCE], batch.contract[_EXTRACT].columns.values()
    paid = {
        row["id_number"] for row in batch.rows[_EXTRACT] if row["pay_month"] >= _QUARTER[0].first
    }
    dead = _recorded_dead(batch)
    for person in batch.people:
        month = _QUARTER[int(person.id[14:17]) % len(_QUARTER)]
        if (
            person.draws_allowance
            and person.registered
            and person.status == "正常"
            and person.birth.replace(day=1, year=person.birth.year + 80) <= month.first
            and person.id not in paid
            and (person.id, person.name) not in dead
            and not _is_held(batch, person, month)
        ):
            batch.add(
                _EXTRACT,
                dict.fromkeys(columns),
                id_number=person.id,
                name=person.name,
                town=person.town,
                pay_month=month.first,
                paid_date=month.day(about.day),
                amount=len(_QUARTER) * about.amount,
                voucher_no=f"GQ{person.id[2:]}",
            )


def _recorded_dead(batch: Batch) -> set[tuple[str, str]]:
    """ID and name of whom a death or accident row says to be dead."""
    fatal = [row for row in batch.rows["traffic_accidents"] if row["injury"] == "死亡"]
    return {(row["id_number"], row["name"]) for row in [*batch.rows["deaths"], *fatal]}


def _is_held(batch: Batch, person: Citizen, month: Month) -> bool:
    """Whether the person spends the whole month in custody."""
    return any(
        row["id_number"] == person.id
        and row["kind"] in ("服刑", "羁押")
        and row["start_date"] <= month.first
        and (row["end_date"] or AS_OF) >= month.last
        for row in batch.rows["custody_spells"]
    )
