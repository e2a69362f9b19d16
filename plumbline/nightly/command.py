"""`plumbline nightly`: what a scheduler runs."""

from __future__ import annotations

import sys

import click

from plumbline.nightly.page import SHOWN, end_of, write_page
from plumbline.nightly.run import End, run
from plumbline.progress import Progress


@click.command("nightly")
@click.option("--whole", is_flag=True, help="Builds, even where nothing is new.")
def nightly_command(whole: bool) -> None:
    """Lands, builds, tests and publishes, and writes a page that says how it went.

    Where nothing has changed since the build that it published last, that one stands.

    Ends with 0 published, 1 a test or model failed, 2 the run broke off, 3 a delivery cannot be
    read, 4 the quality gate stopped it, 5 another build is under way.
    """
    with Progress("reading the project") as progress:
        outcome = run(progress, whole)
        end = outcome.end
        told = "nothing new" if outcome.stands else end.name.lower().replace("_", " ")
        progress.say(f"{told} (exit code {int(end)}): {end_of(outcome)[1]}")
        for problem in outcome.problems[:SHOWN]:
            click.echo(f"  {problem}")
        if len(outcome.problems) > SHOWN:
            click.echo(f"  and {len(outcome.problems) - SHOWN} more")
        if end == End.GATE_STOPPED:
            click.echo(
                "  `plumbline quality --stopped` writes a page for each department; "
                "PLUMBLINE_GATE=warn lets a build through"
            )
        if end != End.ANOTHER_BUILD:
            progress.say(f"report: {write_page(outcome)}")
    sys.exit(int(end))
