"""Faults that deliveries really have, planted in a written landing folder to try the quality gate.

Each is a small function that damages one extract and says which check must catch it, at which
level. They can be planted together: no two of a level touch the same file in a way that hides one.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from plumbline.landing.contract import Extract, read_contract
from plumbline.landing.land import is_delivery
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
        return sorted(path for path in self.folder.iterdir() if is_delivery(path))

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

    def change(self, paths: list[Path], change: Callable[[int, Record], Record | None]) -> None:
        """Rewrites each record by its number in the file; None leaves it out."""
        for path in paths:
            changed = (change(at, record) for at, record in enumerate(self.read(path)))
            self.write(path, [record for record in changed if record is not None])


@dataclass(frozen=True)
class Fault:
    """A fault, the finding it must lead to, and how it is planted."""

    name: str
    level: str
    check_id: str
    extract: str
    plant: Callable[[Deliveries], None]


FAULTS: dict[str, Fault] = {}


def fault(
    level: str, check_id: str, extract: str
) -> Callable[[Callable[[Deliveries], None]], Callable[[Deliveries], None]]:
    def listed(plant: Callable[[Deliveries], None]) -> Callable[[Deliveries], None]:
        name = plant.__name__
        FAULTS[name] = Fault(name, level, check_id, extract, plant)
        return plant

    return listed


def damage(landing: Path, faults: Iterable[str]) -> None:
    """Plants the named faults in a landing folder."""
    contract = read_contract(PROJECT_ROOT)
    for name in faults:
        extract = FAULTS[name].extract
        FAULTS[name].plant(Deliveries(landing / extract, contract[extract]))


# Faults that must stop a build ----------------------------------------------------------------


@fault("stop", "staged_rows", "deaths")
def extract_emptied(deliveries: Deliveries) -> None:
    """Every export holds a header and nothing else."""
    deliveries.change(deliveries.files(), lambda at, record: None)


@fault("stop", "invalid_id_share", "old_age_allowance_payments")
def ids_in_scientific_notation(deliveries: Deliveries) -> None:
    """A spreadsheet took the IDs for numbers."""
    deliveries.change(
        deliveries.period(),
        lambda at, record: record | {"id_number": f"{int(_digits(record['id_number'])):.5E}"},
    )


@fault("stop", "unreadable_share", "relief_payments")
def columns_exchanged(deliveries: Deliveries) -> None:
    """Day paid and amount stand under each other's header."""
    deliveries.change(
        deliveries.period(),
        lambda at, record: record | {"paid_date": record["amount"], "amount": record["paid_date"]},
    )


@fault("stop", "filled_ratio", "home_service_orders")
def header_renamed(deliveries: Deliveries) -> None:
    """A column that may be empty comes under a header that nobody knows."""
    for path in deliveries.period():
        renamed = {"worker_id_number": "护理员证件号"}
        deliveries.write(path, deliveries.read(path), renamed)


@fault("stop", "name_share", "disability_subsidy_payments")
def names_sorted_apart(deliveries: Deliveries) -> None:
    """Somebody sorted the column of names alone."""
    for path in deliveries.period():
        records = deliveries.read(path)
        names = sorted((record["name"] for record in records), key=lambda name: name[::-1])
        deliveries.write(
            path, [record | {"name": name} for record, name in zip(records, names, strict=True)]
        )


@fault("stop", "month_yuan_ratio", "disability_subsidy_payments")
def amounts_in_fen(deliveries: Deliveries) -> None:
    """A hundred times the money, in one month."""
    deliveries.change(
        deliveries.period(3),
        lambda at, record: record | {"amount": str(_yuan(record["amount"]) * 100)},
    )


@fault("stop", "month_rows", "meal_records")
def meals_of_a_month_lost(deliveries: Deliveries) -> None:
    """A month in the middle was never delivered, and silence raises alerts."""
    for path in deliveries.period(6):
        path.unlink()


@fault("stop", "totals_gap", "village_labour_payments")
def rows_lost_above_the_total(deliveries: Deliveries) -> None:
    """The export broke off, its total row did not."""
    for path in deliveries.period():
        records = deliveries.read(path)
        total = sum(_yuan(record["amount"]) for record in records)
        last = {"payment_no": "合计", "amount": str(total)}
        deliveries.write(path, [*records[: len(records) * 9 // 10], last])


@fault("stop", "missing_share", "village_labour_payments")
def required_column_empty(deliveries: Deliveries) -> None:
    """Nobody entered how the work was paid."""
    deliveries.change(deliveries.period(1), lambda at, record: record | {"pay_basis": ""})


@fault("stop", "backwards_share", "insurance_inpatient_claims")
def ends_exchanged(deliveries: Deliveries) -> None:
    """First and last day stand under each other's header."""
    deliveries.change(
        deliveries.period(),
        lambda at, record: (
            record
            | {
                "admitted_date": record["discharged_date"],
                "discharged_date": record["admitted_date"],
            }
        ),
    )


@fault("stop", "register_share", "reservoir_migrant_payments")
def people_of_another_city(deliveries: Deliveries) -> None:
    """The IDs are valid, and nobody here has one of them."""
    deliveries.change(
        deliveries.period(),
        lambda at, record: record | {"id_number": _elsewhere(record["id_number"])},
    )


# Faults that are shown, and stop nothing --------------------------------------------------------


@fault("warn", "month_rows", "old_age_allowance_payments")
def payments_of_a_month_lost(deliveries: Deliveries) -> None:
    """A month in the middle was never delivered."""
    for path in deliveries.period(6):
        path.unlink()


@fault("warn", "town_rows", "relief_payments")
def town_lost(deliveries: Deliveries) -> None:
    """The biggest town is missing from the newest month."""
    records = [r for path in deliveries.period() for r in deliveries.read(path)]
    towns = [record["town"] for record in records]
    biggest = max(sorted(set(towns)), key=towns.count)
    deliveries.change(
        deliveries.period(), lambda at, record: None if record["town"] == biggest else record
    )


@fault("warn", "month_rows_ratio", "relief_payments")
def month_delivered_twice(deliveries: Deliveries) -> None:
    """A month comes twice, under new voucher numbers."""
    for path in deliveries.period(3):
        records = deliveries.read(path)
        again = [record | {"voucher_no": record["voucher_no"] + "-2"} for record in records]
        deliveries.write(path, records + again)


@fault("warn", "month_yuan_ratio", "meal_records")
def amounts_tripled(deliveries: Deliveries) -> None:
    """Three times the money of the month before."""
    deliveries.change(
        deliveries.period(),
        lambda at, record: record | {"subsidy_amount": str(_yuan(record["subsidy_amount"]) * 3)},
    )


@fault("warn", "town_shift", "disability_subsidy_payments")
def towns_entered_as_one(deliveries: Deliveries) -> None:
    """Six in ten rows carry the town of the first one."""
    for path in deliveries.period(2):
        records = deliveries.read(path)
        town = records[0]["town"]
        deliveries.write(
            path,
            [r | {"town": town} if at % 10 < 6 else r for at, r in enumerate(records)],
        )


@fault("warn", "unknown_word_share", "disability_subsidy_payments")
def new_word(deliveries: Deliveries) -> None:
    """A programme that nobody agreed on."""
    deliveries.change(deliveries.period(), _one_in(30, {"program": "新增补贴"}))


@fault("warn", "invalid_id_share", "home_service_orders")
def ids_mistyped(deliveries: Deliveries) -> None:
    """One ID in thirty has lost its last character."""
    deliveries.change(
        deliveries.period(),
        lambda at, record: (
            record if at % 30 else record | {"id_number": record["id_number"].strip()[:-1]}
        ),
    )


@fault("warn", "outside_period_share", "home_service_orders")
def file_of_another_month(deliveries: Deliveries) -> None:
    """Under one month's name stand the rows of another."""
    for path, other in zip(deliveries.period(2), deliveries.period(5), strict=True):
        deliveries.write(path, deliveries.read(other))


@fault("warn", "duplicate_share", "reservoir_migrant_payments")
def rows_doubled(deliveries: Deliveries) -> None:
    """The newest file holds every row twice."""
    path = deliveries.files()[-1]
    deliveries.write(path, deliveries.read(path) * 2)


@fault("warn", "name_share", "reservoir_migrant_payments")
def names_mistyped(deliveries: Deliveries) -> None:
    """One name in ten is not the register's."""
    deliveries.change(deliveries.period(1), _one_in(10, {"name": "误写"}))


@fault("warn", "file_rows", "traffic_accidents")
def empty_file(deliveries: Deliveries) -> None:
    """One export holds a header and nothing else."""
    deliveries.change(deliveries.period(2), lambda at, record: None)


@fault("warn", "periods_late", "hospital_stays")
def deliveries_stopped(deliveries: Deliveries) -> None:
    """The last four months have not come."""
    for back in (3, 2, 1, 0):
        for path in deliveries.period(back):
            path.unlink()


@fault("warn", "missing_share", "insurance_inpatient_claims")
def names_left_out(deliveries: Deliveries) -> None:
    """One row in twenty has no name."""
    deliveries.change(deliveries.period(), _one_in(20, {"name": ""}))


@fault("warn", "unreadable_share", "village_labour_payments")
def days_unknown(deliveries: Deliveries) -> None:
    """One day in twenty is a word."""
    deliveries.change(deliveries.period(), _one_in(20, {"work_start": "不详"}))


@fault("warn", "negative_share", "village_labour_payments")
def corrections_below_zero(deliveries: Deliveries) -> None:
    """One payment in thirty is taken back by a negative one."""
    deliveries.change(deliveries.period(1), _one_in(30, {"amount": "-100"}))


@fault("warn", "implausible_day_share", "village_labour_payments")
def days_in_the_future(deliveries: Deliveries) -> None:
    """One year in thirty is mistyped."""
    deliveries.change(
        deliveries.period(2), _one_in(30, {"work_start": "2203-01-02", "work_end": "2203-01-03"})
    )


def _one_in(number: int, values: Record) -> Callable[[int, Record], Record]:
    return lambda at, record: record if at % number else record | values


def _period(path: Path) -> str:
    return path.stem.split(" ")[0]


def _yuan(text: str) -> Decimal:
    return Decimal(text.strip("¥￥元 ").replace(",", ""))


def _digits(number: str) -> str:
    """The 17 digits before the check character, however the ID is written."""
    return number.strip("' ").replace(" ", "")[:17]


def _elsewhere(number: str) -> str:
    """The ID of the same digits under a district that no city here has."""
    digits = "999999" + _digits(number)[6:]
    return digits + check_character(digits)
