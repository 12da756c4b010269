"""Running whole processes and measuring them: wall and CPU time, and peak memory.

Processes are started by a small helper, because the peak that Linux reports for a process is never
below what its parent held when it was started.
"""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

_HELPER = """
import os, sys, time
write = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
for line in sys.stdin:
    out, *command = line[:-1].split("\\0")
    files = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, out, write, 0o600),
        (os.POSIX_SPAWN_OPEN, 2, out + ".err", write, 0o600),
    ]
    start = time.perf_counter()
    try:
        child = os.posix_spawnp(command[0], command, os.environ, file_actions=files, setpgroup=0)
    except OSError:
        print(0, flush=True)
        continue
    print(child, flush=True)
    _, status, used = os.wait4(child, 0)
    wall = time.perf_counter() - start
    code = os.waitstatus_to_exitcode(status)
    print(wall, used.ru_utime + used.ru_stime, used.ru_maxrss, code, flush=True)
"""


@dataclass(frozen=True, slots=True)
class Usage:
    """What one run took: seconds, seconds, and KiB."""

    wall: float
    cpu: float
    memory: int


class Failed(Exception):
    """A command that cannot be started, ends badly, or takes too long; the text says which."""


class Launcher:
    """Runs commands one after the other, in an environment, with a limit of seconds for each."""

    def __init__(self, environment: Mapping[str, str], limit: float, output: Path) -> None:
        self.output = output
        self._limit = limit
        self._helper = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", _HELPER],
            env=dict(environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._heard = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        self._helper.communicate()

    def run(self, command: list[str]) -> Usage:
        """Run a command, with its output going to a file; raises `Failed`."""
        self._tell("\0".join([str(self.output), *command]))
        child = int(self._hear(None))
        if not child:
            raise Failed(f"{command[0]} cannot be started")
        said = self._hear(self._limit)
        if not said:
            os.killpg(child, signal.SIGKILL)
            self._hear(None)
            raise Failed(f"more than {self._limit:g} s")
        wall, cpu, memory, code = said.split()
        if code != "0":
            raise Failed(f"ended with {code}: {self._last_words()}")
        return Usage(float(wall), float(cpu), int(memory))

    def _tell(self, line: str) -> None:
        assert self._helper.stdin is not None  # noqa: S101
        self._helper.stdin.write(line.encode() + b"\n")
        self._helper.stdin.flush()

    def _hear(self, limit: float | None) -> str:
        """Give the next line of the helper, or nothing if it does not come in so many seconds."""
        assert self._helper.stdout is not None  # noqa: S101
        while b"\n" not in self._heard:
            if not select.select([self._helper.stdout], [], [], limit)[0]:
                return ""
            self._heard += os.read(self._helper.stdout.fileno(), 4096)
        line, self._heard = self._heard.split(b"\n", 1)
        return line.decode()

    def _last_words(self) -> str:
        errors = Path(f"{self.output}.err").read_text(encoding="utf-8", errors="replace")
        return (errors.strip().splitlines() or ["nothing said"])[-1][:120]
