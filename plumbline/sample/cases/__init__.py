"""What is planted: modules per scene of the rule book, a function per rule.

Each case names the boundary that it stands on. A case has people of its own, so that only the rule
it is made for can find it, unless it says otherwise.
"""

from plumbline.sample.cases import (
    association,
    damage,
    disability,
    elder_money,
    elder_presence,
    feedback,
    outposts,
    relief,
    village,
)
from plumbline.sample.city import City


def plant(city: City) -> None:
    """All alerts and near misses; before the records that depend on all others are settled."""
    elder_presence.plant(city)
    elder_money.plant(city)
    relief.plant(city)
    disability.plant(city)
    association.plant(city)
    village.plant(city)
    outposts.plant(city)


def plant_afterwards(city: City) -> None:
    """What must not count as a record (damaged rows), and what answers the alerts (feedback)."""
    damage.plant(city)
    feedback.plant(city)
