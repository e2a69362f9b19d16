"""What a long command says as it goes: a line for each step, and one when nothing is heard."""

from __future__ import annotations

import logging
import threading
import time
from types import TracebackType
from typing import Any

import click

QUIET_SECONDS = 8.0
"""After so long without a line, one says what is still under way."""
_RESULTS = {
    "LogModelResult",
    "LogSeedResult",
    "LogSnapshotResult",
    "LogTestResult",
    "LogNodeResult",
}
FAILED = {"error", "fail", "runtime error"}


class Progress(logging.Handler):
    """Prints lines with the time before them; hears dbt's events and landing's log."""

    def __init__(self, doing: str) -> None:
        super().__init__(logging.INFO)
        self._done = self._total = 0
        self._doing = doing
        self._since = self._said = time.monotonic()
        self._end = threading.Event()
        self._ticker = threading.Thread(target=self._tick, daemon=True)
        self._landing = logging.getLogger("plumbline.landing")

    def __enter__(self) -> Progress:
        self._landing.addHandler(self)
        self._landing.setLevel(logging.INFO)
        self._landing.propagate = False
        self._ticker.start()
        self.begin(self._doing)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._end.set()
        self._ticker.join()
        self._landing.removeHandler(self)

    def begin(self, doing: str) -> None:
        """What is under way from now on."""
        self._doing, self._since = doing, time.monotonic()
        self.say(doing)

    def say(self, text: str) -> None:
        self._said = time.monotonic()
        click.echo(f"{time.strftime('%H:%M:%S')} {text}")

    def emit(self, record: logging.LogRecord) -> None:
        """A landed file."""
        self.say(f"landed {record.getMessage()}")

    def hear(self, event: Any) -> None:
        """An event of dbt."""
        name, data = event.info.name, event.data
        if name == "FoundStats":
            self.begin("landing deliveries")
            self.say(f"project read: {event.info.msg.removeprefix('Found ').split(', ')[0]}")
        elif name in ("JinjaLogInfo", "JinjaLogWarning"):
            self.say(("warning: " if name == "JinjaLogWarning" else "") + event.info.msg)
        elif name == "LogStartLine":
            self._total = data.total
            self._doing, self._since = f"building {_label(data.node_info)}", time.monotonic()
        elif name in _RESULTS:
            self._result(data)

    def _result(self, data: Any) -> None:
        node = data.node_info
        self._done += 1
        if node.node_status in FAILED:
            self.say(f"FAILED {_label(node)}")
        elif time.monotonic() - self._said > QUIET_SECONDS / 2:
            self.say(f"built {self._done} of {self._total}, {_label(node)}")
        self._doing, self._since = f"at work after {_label(node)}", time.monotonic()

    def _tick(self) -> None:
        while not self._end.wait(0.5):
            now = time.monotonic()
            if now - self._said > QUIET_SECONDS:
                self.say(f"still {self._doing} ({now - self._since:.0f} s)")


def _label(node: Any) -> str:
    """A model with its schema, anything else with its kind."""
    if node.resource_type == "model":
        return f"{node.node_relation.schema}.{node.node_name}"
    return f"{node.resource_type} {node.node_name}"
