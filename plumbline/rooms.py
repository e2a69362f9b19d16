"""Writes the table of rooms in docs/architecture.md: `python -m plumbline.rooms [--check]`.

What each room holds and may read stands in `seeds/rooms.csv`, what may be read besides in
`seeds/room_exceptions.csv`; `--check` exits 1 where the page says something else.
"""

from __future__ import annotations

from pathlib import Path

from plumbline.places import PROJECT_ROOT
from plumbline.process_maps import Row, read_seed
from plumbline.seed_pages import write_or_check

PAGE = Path("docs/architecture.md")
BEGIN = "<!-- Written by `python -m plumbline.rooms` from the seeds; do not edit by hand. -->\n"
END = "<!-- /rooms -->\n"


def main(arguments: list[str] | None = None, project_root: Path = PROJECT_ROOT) -> None:
    write_or_check("plumbline.rooms", PAGE, page, arguments, project_root)


def page(project_root: Path) -> str:
    """The page with its table of rooms as the seeds have it; the rest is left as it is.

    Raises ValueError where the page has no place for the table.
    """
    text = (project_root / PAGE).read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(
            f"{PAGE}: put the lines {BEGIN.strip()} and {END.strip()} around the table"
        )
    rooms = read_seed(project_root, "rooms")
    exceptions = read_seed(project_root, "room_exceptions")
    return (
        f"{before}{BEGIN}\n{table_of_rooms(rooms)}\n{table_of_exceptions(exceptions)}\n{END}{after}"
    )


def table_of_rooms(rooms: list[Row]) -> str:
    lines = ["| room | holds | may read | kept as |", "|---|---|---|---|"]
    lines += [
        f"| `{row['room']}/` | {row['holds']} | {_readable(row)} | {row['kept_as']} |"
        for row in rooms
    ]
    return "\n".join([*lines, ""])


def table_of_exceptions(exceptions: list[Row]) -> str:
    lines = ["| and besides | may read | since |", "|---|---|---|"]
    lines += [f"| `{row['reader']}` | `{row['reads']}` | {row['reason']} |" for row in exceptions]
    return "\n".join([*lines, ""])


def _readable(row: Row) -> str:
    """The rooms that a room may read, as short as they are clear."""
    names = [room.removeprefix("models/") for room in row["may_read"].split("; ") if room]
    own = row["room"].removeprefix("models/")
    return ", ".join("itself" if name == own else name for name in names)


if __name__ == "__main__":
    main()
