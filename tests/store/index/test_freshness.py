"""When an index holds, and what is read again when it does not."""

import ast
import fcntl
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from timeline.errors import IndexBusy, Unreadable
from timeline.query.filter import Filter, select
from timeline.store.index import build, cache, renew, tables
from timeline.store.index.file_stats import seen
from timeline.store.opening import Shelved, open_path, shelved

PACKAGE = Path(tables.__file__).parents[2]
ALL = ["a.yaml", "b.yaml", "events.yaml", "z.yaml"]


@pytest.fixture(autouse=True)
def renewed_whatever_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "MOST_CHANGED", 2.0)


def test_an_index_is_made_once_and_answers(kept: Any) -> None:
    kept.assert_right()
    assert kept.read_since() == ALL
    kept.assert_right()
    assert kept.read_since() == []


def test_of_many_files_only_the_one_that_changed_is_read_again(kept: Any) -> None:
    kept.indexed()
    kept.read_since()
    kept.write("a.yaml", (kept.data / "a.yaml").read_text().replace("Call 2", "Talk 2"))
    kept.assert_right()
    assert kept.read_since() == ["a.yaml"]
    assert select(kept.indexed(), Filter(texts=("talk",)))[0].event.id == "e2"
    assert not select(kept.indexed(), Filter(texts=('"call 2"',)))


def test_a_change_that_shows_the_same_size_and_time_is_found(kept: Any) -> None:
    file = kept.data / "a.yaml"
    kept.indexed()
    before, text = file.stat(), file.read_text()
    file.write_text(text.replace("Call 2", "Talk 2"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (file.stat().st_size, file.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    kept.assert_right()
    assert select(kept.indexed(), Filter(texts=("talk",)))[0].event.id == "e2"


def test_a_change_in_the_moment_of_reading_is_found(
    kept: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file shows nothing of it: size, times and inode are those that were noted."""
    kept.indexed()
    file = kept.data / "a.yaml"
    shown = seen(file)
    file.write_text(file.read_text().replace("Call 2", "Talk 2"))
    monkeypatch.setattr(cache, "seen", lambda path: shown if path == file else seen(path))
    assert select(kept.indexed(), Filter(texts=("talk",)))[0].event.id == "e2"


def test_a_file_that_was_only_touched_is_compared_and_not_read_into_the_index(kept: Any) -> None:
    kept.indexed()
    kept.read_since()
    os.utime(kept.data / "a.yaml")
    kept.assert_right()
    assert kept.read_since() == []


def test_files_that_are_old_enough_are_not_opened_at_all(
    kept: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.indexed()
    later = time.time_ns() + 10_000_000_000
    monkeypatch.setattr(cache, "time_ns", lambda: later)
    kept.indexed()  # compares the bytes, and notes when it did
    monkeypatch.setattr(cache, "_version", lambda _: pytest.fail("a file was read"))
    kept.indexed()


def test_a_renamed_file_stands_in_another_place(kept: Any) -> None:
    kept.indexed()
    (kept.data / "z.yaml").rename(kept.data / "0.yml")
    kept.assert_right()
    assert dict(kept.indexed().number) == {"s1": 1, "s2": 2}
    kept.write("0-.yaml", "sources:\n- {id: s0, url: 'https://example.org/0'}\n")
    kept.assert_right()
    assert dict(kept.indexed().number) == {"s1": 1, "s0": 2, "s2": 3}
    assert [it.id for it in kept.indexed().sources] == ["s1", "s0", "s2"]


def test_an_added_file_and_one_taken_away(kept: Any) -> None:
    kept.indexed()
    kept.read_since()
    kept.write("c.yaml", "events:\n" + _event("e77"))
    kept.assert_right()
    assert kept.read_since() == ["c.yaml"]
    assert "e77" in kept.indexed().event
    (kept.data / "b.yaml").unlink()
    kept.assert_right()
    assert kept.read_since() == []
    assert "e10" not in kept.indexed().event


def _event(id_: str) -> str:
    return f"- {{id: {id_}, date: 2026, kind: call, status: held, title: {{en: x}}}}\n"


def test_an_actor_that_changes_sides_changes_the_events_of_other_files(kept: Any) -> None:
    kept.indexed()
    kept.write(
        "events.yaml", (kept.data / "events.yaml").read_text().replace("side: AA", "side: BB")
    )
    kept.assert_right()
    assert len(select(kept.indexed(), Filter(sides=("BB",)))) == 19
    assert not select(kept.indexed(), Filter(sides=("AA",)))


def test_an_actor_and_the_events_of_its_side_change_together(kept: Any) -> None:
    kept.indexed()
    head = (kept.data / "events.yaml").read_text()
    kept.write("events.yaml", head.replace("Ana Lima", "Ana Lima Paz"))
    kept.write("a.yaml", (kept.data / "a.yaml").read_text().replace("Call 2", "Talk 2"))
    kept.read_since()
    kept.assert_right()
    assert kept.read_since() == ["a.yaml", "events.yaml"]
    (kept.data / "b.yaml").unlink()
    kept.write("a.yaml", "events:\n" + _event("e1"))
    kept.assert_right()
    cache.look_through(kept.place)


def test_a_file_alone_and_its_folder_have_each_an_index(kept: Any) -> None:
    whole = kept.data / "events.yaml"
    text = "".join((kept.data / it).read_text() for it in ("events.yaml", "a.yaml"))
    whole.write_text(text.replace("source: s2", "source: s1"))
    (kept.data / "a.yaml").unlink()
    kept.indexed()
    alone = shelved(str(whole), kept.environ, lambda *_: None, print, always=True)
    assert isinstance(alone, Shelved)
    assert len(alone.collection.events) == 8
    assert len(kept.indexed().events) == 19
    assert alone.sha256 == open_path(whole).sha256


def test_the_index_of_another_program_is_made_anew(
    kept: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.indexed()
    kept.read_since()
    for it in (cache, renew):
        monkeypatch.setattr(it, "FORM", "another")
    kept.indexed()
    assert kept.read_since() == ALL
    kept.indexed()
    assert kept.read_since() == []


@pytest.mark.parametrize(
    "module",
    ["text.py", "dates/value.py", "query/filter.py", "records/model.py", "store/index/digest.py"],
)
def test_the_code_that_fills_an_index_shows_in_its_form(tmp_path: Path, module: str) -> None:
    package = tmp_path / "timeline"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    assert tables.form(package, tables.VERSIONS) == tables.FORM
    with (package / module).open("a") as file:
        file.write("#")
    assert tables.form(package, tables.VERSIONS) != tables.FORM


def test_what_the_code_runs_on_shows_in_the_form_of_an_index() -> None:
    forms = [tables.form(PACKAGE, it) for it in (("1", "2"), ("1", "3"), ("2", "2"))]
    assert len({*forms}) == 3


def test_a_package_without_sources_has_a_form(tmp_path: Path) -> None:
    assert tables.form(tmp_path, ("1",)) != tables.form(tmp_path, ("2",))


def test_all_that_the_index_imports_decides_on_its_form() -> None:
    read = imported("timeline.store.index.renew", "timeline.store.index.search")
    found = {it.relative_to(PACKAGE).parts[0] for it in read}
    assert {"text.py", "dates", "records", "query", "store"} < found
    assert found - {"__init__.py"} <= {*tables.DECIDES}


def imported(*modules: str) -> set[Path]:
    """Give the files of our modules, and of all that these import of ours."""
    left, found = [*modules], set[Path]()
    while left:
        path = PACKAGE.parent.joinpath(*left.pop().split("."))
        file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        if file.is_file() and file not in found:
            found.add(file)
            for it in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(it, ast.ImportFrom) and (it.module or "").startswith("timeline"):
                    left += [str(it.module), *(f"{it.module}.{name.name}" for name in it.names)]
    return found


def test_an_index_is_renewed_up_to_a_number_and_then_made_anew(
    kept: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(renew, "PER_DAY", 25)
    kept.indexed()  # 19 events
    kept.read_since()
    kept.write("a.yaml", (kept.data / "a.yaml").read_text().replace("Call 2", "Talk 2"))
    kept.assert_right()
    assert kept.read_since() == ["a.yaml", *ALL]  # 8 more would be 27


def test_a_file_whose_name_is_no_text_is_read_without_an_index(kept: Any) -> None:
    (kept.data / "a.yaml").rename(kept.data / os.fsdecode(b"\xff.yaml"))
    found = kept.opened()
    assert not isinstance(found, Shelved)
    assert len(found.collection.events) == 19


def test_a_file_without_anything_in_it_is_part_of_a_collection(kept: Any) -> None:
    kept.write("c.yaml", "# to come\n")
    kept.assert_right()


@pytest.mark.parametrize("section", ["sources", "actors", "events"])
def test_a_section_without_records_does_not_forbid_an_index(kept: Any, section: str) -> None:
    """`init` writes all three of them so."""
    kept.write("c.yaml", f"{section}: []\n")
    kept.assert_right()
    assert kept.read_since() == ["a.yaml", "b.yaml", "c.yaml", "events.yaml", "z.yaml"]


def test_sections_that_are_all_empty_do_not_forbid_an_index(kept: Any) -> None:
    for name in ("a.yaml", "b.yaml", "z.yaml"):
        (kept.data / name).unlink()
    head = "collection:\n  title: {en: x}\n  sides: {AA: {en: x}}\n"
    kept.write("events.yaml", f"{head}sources: []\nactors: []\nevents: []\n")
    assert kept.indexed().events == ()
    assert dict(kept.indexed().number) == {}


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever would wait for the lock is told so, in place of waiting for ever."""
    flock = fcntl.flock

    def trying(handle: int, how: int) -> None:
        assert how & fcntl.LOCK_NB, "this waits for whoever holds the lock"
        flock(handle, how)

    monkeypatch.setattr(fcntl, "flock", trying)
    monkeypatch.setattr(cache, "sleep", lambda _: pytest.fail("this waits for a while"))


BUSY = "another program is writing the index: the files are read"


@pytest.mark.usefixtures("impatient")
def test_nobody_waits_for_a_program_that_makes_the_index_and_was_stopped(kept: Any) -> None:
    expected = [*open_path(kept.data).collection.events]
    kept.place.file.parent.mkdir(parents=True, mode=0o700)
    with kept.place.alone():
        found = kept.opened()
    assert not isinstance(found, Shelved)
    assert [*found.collection.events] == expected
    assert [it.say() for it in kept.said] == [BUSY]
    kept.assert_right()
    assert len(kept.said) == 1


@pytest.mark.usefixtures("impatient")
def test_nobody_waits_for_a_program_that_renews_the_index_and_was_stopped(kept: Any) -> None:
    kept.indexed()
    kept.write("a.yaml", (kept.data / "a.yaml").read_text().replace("Call 2", "Talk 2"))
    with kept.place.alone():
        found = kept.opened()
    assert select(found.collection, Filter(texts=("talk",)))[0].event.id == "e2"
    assert [it.say() for it in kept.said] == [BUSY]


@pytest.mark.usefixtures("impatient")
def test_an_index_that_holds_answers_whoever_has_the_lock(kept: Any) -> None:
    kept.indexed()
    with kept.place.alone():
        kept.assert_right()
    assert kept.said == []


def test_who_asks_for_the_index_waits_a_while_and_is_told(
    kept: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter(range(100))
    slept: list[float] = []
    monkeypatch.setattr(cache, "monotonic", lambda: next(clock))
    monkeypatch.setattr(cache, "sleep", slept.append)
    kept.place.file.parent.mkdir(parents=True, mode=0o700)
    with kept.place.alone(), pytest.raises(IndexBusy) as caught:
        build.make(kept.place, lambda *_: None, build.PATIENCE)
    assert len(slept) == 4
    assert caught.value.say() == (
        "another program is writing the index: end it, or try again in a moment"
    )


FAULTS: dict[str, Callable[[str], tuple[str, str]]] = {
    "syntax": lambda text: ("a.yaml", text + "  : ]\n"),
    "a tab": lambda text: ("a.yaml", text.replace("  kind", "\tkind", 1)),
    "an alias": lambda text: ("a.yaml", text.replace("kind: call", "kind: &a call", 1)),
    "an unknown field": lambda text: ("a.yaml", text.replace("  kind", "  knd", 1)),
    "a day that is none": lambda text: ("a.yaml", text.replace("2026-01-03", "2026-02-30")),
    "no such source": lambda text: ("a.yaml", text.replace("source: s2", "source: s9", 1)),
    "no such actor": lambda text: ("a.yaml", text.replace("actor: ana", "actor: eva", 1)),
    "no such event": lambda text: ("a.yaml", text.replace("  kind", "  about: e99\n  kind", 1)),
    "an id given twice": lambda text: ("a.yaml", text.replace("id: e3", "id: e2")),
    "an id of another file": lambda text: ("a.yaml", text.replace("id: e3", "id: e12")),
    "a source of another file": lambda text: (
        "a.yaml",
        text + "sources:\n- {id: s1, url: 'https://example.org/9'}\n",
    ),
    "a circle": lambda text: (
        "a.yaml",
        text.replace("id: e2\n", "id: e2\n  follows: e3\n").replace(
            "id: e3\n", "id: e3\n  follows: e2\n"
        ),
    ),
    "no such origin": lambda _: (
        "c.yaml",
        "sources:\n- {id: s3, url: 'https://example.org/3', origin: e99}\n",
    ),
    "no such side": lambda _: ("c.yaml", "actors:\n- {id: c, kind: group, side: CC, name: C}\n"),
    "no such voice": lambda text: ("a.yaml", text.replace("quote:", "attribution: CC, quote:", 1)),
    "two heads": lambda _: ("c.yaml", "collection:\n  title: {en: x}\n  sides: {AA: {en: x}}\n"),
    "a list": lambda _: ("c.yaml", "- a\n"),
    "a word": lambda _: ("c.yaml", "a\n"),
    "a section that is none": lambda _: ("c.yaml", "events: 1\n"),
    "a section that is nothing": lambda _: ("c.yaml", "actors:\n"),
    "a section that is a mapping": lambda _: ("c.yaml", "actors: {}\n"),
    "a head without anything": lambda _: ("c.yaml", "collection: []\n"),
    "an unknown empty section": lambda _: ("c.yaml", "evnts: {}\n"),
    "an unknown section": lambda _: ("c.yaml", "evnts: []\n"),
    "a section without a name": lambda _: ("c.yaml", "'':\n"),
    "a field given twice": lambda text: ("a.yaml", text + "events: []\n"),
}


def faults(read: Callable[[], Any]) -> list[str]:
    with pytest.raises(Unreadable) as caught:
        read()
    return [it.say() for it in caught.value.faults]


@pytest.mark.parametrize("name", FAULTS)
def test_what_is_not_well_formed_has_the_faults_that_it_has_without_an_index(
    kept: Any, name: str
) -> None:
    sound = (kept.data / "a.yaml").read_text()
    file, text = FAULTS[name](sound)
    kept.write(file, text)
    expected = faults(lambda: open_path(kept.data))
    assert faults(kept.opened) == expected
    assert not kept.place.file.exists()
    (kept.data / file).unlink()
    kept.write("a.yaml", sound)
    kept.assert_right()
    kept.write(file, text)  # and now one that was right has become wrong
    assert faults(kept.opened) == expected
    (kept.data / file).unlink()
    kept.write("a.yaml", sound)
    kept.assert_right()
    assert [it.name for it in kept.place.file.parent.iterdir() if "tmp" in it.name] == []


@pytest.mark.parametrize("text", ["", "actors: []\n"], ids=["nothing", "no head"])
def test_a_collection_without_a_head_has_the_same_faults(kept: Any, text: str) -> None:
    for name in ("a.yaml", "b.yaml", "z.yaml"):
        (kept.data / name).unlink()
    kept.write("events.yaml", text)
    assert faults(kept.opened) == faults(lambda: open_path(kept.data / "events.yaml"))


def test_a_file_that_is_broken_is_not_tried_twice(kept: Any) -> None:
    """Nobody waits for a second try of what the file itself does not allow."""
    kept.indexed()
    kept.read_since()
    kept.write("a.yaml", "events: {")
    faults(kept.opened)
    assert kept.read_since() == ["a.yaml"]
