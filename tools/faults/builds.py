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
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import click
import duckdb

from plumbline.places import PROJECT_ROOT
from tools.faults.place import BUILD, Place, State, Trial, kill

PHASES = ["landing", "models", "snapshots", "copy", "history", "rename"]
MORE = ("meal_records", "补报.csv")


@dataclass
class Following:
    """A build under way, and what it has said so far."""

    place: Place
    process: subprocess.Popen[str]
    said: list[str] = field(default_factory=list)
    started_at: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self.inode = _inode(self.place)
        self._lines: queue.Queue[str | None] = queue.Queue()
        # the pipe must not fill while something else is waited for
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)
        self._lines.put(None)

    def hear(self, text: str, times: int = 1) -> None:
        """Until the text was said so often, or the build has ended."""
        while times and (line := self._lines.get()) is not None:
            self.said.append(line)
            times -= text in line

    def see(self, happened: Callable[[], bool]) -> None:
        """Until it has happened, or the build has ended."""
        while self.process.poll() is None and not happened():
            time.sleep(0.0005)

    def kill(self) -> str:
        """The phase in which it was killed, by what it had said and what stands on the disk."""
        is_running = self.process.poll() is None
        if is_running:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        while (line := self._lines.get()) is not None:
            self.said.append(line)
        if not is_running:
            return "ended before it was killed"
        build = self.place.build
        if any("Published " in line for line in self.said):
            return "after publishing"
        if _inode(self.place) != self.inode:
            return "rename"
        if any(build.histories.path.glob("*.part")):
            return "history"
        if build.unpublished.exists():
            return "copy"
        begun = [line for line in self.said if " START " in line and "hook" not in line]
        if not begun:
            is_landed = any("landing: " in line for line in self.said)
            return "models" if is_landed else "landing" if _has_landed(self.place) else "start"
        return "snapshots" if "START snapshot" in begun[-1] else "models"


def _inode(place: Place) -> int:
    return place.build.warehouse.stat().st_ino if place.build.warehouse.exists() else 0


def _has_landed(place: Place) -> bool:
    return any(place.build.raw.glob("*/*"))


@dataclass
class Sound:
    """What two deliveries give, which take turns; a published warehouse is one of them, whole."""

    place: Place
    states: list[State] = field(default_factory=list)

    def turn(self) -> None:
        """Delivers a file more, or takes it back."""
        folder, name = MORE
        file = self.place.landing / folder / name
        if file.exists():
            file.unlink()
            return
        whole = next(file.parent.glob("*.csv")).read_bytes()
        file.write_bytes(b"\n".join(whole.split(b"\n")[:40]) + b"\n")

    def learn(self) -> float:
        """Builds, and takes what is published for sound; how long that took."""
        started = time.monotonic()
        code, said = self.place.run(BUILD)
        assert code == 0, said[-3000:]
        seconds = time.monotonic() - started
        self.states.append(self.place.state())
        return seconds

    def judge(self, outcome: str) -> str:
        """The outcome, if all that must not be lost is there."""
        try:
            self.place.build.histories.check_published()
            now = self.place.state()
        except Exception as fault:  # whatever it is, it is the finding
            return f"LOST: {type(fault).__name__}, {outcome}"
        last = self.states[-1]
        if not any(now.content == state.content for state in self.states):
            return f"LOST: neither the old nor the new one, {outcome}"
        kept = last.known.items() <= now.known.items() and now.builds >= last.builds
        if not kept or not self.place.build.histories.newest_good():
            return f"LOST history: {outcome}"
        self.states.append(now)
        return outcome


def whole_builds(root: Path, kills: int, disks: int, chance: random.Random) -> list[Trial]:
    """Builds that are killed or run out of disk while somebody reads, and that must not begin."""
    place = Place(root)
    sound = Sound(place)
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
        phase = _killed(place, sound, aim, chance)
        outcome = sound.judge("killed")
        trials.setdefault(phase, Trial(f"whole build killed: {phase}")).note(outcome)
        click.echo(f"{number + 1} of {kills}: aimed at {aim}, {phase}: {outcome}", err=True)
    output, _ = reader.communicate()
    good, bad = map(int, output.split())
    reads = Trial("reads of the warehouse during these builds")
    reads.outcomes.update({"whole": good, "LOST: torn, mixed or older": bad})
    reads.outcomes += Counter()
    after = Trial("the build after all of these")
    trials_done = [trial for trial in trials.values() if trial.outcomes]
    full = builds_on_full_disks(place, sound, disks, chance)
    code, _ = place.run(BUILD)
    after.note(sound.judge("published") if code == 0 else "LOST")
    return [*trials_done, reads, full, after, refused_builds(place)]


def _killed(place: Place, sound: Sound, aim: str, chance: random.Random) -> str:
    """Kills a build at a random moment of a phase; the phase it was in."""
    build = place.build
    if aim == "landing":
        shutil.rmtree(build.raw, ignore_errors=True)
        build.landing_report.unlink(missing_ok=True)
    if aim in ("landing", "models", "rename"):
        sound.turn()
    following = Following(place, place.start(BUILD))
    if aim == "landing":
        following.see(lambda: _has_landed(place))
        time.sleep(chance.uniform(0, 2))
    elif aim == "models":
        following.hear(" START ", chance.randrange(1, 700))
        time.sleep(chance.uniform(0, 0.2))
    elif aim == "snapshots":
        following.hear("START snapshot", chance.randrange(1, 5))
        time.sleep(chance.uniform(0, 0.3))
    elif aim == "copy":
        following.see(build.unpublished.exists)
        time.sleep(chance.uniform(0, 2))
    elif aim == "history":
        following.see(lambda: any(build.histories.path.glob("*.part")))
        time.sleep(chance.uniform(0, 0.1))
    else:
        following.see(lambda: _inode(place) != following.inode)
        time.sleep(chance.uniform(0, 0.03))
    return following.kill()


def builds_on_full_disks(place: Place, sound: Sound, times: int, chance: random.Random) -> Trial:
    """On a disk of their own where one can be mounted, else with files of a largest size."""
    trial = Trial("whole build on a full disk")
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
                code, said = place.run(BUILD)
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
        connection.execute("update history.builds set built_at = built_at + interval 9 day")
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
