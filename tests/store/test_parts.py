"""The files of a collection are read as one, and each change goes into the file it is for."""

import os
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.laws import examples
from timeline.errors import FieldPath, MachineFailed, Unreadable, WrongCall
from timeline.records.model import SECTIONS
from timeline.store import opening, parts, routing, writing
from timeline.store.disk import files
from timeline.store.yaml import edits, writer
from timeline.store.yaml.edits import Add, Change, Drop, Put
from timeline.store.yaml.tree import build
from timeline.store.yaml.writer import Style

SAMPLE = Path(__file__).parents[1] / "sample" / "data" / "events.yaml"
HEAD = """\
collection:
  title: {en: Rivers, es: Ríos}
  sides: {AA: {en: Aland, es: Alandia}}
"""
SOURCES = """\
sources:
  - {id: s1, url: "https://example.org/1"}
"""
ACTORS = "actors:\n  - {id: ana, kind: person, side: AA, name: Ana}\n"


def event(name: str, date: str, more: str = "") -> str:
    return f"""\
  - id: {name}
    date: {date}
    kind: statement
    status: issued
    title: {{en: A, es: B}}
    cites: [{{source: s1, says: {{en: They spoke., es: Hablaron.}}}}]
{more}"""


FILES = {
    "events.yaml": HEAD + "events:\n" + event("e1", "2026-01-11") + event("e2", "2026-02"),
    "2025.yaml": "events:\n" + event("o1", "2025-03") + event("o2", "2025-09-03"),
    "sources.yaml": SOURCES,
    "actors.yaml": ACTORS,
}


def put(folder: Path, **others: str | bytes) -> Path:
    """Write the files into ``data`` of a folder; others by the names they have before .yaml."""
    data = folder / "data"
    data.mkdir(exist_ok=True)
    given = FILES | {f"{name.lstrip('_')}.yaml": text for name, text in others.items()}
    for name, text in given.items():
        (data / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return data


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return put(tmp_path)


def faults(folder: Path, **others: str | bytes) -> list[str]:
    put(folder.parent, **others)
    with pytest.raises(Unreadable) as caught:
        opening.open_path(folder)
    return [fault.say() for fault in caught.value.faults]


# --- reading --------------------------------------------------------------------------------------


def test_a_folder_is_read_as_one(folder: Path) -> None:
    opened = opening.open_path(folder)
    assert [it.id for it in opened.collection.events] == ["e1", "e2", "o1", "o2"]
    assert list(opened.collection.source) == ["s1"]
    assert list(opened.collection.actor) == ["ana"]
    assert opened.collection.collection.title.es == "Ríos"
    assert (opened.name, opened.root) == ("data", folder.parent)


def test_the_file_called_events_comes_first_and_the_others_by_name(folder: Path) -> None:
    names = [it.name for it in opening.files_of(folder)]
    assert names == [f"data/{it}.yaml" for it in ("events", "2025", "actors", "sources")]


def test_the_version_is_the_sha256_of_a_list_like_that_of_sha256sum(folder: Path) -> None:
    lines = [
        f"{sha256((folder / name).read_bytes()).hexdigest()}  {name}\n"
        for name in ("events.yaml", "2025.yaml", "actors.yaml", "sources.yaml")
    ]
    assert opening.open_path(folder).sha256 == sha256("".join(lines).encode()).hexdigest()


def test_each_file_is_part_of_the_collection(folder: Path) -> None:
    assert opening.open_path(folder).parts == tuple(
        folder / name for name in ("events.yaml", "2025.yaml", "actors.yaml", "sources.yaml")
    )


def test_what_is_hidden_or_no_yaml_is_not_read(folder: Path) -> None:
    for name in (".hidden.yaml", ".timeline-edit-0123.tmp", "notes.txt", "x.yaml~", "x.yaml.bak"):
        (folder / name).write_text("[", encoding="utf-8")
    assert len(opening.files_of(folder)) == 4


def test_a_file_that_is_empty_or_says_nothing_is_no_fault(folder: Path) -> None:
    put(folder.parent, _2024="", _2023="# nothing yet\n", _2022="events: []\n")
    assert len(opening.open_path(folder).collection.events) == 4


def test_one_file_of_a_folder_can_be_read_alone(folder: Path) -> None:
    (folder / "events.yaml").write_text(FILES["events.yaml"] + SOURCES, encoding="utf-8")
    opened = opening.open_path(folder / "events.yaml")
    assert (opened.name, len(opened.collection.events)) == ("data/events.yaml", 2)


def test_a_folder_with_another_ending_is_read_too(folder: Path) -> None:
    (folder / "2024.yml").write_text("events:\n" + event("p1", "2024"), encoding="utf-8")
    assert opening.open_path(folder).collection.event["p1"].id == "p1"


# --- faults ---------------------------------------------------------------------------------------


def test_a_bad_date_is_said_at_its_place_in_its_file(folder: Path) -> None:
    assert faults(folder, _2025="events:\n" + event("o1", "2025-02-30")) == [
        "data/2025.yaml:3:11: events[0].date: 2025-02-30 is not a day: February 2025 has 28"
    ]


def test_an_id_that_is_given_in_two_files_names_the_other(folder: Path) -> None:
    more = FILES["2025.yaml"] + event("o3", "2025") + event("o4", "2025")
    assert faults(folder, _2025=more, zz="events:\n" + event("o4", "2026")) == [
        "data/zz.yaml:2:9: events[0].id: the id 'o4' is taken by data/2025.yaml: events[3]"
    ]


def test_a_reference_to_nothing_is_said_in_its_file(folder: Path) -> None:
    more = "events:\n" + event("o1", "2025", "    about: nothing-like-it\n")
    [said] = faults(folder, _2025=more)
    assert said == (
        "data/2025.yaml:8:12: events[0].about: "
        "no event is called 'nothing-like-it'; did you mean e1, e2, o1?"
    )


def test_a_reference_into_another_file_is_none(folder: Path) -> None:
    put(folder.parent, _2025="events:\n" + event("o1", "2025", "    about: e1\n"))
    assert opening.open_path(folder).collection.event["o1"].about == "e1"


def test_a_circle_over_two_files_is_said_in_both(folder: Path) -> None:
    ours = HEAD + "events:\n" + event("e1", "2026", "    follows: o1\n")
    theirs = "events:\n" + event("o1", "2025", "    follows: e1\n")
    assert faults(folder, events=ours, _2025=theirs) == [
        "data/2025.yaml:8:14: events[0].follows: 'o1' leads back to itself through follows",
        "data/events.yaml:11:14: events[0].follows: 'e1' leads back to itself through follows",
    ]


def test_a_head_that_is_given_twice_is_said(folder: Path) -> None:
    assert faults(folder, sources=SOURCES + HEAD) == [
        "data/sources.yaml:3:1: collection: given twice: the first is in data/events.yaml"
    ]


def test_a_head_that_is_nowhere_is_said(folder: Path) -> None:
    text = "events:\n" + event("e1", "2026")
    assert faults(folder, events=text, actors="actors: []\n") == [
        "data/events.yaml:1:1: collection: missing"
    ]


def test_events_that_are_nowhere_are_missed_where_the_head_is(folder: Path) -> None:
    (folder / "2025.yaml").unlink()
    assert faults(folder, events="", _2025="# none\n", about=HEAD) == [
        "data/about.yaml:1:1: events: missing"
    ]


def test_a_field_that_is_unknown_is_said_in_its_file(folder: Path) -> None:
    assert faults(folder, _2025="evnts: []\n") == [
        "data/2025.yaml:1:1: evnts: there is no field 'evnts'; did you mean events?"
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("events: soon\n", "1:9: events: list expected, 'soon' found"),
        ("sources: {}\n", "1:10: sources: list expected, mapping found"),
        ("# of later\nactors:\n", "2:8: actors: list expected, nothing found"),
        ("- id: e9\n", "1:1: mapping expected, list found"),
        ("e9\n", "1:1: mapping expected, 'e9' found"),
        ("events: []\n\tx: 1\n", "2:1: a tab: indent with spaces"),
        (
            "events: []\n<<<<<<< HEAD\n",
            "2:1: merge conflict marker: keep one version and remove the marker",
        ),
        (b"# a\xff\n", "1:4: not UTF-8: byte 0xff; save the file as UTF-8"),
    ],
)
def test_what_is_no_part_of_a_collection_is_said(
    folder: Path, text: str | bytes, said: str
) -> None:
    assert faults(folder, _2025=text) == [f"data/2025.yaml:{said}"]


@pytest.mark.parametrize("text", ["events: soon\n", "- id: e9\n", "sources:\n"])
def test_a_part_and_a_whole_are_refused_in_the_same_words(folder: Path, text: str) -> None:
    [of_part] = faults(folder, _2025=text)
    with pytest.raises(Unreadable) as caught:
        opening.read(folder / "2025.yaml", "data/2025.yaml", text.encode())
    assert of_part in [fault.say() for fault in caught.value.faults]


def test_the_faults_of_all_files_are_said_at_once(folder: Path) -> None:
    assert faults(folder, _2025=b"\xff", sources=b"\xfe") == [
        "data/2025.yaml:1:1: not UTF-8: byte 0xff; save the file as UTF-8",
        "data/sources.yaml:1:1: not UTF-8: byte 0xfe; save the file as UTF-8",
    ]
    assert faults(folder, _2025="\tx", sources="\ty") == [
        "data/2025.yaml:1:1: a tab: indent with spaces",
        "data/sources.yaml:1:1: a tab: indent with spaces",
    ]


def test_text_that_was_read_as_a_comment_is_said_in_its_file(folder: Path) -> None:
    lost = event("o1", "2025", "    place: Ciudad #2 of all\n")
    put(folder.parent, _2025="events:\n" + lost)
    [fault] = opening.open_path(folder).lost_text()
    assert fault.say().startswith("data/2025.yaml:8:19: the text ends before this '#'")


# --- changing -------------------------------------------------------------------------------------


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {it.name: it.read_bytes() for it in folder.iterdir()}


def changed_files(before: dict[str, bytes], folder: Path) -> set[str]:
    after = bytes_of(folder)
    assert after.keys() == before.keys()
    return {name for name in before if before[name] != after[name]}


TWO = [Put(("events", 0, "status"), "denied"), Put(("events", 3, "status"), "denied")]


def test_a_change_of_two_files_is_made_and_taken_back(folder: Path, tmp_path: Path) -> None:
    before, environ = bytes_of(folder), {"XDG_STATE_HOME": str(tmp_path / "state")}
    written = writing.change(folder, lambda _: TWO, environ)
    assert written.kept
    assert changed_files(before, folder) == {"events.yaml", "2025.yaml"}
    statuses = [str(it.status) for it in written.after.collection.events]
    assert statuses == ["denied", "issued", "issued", "denied"]
    writing.take_back(folder, environ)
    assert bytes_of(folder) == before
    with pytest.raises(WrongCall, match="nothing to take back in data: "):
        writing.take_back(folder, environ)


def test_what_someone_else_changed_in_any_file_is_not_taken_back(
    folder: Path, tmp_path: Path
) -> None:
    environ = {"XDG_STATE_HOME": str(tmp_path / "state")}
    writing.change(folder, lambda _: TWO, environ)
    with (folder / "sources.yaml").open("a", encoding="utf-8") as file:
        file.write("# mine\n")
    with pytest.raises(WrongCall, match="nothing to take back"):
        writing.take_back(folder, environ)


def test_a_byte_order_mark_stays_where_it_is(folder: Path, tmp_path: Path) -> None:
    put(folder.parent, _2025=b"\xef\xbb\xbf" + FILES["2025.yaml"].encode())
    before, environ = bytes_of(folder), {"XDG_STATE_HOME": str(tmp_path / "state")}
    writing.change(folder, lambda _: TWO, environ)
    assert (folder / "2025.yaml").read_bytes().startswith(b"\xef\xbb\xbfevents:")
    writing.take_back(folder, environ)
    assert bytes_of(folder) == before


def test_what_could_not_be_read_after_is_refused_with_its_file(folder: Path) -> None:
    before = bytes_of(folder)
    with pytest.raises(WrongCall) as refused:
        writing.change(folder, lambda _: [Put(("events", 3, "date"), "2025-02-30")], {})
    assert refused.value.say() == (
        "nothing was written: data/2025.yaml: events[1].date: "
        "2025-02-30 is not a day: February 2025 has 28"
    )
    assert bytes_of(folder) == before


@pytest.mark.parametrize("forever", [False, True])
def test_a_disk_that_is_full_at_the_second_file_costs_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, *, forever: bool
) -> None:
    before, real, calls = bytes_of(folder), files.replace_file, 0

    def full_at_the_second(path: Path, old: bytes, new: bytes) -> None:
        nonlocal calls
        calls += 1
        if calls == 2 or (forever and path.name == "2025.yaml"):
            raise files.failed(path, OSError(28, os.strerror(28)))
        real(path, old, new)

    monkeypatch.setattr(files, "replace_file", full_at_the_second)
    with pytest.raises(MachineFailed, match="the disk is full"):
        writing.change(folder, lambda _: TWO, {"XDG_STATE_HOME": str(folder.parent / "state")})
    assert bytes_of(folder) == before


@pytest.mark.parametrize("name", ["write", "fsync", "replace", "chmod"])
def test_whichever_call_to_the_system_fails_once_both_files_stay_or_change(
    folder: Path, tmp_path: Path, name: str
) -> None:
    environ, real = {"XDG_STATE_HOME": str(tmp_path / "state")}, getattr(os, name)
    before = bytes_of(folder)
    for number in range(1, 60):
        put(tmp_path)
        calls = 0

        def failing(*given: Any, at: int = number, **named: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls == at:
                raise OSError(28, os.strerror(28))
            return real(*given, **named)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, name, failing)
            try:
                writing.change(folder, lambda _: TWO, environ)
            except MachineFailed:
                assert bytes_of(folder) == before
            else:
                assert changed_files(before, folder) == {"events.yaml", "2025.yaml"}
        if calls < number:
            assert number > 2
            return
    pytest.fail("the loop has no end")


def test_a_new_record_goes_where_such_records_are_or_else_where_the_head_is(folder: Path) -> None:
    opened = opening.open_path(folder)
    home = opened.layout.home
    names = [opened.files[home(it)].path.name for it in SECTIONS]
    assert names == ["sources.yaml", "actors.yaml", "2025.yaml"]
    (folder / "actors.yaml").unlink()
    opened = opening.open_path(folder)
    assert opened.files[opened.layout.home("actors")].path.name == "events.yaml"


# --- laws -----------------------------------------------------------------------------------------

TREE = build(SAMPLE.read_text(encoding="utf-8"), "")


def text_of(tree: dict[str, Any]) -> str:
    style = Style()
    return "".join(
        line + "\n" for name, it in tree.items() for line in writer.field(name, it, 0, style)
    )


@st.composite
def partitions(draw: st.DrawFn) -> tuple[parts.File, ...]:
    """Split the sample: its records go into one to four files, its head into one of them."""
    n = draw(st.integers(1, 4))
    trees: list[dict[str, Any]] = [{} for _ in range(n)]
    trees[draw(st.integers(0, n - 1))]["collection"] = TREE["collection"]
    for section in SECTIONS:
        for record in TREE[section]:
            trees[draw(st.integers(0, n - 1))].setdefault(section, []).append(record)
    return tuple(
        parts.file(Path(f"/x/data/{i}.yaml"), f"{i}.yaml", text_of(tree).encode())
        for i, tree in enumerate(trees)
    )


def a_change(data: st.DataObject, tree: Any, layout: parts.Layout) -> Change:
    """Draw a change of a collection as it is: one of its paths, or of a new record."""
    draw = data.draw
    section = draw(st.sampled_from(SECTIONS))
    number = draw(st.integers(0, len(tree[section]) - 1))
    file, _ = layout.place((section, number))
    new = {"id": f"n{draw(st.integers(0, 999))}", "note": "#x"}
    start, end = [*layout.bounds(section)][file]
    changes: list[Change] = [
        Put((section, number, "note"), draw(st.sampled_from(["a", "- b", "c: d", "e\n\nf"]))),
        Put((section, number), new),
        Put(("collection", "title", "en"), "Another"),
        Add((section,), new),
        Add((section,), new, draw(st.integers(start, end)), file=file),
    ]
    if end - start > 1:
        changes.append(Drop((section, number)))
    return draw(st.sampled_from(changes))


def stand_where_they_may(tree: Any) -> dict[str, Any]:
    return {
        key: sorted(it, key=lambda record: str(record["id"])) if key in SECTIONS else it
        for key, it in tree.items()
    }


def texts(files_: Sequence[parts.File]) -> list[str]:
    return [it.text for it in files_]


@examples(60)
@given(st.data())
def test_what_is_changed_file_by_file_is_what_was_intended_for_the_whole(
    data: st.DataObject,
) -> None:
    made_of = data.draw(partitions())
    tree, layout = parts.merged(made_of)
    changes: list[Change] = []
    now = made_of
    for _ in range(data.draw(st.integers(1, 4))):
        change = a_change(data, tree, layout)
        wanted = edits.intended(tree, change)
        new = routing.changed(now, layout, [change])
        assert sum(one != two for one, two in zip(now, new, strict=True)) <= 1
        now, changes = new, [*changes, change]
        tree, layout = parts.merged(now)
        if isinstance(change, Add) and change.at is None:
            assert stand_where_they_may(tree) == stand_where_they_may(wanted)
        else:
            assert tree == wanted
    at_once = routing.changed(made_of, parts.merged(made_of)[1], changes)
    assert parts.merged(at_once)[0] == tree


@examples(40)
@given(partitions())
def test_a_collection_says_the_same_in_one_file_and_in_several(
    made_of: tuple[parts.File, ...],
) -> None:
    whole = opening.read(Path("/x/data/events.yaml"), "x", text_of(TREE).encode()).collection
    several = opening.assembled(Path("/x/data"), made_of).collection
    assert several.collection == whole.collection
    assert (several.source, several.actor, several.event) == (
        whole.source,
        whole.actor,
        whole.event,
    )


@examples(60)
@given(partitions(), st.data())
def test_every_path_of_the_whole_leads_to_the_same_value_in_its_file(
    made_of: tuple[parts.File, ...], data: st.DataObject
) -> None:
    tree, layout = parts.merged(made_of)
    section = data.draw(st.sampled_from(SECTIONS))
    number = data.draw(st.integers(0, len(tree[section]) - 1))
    field = data.draw(st.sampled_from(sorted(tree[section][number])))
    file, path = layout.place((section, number, field))
    assert at(made_of[file].tree(), path) == tree[section][number][field]


def at(tree: Any, path: FieldPath) -> Any:
    for part in path:
        tree = tree[part]
    return tree


@given(partitions())
@examples(30)
def test_the_version_changes_with_any_file(made_of: tuple[parts.File, ...]) -> None:
    assume(len(made_of) > 1)
    known = {parts.version(made_of)}
    for i, it in enumerate(made_of):
        other = (*made_of[:i], replace(it, text=it.text + "#"), *made_of[i + 1 :])
        known.add(parts.version(other))
    assert len(known) == len(made_of) + 1
    assert texts(made_of) == [it.text for it in made_of]


def test_a_name_that_is_no_utf_8_is_read_and_counted(folder: Path) -> None:
    (folder / os.fsdecode(b"\xff.yaml")).write_text("events: []\n", encoding="utf-8")
    opened = opening.open_path(folder)
    lines = [f"{it.sha256}  ".encode() + os.fsencode(it.path.name) + b"\n" for it in opened.files]
    assert opened.sha256 == sha256(b"".join(lines)).hexdigest()
