"""Two hundred adds from eight processes at once: two hundred records, none twice, none lost."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.laws import share
from timeline.store.opening import open_collection

pytestmark = pytest.mark.more

PROCESSES, EACH = 8, share(25)
WRITER = """
import os, sys
from timeline.cli.main import run
for n in range(int(sys.argv[2])):
    cite = "{source: s006, says: {en: It says so., es: Lo dice.}, supports: [date]}"
    with open(f"{sys.argv[1]}.yaml", "w") as file:
        file.write(
            f"- id: {sys.argv[1]}-{n}\\n  date: 2026-01-24\\n  kind: statement\\n"
            "  status: issued\\n  title: {en: A statement, es: Una declaración}\\n"
            f"  cites: [{cite}]\\n"
        )
    code = run(["add", "--from", f"{sys.argv[1]}.yaml"], os.environ)
    if code:
        sys.exit(code)
"""


def test_eight_writers_at_once_lose_nothing_and_double_nothing(later: Path) -> None:
    before = len(open_collection(str(later), {}).collection.events)
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, f"w{n}", str(EACH)],
            cwd=later,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for n in range(PROCESSES)
    ]
    said = [writer.communicate() for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * PROCESSES, said
    ids = [event.id for event in open_collection(str(later), {}).collection.events]
    assert len(ids) == before + PROCESSES * EACH
    assert {it for it in ids if it.startswith("w")} == {
        f"w{writer}-{n}" for writer in range(PROCESSES) for n in range(EACH)
    }
