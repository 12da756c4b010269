"""A collection of several files: read as one by every command, and changed where it is meant."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from timeline.store.hashing import sha256

Call = Callable[..., CompletedProcess[str]]
Program = Callable[..., CompletedProcess[bytes]]

EVENTS = """\
collection:
  title: {en: Rivers, es: Ríos}
  sides: {AA: {en: Aland, es: Alandia}, BB: {en: Bland, es: Blandia}}

events:
  - id: 2026-01-11-call
    date: 2026-01-11
    kind: call
    status: held
    title: {en: A call, es: Una llamada}
    actors: [{actor: ana, role: participant}]
    cites: [{source: s1, says: {en: They spoke., es: Hablaron.}, supports: [date]}]

  - id: 2026-03-meeting
    date: 2026-03
    kind: meeting
    status: scheduled
    title: {en: A meeting, es: Una reunión}
    cites: [{source: s1, says: {en: They will meet., es: Se reunirán.}, supports: [date]}]
"""
OLD = """\
# What was before.
events:
  - id: 2025-10-visit
    date: 2025-10
    kind: visit
    status: scheduled
    title: {en: A visit, es: Una visita}
    actors: [{actor: bo, role: participant}]
    place: Ford
    cites: [{source: s2, says: {en: Bo will come., es: Bo vendrá.}, supports: [date]}]

  - id: 2025-09-03-statement
    date: 2025-09-03
    kind: statement
    status: issued
    title: {en: A statement, es: Una declaración}
    cites: [{source: s2, says: {en: Bo spoke., es: Habló Bo.}, supports: [date]}]
"""
SOURCES = """\
sources:
  - {id: s1, url: "https://example.org/1", published: 2026-01-12}
  - {id: s2, url: "https://example.org/2", published: 2025-09-04}
  - {id: s3, url: "https://example.org/3", published: 2026-04-01}
"""
ACTORS = """\
actors:
  - {id: ana, kind: person, side: AA, name: Ana Lima}
  - {id: bo, kind: person, side: BB, name: Bo Reyes}
"""
PARTS = {"events": EVENTS, "2025": OLD, "sources": SOURCES, "actors": ACTORS}
NEW = """\
- date: 2025-08
  kind: call
  status: held
  title: {en: X, es: Y}
  actors: [{actor: bo, role: participant}]
  cites: [{source: s2, says: {en: It says so., es: Lo dice.}, supports: [date]}]
"""


def put(folder: Path, **others: str) -> None:
    (folder / "data").mkdir(parents=True, exist_ok=True)
    for name, text in {**PARTS, **others}.items():
        (folder / "data" / f"{name}.yaml").write_text(text, encoding="utf-8", newline="")


@pytest.fixture
def rivers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a collection of four files, and the one we are in."""
    folder = tmp_path / "rivers"
    put(folder)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("TIMELINE_TODAY", "2026-05-01")
    monkeypatch.setenv("EDITOR", "sed -i s/Reyes/Ray/")
    monkeypatch.delenv("VISUAL", raising=False)
    return folder


def snapshot(folder: Path) -> dict[str, bytes]:
    return {it.name: it.read_bytes() for it in (folder / "data").iterdir()}


def changed(before: dict[str, bytes], folder: Path) -> list[str]:
    after = snapshot(folder)
    assert after.keys() == before.keys()
    return sorted(name for name in before if before[name] != after[name])


# --- reading --------------------------------------------------------------------------------------

LISTED = ["2025-09-03-statement", "2025-10-visit", "2026-01-11-call", "2026-03-meeting"]


def listed(answer: CompletedProcess[str]) -> list[str]:
    assert answer.returncode == 0, answer.stderr
    return [line.split("\t")[6] for line in answer.stdout.splitlines()]


@pytest.mark.parametrize("data", [".", "data", "../rivers", "data/"])
def test_a_folder_is_named_as_that_of_the_files_or_the_one_around_it(
    call: Call, rivers: Path, data: str
) -> None:
    assert rivers.is_dir()
    assert listed(call("list", "--data", data)) == LISTED


def test_the_nearest_folder_is_read_whole(
    call: Call, rivers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert listed(call("list")) == LISTED
    (rivers / "a" / "b").mkdir(parents=True)
    monkeypatch.chdir(rivers / "a" / "b")
    assert listed(call("list")) == LISTED


def test_the_environment_may_name_a_folder(
    call: Call, rivers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir("/")
    for folder in (rivers, rivers / "data"):
        monkeypatch.setenv("TIMELINE_DATA", str(folder))
        assert listed(call("list")) == LISTED


def test_a_file_that_is_named_is_read_alone(call: Call, rivers: Path) -> None:
    whole = EVENTS + SOURCES + ACTORS
    (rivers / "data" / "events.yaml").write_text(whole, encoding="utf-8")
    assert listed(call("list", "--data", "data/events.yaml")) == LISTED[2:]


def test_a_part_alone_is_no_collection(call: Call, rivers: Path) -> None:
    assert rivers.is_dir()
    answer = call("list", "--data", "data/sources.yaml")
    assert answer.returncode == 2
    assert answer.stderr.startswith("data/sources.yaml:1:1: collection: missing\n")


def test_check_says_each_fault_at_its_file(call: Call, rivers: Path) -> None:
    put(rivers, actors=ACTORS + "  - {id: cy, kind: person, side: AA, name: Cy}\n")
    answer = call("check")
    assert answer.returncode == 0
    assert answer.stderr.splitlines()[:-1] == [
        (
            "data/2025.yaml:6:13: events[0].status: D5 '2025-10-visit' was scheduled for "
            "October 2025 and no outcome is recorded (notice)"
        ),
        "data/actors.yaml:4:5: actors[2]: R2 'cy' takes part in nothing (notice)",
        (
            "data/events.yaml:17:13: events[1].status: D5 '2026-03-meeting' was scheduled for "
            "March 2026 and no outcome is recorded (notice)"
        ),
        "data/sources.yaml:4:5: sources[2]: R1 nothing cites 's3' (notice)",
    ]
    assert answer.stderr.splitlines()[-1].startswith("no fault, 4 notices (4 events, 3 sources, ")


def test_the_version_counts_the_events_of_all_files(call: Call, rivers: Path) -> None:
    _, *lines = call("--version").stdout.splitlines()
    assert lines == ["Rivers", "4 events, newest source 1 April 2026", f"{rivers}/data"]


def test_ids_of_all_files_are_completed(
    program: Program, rivers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert rivers.is_dir()
    monkeypatch.setenv("_TIMELINE_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_CWORD", "2")
    for typed, offered in (
        ("show 2025", ["2025-10-visit", "2025-09-03-statement"]),
        ("show 2026-01", ["2026-01-11-call"]),
        ("edit b", ["bo"]),
    ):
        monkeypatch.setenv("COMP_WORDS", f"timeline {typed}")
        assert program().stdout.decode().split() == offered


def test_a_sheet_names_the_folder_and_its_version(call: Call, rivers: Path) -> None:
    assert rivers.is_dir()
    answer = call("explain", "2025-10-visit", "--format", "json")
    assert '"file": "data"' in answer.stdout
    names = ("events.yaml", "2025.yaml", "actors.yaml", "sources.yaml")
    lines = (f"{sha256((rivers / 'data' / it).read_bytes())}  {it}\n" for it in names)
    assert f'"sha256": "{sha256("".join(lines).encode())}"' in answer.stdout


def test_two_folders_are_compared(call: Call, rivers: Path) -> None:
    put(rivers / "new", **{"2025": OLD.replace("place: Ford", "place: Bridge")})
    answer = call("diff", "data", "new")
    assert answer.stdout == (
        "event\t2025-10-visit\tchanged\tplace.en\tFord\tBridge\n"
        "event\t2025-10-visit\tchanged\tplace.es\tFord\tBridge\n"
    )
    checked = call("diff", "--check", "data", "new", "--format", "text")
    assert checked.returncode == 0


def test_a_change_without_correction_is_said_at_its_file(call: Call, rivers: Path) -> None:
    put(rivers / "new", **{"2025": OLD.replace("date: 2025-09-03", "date: 2025-09-02")})
    checked = call("diff", "--check", "data", "new")
    assert checked.returncode == 1
    assert checked.stderr.startswith("new/data/2025.yaml:13:11: events[1].date: ")


def test_an_export_is_that_of_one_file_and_never_goes_over_one_of_several(
    call: Call, rivers: Path
) -> None:
    before = snapshot(rivers)
    for name in before:
        answer = call("export", "-o", f"data/{name}", "--format", "json", "--force")
        assert answer.returncode == 2
        assert "is part of the collection: choose another name" in answer.stderr
    assert snapshot(rivers) == before
    rest = OLD.removeprefix("# What was before.\nevents:\n")
    (rivers / "one.yaml").write_text(EVENTS + rest + SOURCES + ACTORS, encoding="utf-8")
    one, several = (call("export", "--data", it, "--format", "csv") for it in ("one.yaml", "."))
    assert (one.returncode, one.stdout) == (0, several.stdout)


def test_a_folder_that_may_not_be_read_is_said(
    program: Program, rivers: Path, powerless: Callable[[], None]
) -> None:
    (rivers / "data").chmod(0o300)
    answer = program("list", "--data", "data", preexec_fn=powerless)
    (rivers / "data").chmod(0o700)
    assert (answer.returncode, answer.stdout) == (3, b"")
    assert b"Traceback" not in answer.stderr
    assert b"permission" in answer.stderr


# --- writing --------------------------------------------------------------------------------------

LATER = ("--source", "s3", "--says", "So it was", "--attribution", "AA")
WRITING: dict[str, tuple[tuple[str, ...], str]] = {
    "add": (
        (
            *("add", "--date", "2026-01-12", "--kind", "call", "--status", "held"),
            *("--title-en", "A", "--title-es", "B", "--actor", "ana:participant", "--no-input"),
            *("--source", "s1", "--says", "They spoke", "--attribution", "AA"),
        ),
        "events.yaml",
    ),
    "add --from": (("add", "--from", "new.yaml"), "2025.yaml"),
    "source add": (("source", "add", "text.txt", "--no-input"), "sources.yaml"),
    "cite": (("cite", "2025-09-03-statement", *LATER), "2025.yaml"),
    "confirm": (("confirm", "2025-10-visit", *LATER), "2025.yaml"),
    "confirm, in the first": (("confirm", "2026-03-meeting", *LATER), "events.yaml"),
    "postpone": (("postpone", "2025-10-visit", "--to", "2026-06", *LATER), "2025.yaml"),
    "correct": (
        ("correct", "2025-10-visit", "--field", "place", "--to", "Bridge", "--reason", "why"),
        "2025.yaml",
    ),
    "edit an actor": (("edit", "bo"), "actors.yaml"),
    "merge": (("merge", "../other"), "sources.yaml"),
    "import": (("import", "export.json", "--yes"), "2025.yaml"),
}


@pytest.fixture
def prepared(rivers: Path, call: Call) -> Path:
    """What the writing commands read, beside the collection."""
    (rivers / "new.yaml").write_text(NEW, encoding="utf-8")
    (rivers / "text.txt").write_text("A text of 3 May.\n", encoding="utf-8")
    more = '  - {id: s4, url: "https://example.org/4"}\n'
    put(rivers.parent / "other", sources=SOURCES + more)
    shutil.copytree(rivers / "data", rivers / "copy" / "data")
    assert call("add", "--data", "copy", "--from", "new.yaml").returncode == 0
    assert call("export", "--data", "copy", "-o", "export.json").returncode == 0
    return rivers


@pytest.mark.parametrize("name", WRITING)
def test_only_the_file_that_holds_the_record_changes_and_undo_puts_it_back(
    call: Call, prepared: Path, name: str
) -> None:
    arguments, file = WRITING[name]
    before = snapshot(prepared)
    shown = call(*arguments, "--dry-run")
    assert (shown.returncode, changed(before, prepared)) == (0, [])
    assert f"--- data/{file}\n" in shown.stdout
    answer = call(*arguments)
    assert answer.returncode == 0, answer.stderr
    assert changed(before, prepared) == [file]
    kept = [line for line in before[file].decode().splitlines() if not line.startswith(" ")]
    assert set(kept) <= set((prepared / "data" / file).read_text(encoding="utf-8").splitlines())
    undone = call("undo")
    assert undone.returncode == 0, undone.stderr
    assert snapshot(prepared) == before


def test_records_added_at_once_go_each_into_its_file(call: Call, prepared: Path) -> None:
    event = NEW.removeprefix("- ").replace("\n  ", "\n    ")
    later = event.replace("2025-08", "2026-02").replace("s2,", "s9,")
    (prepared / "all.yaml").write_text(
        f"events:\n  - {event}  - {later}"
        'sources:\n  - {id: s9, url: "https://example.org/9", published: 2026-02-03}\n',
        encoding="utf-8",
    )
    before = snapshot(prepared)
    answer = call("add", "--from", "all.yaml")
    assert answer.returncode == 0, answer.stderr
    assert changed(before, prepared) == ["2025.yaml", "events.yaml", "sources.yaml"]
    assert call("undo").returncode == 0
    assert snapshot(prepared) == before


def test_a_new_event_stands_by_its_neighbours_in_time(call: Call, prepared: Path) -> None:
    assert call("add", "--from", "new.yaml").stdout == "2025-08-call-bo\n"
    text = (prepared / "data" / "2025.yaml").read_text(encoding="utf-8")
    ids = [line.split()[-1] for line in text.splitlines() if line.startswith("  - id")]
    # The file was in no order: what is new stands at its end.
    assert ids == ["2025-10-visit", "2025-09-03-statement", "2025-08-call-bo"]


def test_an_id_that_is_taken_in_another_file_is_said_with_that_file(
    call: Call, prepared: Path
) -> None:
    (prepared / "new.yaml").write_text(NEW.replace("- date", "- id: 2025-10-visit\n  date", 1))
    answer = call("add", "--from", "new.yaml")
    assert answer.returncode == 1
    assert (
        "new.yaml:1:7: [0].id: the id '2025-10-visit' is taken by data/2025.yaml: events[0]"
        in answer.stderr
    )


def test_an_id_that_others_refer_to_says_where(
    call: Call, prepared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "sed -i 's/id: bo/id: bob/'")
    answer = call("edit", "bo", "--no-input")
    assert answer.returncode != 0
    assert "refer to 'bo': data/2025.yaml: events[0].actors[0].actor" in answer.stderr
    assert (prepared / "data" / "actors.yaml").read_text(encoding="utf-8") == ACTORS


@pytest.fixture
def twofold(prepared: Path) -> Path:
    """Another curator's folder, which has something new for two of our files."""
    other = prepared.parent / "other"
    put(
        other,
        events=EVENTS.replace("status: held\n", "status: held\n    place: Ford\n"),
        **{"2025": OLD.replace("kind: statement\n", "kind: statement\n    place: Bridge\n")},
    )
    return other


def test_a_merge_may_change_two_files_and_undo_takes_back_both(
    call: Call, prepared: Path, twofold: Path
) -> None:
    before = snapshot(prepared)
    answer = call("merge", str(twofold), "--prefer", "theirs")
    assert answer.returncode == 0, answer.stderr
    assert changed(before, prepared) == ["2025.yaml", "events.yaml"]
    assert call("undo").returncode == 0
    assert snapshot(prepared) == before


def test_a_disk_that_is_full_at_the_second_file_leaves_both_as_they_were(
    call: Call, prepared: Path, twofold: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, real = snapshot(prepared), os.write
    written = 0

    def full(handle: int, data: bytes | memoryview) -> int:
        nonlocal written
        if Path(f"/proc/self/fd/{handle}").readlink().parent == prepared / "data":
            written += 1
            if written == 2:
                raise OSError(28, os.strerror(28))
        return real(handle, data)

    monkeypatch.setattr(os, "write", full)
    answer = call("merge", str(twofold), "--prefer", "theirs")
    assert answer.returncode == 3
    assert "the disk is full" in answer.stderr
    assert written > 2  # the first was put back
    assert snapshot(prepared) == before


@pytest.mark.parametrize("name", [".", "data", "data/events.yaml", "../rivers"])
def test_a_collection_is_not_merged_into_itself(call: Call, prepared: Path, name: str) -> None:
    put(prepared, events=EVENTS + SOURCES + ACTORS, sources="", actors="")
    answer = call("merge", name)
    assert answer.returncode == 2
    assert f"{name} is this collection: name another" in answer.stderr


def test_a_folder_is_locked_as_its_files_are(call: Call, prepared: Path) -> None:
    import fcntl  # noqa: PLC0415 - for this alone

    handle = os.open(prepared / "data", os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("timeline.store.disk.locking.MAX_IDLE_WAIT", 0.0)
        answer = call("undo")
    os.close(handle)
    assert answer.returncode == 3
    assert "data is being changed by another program" in answer.stderr


def test_what_is_typed_with_comments_is_merged_as_typed_into_its_file(
    call: Call, prepared: Path
) -> None:
    event = """\
  - id: 2025-10-01-statement
    # said at the gate
    date: 2025-10-01
    kind: statement
    status: issued
    title: {en: A word, es: Una palabra}
    cites: [{source: s2, says: {en: So., es: Así.}, supports: [date]}]
"""
    actor = "  - {id: cy, kind: person, side: AA, name: Cy}  # new here\n"
    put(prepared.parent / "other", events=EVENTS + "\n" + event, actors=ACTORS + actor)
    before = snapshot(prepared)
    answer = call("merge", "../other")
    assert answer.returncode == 0, answer.stderr
    assert changed(before, prepared) == ["2025.yaml", "actors.yaml"]
    assert snapshot(prepared)["2025.yaml"].decode() == OLD + "\n" + event
    assert snapshot(prepared)["actors.yaml"].decode() == ACTORS + actor


def test_the_names_of_files_cannot_command_the_terminal(call: Call, rivers: Path) -> None:
    (rivers / "data" / "\x1b[31mred\n.yaml").write_text("events: 3\n", encoding="utf-8")
    answer = call("list")
    assert answer.returncode == 2
    assert answer.stderr.splitlines()[0].endswith(":1:9: events: list expected, '3' found")
    assert "\x1b" not in answer.stderr
