"""`timeline merge`: what another curator has is added; where both differ, nobody decides alone."""

import difflib
import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Call = Callable[..., CompletedProcess[str]]
Dialogue = Callable[..., CompletedProcess[str]]

MINISTERIAL = "2026-02-security-ministerial"
TEXT = "Un texto del 24 de enero. Se reunieron el viernes.\r\n"
SHA256 = hashlib.sha256(TEXT.encode()).hexdigest()
SOURCE = f"""\
  - id: s005
    file: seeds/new.txt
    sha256: {SHA256}
    published: 2026-01-24
"""
ACTOR = "  - {id: ana, kind: person, side: MX, name: Ana}   # new here\n"
EVENT = """\
  - id: 2026-01-23-meeting-ana
    date: 2026-01-23
    kind: meeting
    status: held
    title: {en: A meeting, es: Una reunión}
    actors:
      - {actor: ana, role: participant}
    cites:
      - {source: s005, quote: Se reunieron el viernes.}

"""
AT_MINISTERIAL = f"  - id: {MINISTERIAL}\n"


def text_of(folder: Path) -> str:
    return (folder / "data" / "events.yaml").read_bytes().decode("utf-8")


def change(folder: Path, *pairs: tuple[str, str]) -> None:
    """Replace texts in a collection's file, each once."""
    text = text_of(folder)
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    (folder / "data" / "events.yaml").write_bytes(text.encode("utf-8"))


@pytest.fixture
def other(here: Path) -> Path:
    """The collection of another curator: a new source, actor and event."""
    folder = here.parent / "other"
    shutil.copytree(here, folder)
    (folder / "seeds" / "new.txt").write_bytes(TEXT.encode("utf-8"))
    change(
        folder,
        ("\nactors:\n", f"{SOURCE}\nactors:\n{ACTOR}"),
        (AT_MINISTERIAL, EVENT + AT_MINISTERIAL),
    )
    return folder


def files(folder: Path) -> dict[str, bytes]:
    found = (it for it in folder.rglob("*") if it.is_file())
    return {str(it.relative_to(folder)): it.read_bytes() for it in found}


def difference(before: dict[str, bytes], folder: Path) -> str:
    """Give the lines of the collection that went (-) and came (+)."""
    old = before["data/events.yaml"].decode().splitlines()
    lines = difflib.ndiff(old, text_of(folder).splitlines())
    return "".join(f"{line}\n" for line in lines if line[0] in "+-")


@pytest.mark.usefixtures("other")
def test_records_that_only_they_have_are_added_in_their_place_with_their_texts(
    call: Call, here: Path
) -> None:
    before = files(here)
    answer = call("merge", "../other")
    assert (answer.returncode, answer.stdout) == (0, "s005\nana\n2026-01-23-meeting-ana\n")
    assert answer.stderr == (
        "s005: the text is seeds/new.txt\n3 records are new\nnext: timeline check\n"
    )
    assert (here / "seeds" / "new.txt").read_bytes() == TEXT.encode("utf-8")
    lines = "".join(f"+ {line}\n" for line in (SOURCE + ACTOR + EVENT).splitlines())
    assert difference(before, here) == lines
    assert f"{EVENT}{AT_MINISTERIAL}" in text_of(here)
    assert call("check").returncode == 0
    again = call("merge", "../other")
    assert (again.returncode, again.stdout) == (0, "")
    assert again.stderr == "nothing is new: what ../other/data/events.yaml has is here\n"
    assert call("undo").returncode == 0
    assert text_of(here).encode() == before["data/events.yaml"]


@pytest.mark.usefixtures("other")
def test_a_hand_styled_file_keeps_every_other_byte(call: Call, here: Path) -> None:
    change(here, ("\nactors:\n", "\nactors:   # who\n\n"), ("kind: call", "kind:  'call'"))
    text = text_of(here).replace("\n", "\r\n").rstrip()
    (here / "data" / "events.yaml").write_bytes(text.encode())
    before = files(here)
    assert call("merge", "../other").returncode == 0
    new = text_of(here)
    assert new.count("\n") == new.count("\r\n")
    assert not new.endswith("\n")
    assert {it[0] for it in difference(before, here).splitlines()} == {"+"}


@pytest.mark.usefixtures("other")
def test_a_dry_run_shows_what_would_be_added_and_stores_no_text(call: Call, here: Path) -> None:
    before = files(here)
    answer = call("merge", "../other", "--dry-run")
    assert (answer.returncode, answer.stderr) == (0, "nothing was written (--dry-run)\n")
    assert "\n+  - id: s005\n+    file: seeds/new.txt\n" in answer.stdout
    assert files(here) == before


def test_where_both_differ_a_script_must_say_whose_field_is_kept(
    call: Call, here: Path, other: Path
) -> None:
    change(
        other,
        ("place: Washington, D.C.", "place: Washington"),
        ("name: Marco Rubio", "name: M. Rubio"),
    )
    before = files(here)
    answer = call("merge", "../other")
    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr == (
        "rubio differs:\n"
        "  name\n"
        "    mine: Marco Rubio\n"
        "    theirs: M. Rubio\n"
        f"{MINISTERIAL} differs:\n"
        "  place\n"
        "    mine: Washington, D.C.\n"
        "    theirs: Washington\n"
        "timeline: nothing was written: 2 fields differ; "
        "--prefer mine or --prefer theirs decides\n"
    )
    assert files(here) == before
    assert call("merge", "../other", "--prefer", "mine").returncode == 0
    assert "-" not in {it[0] for it in difference(before, here).splitlines()}
    answer = call("merge", "../other", "--prefer", "theirs")
    assert answer.returncode == 0
    assert f"rubio is changed: name\n{MINISTERIAL} is changed: place\n" in answer.stderr
    assert "-     place: Washington, D.C.\n+     place: Washington\n" in difference(before, here)
    assert call("merge", "../other", "--prefer", "hers").returncode == 2


def test_a_list_that_differs_has_theirs_after_ours(call: Call, here: Path, other: Path) -> None:
    change(
        other,
        (
            "topics: [security-cooperation, next-meetings]",
            "topics: [trade, next-meetings, cartels]",
        ),
    )
    change(here, ("\nactors:\n", f"{SOURCE}\nactors:\n{ACTOR}"))
    change(here, (AT_MINISTERIAL, EVENT + AT_MINISTERIAL))
    shutil.copy(other / "seeds" / "new.txt", here / "seeds")
    before = files(here)
    assert call("merge", "../other", "--prefer", "theirs").returncode == 0
    lines = difference(before, here).splitlines()
    assert [it for it in lines if it[0] == "+"] == [
        "+     topics: [security-cooperation, next-meetings, trade, cartels]"
    ]


CITE = """\
      - source: {source}
        quote: {quote}
        supports: [{supports}]
        attribution: {attribution}
"""
CORRECTION = """\
    corrections:
      - {{on: {on}, field: place, was: Here, now: There, reason: {reason}}}
"""
OURS = {"source": "s000", "quote": "De la Fuente y Rubio también acordaron", "supports": "kind"}
THEIRS = {"source": "s001", "quote": "una reunión ministerial", "supports": "kind"}


def with_more(folder: Path, cite: dict[str, str], on: str, attribution: str = "outlet") -> str:
    """Add a citation and a correction to the ministerial; give the citation."""
    text = text_of(folder)
    start = text.index(AT_MINISTERIAL)
    end = text.find("\n  - id: ", start)
    end = len(text.rstrip()) + 1 if end < 0 else len(text[:end].rstrip()) + 1
    new = CITE.format(**cite, attribution=attribution)
    more = new + CORRECTION.format(on=on, reason="an error")
    (folder / "data" / "events.yaml").write_bytes((text[:end] + more + text[end:]).encode())
    return new


@pytest.mark.parametrize("how", [(), ("--prefer", "mine"), ("--prefer", "theirs")])
def test_what_each_has_more_of_is_united_unasked_and_no_other_line_is_touched(
    call: Call, here: Path, other: Path, how: tuple[str, ...]
) -> None:
    shutil.copy(here / "data" / "events.yaml", other / "data")
    with_more(here, OURS, "2026-01-18")
    new = with_more(other, THEIRS, "2026-01-19")
    before = files(here)
    answer = call("merge", "../other", *how)
    assert (answer.returncode, answer.stdout) == (0, "")
    assert f"{MINISTERIAL} is changed: cites, corrections\n" in answer.stderr
    lines = difference(before, here).splitlines()
    assert lines[:4] == [f"+ {it}" for it in new.splitlines()]
    assert lines[4][0] == "+"
    assert "2026-01-19" in "".join(lines[4:])
    assert {it[0] for it in lines} == {"+"}
    text = text_of(here)
    assert text.index("quote: De la Fuente y Rubio también acordaron\n") < text.index(
        "quote: una reunión min"
    )
    assert text.index("on: 2026-01-18") < text.index("on: 2026-01-19")
    assert call("check").returncode == 0
    assert "nothing is new" in call("merge", "../other").stderr


def test_of_a_part_that_both_have_only_the_fields_that_differ_are_asked_about(
    call: Call, here: Path, other: Path
) -> None:
    shutil.copy(here / "data" / "events.yaml", other / "data")
    with_more(here, OURS, "2026-01-18")
    with_more(other, {**OURS, "supports": "kind, date"}, "2026-01-18", "joint")
    change(other, ("reason: an error", "reason: a slip"), ("role: convener", "role: issuer"))
    before = files(here)
    answer = call("merge", "../other")
    assert answer.returncode == 1
    assert answer.stderr.count("mine:") == 3
    assert "3 fields differ" in answer.stderr
    assert "  citation s000 De la Fuente y Rubio también acordaron, whose words\n" in answer.stderr
    assert "correction 2026-01-18 place, reason\n    mine: an error\n" in answer.stderr
    assert files(here) == before
    assert call("merge", "../other", "--prefer", "mine").returncode == 0
    assert difference(before, here) == (
        "-         supports: [kind]\n+         supports: [kind, date]\n"
    )
    assert call("merge", "../other", "--prefer", "theirs").returncode == 0
    lines = [it for it in difference(before, here).splitlines() if it[0] == "+"]
    assert [it.split()[1] for it in lines if "{" not in it] == ["supports:", "attribution:"]
    assert len(lines) == 4


def test_topics_and_coverage_that_only_they_have_are_added_and_titles_are_asked_about(
    call: Call, here: Path, other: Path
) -> None:
    change(
        other,
        ("    trade: {", "    rivers: {en: rivers, es: ríos}\n    trade: {"),
        ("    en: Mexico–United States security", "    en: Our security"),
    )
    before = files(here)
    answer = call("merge", "../other")
    assert answer.returncode == 1
    assert answer.stderr.startswith("collection differs:\n  title\n    mine: Mexico–United States")
    assert call("merge", "../other", "--prefer", "theirs").returncode == 0
    assert "+     rivers: {en: rivers, es: ríos}\n" in difference(before, here)
    assert "+     en: Our security diplomacy, January 2026\n" in difference(before, here)
    assert "    es: Diplomacia de seguridad México–Estados Unidos" in text_of(here)


def test_a_source_is_the_same_by_its_text_whatever_it_is_called(
    call: Call, here: Path, other: Path
) -> None:
    (here / "seeds" / "ours.txt").write_bytes(TEXT.encode("utf-8"))
    ours = SOURCE.replace("s005", "a-text").replace("new.txt", "ours.txt")
    change(here, ("\nactors:\n", f"{ours}\nactors:\n"))
    answer = call("merge", str(other))
    assert (answer.returncode, answer.stdout) == (0, "ana\n2026-01-23-meeting-ana\n")
    assert answer.stderr.startswith("their s005 is a-text here: the same source\n")
    assert "{source: a-text, quote: Se reunieron el viernes.}" in text_of(here)
    assert not (here / "seeds" / "new.txt").exists()


@pytest.mark.usefixtures("other")
def test_one_id_for_two_texts_is_a_conflict_of_its_own(call: Call, here: Path) -> None:
    (here / "seeds" / "new.txt").write_text("Otro texto.", "utf-8")
    ours = SOURCE.replace(SHA256, hashlib.sha256(b"Otro texto.").hexdigest())
    change(here, ("\nactors:\n", f"{ours}\nactors:\n"))
    before = files(here)
    for prefer in ((), ("--prefer", "theirs"), ("--prefer", "mine")):
        answer = call("merge", "../other", *prefer)
        assert (answer.returncode, answer.stdout) == (1, "")
        assert answer.stderr == (
            "s005 is one source here, and another in ../other/data/events.yaml\n"
            "timeline: nothing was written: --renumber gives those of "
            "../other/data/events.yaml other ids\n"
        )
    assert files(here) == before
    answer = call("merge", "../other", "--renumber")
    assert (answer.returncode, answer.stdout) == (0, "s006\nana\n2026-01-23-meeting-ana\n")
    assert "their s005 is recorded as s006\n" in answer.stderr
    assert "{source: s006, quote: Se reunieron el viernes.}" in text_of(here)
    assert (here / "seeds" / "new.txt").read_text("utf-8") == "Otro texto."
    assert (here / "seeds" / "new-2.txt").read_bytes() == TEXT.encode("utf-8")
    assert call("check").returncode == 0


def test_a_text_that_is_gone_or_another_than_recorded_stops_the_merge(
    call: Call, here: Path, other: Path
) -> None:
    before = files(here)
    (other / "seeds" / "new.txt").write_text("Another.", "utf-8")
    assert "seeds/new.txt has changed: its sha256 is" in call("merge", "../other").stderr
    (other / "seeds" / "new.txt").unlink()
    answer = call("merge", "../other")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr == "timeline: there is no file seeds/new.txt\n"
    assert files(here) == before


def test_a_record_that_is_unsound_there_is_not_taken_and_no_text_is_left(
    call: Call, here: Path, other: Path
) -> None:
    change(other, ("quote: Se reunieron el viernes.}", "quote: Nunca se dijo nada de esto.}"))
    before = files(here)
    answer = call("merge", "../other")
    assert answer.returncode == 1
    assert answer.stderr.startswith("2026-01-23-meeting-ana.cites[0].quote: Q")
    assert files(here) == before


def test_what_is_no_other_collection_is_refused(call: Call, here: Path) -> None:
    before = files(here)
    (here / "broken.yaml").write_text("events: {}\n", "utf-8")
    for name, said in (
        ("-", "name the file or the folder of the other collection"),
        ("data/events.yaml", "data/events.yaml is this collection: name another"),
        ("nope.yaml", "there is no file nope.yaml"),
        ("broken.yaml", "the collection cannot be read: 2 faults"),
    ):
        answer = call("merge", name)
        assert (answer.returncode, answer.stdout) == (2, "")
        assert answer.stderr.endswith(f"timeline: {said}\n")
    (here / "broken.yaml").unlink()
    assert files(here) == before


def test_on_a_terminal_each_field_is_asked_about(
    dialogue: Dialogue, here: Path, other: Path, tmp_path: Path
) -> None:
    change(
        other,
        ("place: Washington, D.C.", "place: Washington"),
        ("topics: [security-cooperation, next-meetings]", "topics: [security-cooperation, trade]"),
    )
    before = files(here)
    talk = [
        ("m mine, t theirs, s skip this record", "x"),
        ("m mine, t theirs, s skip this record", "t"),
    ]
    answer = dialogue("merge", "../other", talk=talk, stdout=tmp_path / "out")
    assert answer.returncode == 0
    assert "write one of these letters: m t s" in answer.stderr
    lines = difference(before, here)
    assert "-     place: Washington, D.C.\n+     place: Washington\n" in lines
    assert "+     topics: [security-cooperation, next-meetings, trade]\n" in lines


def test_a_record_that_is_skipped_stays_ours_and_who_ends_the_questions_writes_nothing(
    dialogue: Dialogue, here: Path, other: Path
) -> None:
    change(
        other,
        ("place: Washington, D.C.", "place: Washington"),
        ("topics: [security-cooperation, next-meetings]", "topics: [trade]"),
    )
    before = files(here)
    answer = dialogue("merge", "../other", talk=[("skip this record", "\x04")])
    assert answer.returncode == 2
    assert files(here) == before
    answer = dialogue("merge", "../other", talk=[("skip this record", "s")])
    assert answer.returncode == 0
    assert "-" not in {it[0] for it in difference(before, here).splitlines()}
