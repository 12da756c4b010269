"""`timeline edit`: one record in an editor; what is typed is kept, whatever comes of it."""

import difflib
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Call = Callable[..., CompletedProcess[str]]
Dialogue = Callable[..., CompletedProcess[str]]
Editor = Callable[[str], None]

MINISTERIAL = "2026-02-security-ministerial"
CALL = "2026-01-11-call-de-la-fuente-rubio"


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Editor:
    """Make an editor of a line of shell, in which $1 is the file."""
    file = tmp_path / "an editor; really"

    def editor(line: str) -> None:
        file.write_text(f"#!/bin/sh\n{line}\n", "utf-8")
        file.chmod(0o755)
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.setenv("EDITOR", f'"{file}"')

    return editor


def bytes_of(folder: Path) -> bytes:
    return (folder / "data" / "events.yaml").read_bytes()


def difference(before: bytes, folder: Path) -> str:
    """Give the lines that went (-) and came (+)."""
    lines = difflib.ndiff(before.decode().splitlines(), bytes_of(folder).decode().splitlines())
    return "".join(f"{line}\n" for line in lines if line[0] in "+-")


def drafts(tmp_path: Path) -> list[Path]:
    """Give the texts that are kept."""
    return [it for it in (tmp_path / "state" / "timeline").glob("drafts/*/*") if it.is_file()]


def test_what_is_typed_is_kept_as_typed_and_no_other_line_changes(
    call: Call, here: Path, tmp_path: Path, editor: Editor
) -> None:
    before = bytes_of(here)
    editor("""sed -i 's/^place: .*/place:   "Washington"   # shorter/' "$1" """)
    answer = call("edit", "ministerial")
    assert (answer.returncode, answer.stdout) == (0, "")
    assert answer.stderr == (
        f"{MINISTERIAL} is changed: place\nnext: timeline show {MINISTERIAL}\n"
    )
    assert difference(before, here) == (
        '-     place: Washington, D.C.\n+     place:   "Washington"   # shorter\n'
    )
    assert drafts(tmp_path) == []
    assert call("undo").returncode == 0
    assert bytes_of(here) == before


@pytest.mark.usefixtures("here")
def test_the_editor_is_given_the_record_alone_under_a_line_that_says_what_it_is(
    call: Call, tmp_path: Path, editor: Editor
) -> None:
    editor(f'cp "$1" "{tmp_path}/seen"; basename "$1" > "{tmp_path}/name"')
    assert call("edit", "s000").stderr == "nothing changed\n"
    assert (tmp_path / "name").read_text() == "s000.yaml\n"
    assert (tmp_path / "seen").read_text("utf-8") == (
        "# 's000' of data/events.yaml: save and close to write it; to give up, change nothing\n"
        "id: s000\n"
        "file: seeds/000_ecd6331cdfae8496.txt\n"
        "sha256: 14dede3571bb5b7d47800aa89167347489ee167a70f3e84f6cecc8abc8673c9c\n"
        "published: 2026-01-16\n"
        "language: es\n"
        "note:\n"
        "  en: The stored text opens with its date line, “date 2026-01-16”.\n"
        "  es: El texto guardado comienza con su fecha, «date 2026-01-16».\n"
    )


def test_a_hand_styled_file_keeps_every_other_byte(call: Call, here: Path, editor: Editor) -> None:
    text = bytes_of(here).replace(b"\n", b"\r\n").rstrip()
    text = text.replace(b"    kind: call\r\n", b"    # by phone\r\n\r\n    kind:  'call'\r\n", 1)
    (here / "data" / "events.yaml").write_bytes(text)
    editor("""printf 'note: {en: "One", es: "Uno"} # mine\\n' >> "$1" """)
    assert call("edit", "2026-05-tmec").returncode == 0
    new = bytes_of(here)
    assert new == text + b'\r\n    note: {en: "One", es: "Uno"} # mine'


def test_sources_and_actors_can_be_edited_too(call: Call, here: Path, editor: Editor) -> None:
    before = bytes_of(here)
    editor(
        """sed -i 's/^language: es/language: es-MX/; s/^name: Marco Rubio/name: M. Rubio/' "$1" """
    )
    assert call("edit", "s003").stderr == "s003 is changed: language\nnext: timeline check\n"
    assert call("edit", "rubio").stderr == "rubio is changed: name\nnext: timeline check\n"
    assert len(difference(before, here).splitlines()) == 4


@pytest.mark.parametrize(
    "case",
    [
        ("s/^date: .*/date: 2026-02-30/", "3:7: date: 2026-02-30 is not a day"),
        ('s/^place: .*/place: "W/', ":8: this quote is never closed"),
        ("s/^place: .*/plaice: W/", "plaice: there is no field 'plaice'; did you mean place?"),
        ("s/^status: .*/status: gone/", "status: 'gone' is not in the list"),
        ("s/^topics: .*/topics: \\&a [x]/", "anchors"),
        ("$a\\  - {source: s001, quote: They never said this at all.}", "quote: Q"),
        ("/^cites:/,$d", "cites no source"),
    ],
)
def test_what_is_not_sound_is_refused_at_the_line_that_was_typed_and_kept(
    call: Call, here: Path, tmp_path: Path, editor: Editor, case: tuple[str, str]
) -> None:
    line, faults = case
    before = bytes_of(here)
    editor(f"""sed -i '{line}' "$1" """)
    answer = call("edit", "ministerial")
    assert (answer.returncode, answer.stdout) == (1, "")
    (kept,) = drafts(tmp_path)
    said, *found, last = answer.stderr.splitlines()
    assert said == f"what was typed is kept in {kept}"
    assert all(re.match(re.escape(str(kept)) + r":\d+:\d+: ", it) for it in found)
    assert faults in "\n".join(found)
    assert last.startswith("timeline: nothing was written: ")
    assert bytes_of(here) == before
    assert [it.name for it in (here / "data").iterdir()] == ["events.yaml"]


def test_an_id_changes_only_if_nothing_refers_to_it(call: Call, here: Path, editor: Editor) -> None:
    before = bytes_of(here)
    editor("""sed -i 's/^id: .*/id: another/' "$1" """)
    answer = call("edit", CALL)
    assert answer.returncode == 1
    assert (
        f":2:5: id: the id cannot change while others refer to '{CALL}': "
        "events[5].about, events[6].about\n"
    ) in answer.stderr
    assert bytes_of(here) == before
    answer = call("edit", "2026-05-tmec")
    assert answer.stderr == (
        "2026-05-tmec-renegotiation is now called another\nnext: timeline show another\n"
    )
    editor(f"""sed -i 's/^id: .*/id: {CALL}/' "$1" """)
    for name in ("another", "2025-09-03-press"):
        answer = call("edit", name)
        assert answer.returncode == 1
        assert answer.stderr.count(f"id: the id '{CALL}' is taken by events[") == 1


def test_a_source_that_no_longer_proves_its_quotes_is_refused(
    call: Call, here: Path, editor: Editor
) -> None:
    before = bytes_of(here)
    editor("""sed -i 's/^sha256: ../sha256: 00/' "$1" """)
    answer = call("edit", "s003")
    assert answer.returncode == 1
    assert bytes_of(here) == before


def test_what_was_changed_by_someone_else_meanwhile_is_not_overwritten(
    call: Call, here: Path, tmp_path: Path, editor: Editor
) -> None:
    editor("""echo '# theirs' >> data/events.yaml; sed -i 's/^place: .*/place: W/' "$1" """)
    before = bytes_of(here)
    answer = call("edit", "ministerial")
    assert answer.returncode == 2
    assert answer.stderr.endswith("timeline: data/events.yaml was changed since it was read\n")
    assert bytes_of(here) == before + b"# theirs\n"
    (kept,) = drafts(tmp_path)
    assert "\nplace: W\n" in kept.read_text("utf-8")


@pytest.mark.parametrize(
    "case",
    [
        ("exit 1", 2, "nothing was written: the editor"),
        ('echo x >> "$1"; exit 3', 2, "ended with 3"),
        ("kill -9 $$", 2, "ended with -9"),
        (': > "$1"', 2, "nothing was written: the text is empty"),
        ('printf "\\n# only this\\n" > "$1"', 2, "nothing was written: the text is empty"),
        ('rm "$1"', 0, "nothing changed"),
        ('printf "\\377" > "$1"', 1, "not UTF-8: byte 0xff"),
        ('echo "--- a" > "$1"', 1, "mapping expected, 'a' found"),
        ('(sleep 0.1; echo x >> "$1") > /dev/null 2>&1 &', 0, "nothing changed"),
        ('touch "$1"', 0, "nothing changed"),
    ],
)
def test_whatever_an_editor_does_the_collection_is_left_alone(
    call: Call, here: Path, tmp_path: Path, editor: Editor, case: tuple[str, int, str]
) -> None:
    line, code, said = case
    before = bytes_of(here)
    editor(line)
    answer = call("edit", "ministerial")
    assert answer.returncode == code
    assert said in answer.stderr
    assert bytes_of(here) == before
    assert all(str(it) in answer.stderr for it in drafts(tmp_path))
    assert [it.name for it in (here / "data").iterdir()] == ["events.yaml"]


def test_no_shell_ever_reads_what_the_editor_is_called(
    call: Call, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("true; touch hacked", "$(touch hacked)", "true;touch hacked", "'", "no such"):
        monkeypatch.setenv("EDITOR", name)
        answer = call("edit", "ministerial")
        assert answer.stderr.count("\n") == 1
        assert (answer.returncode, answer.stdout) == (2, "")
        assert answer.stderr == f"timeline: EDITOR is '{name}', and there is no such program\n"
    assert not (here / "hacked").exists()
    monkeypatch.delenv("EDITOR")
    assert call("edit", "ministerial").stderr == (
        "timeline: no editor is known: set EDITOR, such as EDITOR=nano\n"
    )


def test_options_of_the_editor_are_handed_to_it_and_visual_comes_first(
    call: Call, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sed = shutil.which("sed")
    monkeypatch.setenv("VISUAL", f"{sed} -i 's/^place: .*/place: W; echo/'")
    monkeypatch.setenv("EDITOR", "false")
    assert call("edit", "ministerial").returncode == 0
    assert b"\n    place: W; echo\n" in bytes_of(here)


def test_a_record_that_is_not_there_or_a_file_with_a_fault_opens_no_editor(
    call: Call, here: Path, tmp_path: Path, editor: Editor
) -> None:
    editor(f'touch "{tmp_path}/opened"')
    answer = call("edit", "ministeriel")
    assert answer.returncode == 2
    assert "no record is called 'ministeriel'" in answer.stderr
    with (here / "data" / "events.yaml").open("a", encoding="utf-8") as file:
        file.write("evnts: []\n")
    assert call("edit", "ministerial").returncode == 2
    assert not (tmp_path / "opened").exists()


def test_a_dry_run_shows_the_difference_and_keeps_what_was_typed(
    call: Call, here: Path, tmp_path: Path, editor: Editor
) -> None:
    before = bytes_of(here)
    editor("""sed -i 's/^place: .*/place: W/' "$1" """)
    answer = call("edit", "ministerial", "--dry-run")
    assert answer.returncode == 0
    assert "\n-    place: Washington, D.C.\n+    place: W\n" in answer.stdout
    assert bytes_of(here) == before
    (kept,) = drafts(tmp_path)
    assert answer.stderr == (f"nothing was written (--dry-run)\nwhat was typed is kept in {kept}\n")


def test_only_a_comment_is_a_change_of_the_text(call: Call, here: Path, editor: Editor) -> None:
    before = bytes_of(here)
    editor("""sed -i 's/^kind: .*/& # as announced/' "$1" """)
    assert "no record is another, only the text\n" in call("edit", "ministerial").stderr
    assert difference(before, here).splitlines()[1].endswith(" # as announced")


def test_on_a_terminal_what_was_refused_can_be_edited_again(
    dialogue: Dialogue, here: Path, tmp_path: Path, editor: Editor
) -> None:
    editor(
        """if grep -q 02-30 "$1"; then sed -i 's/02-30/02-28/' "$1"; """
        """else sed -i 's/^date: .*/date: 2026-02-30/' "$1"; fi"""
    )
    answer = dialogue("edit", "ministerial", talk=[("edit it again?", "y")])
    assert answer.returncode == 0
    assert "3:7: date: 2026-02-30 is not a day" in answer.stderr
    assert b"    date: 2026-02-28\n" in bytes_of(here)
    assert drafts(tmp_path) == []
    before = bytes_of(here)
    editor("""sed -i 's/^date: .*/date: 2026-02-30/' "$1" """)
    for reply in ("n", "\x04"):
        answer = dialogue("edit", "ministerial", talk=[("edit it again?", reply)])
        assert answer.returncode == 1
        assert "what was typed is kept in" in answer.stderr
    assert bytes_of(here) == before
