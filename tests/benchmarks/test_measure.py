"""Commands that the benchmarks run as whole processes."""

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.measure import Failed, Launcher, launcher
from tests.laws import HANGS

pytestmark = pytest.mark.skipif(not hasattr(os, "posix_spawnp"), reason="needs posix_spawn")


@pytest.fixture
def starter(tmp_path: Path) -> Iterator[Launcher]:
    with launcher(os.environ, HANGS, tmp_path / "answer") as running:
        yield running


def python(program: str) -> list[str]:
    return [sys.executable, "-S", "-c", program]


def test_a_command_is_measured_in_its_folder(starter: Launcher, tmp_path: Path) -> None:
    start = time.perf_counter()
    usage = starter.run(python("import os; print(os.getcwd())"), tmp_path)
    whole = time.perf_counter() - start
    assert starter.output.read_text().strip() == str(tmp_path.resolve())
    assert 0 < usage.wall < whole
    assert usage.memory > 1000


def test_a_command_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    with launcher(os.environ, 0.2, tmp_path / "answer") as starter:
        with pytest.raises(Failed, match=r"more than 0\.2 s"):
            starter.run(python("import time; time.sleep(30)"), tmp_path)
        with pytest.raises(Failed, match="cannot be started"):
            starter.run(["no-such-program"], tmp_path)


def test_the_last_line_of_a_command_that_ends_badly_is_kept(
    starter: Launcher, tmp_path: Path
) -> None:
    with pytest.raises(Failed, match="ended with 3: no room"):
        starter.run(python("import sys; print('no room', file=sys.stderr); sys.exit(3)"), tmp_path)
