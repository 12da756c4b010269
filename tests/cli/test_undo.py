"""`timeline undo`: the last change that the program made is taken back, and no other."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

from timeline.store import writing
from timeline.store.opened import Opened
from timeline.store.yaml.edits import Add, Change, Drop, Put

Call = Callable[..., CompletedProcess[str]]

MINISTERIAL = "2026-02-security-ministerial"
CORRECT = ("correct", "ministerial", "--field", "place", "--reason", "Shorter", "--to")


def bytes_of(folder: Path) -> bytes:
    return (folder / "data" / "events.yaml").read_bytes()


def test_every_byte_is_again_what_it_was_one_change_after_the_other(call: Call, here: Path) -> None:
    versions = [bytes_of(here)]
    for place in ("Washington", "The capital"):
        assert call(*CORRECT, place).returncode == 0
        versions.append(bytes_of(here))
    for before in (versions[1], versions[0]):
        answer = call("undo")
        assert (answer.returncode, answer.stdout) == (0, "")
        assert answer.stderr == (
            "taken back, the last change of data/events.yaml:\n"
            f"{MINISTERIAL} is as it was: place, corrections\n"
            "next: timeline check\n"
        )
        assert bytes_of(here) == before
    assert sorted(it.name for it in (here / "data").iterdir()) == ["events.yaml"]


def test_with_nothing_to_take_back_it_says_so(call: Call, here: Path) -> None:
    before = bytes_of(here)
    answer = call("undo")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr == (
        "timeline: there is nothing to take back in data/events.yaml: this program made no change "
        "that leads to what it is now\n"
    )
    assert bytes_of(here) == before


def test_what_someone_else_changed_since_is_never_taken_back(call: Call, here: Path) -> None:
    assert call(*CORRECT, "Washington").returncode == 0
    ours = bytes_of(here)
    (here / "data" / "events.yaml").write_bytes(ours + b"# A thought.\n")
    answer = call("undo")
    assert answer.returncode == 2
    assert "nothing to take back" in answer.stderr
    assert bytes_of(here) == ours + b"# A thought.\n"
    (here / "data" / "events.yaml").write_bytes(ours)
    assert call("undo").returncode == 0


def test_a_dry_run_shows_what_would_be_taken_back(call: Call, here: Path) -> None:
    assert call(*CORRECT, "Washington").returncode == 0
    changed = bytes_of(here)
    answer = call("undo", "--dry-run")
    assert (answer.returncode, answer.stderr) == (0, "nothing was written (--dry-run)\n")
    assert "\n-    place: Washington\n+    place: Washington, D.C.\n" in answer.stdout
    assert bytes_of(here) == changed
    assert call("undo").returncode == 0


def test_a_change_of_the_text_alone_and_records_that_come_and_go_are_said(
    call: Call, here: Path
) -> None:
    file = here / "data" / "events.yaml"
    source = {"id": "s9", "url": "https://example.org/9"}
    about = Put(("collection", "title", "en"), "Another")
    of_text = Put(("sources", 0, "language"), "es", text='"es"')
    cases: tuple[tuple[Change, str], ...] = (
        (Add(("sources",), source), "s9 is no longer there\n"),
        (Drop(("events", 18)), "2026-05-tmec-renegotiation is there again\n"),
        (about, "what is said of the collection as a whole is as it was\n"),
        (of_text, "no record is another, only the text\n"),
    )
    for change, said in cases:

        def plan(_: Opened, change: Change = change) -> list[Change]:
            return [change]

        writing.change(file, plan, os.environ)
        assert said in call("undo").stderr


def test_a_text_that_stays_in_the_folder_is_said(call: Call, here: Path) -> None:
    (here / "new.txt").write_text("They met.\n", encoding="utf-8")
    assert call("source", "add", "new.txt", "--id", "s9").returncode == 0
    said = call("undo").stderr
    (kept,) = re.findall(r"(?m)^the text (\S+) stays in its folder$", said)
    assert (here / kept).is_file()


def test_it_is_told_in_spanish_too(call: Call, here: Path) -> None:
    assert call(*CORRECT, "Washington").returncode == 0
    said = call("undo", "--lang", "es").stderr
    assert said.startswith("se deshizo el último cambio de data/events.yaml:\n")
    assert here.is_dir()


def test_as_of_a_day_nothing_is_taken_back(call: Call, here: Path) -> None:
    assert call(*CORRECT, "Washington").returncode == 0
    changed = bytes_of(here)
    assert call("undo", "--as-of", "2026-01-16").returncode == 2
    assert bytes_of(here) == changed
