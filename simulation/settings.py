"""What a city is made from: its seed, its scale, and who plays which part in it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

FIRST_DAY, AS_OF = date(2022, 1, 1), date(2023, 12, 31)
DEFAULT_SEED, DEFAULT_SCALE = 2023, 1.0
SAMPLE_SCALE = 0.001

# Inhabitants of each town in a hundred, in the order of the list of towns.
TOWN_SHARES = (14, 15, 11, 10, 8, 7, 6, 6, 8, 3, 4, 3, 4, 1)


@dataclass(frozen=True)
class Cohort:
    """People born within the same years; no two cohorts share a birth day."""

    number: int
    name: str
    first_birth: date
    birth_days: int
    # deaths in a thousand over the two years; all of them before: 1000
    deaths: int
    # the first syllable of the names
    syllable: str


COHORTS = {
    cohort.name: cohort
    for cohort in (
        Cohort(1, "past", date(1915, 1, 1), 3652, 1000, "故"),
        Cohort(2, "elders", date(1926, 1, 1), 5844, 90, "样"),
        Cohort(3, "seniors", date(1943, 1, 1), 7305, 24, "例"),
        Cohort(4, "adults", date(1963, 1, 1), 14975, 0, "范"),
        Cohort(5, "children", date(2004, 1, 1), 6575, 0, "小"),
    )
}

# Who plays which part: cohort, people at scale 1. What is left of a cohort is planted.
PARTS = {
    "forebears": ("past", 15_000),
    "elders_at_home": ("elders", 1_000),
    "residents": ("elders", 2_280),
    "other_elders": ("elders", 22_500),
    "migrants": ("seniors", 15_000),
    "day_labourers": ("seniors", 1_500),
    "month_labourers": ("seniors", 300),
    "officers": ("seniors", 2_000),
    "destitute": ("seniors", 250),
    "other_seniors": ("seniors", 122_000),
    "certified": ("adults", 30_000),
    "family_members": ("adults", 5_000),
    "enterprise_staff": ("adults", 3_000),
    "public_employees": ("adults", 25_000),
    "in_rehabilitation": ("adults", 12_000),
    "injured": ("adults", 2_000),
    "contractors": ("adults", 600),
    "grantees": ("adults", 1_000),
    "house_heads": ("adults", 6_000),
    "collectors": ("adults", 300),
    "care_workers": ("adults", 60),
    "insured": ("adults", 92_000),
    "road_users": ("adults", 143_000),
    "other_adults": ("adults", 198_000),
    "children": ("children", 165_000),
}
# However small the city: families of three in every town, and certificates of each grade.
FEWEST = {"family_members": 42, "certified": 252}


@dataclass(frozen=True)
class Settings:
    """A city's seed and scale; everything else about it follows from them.

    The sample is a city, too: hardly anybody lives in it, and every planted case comes once.
    """

    seed: int = DEFAULT_SEED
    scale: float = DEFAULT_SCALE
    is_sample: bool = False

    @property
    def is_calibrated(self) -> bool:
        """Whether the published figures are meant to come out."""
        return (self.seed, self.scale) == (DEFAULT_SEED, DEFAULT_SCALE)

    @property
    def batches(self) -> list[float]:
        """The planted part of a big city is that of scale 1 so many times, then a rest."""
        whole, rest = divmod(round(self.scale * 1000), 1000)
        return [1.0] * whole + ([rest / 1000] if rest else [])

    @property
    def fewest_in_town(self) -> int:
        """So many people of each part live in every town, so that a small city misses none."""
        return 1 if self.is_sample else 3

    @property
    def fewest(self) -> int:
        return self.fewest_in_town * len(TOWN_SHARES)

    @property
    def towns_in_turn(self) -> list[int]:
        """The towns are dealt out in rounds: each a few times, then each by its share, mixed."""
        by_share = [n for n, share in enumerate(TOWN_SHARES, start=1) for _ in range(share)]
        mixed = [by_share[place * 37 % len(by_share)] for place in range(len(by_share))]
        return [*range(1, len(TOWN_SHARES) + 1)] * self.fewest_in_town + mixed

    def size(self, part: str) -> int:
        return max(self.fewest, FEWEST.get(part, 0), round(PARTS[part][1] * self.scale))

    @property
    def copies(self) -> int:
        """How many of each town's centres and homes there are for one at scale 1."""
        return max(1, math.ceil(self.scale))

    def bounds(self) -> dict[str, tuple[Cohort, int, int]]:
        """Each part's cohort and its range of numbers there; parts begin with a round of towns."""
        bounds = {}
        free = dict.fromkeys(COHORTS, 0)
        for part, (name, _) in PARTS.items():
            first = free[name]
            bounds[part] = (COHORTS[name], first, first + self.size(part))
            free[name] = self._next_round(first + self.size(part))
        return bounds

    def planted_from(self) -> dict[str, int]:
        """By cohort the first number that no part uses."""
        free = dict.fromkeys(COHORTS, 0)
        for cohort, _, last in self.bounds().values():
            free[cohort.name] = self._next_round(last)
        return free

    def _next_round(self, number: int) -> int:
        round_of_towns = len(self.towns_in_turn)
        return -(-number // round_of_towns) * round_of_towns
