"""The dbt-duckdb plugin: one build at a time, landing before it, publishing after it.

It registers the functions that the hooks in `macros/warehouse/` call; what they do is told there.
"""

from __future__ import annotations

import gc
import json
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import duckdb
from dbt.adapters.duckdb.plugins import BasePlugin
from dbt_common.exceptions import DbtRuntimeError

from plumbline.city_lists import city_problems
from plumbline.encryption import (
    PARQUET_ARGUMENT,
    EncryptionError,
    attach,
    file_key,
    know_parquet_key,
)
from plumbline.keys import key_maker
from plumbline.landing.land import land_for
from plumbline.landing.report import LandingReport
from plumbline.memory import memory_limit
from plumbline.places import PROJECT_ROOT
from plumbline.publish import BuildFolder, BuildUnderWayError, drops_working_file
from plumbline.quality import judge
from plumbline.rights import analysts, keep_private, private_folder, share


class Plugin(BasePlugin):  # type: ignore[misc]
    """Ties landing and publishing to one dbt process and one warehouse file."""

    # the last landing of this process, for whoever runs dbt in it
    landed: LandingReport | None = None
    # one that it did before it ran dbt, for this build
    landed_ahead: LandingReport | None = None

    def initialize(self, plugin_config: dict[str, Any]) -> None:
        self.folder = BuildFolder(Path(plugin_config["warehouse"]))
        self.landing = Path(plugin_config["landing"])
        keep_private()
        try:
            analysts()
            drops_working_file()
            self.encrypts = file_key() is not None
        except (ValueError, EncryptionError) as problem:
            raise DbtRuntimeError(str(problem)) from None
        if not self.folder.warehouse.parent.exists():
            self.folder.warehouse.parent.mkdir(parents=True)
            share(self.folder.warehouse.parent)
        private_folder(self.folder.path)
        try:
            self.folder.keep_others_out()
            self.folder.discard_torn_databases()
        except BuildUnderWayError as problem:
            raise DbtRuntimeError(str(problem)) from None

    def update_connection_config(self, creds: Any, config: dict[str, Any]) -> None:
        try:
            config["memory_limit"] = memory_limit()
        except ValueError as problem:
            raise DbtRuntimeError(str(problem)) from None
        if self.encrypts:
            # DuckDB gives a key only to a file that it attaches
            self.creds, self.path, creds.path = creds, creds.path, ":memory:"

    def configure_connection(self, conn: duckdb.DuckDBPyConnection) -> None:
        if self.encrypts:
            self.creds.path = self.path
            know_parquet_key(conn)
            attach(conn, Path(self.path), self.creds.database)
        # null where nothing is to be encrypted
        conn.create_function(
            "plumbline_file_key",
            file_key,
            [],
            "VARCHAR",
            side_effects=True,
            null_handling="special",
        )
        conn.create_function("plumbline_land", self.land, [], "VARCHAR", side_effects=True)
        conn.create_function("plumbline_published", self.folder.published, [], "VARCHAR")
        conn.create_function(
            "plumbline_unpublished",
            self.folder.begin_unpublished,
            ["VARCHAR"],
            "VARCHAR",
            side_effects=True,
        )
        conn.create_function(
            "plumbline_settle", self.folder.settle, ["VARCHAR"], "VARCHAR", side_effects=True
        )
        conn.create_function(
            "plumbline_key", key_maker(self.folder.key_salt), ["VARCHAR"], "VARCHAR"
        )
        conn.create_function(
            "plumbline_unpublished_masked",
            lambda: str(self.folder.unpublished_masked),
            [],
            "VARCHAR",
        )
        conn.create_function(
            "plumbline_workbook", self.begin_workbook, [], "VARCHAR", side_effects=True
        )
        conn.create_function("plumbline_publish", self.publish, [], "VARCHAR", side_effects=True)
        conn.create_function("plumbline_judge", judge.version, [], "VARCHAR")

    def configure_cursor(self, cursor: duckdb.DuckDBPyConnection) -> None:
        if self.encrypts:
            cursor.execute(f'use "{self.creds.database}"')

    def land(self) -> str:
        """Lands what is new; a JSON object of `raw`, `report`, `summary`, `warnings`, `errors`.

        `reader` is what DuckDB is told to read raw files with; `settings` are the problems with the
        city's own settings; with any nothing is landed.
        """
        # what dbt has read of the project stays: Python need not look for garbage in it again
        gc.freeze()
        settings = city_problems(PROJECT_ROOT)
        report = LandingReport()
        try:
            if not settings:
                ahead, Plugin.landed_ahead = Plugin.landed_ahead, None
                report = ahead or land_for(self.folder, self.landing)
                Plugin.landed = report
        except ValueError as problem:  # a setting of the environment
            report = LandingReport(errors=[str(problem)])
        except OSError as fault:  # whatever cannot be read is an error of its file
            report = LandingReport(errors=[f"{self.folder.path}: cannot be written: {fault}"])
        if any(file.status != "unchanged" for file in report.files) and not report.errors:
            # what the gate judges with takes seconds to import: beside the first models
            threading.Thread(target=judge.prepare, daemon=True).start()
        return json.dumps(
            {
                "settings": settings,
                "raw": str(self.folder.raw.resolve()),
                "reader": f", {PARQUET_ARGUMENT}" if self.encrypts else "",
                "report": str(self.folder.landing_report.resolve()),
                "summary": report.summary(),
                "warnings": report.warnings,
                "errors": report.errors,
            },
            ensure_ascii=False,
        )

    def begin_workbook(self) -> str:
        """Starts to write the masked workbook: Python's work, beside DuckDB's copying."""
        self.workbook = ThreadPoolExecutor(max_workers=1).submit(self.folder.write_workbook)
        return str(self.folder.unpublished_workbook)

    def publish(self) -> str:
        # before anything is published: what fails here leaves all as it was
        self.workbook.result()
        return self.folder.publish()
