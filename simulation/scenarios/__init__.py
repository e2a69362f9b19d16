"""What is planted, a module per scene, in it a scenario per rule.

A module that is imported here is planted, in this order, in the sample and in every city.
"""

from simulation.scenarios import (
    association,
    disability,
    elder_money,
    elder_presence,
    elder_workers,
    funeral,
    outposts,
    relief,
    village,
)

__all__ = [
    "association",
    "disability",
    "elder_money",
    "elder_presence",
    "elder_workers",
    "funeral",
    "outposts",
    "relief",
    "village",
]
