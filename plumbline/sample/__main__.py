"""Writes the sample: `python -m plumbline.sample [OUT_DIR]`."""

from __future__ import annotations

import argparse
from pathlib import Path

from plumbline.landing.contract import read_contract
from plumbline.places import PROJECT_ROOT
from plumbline.sample import background, cases
from plumbline.sample.city import City
from plumbline.sample.writers import strange_files, write_landing, write_planted


def build_city() -> City:
    """The whole city, as it stood at the end of 2023."""
    city = City(read_contract(PROJECT_ROOT))
    background.live(city)
    cases.plant(city)
    background.settle(city)
    cases.plant_afterwards(city)
    return city


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m plumbline.sample", description=__doc__)
    parser.add_argument("out_dir", nargs="?", type=Path, default=Path("sample"))
    out_dir: Path = parser.parse_args().out_dir

    # a delivery that the plan no longer knows would land as well
    strangers = strange_files(out_dir / "landing")
    if strangers:
        parser.error(f"not of this sample, move away first: {', '.join(map(str, strangers))}")
    city = build_city()
    write_landing(city, out_dir / "landing")
    write_planted(city, out_dir / "planted.csv")
    rows = sum(map(len, city.rows.values()))
    print(f"{out_dir}: {rows:,} records, {len(city.planted)} planted cases")


if __name__ == "__main__":
    main()
