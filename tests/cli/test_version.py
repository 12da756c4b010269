"""`timeline --version`: which program, which collection."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import timeline

Call = Callable[..., CompletedProcess[str]]


def test_the_version_says_program_collection_events_and_newest_source(
    call: Call, here: Path
) -> None:
    answer = call("--version")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout == (
        f"timeline {timeline.__version__}\n"
        "Mexico–United States security diplomacy, January 2026\n"
        "19 events, newest source 18 January 2026\n"
        f"{here}/data/events.yaml\n"
    )


def test_the_version_of_the_program_is_said_without_a_collection(call: Call) -> None:
    answer = call("--version", "--data", "nowhere")
    assert answer.returncode == 0
    first, second = answer.stdout.splitlines()
    assert first == f"timeline {timeline.__version__}"
    assert "there is no file" in second


def test_a_collection_that_cannot_be_read_hides_no_version(call: Call, here: Path) -> None:
    for data in (b"", b"\0", b"\xff\xfe", b"- [[[[", b"events: {", b"collection: {title: 3}"):
        (here / "data/events.yaml").write_bytes(data)
        answer = call("--version")
        assert answer.returncode == 0
        assert answer.stdout.startswith(f"timeline {timeline.__version__}\n")
