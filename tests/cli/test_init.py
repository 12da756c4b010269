"""`timeline init`: a new collection in which `timeline check` passes; nothing is overwritten."""

import errno
import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from timeline.store.disk import files

Call = Callable[..., CompletedProcess[str]]
Dialogue = Callable[..., CompletedProcess[str]]

TITLE = ("--title-en", 'Rivers: a "study" #1', "--title-es", "Ríos")
SIDES = ("--side", "AR=Argentina", "--side", "br=Brazil/Brasil")
NAMES = [".editorconfig", "README.md", "data/events.yaml", "data/timeline.schema.json", "sources"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, in which we are."""
    place = tmp_path / "place"
    place.mkdir()
    monkeypatch.chdir(place)
    return place


def everything(folder: Path) -> list[str]:
    """Give all there is below a folder, but for folders that are not empty."""
    found = (it for it in folder.rglob("*") if it.is_file() or not any(it.iterdir()))
    return sorted(str(it.relative_to(folder)) for it in found)


def test_a_new_collection_has_no_fault_and_takes_records(call: Call, folder: Path) -> None:
    answer = call("init", "rivers", *TITLE, *SIDES)
    assert (answer.returncode, answer.stdout) == (0, "")
    assert answer.stderr == (
        "rivers is a new collection: AR, BR\nnext: cd rivers\nnext: timeline source add FILE\n"
    )
    assert everything(folder / "rivers") == NAMES
    os.chdir("rivers")
    checked = call("check")
    assert (checked.returncode, checked.stderr) == (0, "no fault (0 events, 0 sources, 0 quotes)\n")
    assert call("list").stderr == "the collection has no events\n"
    Path("a.txt").write_text("They spoke on Sunday of the river.", "utf-8")
    assert call("source", "add", "a.txt").stdout == "a\n"
    Path("e.yaml").write_text(
        "actors: [{id: ana, kind: person, side: AR, name: Ana}]\n"
        "events:\n"
        "  - date: 2026-01-11\n"
        "    kind: call\n"
        "    status: held\n"
        "    title: {en: A call, es: Una llamada}\n"
        "    actors: [{actor: ana, role: participant}]\n"
        "    cites: [{source: a, quote: They spoke on Sunday of the river.}]\n",
        "utf-8",
    )
    assert call("add", "--from", "e.yaml").stdout == "ana\n2026-01-11-call-ana\n"
    assert call("check").returncode == 0


def test_the_file_says_what_it_is_where_its_schema_is_and_what_belongs_in_it(
    call: Call, folder: Path
) -> None:
    call("init", "rivers", *TITLE, *SIDES)
    text = (folder / "rivers/data/events.yaml").read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=timeline.schema.json\n#\n")
    assert (
        "\ncollection:\n"
        "  title: {en: 'Rivers: a \"study\" #1', es: Ríos}\n"
        "  sides:\n"
        "    AR: {en: Argentina, es: Argentina}\n"
        "    BR: {en: Brazil, es: Brasil}\n"
    ) in text
    assert "\nsources: []\n" in text
    assert "#     side: AR\n" in text
    schema = json.loads((folder / "rivers/data/timeline.schema.json").read_text("utf-8"))
    assert schema["$schema"].startswith("https://json-schema.org/")
    assert "indent_size = 2\n" in (folder / "rivers/.editorconfig").read_text("utf-8")
    assert len((folder / "rivers/README.md").read_text("utf-8").splitlines()) == 10
    assert max(map(len, text.splitlines())) <= 100


def test_in_spanish_the_guidance_is_spanish_and_the_collection_as_sound(
    call: Call, folder: Path
) -> None:
    assert call("init", ".", *TITLE, *SIDES, "--lang", "es").returncode == 0
    text = (folder / "data/events.yaml").read_text("utf-8")
    assert "# Solo lo que dicen las fuentes." in text
    assert max(map(len, text.splitlines())) <= 100
    assert "# Ríos\n\nUna cronología" in (folder / "README.md").read_text("utf-8")
    assert call("check").returncode == 0


def test_here_it_does_not_say_to_go_there(call: Call, folder: Path) -> None:
    (folder / "notes.txt").write_text("mine", "utf-8")
    answer = call("init", ".", "--title", "X", *SIDES)
    assert "cd" not in answer.stderr
    assert everything(folder) == sorted([*NAMES, "notes.txt"])


@pytest.mark.parametrize("name", NAMES)
def test_nothing_that_is_there_is_overwritten(call: Call, folder: Path, name: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("mine", "utf-8")
    answer = call("init", ".", "--title", "X", *SIDES)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr == f"timeline: {name} exists: nothing was made\n"
    assert everything(folder) == [name]
    assert (folder / name).read_text("utf-8") == "mine"


def test_a_folder_that_is_a_file_is_refused(call: Call, folder: Path) -> None:
    (folder / "a").write_text("mine", "utf-8")
    for name in ("a", "a/b"):
        answer = call("init", name, "--title", "X", *SIDES)
        assert answer.returncode == 2
        assert answer.stderr == "timeline: a is a file: name a folder\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (SIDES, "missing: --title"),
        (("--title-en", "X", *SIDES), "missing: --title-es"),
        (("--title", "X"), "a collection has two sides: --side MX=Mexico/México --side …"),
        (("--title", "X", *SIDES[:2]), "a collection has two sides: --side MX=Mexico/México"),
        (("--title", "X", *SIDES, "--side", "AR=a"), "the side AR is given twice"),
        (("--title", "X", *SIDES[:3], "BO"), "the side BO needs a name: --side BO=ENGLISH/SPANISH"),
        (("--title", "X", *SIDES[:3], "BO=/x"), "the side BO needs a name"),
        (("--title", "X", *SIDES[:3], "B=b"), "'B' is not accepted: a side has two to ten capital"),
    ],
)
def test_what_a_script_lacks_is_said_and_nothing_is_made(
    call: Call, folder: Path, arguments: tuple[str, ...], said: str
) -> None:
    answer = call("init", "new", *arguments)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr.startswith(f"timeline: {said}")
    assert answer.stderr.count("\n") == 1
    assert everything(folder) == []


def test_a_dry_run_shows_the_records_and_makes_nothing(call: Call, folder: Path) -> None:
    answer = call("init", "new", *TITLE, *SIDES, "--dry-run")
    assert (answer.returncode, answer.stderr) == (0, "nothing was written (--dry-run)\n")
    assert "\n    BR: {en: Brazil, es: Brasil}\n" in answer.stdout
    assert everything(folder) == []


@pytest.mark.parametrize("fails", [1, 2, 3, 4])
def test_if_one_file_cannot_be_written_none_is_left(
    call: Call, folder: Path, monkeypatch: pytest.MonkeyPatch, fails: int
) -> None:
    real, written = files._write_new, 0

    def full(path: Path, pieces: Iterable[bytes], mode: int | None) -> None:
        nonlocal written
        written += 1
        if written == fails:
            raise OSError(errno.ENOSPC, "full")
        real(path, pieces, mode)

    monkeypatch.setattr(files, "_write_new", full)
    answer = call("init", "a/new", "--title", "X", *SIDES)
    assert answer.returncode == 3
    assert "the disk is full" in answer.stderr
    assert everything(folder) == []


def test_on_a_terminal_it_asks_for_what_is_not_given(dialogue: Dialogue, folder: Path) -> None:
    talk = (
        ("title, in English", "Rivers"),
        ("title, in Spanish", "Ríos"),
        ("code of one side", "x"),
        ("code of one side", "ar"),
        ("code of the other side", "AR"),
        ("code of the other side", "br=Brazil/Brasil"),
        ("name of AR, in English", "Argentina"),
        ("name of AR, in Spanish", ""),
    )
    answer = dialogue("init", "new", talk=talk)
    assert answer.returncode == 0
    assert "'X' is not accepted" in answer.stderr
    assert "the side AR is given twice" in answer.stderr
    assert (
        "  title: {en: Rivers, es: Ríos}\n"
        "  sides:\n"
        "    AR: {en: Argentina, es: Argentina}\n"
        "    BR: {en: Brazil, es: Brasil}\n"
    ) in (folder / "new/data/events.yaml").read_text("utf-8")


def test_who_ends_the_questions_makes_nothing(dialogue: Dialogue, folder: Path) -> None:
    for key, code in (("\x03", 130), ("\x04", 2)):
        answer = dialogue("init", "new", talk=[("title, in English", key)])
        assert answer.returncode == code
    assert everything(folder) == []
