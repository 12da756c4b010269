"""What holds of every hostile case, asserted in one place: `safe_call`, and `holds` by it."""

import ctypes
import io
import os
import re
import resource
import shutil
import stat
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast
from unittest import mock

import pytest

from tests.laws import HANGS, LONG
from timeline.cli.main import run

SCRIPTS = sysconfig.get_path("scripts")
GOOD = Path(__file__).parent / "good"
FILE = "data/events.yaml"
MEBIBYTE = 2**20
READ_BY_THE_PROGRAM = {"COLUMNS", "TERM", "TIMELINE_TODAY", "TZ"}
"""What the program reads at each call. All else Python or the C library reads as it starts."""
NOT_FOR_TERMINALS = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
NOT_FOR_PEOPLE = re.compile("Traceback|pydantic|yaml\\.|PyYAML|Errno|while parsing|Exception")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a call came to: exit code, what was said, seconds of the processor, and MiB."""

    code: int
    raw: bytes
    err: str
    processor: float
    mebibytes: float

    @property
    def out(self) -> str:
        return self.raw.decode()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder we are in, with a copy of the small good collection."""
    copy = tmp_path / "folder"
    shutil.copytree(GOOD, copy)
    monkeypatch.chdir(copy)
    return copy


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """The surroundings of every call: the same day and language, and a home that is no one's."""
    ours = {it: os.environ[it] for it in ("COVERAGE_PROCESS_CONFIG",) if it in os.environ}
    return ours | {
        "PATH": f"{SCRIPTS}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "TIMELINE_TODAY": "2026-01-20",
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
    }


@pytest.fixture
def safe_call(folder: Path, environ: dict[str, str]) -> Callable[..., Answer]:
    """Call the program in the folder of the collection, and assert what always holds.

    The call is a process of its own in the gate, and wherever what surrounds the process matters:
    its locale, folder, limits, memory or command. Else, every day, it is made in this process.

    It exits with the ``code`` stated, within so many ``seconds`` of the processor and so many
    ``mebibytes``. No traceback, no wording of a library and no control character is said;
    ``faults`` is how the lines on stderr begin, each. The folder stays as it was, byte by byte,
    but for what it ``makes``.

    ``command`` is called in place of the program. ``space`` is the address space it has, in MiB:
    None where libraries map more than they use. ``before`` runs in the child.
    """

    plain_call = (nothing, ("timeline",), folder, 512, 512)

    def safe_call(
        *arguments: str | bytes | Path,
        code: int = 0,
        faults: Sequence[str] | None = None,
        makes: Sequence[str] = (),
        seconds: float = 5,
        mebibytes: float = 512,
        space: int | None = 512,
        command: Sequence[str] = ("timeline",),
        env: Mapping[str, str | None] | None = None,
        stdin: bytes = b"",
        before: Callable[[], None] = nothing,
        cwd: Path = folder,
        decent: bool = True,
    ) -> Answer:
        def prepare() -> None:
            if space:
                resource.setrlimit(resource.RLIMIT_AS, (space * MEBIBYTE,) * 2)
            before()

        there = snapshot(folder)
        surroundings = {k: v for k, v in {**environ, **(env or {})}.items() if v is not None}
        here = not LONG and READ_BY_THE_PROGRAM.issuperset(env or {})
        plain = (before, command, cwd, space, mebibytes) == plain_call
        if here and plain and all(isinstance(word, str) for word in arguments):
            answer = _run(cast("tuple[str, ...]", arguments), surroundings, stdin)
        else:
            answer = _called(
                [*command, *arguments],
                stdin=stdin,
                environ=surroundings,
                cwd=cwd,
                prepare=prepare,
            )
        assert (answer.code, answer.mebibytes <= mebibytes) == (code, True), answer
        assert answer.processor <= seconds, answer
        now = snapshot(folder)
        assert {it: now[it] for it in now if str(it) not in makes} == {
            it: there[it] for it in there if str(it) not in makes
        }
        said = answer.raw.decode(errors="replace").replace("\r\n", "\n") if decent else ""
        for text in (said, answer.err):
            assert not NOT_FOR_TERMINALS.search(text), text
            assert not NOT_FOR_PEOPLE.search(text), text
        if faults is not None:
            lines = answer.err.splitlines()
            begun = [line[: len(it)] for line, it in zip(lines, faults, strict=False)]
            assert (begun, len(lines)) == ([*faults], len(faults))
        return answer

    return safe_call


@pytest.fixture
def holds(folder: Path, safe_call: Callable[..., Answer]) -> Callable[..., None]:
    """Assert what holds of every collection, however hostile.

    ``check`` names each fault in one line, at its place, in order, and exits with 1, or with 0 for
    one that is ``sound``: then all are notices. What cannot be ``read`` ``list`` refuses with 2 and
    the same faults, showing nothing.
    """

    def holds(
        data: str | bytes,
        *faults: str,
        sound: bool = False,
        read: bool = False,
        seconds: float = 5,
    ) -> None:
        (folder / FILE).write_bytes(data.encode() if isinstance(data, str) else data)
        said = [f"{FILE}:{fault}" for fault in faults]
        checked = safe_call("check", code=not sound, faults=[*said, ""], seconds=seconds)
        assert checked.raw == b""
        *lines, count = checked.err.splitlines()
        bad = sum(not line.endswith(" (notice)") for line in lines)
        assert count.startswith(f"{bad or 'no'} fault")
        assert sound == (not bad)
        listed = safe_call("list", code=0 if sound or read else 2, seconds=seconds)
        if not (sound or read):
            assert listed.raw == b""
            assert listed.err.splitlines()[:-1] == lines

    return holds


def snapshot(folder: Path) -> dict[Path, Any]:
    """Give what is in a folder: kind, mode and bytes of each thing; of what is huge, its size."""
    found = {}
    for path in folder.rglob("*"):
        about = path.lstat()
        content: bytes | int = 0
        if stat.S_ISREG(about.st_mode):
            small = about.st_size < 100 * MEBIBYTE and os.access(path, os.R_OK)
            content = path.read_bytes() if small else about.st_size
        found[path.relative_to(folder)] = (about.st_mode, content)
    return found


@pytest.fixture
def powerless() -> Callable[[], None]:
    """Make a child obey the modes of files even if it is root: for ``before``."""

    def powerless() -> None:
        drop, override, search = 24, 1, 2  # PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, …_READ_SEARCH
        for capability in (override, search):
            ctypes.CDLL(None).prctl(drop, capability, 0, 0, 0)

    return powerless


def nothing() -> None:
    """Do nothing before a call."""


def _run(arguments: tuple[str, ...], environ: Mapping[str, str], stdin: bytes) -> Answer:
    """Make a call in this process, whose memory says nothing of the call's."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
    given = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
    with (
        mock.patch.dict(os.environ, environ, clear=True),
        mock.patch.object(sys, "stdin", given),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        time.tzset()
        start = time.process_time()
        code = run(arguments, os.environ)
        took = time.process_time() - start
    time.tzset()
    said = []
    for stream in (out, err):
        stream.flush()
        said.append(stream.buffer.getvalue())
    return Answer(code, said[0], said[1].decode(), took, 0)


def _called(
    command: Sequence[str | bytes | Path],
    *,
    stdin: bytes,
    environ: Mapping[str, str],
    cwd: Path,
    prepare: Callable[[], None],
) -> Answer:
    with (
        tempfile.TemporaryFile() as given,
        tempfile.TemporaryFile() as out,
        tempfile.TemporaryFile() as err,
    ):
        given.write(stdin)
        given.seek(0)
        start = time.monotonic()
        process = subprocess.Popen(
            command,
            stdin=given,
            stdout=out,
            stderr=err,
            cwd=cwd,
            env=environ,
            preexec_fn=prepare,  # noqa: PLW1509 - there are no threads here
        )
        while not (ended := os.wait4(process.pid, os.WNOHANG))[0]:
            if time.monotonic() - start > HANGS:
                process.kill()
                process.wait()
                pytest.fail(f"{command} does not end")
            time.sleep(0.002)
        process.returncode = os.waitstatus_to_exitcode(ended[1])
        took = ended[2].ru_utime + ended[2].ru_stime
        out.seek(0)
        err.seek(0)
        said = err.read().decode(errors="surrogateescape")
        return Answer(process.returncode, out.read(), said, took, ended[2].ru_maxrss / 1024)
