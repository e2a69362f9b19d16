"""The page that `make bench` writes: a table, a plot, and where the time goes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

BAR, LEFT, WIDTH = 26, 230, 420


@dataclass(frozen=True)
class Line:
    """What one kind of build took."""

    wall: float
    processor: float
    memory: int
    written: int
    file_size: int = 0
    name: str = ""

    def told(self, first: Line) -> str:
        size = f"{self.file_size / 1e6:.0f} MB" if self.file_size else ""
        return (
            f"| {self.name} | {self.wall:.0f} s | {self.wall / first.wall:.2f} "
            f"| {self.processor:.0f} s | {self.processor / first.processor:.2f} "
            f"| {self.memory / 2**30:.2f} GiB | {self.written / 1e6:.0f} MB | {size} |"
        )


def write_page(folder: Path, lines: list[Line], slowest: dict[str, float], about: str) -> None:
    """Writes `README.md` and `builds.svg`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "builds.svg").write_text(plot(lines), encoding="utf-8")
    table = "\n".join(line.told(lines[0]) for line in lines)
    nodes = "\n".join(f"| `{name}` | {seconds:.1f} s |" for name, seconds in slowest.items())
    (folder / "README.md").write_text(
        f"""<!-- Written by `make bench`; do not edit by hand. -->

# What a build costs

{about}

| | wall | of the first | processor | of the first | memory at most | written | published file |
| --- | --: | --: | --: | --: | --: | --: | --: |
{table}

![Wall time of each kind of build](builds.svg)

A build lands, makes models, tests and publishes; unit tests are left out. *Nothing new* is the same
build once more. *One new day* adds a file to five extracts and moves the as-of date by a day. Plain
DuckDB runs the same SQL in one process on rows already landed, without tests and the quality gate.

## Where the time of a whole build goes

By node, two at a time.

| node | |
| --- | --: |
{nodes}
""",
        encoding="utf-8",
    )


def plot(lines: list[Line]) -> str:
    """A bar a line, of its wall time."""
    longest = max(line.wall for line in lines)
    bars = "\n".join(
        f'<text x="{LEFT - 8}" y="{i * BAR + 17}" text-anchor="end">{line.name}</text>'
        f'<rect x="{LEFT}" y="{i * BAR + 4}" width="{WIDTH * line.wall / longest:.0f}" '
        f'height="{BAR - 8}" fill="#4a7a9c"/>'
        f'<text x="{LEFT + WIDTH * line.wall / longest + 6:.0f}" y="{i * BAR + 17}">'
        f"{line.wall:.0f} s</text>"
        for i, line in enumerate(lines)
    )
    size = f'width="{LEFT + WIDTH + 70}" height="{len(lines) * BAR + 4}"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="13">'
    return f"{svg}\n{bars}\n</svg>\n"
