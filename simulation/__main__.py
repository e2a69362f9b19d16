"""`python -m simulation`: made-up deliveries, and what is done with them."""

from __future__ import annotations

import click

from plumbline.places import speak_utf8
from simulation.city import city
from simulation.sample import sample
from simulation.towns import answer_as_made_up_towns


@click.group()
def main() -> None:
    """Made-up cities, for demonstrations and tests; never a real city's data."""
    speak_utf8()


for command in (city, sample, answer_as_made_up_towns):
    main.add_command(command)

if __name__ == "__main__":
    main(prog_name="python -m simulation")
