"""Calling `timeline`: in this process, as the real program, and on a terminal."""

import ctypes
import fcntl
import io
import os
import pty
import shutil
import struct
import subprocess
import sys
import sysconfig
import termios
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from subprocess import CompletedProcess

import pyte
import pytest

from timeline.cli.main import run

ROOT = Path(__file__).parents[2]
PROGRAM = str(Path(sysconfig.get_path("scripts"), "timeline"))

OURS = (
    "COLUMNS",
    "LINES",
    "NO_COLOR",
    "FORCE_COLOR",
    "PAGER",
    "LC_ALL",
    "LC_MESSAGES",
    "LC_NUMERIC",
)


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same day, language and width for every test."""
    for name in [*OURS, *(it for it in os.environ if it.startswith("TIMELINE_"))]:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TIMELINE_TODAY", "2026-01-20")
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the collection and of its sources, in the folder we are in."""
    folder = tmp_path / "here"
    for name in ("data", "seeds"):
        shutil.copytree(ROOT / name, folder / name)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch) -> Callable[..., CompletedProcess[str]]:
    """Call the program in this process, on a pipe: arguments, then what is on stdin."""

    def call(*arguments: str, stdin: bytes = b"") -> CompletedProcess[str]:
        out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
        err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        with redirect_stdout(out), redirect_stderr(err):
            code = run(arguments, os.environ)
        said = []
        for stream in (out, err):
            stream.flush()
            stream.seek(0)
            said.append(stream.read())
        return CompletedProcess(arguments, code, *said)

    return call


@pytest.fixture
def program() -> Callable[..., CompletedProcess[bytes]]:
    """Call the real program; keywords go to `subprocess.run`."""

    def program(*arguments: str, **how: object) -> CompletedProcess[bytes]:
        # `os.environ` by name: what the C library's environment has beside it is not ours.
        given = {"env": os.environ, "stdin": subprocess.DEVNULL, "timeout": 20, **how}
        if not given.keys() & {"stdout", "stderr"}:
            given["capture_output"] = True
        return subprocess.run([PROGRAM, *arguments], check=False, **given)  # type: ignore[call-overload, no-any-return]

    return program


@pytest.fixture
def powerless() -> Callable[[], None]:
    """Make a child obey the modes of files even if it is root: for `preexec_fn`."""

    def powerless() -> None:
        drop, override, search = 24, 1, 2  # PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, …_READ_SEARCH
        for capability in (override, search):
            ctypes.CDLL(None).prctl(drop, capability, 0, 0, 0)

    return powerless


@pytest.fixture
def shell() -> Callable[[str], CompletedProcess[bytes]]:
    """Run a line of bash in which `timeline` is the real program."""
    folder = str(Path(PROGRAM).parent)

    def shell(line: str) -> CompletedProcess[bytes]:
        env = {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}
        return subprocess.run(
            ["bash", "-o", "pipefail", "-c", line],  # noqa: S607
            env=env,
            capture_output=True,
            check=False,
        )

    return shell


@pytest.fixture
def raw_screen() -> Callable[..., bytes]:
    """Give the bytes that the program sends to a terminal of so many columns and rows."""

    def raw_screen(*arguments: str, columns: int = 80, rows: int = 200) -> bytes:
        child, handle = pty.fork()
        if child == 0:
            os.execve(PROGRAM, [PROGRAM, *arguments], os.environ)  # noqa: S606
        fcntl.ioctl(handle, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        sent = b"".join(iter(lambda: _read(handle), b""))
        os.close(handle)
        os.waitpid(child, 0)
        return sent

    return raw_screen


@pytest.fixture
def screen(raw_screen: Callable[..., bytes]) -> Callable[..., str]:
    """Give what stands on a terminal of so many columns and rows after a call."""

    def screen(*arguments: str, columns: int = 80, rows: int = 200) -> str:
        shown = pyte.Screen(columns, rows)
        pyte.ByteStream(shown).feed(raw_screen(*arguments, columns=columns, rows=rows))
        return "\n".join(row.rstrip() for row in shown.display).rstrip() + "\n"

    return screen


def _read(handle: int) -> bytes:
    try:
        return os.read(handle, 65536)
    except OSError:  # so Linux says that the other end is closed
        return b""
