"""Run whole processes and measure them: wall and CPU time, and peak memory."""

import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

_LAUNCHER = Path(__file__).with_name("launcher.py")


@dataclass(frozen=True, slots=True)
class Usage:
    """What one run took: wall and CPU time in seconds, peak memory in KiB."""

    wall: float
    cpu: float
    memory: int


class Failed(Exception):
    """A command that cannot be started, ends badly, or takes too long; the text says which."""


@dataclass(frozen=True, slots=True)
class Launcher:
    """Runs commands one after the other, with a limit of seconds for each."""

    requests: IO[str]
    replies: IO[str]
    output: Path
    limit: float

    def run(self, command: list[str], folder: Path) -> Usage:
        """Run a command in a folder, its output going to a file; raises `Failed`."""
        request = [str(self.limit), str(folder), str(self.output), *command]
        print("\0".join(request), file=self.requests, flush=True)
        wall, *more = self.replies.readline().split()
        if not more:
            raise Failed(f"{command[0]} cannot be started")
        cpu, memory, code = more
        if int(code) == -signal.SIGKILL and float(wall) >= self.limit:
            raise Failed(f"more than {self.limit:g} s")
        if int(code):
            raise Failed(f"ended with {code}: {self._last_words()}")
        return Usage(float(wall), float(cpu), int(memory))

    def _last_words(self) -> str:
        errors = Path(f"{self.output}.err").read_text(encoding="utf-8", errors="replace")
        return (errors.strip().splitlines() or ["no message"])[-1][:120]


@contextmanager
def launcher(environment: Mapping[str, str], limit: float, output: Path) -> Iterator[Launcher]:
    """Start what starts the commands, and end it."""
    with subprocess.Popen(
        [sys.executable, "-I", "-S", str(_LAUNCHER)],
        env=dict(environment),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None  # noqa: S101
        assert process.stdout is not None  # noqa: S101
        yield Launcher(process.stdin, process.stdout, output, limit)
