"""The rules of a city's last build alone, in DuckDB and in PostgreSQL, over the same tables.

`bench_postgres ENGINE FOLDER` runs them once, after `lay` has put into FOLDER all that they read,
and `load` into a PostgreSQL of its own there: no other reaches it, and it stands no longer.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from sqlglot.errors import SqlglotError

from plumbline.files import sql_text
from tools.postgres_sql import in_postgres

PROGRAMS = Path("/usr/lib/postgresql/15/bin")
# PostgreSQL does not run as root; Debian's package brings this user.
USER = "postgres"
AS_USER = (
    [] if os.geteuid() else ["setpriv", f"--reuid={USER}", f"--regid={USER}", "--clear-groups"]
)
THREADS = 2
SETTINGS = {
    "listen_addresses": "",
    "shared_buffers": "1GB",
    "work_mem": "256MB",
    "max_parallel_workers_per_gather": THREADS - 1,
    # compiles for longer than it then saves
    "jit": "off",
    "timezone": "UTC",
    # a rule that takes longer counts as one that was not run
    "statement_timeout": "10min",
}
# Of the registers of people, which most rules look up; without them all takes twice as long.
INDEXES = (
    "create index on intermediate.int_people (person_id);",
    "create index on staging.stg_household_register (id_number);",
)
# Of a rule's alerts, in the words of both engines: how many there are, and all that they say.
TOLD = """
select count(*), md5(coalesce(string_agg(told, '|' order by told), ''))
from (
    select concat_ws(
        '|', alert_id, rule_id, subject_kind, subject_id, subject_name, town, episode_key,
        first_event_date, last_event_date, event_count, amount_at_risk, reason,
        array_to_string(evidence, ',')
    ) as told
    from alerts.{rule}
) as alerts
"""


def lay(folder: Path, working: Path, target: Path) -> None:
    """Copies what the rules read from the working file of a build, and their compiled SQL."""
    nodes = json.loads((target / "manifest.json").read_text(encoding="utf-8"))["nodes"]
    in_rules = [node for node in nodes.values() if node["fqn"][1:3] == ["marts", "rules"]]
    rules = [node for node in in_rules if node["resource_type"] == "model"]
    for engine in RUNS:
        (folder / engine).mkdir()
    for rule in rules:
        compiled = target / "compiled" / "plumbline" / rule["original_file_path"]
        query = f"create table alerts.{rule['alias']} as\n" + compiled.read_text(encoding="utf-8")
        (folder / "duckdb" / f"{rule['alias']}.sql").write_text(query, encoding="utf-8")
    with duckdb.connect(str(folder / "tables.duckdb")) as connection:
        connection.execute(f"attach {sql_text(working)} as built (read_only); create schema alerts")
        for key in sorted({key for rule in rules for key in rule["depends_on"]["nodes"]}):
            schema, name = nodes[key]["schema"], nodes[key]["alias"]
            connection.execute(f"create schema if not exists {schema}")
            connection.execute(f"create table {schema}.{name} as from built.{schema}.{name}")


def load(folder: Path) -> None:
    """Makes a cluster of the same tables, analysed, and the rules in PostgreSQL's words."""
    cluster = folder / "cluster"
    cluster.mkdir()
    if AS_USER:
        folder.chmod(0o711)
        shutil.chown(cluster, USER, USER)
    options = ["--no-locale", "--encoding=UTF8", "--auth=trust", f"--username={USER}"]
    initdb = [*AS_USER, str(PROGRAMS / "initdb"), "-D", str(cluster), *options]
    subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL)
    script = [Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")]
    with duckdb.connect(str(folder / "tables.duckdb")) as connection:
        tables = connection.execute(
            "select schema_name, table_name from duckdb_tables() where schema_name <> 'alerts'"
        ).fetchall()
        script += [f"create schema {schema};" for schema in {"alerts", *(s for s, _ in tables)}]
        for table in (f"{schema}.{name}" for schema, name in tables):
            columns = [row[:2] for row in connection.execute(f"describe {table}").fetchall()]
            described = ", ".join(f"{name} {kind}" for name, kind in columns)
            script.append(in_postgres(f"create table {table} ({described})") + ";")
            written = ", ".join(as_postgres_reads(*column) for column in columns)
            file = sql_text(folder / f"{table}.csv")
            connection.execute(f"copy (select {written} from {table}) to {file} (header false)")
            script.append(f"\\copy {table} from {file} with csv")
    (folder / "load.sql").write_text(
        "\n".join([*script, *INDEXES, "vacuum analyze;"]), encoding="utf-8"
    )
    with serving(folder):
        loaded = psql(folder, "-v", "ON_ERROR_STOP=1", "-f", str(folder / "load.sql"))
    if loaded.returncode:
        raise RuntimeError(loaded.stderr)
    for rule in sorted((folder / "duckdb").glob("*.sql")):
        try:
            spelled = in_postgres(rule.read_text(encoding="utf-8"))
        except SqlglotError as fault:
            say(folder, f"{rule}:1: ERROR:  {' '.join(str(fault).split())}\n")
        else:
            (folder / "postgres" / rule.name).write_text(spelled, encoding="utf-8")


def as_postgres_reads(column: str, kind: str) -> str:
    """A list of text, between braces, is written there as JSON writes it between brackets."""
    if not kind.endswith("[]"):
        return column
    return f"'{{' || trim(cast(to_json({column}) as varchar), '[]') || '}}'"


@contextmanager
def serving(folder: Path) -> Iterator[None]:
    """PostgreSQL as a child of this process, whose time is then counted with it."""
    cluster = str(folder / "cluster")
    settings = [f"-c{name}={value}" for name, value in SETTINGS.items()]
    server = [*AS_USER, str(PROGRAMS / "postgres"), "-D", cluster, "-k", cluster, *settings]
    ready = [str(PROGRAMS / "pg_isready"), "-q", "-h", cluster]
    with (folder / "server.log").open("a") as log, subprocess.Popen(server, stderr=log) as process:
        try:
            while subprocess.run(ready, check=False).returncode:
                if process.poll() is not None:
                    raise RuntimeError((folder / "server.log").read_text(encoding="utf-8"))
                time.sleep(0.05)
            yield
        finally:
            # ends what still runs, too
            process.send_signal(signal.SIGINT)


def psql(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(PROGRAMS / "psql"), "-h", str(folder / "cluster"), "-U", USER, "-qAtX"]
    return subprocess.run([*command, *arguments], capture_output=True, text=True, check=False)


def say(folder: Path, text: str) -> None:
    with (folder / "said.txt").open("a", encoding="utf-8") as said:
        said.write(text)


def run_in_duckdb(folder: Path) -> None:
    with duckdb.connect(str(folder / "tables.duckdb"), config={"threads": THREADS}) as connection:
        for rule in sorted((folder / "duckdb").glob("*.sql")):
            connection.execute(rule.read_text(encoding="utf-8"))


def run_in_postgres(folder: Path) -> None:
    """All in one session; a rule that it does not understand is named by `compare`."""
    with serving(folder):
        rules = sorted((folder / "postgres").glob("*.sql"))
        say(folder, psql(folder, *(f"-f{rule}" for rule in rules)).stderr)


def compare(folder: Path) -> dict[str, str]:
    """What is not as in DuckDB of each rule's alerts in PostgreSQL: '' where nothing is."""
    said = (folder / "said.txt").read_text(encoding="utf-8")
    errors = dict(re.findall(r"/(\w+)\.sql:\d+: ERROR:  (.*)", said))
    found = {}
    with serving(folder), duckdb.connect(str(folder / "tables.duckdb")) as connection:
        for rule in sorted(path.stem for path in (folder / "duckdb").glob("*.sql")):
            question = TOLD.format(rule=rule)
            ((expected, told),) = connection.execute(question).fetchall()
            alerts, _, hashed = psql(folder, "-c", question).stdout.strip().partition("|")
            if not alerts:
                found[rule] = f"not run: {errors.get(rule, 'PostgreSQL ended')}"
            elif alerts != str(expected):
                found[rule] = f"{alerts} alerts, not {expected}"
            else:
                found[rule] = "" if hashed == told else f"{alerts} alerts, some of them others"
    return found


RUNS = {"duckdb": run_in_duckdb, "postgres": run_in_postgres}

if __name__ == "__main__":
    RUNS[sys.argv[1]](Path(sys.argv[2]))
