"""What many records share."""

from __future__ import annotations

from decimal import Decimal

from plumbline.sample.people import Person
from plumbline.sample.values import Money, PersonName, yuan


def money(amount: Money | None) -> Decimal | None:
    return None if amount is None else yuan(amount)


def who(person: Person) -> dict[str, PersonName | str]:
    return {"id_number": person.id, "name": person.name}
