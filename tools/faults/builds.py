"""Whole builds of the sample: killed in every phase, out of disk, and some that must not begin."""

from __future__ import annotations

import os
import queue
import random
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import click
import duckdb
import yaml
from dbt.cli.main import dbtRunner
from dbt.contracts.graph.manifest import Manifest

from plumbline.places import PROJECT_ROOT
from tools.faults.place import BUILD, Place, State, Trial, kill

PHASES = ["landing", "models", "snapshots", "copy", "history", "rename"]
MORE = ("meal_records", "补报.csv")
BEGAN, ENDED = "build began: ", "build ended: "


class Builder:
    """Builds of a place, one after the other, each in a process of its own that can be killed.

    dbt is loaded and the project read once for all of them (`build_when_told`), and data tests are
    left out: these take longest, and write nothing.
    """

    def __init__(self, place: Place) -> None:
        self.place = place
        project = place.root / "project"
        project.mkdir()
        for part in PROJECT_ROOT.iterdir():
            if part.name != "dbt_project.yml":
                (project / part.name).symlink_to(part)
        settings = yaml.safe_load((PROJECT_ROOT / "dbt_project.yml").read_text(encoding="utf-8"))
        settings["data_tests"] = {"plumbline": {"+enabled": False}}
        (project / "dbt_project.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")
        self.process = place.start(
            [sys.executable, "-m", "tools.faults", "--build", str(project)],
            DBT_TARGET_PATH=str(place.root / "target-killed"),
        )
        self.pid = 0
        self.said: list[str] = []
        self.inode = 0
        self.started = 0.0
        self.is_under_way = False
        self._lines: queue.Queue[str] = queue.Queue()
        # the pipe must not fill while something else is waited for
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.is_under_way = self.is_under_way and not line.startswith(ENDED)
            self._lines.put(line)
        self._lines.put(f"{ENDED}the builder: {self.process.wait()}")

    def start(self) -> None:
        assert self.process.stdin is not None
        self.said, self.inode, self.is_under_way = [], _inode(self.place), True
        self.started = time.time()
        self.process.stdin.write("build\n")
        self.process.stdin.flush()
        begun = self.hear(BEGAN)
        self.pid = int(begun.removeprefix(BEGAN))

    def hear(self, text: str, times: int = 1) -> str:
        """The line with which the text was said so often, or the build ended."""
        while True:
            line = self._lines.get()
            self.said.append(line)
            times -= text in line
            if not times or line.startswith(ENDED):
                return line

    def see(self, happened: Callable[[], bool]) -> None:
        """Until it has happened, or the build has ended."""
        while self.is_under_way and not happened():
            time.sleep(0.0005)

    def wrote(self, *paths: Path) -> bool:
        """Whether this build wrote one of them; one that was killed may have left another."""
        for path in paths:
            with suppress(FileNotFoundError):
                if path.stat().st_ctime > self.started:
                    return True
        return False

    def run(self) -> tuple[int, str]:
        """A build to its end: its code, and what it said."""
        self.start()
        ended = self.hear(ENDED)
        return int(ended.removeprefix(ENDED)), "".join(self.said)

    def kill(self) -> str:
        """The phase in which it was killed, by what it had said and what stands on the disk."""
        if self.is_under_way:
            os.killpg(self.pid, signal.SIGKILL)
        ended = self.said[-1] if self.said[-1].startswith(ENDED) else self.hear(ENDED)
        if int(ended.removeprefix(ENDED)) != signal.SIGKILL:
            return "ended before it was killed"
        build = self.place.build
        if any("Published " in line for line in self.said):
            return "after publishing"
        if _inode(self.place) != self.inode:
            return "rename"
        if self.wrote(*build.histories.path.glob("*.part")):
            return "history"
        if self.wrote(build.unpublished):
            return "copy"
        begun = [line for line in self.said if " START " in line and "hook" not in line]
        if not begun:
            is_landed = any("landing: " in line for line in self.said)
            return "models" if is_landed else "landing" if _has_landed(self.place) else "start"
        return "snapshots" if "START snapshot" in begun[-1] else "models"

    def end(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()


def build_when_told(project: Path) -> None:
    """Builds for each line of the input, and says how that process ended."""
    os.chdir(project)
    parsed = dbtRunner().invoke(["parse"])
    assert isinstance(parsed.result, Manifest), parsed.exception
    for _ in sys.stdin:
        pid = os.fork()
        if not pid:
            os.setsid()
            print(f"{BEGAN}{os.getpid()}", flush=True)
            built = dbtRunner(manifest=parsed.result).invoke(BUILD[1:])
            sys.stdout.flush()
            os._exit(0 if built.success else 1)
        _, status = os.waitpid(pid, 0)
        print(f"{ENDED}{status}", flush=True)


def _inode(place: Place) -> int:
    return place.build.warehouse.stat().st_ino if place.build.warehouse.exists() else 0


def _has_landed(place: Place) -> bool:
    return any(place.build.raw.glob("*/*"))


@dataclass
class Sound:
    """What two deliveries give, which take turns; a published warehouse is one of them, whole."""

    builder: Builder
    states: list[State] = field(default_factory=list)

    def turn(self) -> None:
        """Delivers a file more, or takes it back."""
        folder, name = MORE
        file = self.builder.place.landing / folder / name
        if file.exists():
            file.unlink()
            return
        whole = next(file.parent.glob("*.csv")).read_bytes()
        file.write_bytes(b"\n".join(whole.split(b"\n")[:40]) + b"\n")

    def learn(self) -> float:
        """Builds, and takes what is published for sound; how long that took."""
        started = time.monotonic()
        code, said = self.builder.run()
        assert code == 0, said[-3000:]
        seconds = time.monotonic() - started
        self.states.append(self.builder.place.state())
        return seconds

    def judge(self, outcome: str) -> str:
        """The outcome, if all that must not be lost is there."""
        try:
            self.builder.place.build.histories.check_published()
            now = self.builder.place.state()
        except Exception as fault:  # whatever it is, it is the finding
            return f"LOST: {type(fault).__name__}, {outcome}"
        last = self.states[-1]
        if not any(now.content == state.content for state in self.states):
            return f"LOST: neither the old nor the new one, {outcome}"
        kept = last.known.items() <= now.known.items() and now.builds >= last.builds
        if not kept or not self.builder.place.build.histories.newest_good():
            return f"LOST history: {outcome}"
        self.states.append(now)
        return outcome


def whole_builds(root: Path, kills: int, disks: int, chance: random.Random) -> Iterator[Trial]:
    """Builds that are killed or run out of disk while somebody reads, and that must not begin."""
    place = Place(root)
    builder = Builder(place)
    sound = Sound(builder)
    seconds = sound.learn()
    sound.turn()
    again = sound.learn()
    click.echo(f"a whole build takes {seconds:.0f} s here, another {again:.0f} s", err=True)
    trials = {phase: Trial(f"whole build killed: {phase}") for phase in PHASES}
    reader = subprocess.Popen(
        [sys.executable, "-m", "tools.faults", "--watch", str(place.build.warehouse)],
        cwd=PROJECT_ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    for number in range(kills):
        aim = PHASES[number % len(PHASES)]
        phase = _killed(builder, sound, aim, chance)
        outcome = sound.judge("killed")
        trials.setdefault(phase, Trial(f"whole build killed: {phase}")).note(outcome)
        click.echo(f"{number + 1} of {kills}: aimed at {aim}, {phase}: {outcome}", err=True)
    output, _ = reader.communicate()
    good, bad = map(int, output.split())
    reads = Trial("reads of the warehouse during these builds")
    reads.outcomes.update({"whole": good, "LOST: torn, mixed or older": bad})
    reads.outcomes += Counter()
    yield from (trial for trial in trials.values() if trial.outcomes)
    yield reads
    yield builds_on_full_disks(builder, sound, disks, chance)
    builder.end()
    after = Trial("the build after all of these")
    code, _ = place.run(BUILD)
    after.note(sound.judge("published") if code == 0 else "LOST")
    yield after
    yield refused_builds(place)


def _killed(builder: Builder, sound: Sound, aim: str, chance: random.Random) -> str:
    """Kills a build at a random moment of a phase; the phase it was in."""
    place, build = builder.place, builder.place.build
    if aim == "landing":
        shutil.rmtree(build.raw, ignore_errors=True)
        build.landing_report.unlink(missing_ok=True)
    if aim in ("landing", "models", "rename"):
        sound.turn()
    builder.start()
    if aim == "landing":
        builder.see(lambda: _has_landed(place))
        time.sleep(chance.uniform(0, 2))
    elif aim == "models":
        builder.hear(" START ", chance.randrange(1, 340))
        time.sleep(chance.uniform(0, 0.2))
    elif aim == "snapshots":
        builder.hear("START snapshot", chance.randrange(1, 5))
        time.sleep(chance.uniform(0, 0.3))
    elif aim == "copy":
        builder.see(lambda: builder.wrote(build.unpublished))
        time.sleep(chance.uniform(0, 2))
    elif aim == "history":
        builder.see(lambda: builder.wrote(*build.histories.path.glob("*.part")))
        time.sleep(chance.uniform(0, 0.1))
    else:
        builder.see(lambda: _inode(place) != builder.inode)
        time.sleep(chance.uniform(0, 0.03))
    return builder.kill()


def builds_on_full_disks(
    builder: Builder, sound: Sound, times: int, chance: random.Random
) -> Trial:
    """On a disk of their own where one can be mounted, else with files of a largest size."""
    trial = Trial("whole build on a full disk")
    place = builder.place
    folder = place.build.warehouse.parent
    aside = folder.rename(folder.with_name("aside"))
    folder.mkdir()
    mounted = _mount(folder, "size=2g")
    shutil.copytree(aside, folder, dirs_exist_ok=True)
    try:
        for _ in range(times):
            sound.turn()
            if mounted:
                room = chance.randrange(1 << 16, place.build.warehouse.stat().st_size * 2)
                _mount(folder, f"remount,size={_used(folder) + room}")
                code, said = builder.run()
                _mount(folder, "remount,size=2g")
            else:
                # dbt's own files find room
                files = (place.root / "target").rglob("*")
                least = max(path.stat().st_size for path in files if path.is_file())
                most = max(least + 1, place.build.warehouse.stat().st_size)
                code, said = place.run(BUILD, largest_file=chance.randrange(least, most))
            told = code != 0 and "Published" not in said and _names_the_disk(said)
            if code == 0:
                trial.note(sound.judge("found room"))
            else:
                trial.note(sound.judge("said so") if told else "LOST: did not say so")
                if not told:
                    click.echo(said[-3000:], err=True)
    finally:
        if mounted:
            shutil.rmtree(aside)
            shutil.copytree(folder, aside)
            subprocess.run(["umount", str(folder)], check=True)
            folder.rmdir()
            aside.rename(folder)
    return trial


def _mount(folder: Path, options: str) -> bool:
    """Whether a disk in memory of these options could be mounted, which only root may."""
    if os.geteuid():
        return False
    command = ["mount", "-t", "tmpfs", "-o", options, "plumbline-faults", str(folder)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _used(folder: Path) -> int:
    disk = os.statvfs(folder)
    return (disk.f_blocks - disk.f_bfree) * disk.f_frsize


def _names_the_disk(said: str) -> bool:
    return bool(re.search(r"No space left|File too large|could not write|disk", said, re.I))


def refused_builds(place: Place) -> Trial:
    """Days and clocks before the last build, a second build, a warehouse lost or torn."""
    trial = Trial("day or clock set back, second build, lost or torn warehouse")
    warehouse = place.build.warehouse
    good = warehouse.read_bytes()

    def expect(said: str, what: str, **environment: str) -> None:
        code, output = place.run(BUILD, 0, **environment)
        refused = code != 0 and said in output and "OK created" not in output
        trial.note(f"refused: {what}" if refused else f"LOST: {what}")

    expect("lies before that of the last build", "day", PLUMBLINE_AS_OF="2023-12-30")
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute(
            "insert into history.builds"
            " select * replace (built_at + interval 9 day as built_at) from history.builds"
        )
    expect("clock is behind the last build", "clock")
    for torn, said in ((good[: len(good) // 2], "cannot be read"), (b"", "holds no history")):
        warehouse.write_bytes(torn)
        expect("plumbline restore --from", f"torn, {said}")
    warehouse.unlink()
    expect("is gone, and it was published", "lost")
    warehouse.write_bytes(good)
    process = place.start(BUILD)
    assert process.stdout is not None
    for line in process.stdout:
        if "landing:" in line:
            break
    expect("Another build of", "second build")
    kill(process)
    return trial
