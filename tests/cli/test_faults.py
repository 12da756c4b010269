"""Every call to the system that a writing command makes fails once: nothing is ever lost.

Of each run it holds that the collection has its old bytes or the new ones, that a command which did
not change it says so, that no half-written file is left, and that there is no traceback. With
`FAULTS=all` in the environment every error is tried, and failures that go on: that takes an hour.
"""

import errno
import fcntl
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from tests.laws import LONG
from timeline.cli.main import run

pytestmark = pytest.mark.more

Call = Callable[..., CompletedProcess[str]]

CALLS = [
    "open",
    "read",
    "write",
    "fsync",
    "close",
    "replace",
    "rename",
    "unlink",
    "remove",
    "chmod",
    "chown",
    "link",
    "mkdir",
    "rmdir",
    "listxattr",
    "getxattr",
    "setxattr",
]
ALL = [errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EINTR, errno.EMFILE]
STEP = 1 if LONG else 9
"""Every day one call of nine fails in turn, and the rest in the gate."""
THOROUGH = os.environ.get("FAULTS") == "all"
HOW = (
    [(code, forever) for code in ALL for forever in (False, True)]
    if THOROUGH
    else [(errno.EIO, False)]
)
ADD = """\
- date: 2026-01-24
  kind: statement
  status: issued
  title: {en: A statement, es: Una declaración}
  actors: [{actor: rubio, role: issuer}]
  cites: [{source: s006, says: {en: It says so., es: Lo dice.}, supports: [date]}]
"""
AGAIN = ("correct", "ministerial", "--field", "place", "--to", "D.C.", "--reason", "y")
GROUP = "2026-01-23-security"
COMMANDS: dict[str, tuple[str, ...]] = {
    "source add": ("source", "add", "article.txt", "--no-input"),
    "add": ("add", "--from", "event.yaml"),
    "cite": ("cite", GROUP, "--source", "s006", "--says", "It met", "--attribution", "outlet"),
    "confirm": (
        "confirm",
        GROUP,
        "--source",
        "s005",
        "--quote",
        "se reunió el viernes",
        "--attribution",
        "outlet",
    ),
    "postpone": ("postpone", "ministerial", "--to", "2026-03", "--source", "s006", "--says", "No"),
    "cancel": ("cancel", "tmec", "--source", "s006", "--says", "Off", "--attribution", "US"),
    "deny": ("deny", "ministerial", "--source", "s006", "--says", "No", "--attribution", "MX"),
    "correct": (
        "correct",
        "ministerial",
        "--field",
        "place",
        "--to",
        "Washington",
        "--reason",
        "x",
    ),
    "edit": ("edit", "rubio"),
    "merge": ("merge", "other/data/events.yaml", "--prefer", "mine"),
    "import": ("import", "export.json", "--yes"),
    "undo": ("undo",),
}


class Failing:
    """Wraps the calls of `os`: the one with a number fails, and with ``forever`` all after it."""

    def __init__(self, number: int, code: int, *, forever: bool) -> None:
        self.number, self.code, self.forever, self.count = number, code, forever, 0
        self.failed = ""

    @property
    def fired(self) -> bool:
        return self.count >= self.number

    def wrapped(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            self.count += 1
            if self.count == self.number or (self.forever and self.fired):
                self.failed = name
                if name == "close":
                    real(*arguments, **named)  # a close that fails still closes
                raise OSError(self.code, os.strerror(self.code))
            return real(*arguments, **named)

        return call


@pytest.fixture
def prepared(later: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The collection with what the commands need, and a change to be taken back."""
    (later / "article.txt").write_text("A text of 25 January.\n", encoding="utf-8")
    (later / "event.yaml").write_text(ADD, encoding="utf-8")
    script = later / "editor.sh"
    script.write_text('#!/bin/sh\necho "# mine" >> "$1"\n', encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(script))
    monkeypatch.delenv("VISUAL", raising=False)
    file = later / "data" / "events.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "# the end\n", encoding="utf-8")
    corrected = call(*COMMANDS["correct"])
    assert corrected.returncode == 0, corrected.stderr
    for name in ("data", "seeds"):
        shutil.copytree(later / name, later / "other" / name)
    added = call("--data", "other", "add", "--from", "event.yaml")
    assert added.returncode == 0, added.stderr
    exported = call("--data", "other", "export", "-o", "export.json")
    assert exported.returncode == 0, exported.stderr
    return later.parent


def snapshot(folder: Path) -> dict[Path, bytes]:
    return {
        it.relative_to(folder): it.read_bytes() for it in sorted(folder.rglob("*")) if it.is_file()
    }


def restore(folder: Path, before: dict[Path, bytes]) -> None:
    for it in sorted(folder.rglob("*"), reverse=True):
        if it.is_file() and it.relative_to(folder) not in before:
            it.unlink()
    for name, data in before.items():
        if not (folder / name).exists() or (folder / name).read_bytes() != data:
            (folder / name).write_bytes(data)


def attempts(
    call: Call, folder: Path, arguments: tuple[str, ...], how: tuple[int, bool]
) -> Iterator[tuple[CompletedProcess[str], dict[Path, bytes], Failing]]:
    """Run a command once for each of its calls to the system, that one failing, and once whole."""
    before = snapshot(folder)
    for number in range(1, 2000, STEP):
        restore(folder, before)
        code, forever = how
        failing = Failing(number, code, forever=forever)
        with pytest.MonkeyPatch.context() as patch:
            for name in CALLS:
                patch.setattr(os, name, failing.wrapped(name, getattr(os, name)))
            patch.setattr(fcntl, "flock", failing.wrapped("flock", fcntl.flock))
            patch.setattr("timeline.store.disk.locking.MAX_IDLE_WAIT", 0.0)
            patch.setattr(
                sys.modules[run.__module__], "_silence", lambda *_: None
            )  # no real stdout
            answer = call(*arguments)
        yield answer, snapshot(folder), failing
        if not failing.fired:
            return
    pytest.fail("the loop has no end")


# Where waiting for the editor fails, the editor goes on without us.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("how", HOW, ids=lambda how: f"{errno.errorcode[how[0]]}-{how[1]}")
@pytest.mark.parametrize("name", COMMANDS)
def test_a_call_that_fails_costs_nothing(
    prepared: Path, call: Call, name: str, how: tuple[int, bool]
) -> None:
    arguments = COMMANDS[name] if name != "correct" else AGAIN
    before = snapshot(prepared)
    assert call(*arguments).returncode == 0
    file = Path("here", "data", "events.yaml")
    old, new = before[file], snapshot(prepared)[file]
    assert old != new
    restore(prepared, before)
    runs = 0
    for answer, after, failing in attempts(call, prepared, arguments, how):
        runs += 1
        place = f"{name}: call {failing.number}: {answer.returncode} {answer.stderr}"
        assert after[file] in (old, new), place
        assert "Traceback" not in answer.stderr, place
        assert answer.returncode in (0, 1, 2, 3), place
        assert after[file] == new or answer.returncode, place
        if not how[1] and failing.failed not in ("unlink", "remove"):
            assert not [it for it in after if it.name.startswith(".timeline-")], place
        for kept in before.keys() - {file}:
            assert kept.parts[0] == "state" or after[kept] == before[kept], place
    assert answer.returncode == 0, place
    assert runs * STEP > 15
