"""Calling `timeline`: in this process, as the real program, and on a terminal."""

import ctypes
import fcntl
import hashlib
import io
import os
import pty
import re
import select
import shutil
import struct
import subprocess
import sys
import sysconfig
import termios
import time
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from subprocess import CompletedProcess

import pyte
import pytest

from tests.laws import HANGS
from timeline.cli.main import run

ARTICLES = Path(__file__).parents[1] / "articles"
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
def surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The same day, language, width and collection for every test; nothing in anyone's home."""
    monkeypatch.chdir(ARTICLES)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in [*OURS, *(it for it in os.environ if it.startswith("TIMELINE_"))]:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TIMELINE_TODAY", "2026-01-20")
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the collection of the five articles, in the folder we are in."""
    folder = tmp_path / "here"
    for name in ("data", "seeds"):
        shutil.copytree(ARTICLES / name, folder / name)
    monkeypatch.chdir(folder)
    return folder


LATER = """\
Este texto se inventó para las pruebas.

El Grupo de Implementación de Seguridad se reunió el viernes 23 de enero en la Ciudad de México.
La renegociación se canceló. La cancillería negó que se hubiera acordado la reunión de febrero.
"""


@pytest.fixture
def later(here: Path) -> Path:
    """The copy, with two later sources: s005 with a text of 24 January, s006 a link alone."""
    (here / "seeds" / "005.txt").write_text(LATER, encoding="utf-8")
    sources = f"""\
  - id: s005
    file: seeds/005.txt
    sha256: {hashlib.sha256(LATER.encode()).hexdigest()}
    published: 2026-01-24
    language: es
  - id: s006
    url: https://example.org/6
    published: 2026-02-12

actors:
"""
    file = here / "data" / "events.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("\nactors:\n", sources, 1), encoding="utf-8")
    return here


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
        given = {"env": os.environ, "stdin": subprocess.DEVNULL, **how}
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


@pytest.fixture
def dialogue() -> Callable[..., CompletedProcess[str]]:
    """Call the real program on a terminal, and answer what it asks.

    ``talk`` has, for each answer, words of the question that it waits for. What the terminal
    showed is in ``stderr``; ``stdout`` has what was written there if it went to a file.
    """

    def dialogue(
        *arguments: str, talk: Sequence[tuple[str, str]], stdout: Path | None = None
    ) -> CompletedProcess[str]:
        child, handle = pty.fork()
        if child == 0:
            if stdout:
                os.dup2(os.open(stdout, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 1)
            os.execve(PROGRAM, [PROGRAM, *arguments], os.environ)  # noqa: S606
        fcntl.ioctl(handle, termios.TIOCSWINSZ, struct.pack("HHHH", 200, 200, 0, 0))
        shown, heard = "", 0
        try:
            for question, answer in talk:
                while question not in shown[heard:]:
                    new = _heard(handle)
                    assert new, f"{question!r} was not asked: {shown[heard:]!r}"
                    shown += new
                heard = len(shown)
                if answer in _KEYS:
                    _wait_for_an_editor(handle, child)
                os.write(handle, answer.encode() + (b"" if answer in _KEYS else b"\r"))
            shown += "".join(iter(lambda: _heard(handle), ""))
        finally:
            os.close(handle)  # which hangs up, if the program is still there
            code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        out = stdout.read_text("utf-8") if stdout else ""
        return CompletedProcess(arguments, code, out, shown.replace("\r", ""))

    return dialogue


_KEYS = ("\x03", "\x04")  # Ctrl-C, Ctrl-D
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def _wait_for_an_editor(handle: int, child: int) -> None:
    """Wait until what edits lines gets each key as it is hit, and sleeps until one is.

    Before, the terminal would swallow Ctrl-D, and Ctrl-C would come before the editor waits for it.
    """
    end = time.monotonic() + HANGS
    while termios.tcgetattr(handle)[3] & termios.ICANON or not _sleeps(child):
        assert time.monotonic() < end, "nothing edits lines"
        time.sleep(0.01)


def _sleeps(child: int) -> bool:
    state = Path(f"/proc/{child}/stat")  # "12 (timeline) S ..."
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "S"


def _heard(handle: int) -> str:
    """Give what the program says next; nothing if it has ended or waits for something."""
    ready, _, _ = select.select([handle], [], [], HANGS)
    return _ESCAPES.sub("", _read(handle).decode("utf-8", "replace")) if ready else ""


def _read(handle: int) -> bytes:
    try:
        return os.read(handle, 65536)
    except OSError:  # so Linux says that the other end is closed
        return b""
