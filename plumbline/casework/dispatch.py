"""`plumbline dispatch`, `states` and `service-list`: write each unit's workbook,
where things stand, and the list of people to help, and register what was handed over.

The register is a delivery of `case_feedback` like any other, one 已交办 a row, kept in the landing
folder: the next build reads from it who was given what and until when.
"""

from __future__ import annotations

import csv
import datetime as dt
import fcntl
import io
import itertools
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from gettext import gettext as _
from pathlib import Path

from msoffcrypto.format.ooxml import OOXMLFile

from plumbline.accesses import Given
from plumbline.casework.shown import file_name
from plumbline.casework.work_items import (
    CaseworkError,
    Problem,
    RuleBrief,
    WorkItem,
    batch_order,
    connect,
    last_batch,
    last_lead_batch,
    read_briefs,
    read_lead_problems,
    read_leads,
    read_outcomes,
    read_problems,
    read_states,
    read_work_items,
)
from plumbline.casework.workbook import Item, UnitWorkbook, lead_layout
from plumbline.files import ForeignFolderError, written_anew
from plumbline.landing.contract import Extract

# Sorts before the workbooks that come back, whose names begin with the batch's year: of steps on
# one day the handing over is the first.
REGISTER = "00交办台账-{batch}.csv"
LEAD_REGISTER = "00主动服务台账-{batch}.csv"
LEAD_LIST = "主动服务名单"
# The folder of a batch before it is handed over.
UNFINISHED = "写入中-"
STATES_MARK = "plumbline-states.txt"
# A cell of the register that begins so would be a formula to whoever opens it.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Dispatched:
    """What a dispatch wrote; with nothing to hand over, no files."""

    batch: str
    workbooks: list[Path]
    register: Path | None
    handed_over: int
    subjects: dict[str, int] = field(default_factory=dict)

    def given(self) -> list[Given]:
        """Which unit was told of how many people or others."""
        return [Given(f"{self.batch}-{unit}", count) for unit, count in self.subjects.items()]


@contextmanager
def alone(landing: Path, extract: Extract) -> Iterator[None]:
    """Hands over alone: what another one is writing would look like what a stopped one left.

    Raises CaseworkError while another does, and where the landing folder is not there.
    """
    folder = _returns(landing, extract)
    folder.mkdir(exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        said = _("{path}: somebody else is handing over just now; wait for that to end")
        raise CaseworkError(said.format(path=folder)) from None
    finally:
        os.close(handle)


def dispatch(
    warehouse: Path,
    landing: Path,
    out: Path,
    extract: Extract,
    again: bool = False,
    password: str | None = None,
) -> Dispatched:
    """Writes the workbooks of a new batch below `out` and its register into the landing folder, all
    or nothing.

    Only units that something new goes to get one, to answer, to check along or to be told of it;
    with `again` all that have anything in hand do, and what they had already is neither registered
    again nor due on another day. With a password the workbooks open only by it.
    Raises CaseworkError where the warehouse or the landing folder is not there.
    """
    folder = _returns(landing, extract)
    with connect(warehouse) as connection:
        items = read_work_items(connection)
        problems = read_problems(connection)
        briefs = read_briefs(connection)
        known = last_batch(connection)
    registers = _registers(folder, REGISTER)
    _settle(out, registers)
    handed_over = _not_built_yet(registers, known, extract)
    new = [i for i in items if i.is_to_go_out and i.alert_id not in handed_over]
    going = items if again else new
    receivers = {unit for i in going for unit in _units(i)}
    if not receivers:
        return Dispatched("", [], None, 0)
    batch = _next_batch(items[0].as_of_date, {*registers, *_batches_in(out), known})
    in_hand = [i for i in items if again or i in new or not i.is_to_go_out]
    subjects: dict[str, int] = {}
    with _whole_batch(out, batch) as unfinished:
        for receiver in sorted(receivers):
            told = {i.subject_id for i in in_hand if receiver in _units(i)}
            subjects[receiver] = len(told)
            _write(unfinished, batch, receiver, in_hand, problems, briefs, extract, password)
        register = _register(folder, REGISTER, batch, new, extract) if new else None
    return Dispatched(batch, sorted((out / batch).iterdir()), register, len(new), subjects)


def write_states(
    warehouse: Path, out: Path, extract: Extract, password: str | None = None
) -> dict[str, int]:
    """Writes anew into `out`, for each unit, where stands what concerns it; nothing is asked there.

    Returns of how many people or others each is told; what was in the folder goes, and stays
    whole where this fails. Raises CaseworkError where the warehouse is not there, or the folder
    is another's.
    """
    with connect(warehouse) as connection:
        states = read_states(connection)
    subjects: dict[str, int] = {}
    try:
        with written_anew(out, STATES_MARK) as fresh:
            for unit, group in itertools.groupby(states, key=lambda state: state.unit):
                told = list(group)
                subjects[unit] = len({state.subject_id for state in told})
                path = fresh / file_name(f"办理状态-{unit}", unit, ".xlsx")
                UnitWorkbook(path, "", unit, extract).write_states(told)
                _lock(path, password)
    except ForeignFolderError:
        said = _("{path} exists and holds no states; name another with `--out`")
        raise CaseworkError(said.format(path=out)) from None
    return subjects


def _units(item: WorkItem) -> set[str]:
    """Who gets the row: to answer, to check along, to be told of it."""
    return {unit for unit in (item.addressee, item.joint_unit, item.cc) if unit}


def _settle(out: Path, registers: dict[str, Path]) -> None:
    """What a stopped dispatch left: handed over once its register is there, else not at all."""
    for left in out.glob(f"{UNFINISHED}*"):
        batch = left.name.removeprefix(UNFINISHED)
        if batch in registers:
            left.rename(out / batch)
        else:
            shutil.rmtree(left)


def hand_over_leads(
    warehouse: Path,
    landing: Path,
    out: Path,
    extract: Extract,
    again: bool = False,
    password: str | None = None,
) -> Dispatched:
    """Writes one list of all service leads in hand below `out` and its register, all or nothing.

    Without a new lead nothing is written, unless `again`; batches are counted apart from those of
    alerts. Raises CaseworkError where the warehouse or the landing folder is not there.
    """
    folder = _returns(landing, extract)
    with connect(warehouse) as connection:
        leads = read_leads(connection)
        problems = read_lead_problems(connection)
        outcomes = read_outcomes(connection)
        known = last_lead_batch(connection)
    registers = _registers(folder, LEAD_REGISTER)
    _settle(out, registers)
    handed_over = _not_built_yet(registers, known, extract)
    new = [lead for lead in leads if lead.is_to_go_out and lead.alert_id not in handed_over]
    if not leads or not (new or again):
        return Dispatched("", [], None, 0)
    batch = _next_batch(leads[0].as_of_date, {*registers, *_batches_in(out), known})
    addressee = leads[0].addressee
    told = [lead for lead in leads if again or lead in new or not lead.is_to_go_out]
    layout = lead_layout(extract, outcomes)
    with _whole_batch(out, batch) as unfinished:
        path = unfinished / f"{batch}-{LEAD_LIST}.xlsx"
        UnitWorkbook(path, batch, addressee, extract, layout).write(told, problems)
        _lock(path, password)
        register = _register(folder, LEAD_REGISTER, batch, new, extract) if new else None
    subjects = {addressee: len({lead.subject_id for lead in told})}
    return Dispatched(batch, [out / batch / path.name], register, len(new), subjects)


def _returns(landing: Path, extract: Extract) -> Path:
    if not landing.is_dir():
        said = _("{path}: no such folder; set PLUMBLINE_LANDING")
        raise CaseworkError(said.format(path=landing))
    return landing / extract.name


def _registers(folder: Path, name: str) -> dict[str, Path]:
    """The registers of that name by batch."""
    return {path.stem.partition("-")[2]: path for path in folder.glob(name.format(batch="*"))}


def _not_built_yet(registers: dict[str, Path], known: str, extract: Extract) -> set[str]:
    """Numbers handed over in batches that the warehouse has not read yet."""
    number = {column: header for header, column in extract.columns.items()}["alert_id"]
    newer = [p for batch, p in registers.items() if batch_order(batch) > batch_order(known)]
    found: set[str] = set()
    for path in newer:
        with path.open(encoding="utf-8-sig", newline="") as file:
            found |= {row[number] for row in csv.DictReader(file)}
    return found


def _batches_in(out: Path) -> list[str]:
    return [path.name for path in out.iterdir() if path.is_dir()] if out.is_dir() else []


def _next_batch(day: dt.date, taken: set[str]) -> str:
    return next(batch for n in itertools.count(1) if (batch := f"{day:%Y%m%d}-{n}") not in taken)


@contextmanager
def _whole_batch(out: Path, batch: str) -> Iterator[Path]:
    """A folder for what goes out, which counts as the batch once all is written and registered.

    What one that stopped before that left there, the next one settles.
    """
    unfinished = out / f"{UNFINISHED}{batch}"
    unfinished.mkdir(parents=True)
    yield unfinished
    unfinished.rename(out / batch)


def _write(
    folder: Path,
    batch: str,
    receiver: str,
    items: Sequence[WorkItem],
    problems: Sequence[Problem],
    briefs: Sequence[RuleBrief],
    extract: Extract,
    password: str | None,
) -> None:
    path = folder / file_name(f"{batch}-{receiver}", receiver, ".xlsx")
    UnitWorkbook(path, batch, receiver, extract).write(
        [i for i in items if i.addressee == receiver],
        [p for p in problems if p.addressee == receiver],
        [i for i in items if i.joint_unit == receiver and i.kind != "withdrawn"],
        briefs,
        [i for i in items if i.cc == receiver != i.joint_unit and i.kind != "withdrawn"],
    )
    _lock(path, password)


def _lock(path: Path, password: str | None) -> None:
    """With a password the workbook opens only by it."""
    if password:
        plain = io.BytesIO(path.read_bytes())
        with path.open("wb") as locked:
            OOXMLFile(plain).encrypt(password, locked)


def _register(folder: Path, name: str, batch: str, new: Sequence[Item], extract: Extract) -> Path:
    """Written whole or not at all."""
    headers = {column: header for header, column in extract.columns.items()}
    columns = ("alert_id", "handled_date", "status", "unit", "note")
    handed_over = extract.words["status"][0]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name.format(batch=batch)
    part = path.with_name(f"{path.name}.part")
    with part.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headers[column] for column in columns)
        for i in new:
            note = f"批次{batch}；办理期限{i.due_date}"
            unit = f"'{i.addressee}" if i.addressee.startswith(FORMULA_STARTS) else i.addressee
            writer.writerow((i.alert_id, i.as_of_date, handed_over, unit, note))
    part.replace(path)
    return path
