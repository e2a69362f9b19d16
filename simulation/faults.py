"""Faults that deliveries really have, planted in a written landing folder to try the quality gate.

Each damages one extract and names the check that must catch it, and at which level. They can be
planted together: no two of a level touch the same file in a way that hides one.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from pathlib import Path

from plumbline.landing.contract import Extract, read_contract
from plumbline.landing.folders import is_delivery
from plumbline.landing.readers import open_delivery
from plumbline.places import PROJECT_ROOT
from simulation.people import check_character

Record = dict[str, str]


@dataclass(frozen=True)
class Deliveries:
    """The files of one extract, read and written as text records by English column."""

    folder: Path
    extract: Extract

    def files(self) -> list[Path]:
        return sorted(path for path in self.folder.iterdir() if is_delivery(path.name))

    def period(self, back: int = 0) -> list[Path]:
        """The files of the newest period that file names tell of, or of one so many before."""
        dated = [path for path in self.files() if path.name.startswith("20")]
        periods = sorted({_period(path) for path in dated})
        return [path for path in dated if _period(path) == periods[-1 - back]]

    def read(self, path: Path) -> list[Record]:
        records: list[Record] = []
        for table in open_delivery(path, self.extract).tables:
            for batch in table.batches:
                texts = {name: array.to_pylist() for name, array in batch.columns.items()}
                records += [
                    dict(zip(texts, cells, strict=True))
                    for cells in zip(*texts.values(), strict=True)
                ]
        return records

    def write(
        self, path: Path, records: Iterable[Record], renamed: dict[str, str] | None = None
    ) -> None:
        """In place of the file, as CSV; `renamed` gives a column another header."""
        headers = {column: header for header, column in self.extract.columns.items()}
        headers |= renamed or {}
        path.unlink()
        with path.with_suffix(".csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(headers.values())
            writer.writerows([record.get(column, "") for column in headers] for record in records)


Plant = Callable[[Deliveries], None]


@dataclass(frozen=True)
class Fault:
    """A fault, the finding it must lead to, and how it is planted."""

    level: str
    check_id: str
    extract: str
    plant: Plant


FAULTS: dict[str, Fault] = {}


def listed(level: str, name: str, check_id: str, extract: str, plant: Plant) -> None:
    FAULTS[name] = Fault(level, check_id, extract, plant)


stop, warn = partial(listed, "stop"), partial(listed, "warn")


def whole(change: Callable[[list[Record]], list[Record]], back: int = 0) -> Plant:
    """Rewrites the files of a period, each as a whole."""

    def plant(deliveries: Deliveries) -> None:
        for path in deliveries.period(back):
            deliveries.write(path, change(deliveries.read(path)))

    return plant


def each(change: Callable[[Record], Record], back: int = 0, *, one_in: int = 1) -> Plant:
    """Rewrites the records of a period, or one in so many of them."""
    return whole(
        lambda records: [r if at % one_in else change(r) for at, r in enumerate(records)], back
    )


def enter(back: int = 0, one_in: int = 1, **values: str) -> Plant:
    """Other values in the records of a period, or in one of so many."""
    return each(lambda record: record | values, back, one_in=one_in)


def exchange(one: str, other: str) -> Plant:
    return each(lambda record: record | {one: record[other], other: record[one]})


def multiply(column: str, by: int, back: int = 0) -> Plant:
    return each(lambda record: record | {column: str(_yuan(record[column]) * by)}, back)


def lose(*backs: int) -> Plant:
    """The files of these periods were never delivered."""

    def plant(deliveries: Deliveries) -> None:
        for path in [path for back in backs for path in deliveries.period(back)]:
            path.unlink()

    return plant


def empty_all(deliveries: Deliveries) -> None:
    for path in deliveries.files():
        deliveries.write(path, [])


def rename_header(deliveries: Deliveries) -> None:
    for path in deliveries.period():
        deliveries.write(path, deliveries.read(path), {"worker_id_number": "护理员证件号"})


def deliver_another_month(deliveries: Deliveries) -> None:
    for path, other in zip(deliveries.period(2), deliveries.period(5), strict=True):
        deliveries.write(path, deliveries.read(other))


def _names_sorted(records: list[Record]) -> list[Record]:
    names = sorted((record["name"] for record in records), key=lambda name: name[::-1])
    return [record | {"name": name} for record, name in zip(records, names, strict=True)]


def _broken_off(records: list[Record]) -> list[Record]:
    total = sum(_yuan(record["amount"]) for record in records)
    return [*records[: len(records) * 9 // 10], {"payment_no": "合计", "amount": str(total)}]


def _without_biggest_town(records: list[Record]) -> list[Record]:
    towns = [record["town"] for record in records]
    biggest = max(sorted(set(towns)), key=towns.count)
    return [record for record in records if record["town"] != biggest]


def _under_new_numbers(records: list[Record]) -> list[Record]:
    again = [record | {"voucher_no": record["voucher_no"] + "-2"} for record in records]
    return records + again


def _mostly_of_one_town(records: list[Record]) -> list[Record]:
    one = {"town": records[0]["town"]}
    return [record | one if at % 10 < 6 else record for at, record in enumerate(records)]


def _in_scientific_notation(record: Record) -> Record:
    return record | {"id_number": f"{int(_digits(record['id_number'])):.5E}"}


def _elsewhere(record: Record) -> Record:
    """The ID of the same digits under a district that no city here has."""
    digits = "999999" + _digits(record["id_number"])[6:]
    return record | {"id_number": digits + check_character(digits)}


def _cut_short(record: Record) -> Record:
    return record | {"id_number": record["id_number"].strip()[:-1]}


# Faults that must stop a build ----------------------------------------------------------------
# Every export holds a header and nothing else.
stop("extract_emptied", "staged_rows", "deaths", empty_all)
# A spreadsheet took the IDs for numbers.
stop(
    "ids_in_scientific_notation",
    "invalid_id_share",
    "old_age_allowance_payments",
    each(_in_scientific_notation),
)
# Day paid and amount stand under each other's header.
stop("columns_exchanged", "unreadable_share", "relief_payments", exchange("paid_date", "amount"))
# A column that may be empty comes under a header that nobody knows.
stop("header_renamed", "filled_ratio", "home_service_orders", rename_header)
# Somebody sorted the column of names alone.
stop("names_sorted_apart", "name_share", "disability_subsidy_payments", whole(_names_sorted))
# A hundred times the money, in one month.
stop(
    "amounts_in_fen", "month_yuan_ratio", "disability_subsidy_payments", multiply("amount", 100, 3)
)
# A month was never delivered, and silence raises alerts.
stop("meals_of_a_month_lost", "month_rows", "meal_records", lose(6))
# The export broke off, its total row did not.
stop("rows_lost_above_the_total", "totals_gap", "village_labour_payments", whole(_broken_off))
# Nobody entered how the work was paid.
stop("required_column_empty", "missing_share", "village_labour_payments", enter(1, pay_basis=""))
# First and last day stand under each other's header.
stop(
    "ends_exchanged",
    "backwards_share",
    "insurance_inpatient_claims",
    exchange("admitted_date", "discharged_date"),
)
# The IDs are valid, and nobody here has one of them.
stop("people_of_another_city", "register_share", "reservoir_migrant_payments", each(_elsewhere))

# Faults that are shown, and stop nothing --------------------------------------------------------
# A month in the middle was never delivered.
warn("payments_of_a_month_lost", "month_rows", "old_age_allowance_payments", lose(6))
# The biggest town is missing from the newest month.
warn("town_lost", "town_rows", "relief_payments", whole(_without_biggest_town))
# A month comes twice, under new voucher numbers.
warn("month_delivered_twice", "month_rows_ratio", "relief_payments", whole(_under_new_numbers, 3))
# Three times the money of the month before.
warn("amounts_tripled", "month_yuan_ratio", "meal_records", multiply("subsidy_amount", 3))
# Six in ten rows carry the town of the first one.
warn(
    "towns_entered_as_one",
    "town_shift",
    "disability_subsidy_payments",
    whole(_mostly_of_one_town, 2),
)
# A programme that nobody agreed on.
warn(
    "new_word",
    "unknown_word_share",
    "disability_subsidy_payments",
    enter(one_in=30, program="新增补贴"),
)
# One ID in thirty has lost its last character.
warn("ids_mistyped", "invalid_id_share", "home_service_orders", each(_cut_short, one_in=30))
# Under one month's name stand the rows of another.
warn("file_of_another_month", "outside_period_share", "home_service_orders", deliver_another_month)
# The newest file holds every row twice.
warn(
    "rows_doubled",
    "duplicate_share",
    "reservoir_migrant_payments",
    whole(lambda records: records * 2),
)
# One name in ten is not the register's.
warn("names_mistyped", "name_share", "reservoir_migrant_payments", enter(1, 10, name="误写"))
# One export holds a header and nothing else.
warn("empty_file", "file_rows", "traffic_accidents", whole(lambda records: [], 2))
# The last four months have not come.
warn("deliveries_stopped", "periods_late", "hospital_stays", lose(3, 2, 1, 0))
# One row in twenty has no name.
warn("names_left_out", "missing_share", "insurance_inpatient_claims", enter(one_in=20, name=""))
# One day in twenty is a word.
warn(
    "days_unknown",
    "unreadable_share",
    "village_labour_payments",
    enter(one_in=20, work_start="不详"),
)
# One payment in thirty is taken back by a negative one.
warn(
    "corrections_below_zero",
    "negative_share",
    "village_labour_payments",
    enter(1, 30, amount="-100"),
)
# One year in thirty is mistyped.
warn(
    "days_in_the_future",
    "implausible_day_share",
    "village_labour_payments",
    enter(2, 30, work_start="2203-01-02", work_end="2203-01-03"),
)


def damage(landing: Path, faults: Iterable[str]) -> None:
    """Plants the named faults in a landing folder."""
    contract = read_contract(PROJECT_ROOT)
    for name in faults:
        extract = FAULTS[name].extract
        FAULTS[name].plant(Deliveries(landing / extract, contract[extract]))


def _period(path: Path) -> str:
    return path.stem.split(" ")[0]


def _yuan(text: str) -> Decimal:
    return Decimal(text.strip("¥￥元 ").replace(",", ""))


def _digits(number: str) -> str:
    """The 17 digits before the check character, however the ID is written."""
    return number.strip("' ").replace(" ", "")[:17]
