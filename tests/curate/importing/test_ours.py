"""Our own exports come back: exactly, as far as their format carries a collection."""

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.laws import examples
from tests.strategies import collections
from timeline.curate.importing import own_tables, readers
from timeline.curate.importing.match_records import Joined, joined
from timeline.curate.importing.sheet import a1
from timeline.errors import Fault
from timeline.formats import FORMATS, Export
from timeline.formats.export import CsvStyle
from timeline.formats.tables import TABLES, several
from timeline.formats.tables.column import apart
from timeline.formats.tables.separated import armed, disarmed
from timeline.query.filter import Filter, select
from timeline.records import validate
from timeline.records.model import Collection
from timeline.store.opening import open_collection

ROOT = Path(__file__).parents[3]
Tree = Callable[..., dict[str, Any]]
OF_EVENTS = ("events", "citations", "claims", "history", "commitments", "corrections")
ALL = ("sources", "actors", *OF_EVENTS)
SHIPPED = ROOT / "data"
ARTICLES = ROOT / "tests" / "articles" / "data" / "events.yaml"


def export_of(collection: Collection, **more: Any) -> Export:
    return Export(collection, select(collection, Filter()), day=date(2026, 1, 20), **more)


def without_events(collection: Collection) -> tuple[dict[str, Any], Collection]:
    """Give the plain tree of a collection's head, sources and actors, and it as a collection."""
    head = json.loads(FORMATS["json"].made(export_of(collection)))
    bare: dict[str, Any] = _bare({it: head[it] for it in ("collection", "sources", "actors")})
    tree = {**bare, "events": []}
    return tree, validate.collection(tree)


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _bare(it) for name, it in value.items() if it not in (None, [], {})}
    return [_bare(it) for it in value] if isinstance(value, list) else value


def back(collection: Collection, *files: tuple[str, bytes]) -> tuple[Collection, Joined]:
    """Give what files make of the collection without its events."""
    tree, empty = without_events(collection)
    given = readers.read(files, mapped=False)
    assert (given.table, given.doubts) == (None, ())
    found = joined(tree, empty, given.records)
    assert found.doubts == ()
    assert found.whole
    return found.whole, found


def tables(collection: Collection, kind: str, names: Sequence[str], **more: Any) -> Any:
    for name in names:
        yield f"{name}.{kind}", FORMATS[kind].made(export_of(collection, table=name, **more))


@pytest.fixture(scope="module")
def shipped() -> Collection:
    return open_collection(str(ARTICLES), {}).collection


@pytest.mark.parametrize("kind", ["json", "jsonl", "xlsx"])
def test_the_shipped_collection_comes_back(shipped: Collection, kind: str) -> None:
    whole, found = back(shipped, (f"all.{kind}", FORMATS[kind].made(export_of(shipped))))
    assert sorted(whole.events, key=lambda it: it.id) == sorted(
        shipped.events, key=lambda it: it.id
    )
    assert (whole.sources, whole.actors) == (shipped.sources, shipped.actors)
    assert len(found.new) == len(shipped.events)


def test_a_workbook_needs_nothing_but_the_sides_and_topics(shipped: Collection) -> None:
    tree = {**without_events(shipped)[0], "sources": [], "actors": []}
    given = readers.read([("all.xlsx", FORMATS["xlsx"].made(export_of(shipped)))], mapped=False)
    found = joined(tree, validate.collection(tree), given.records)
    assert (found.doubts, given.doubts) == ((), ())
    assert found.whole
    assert (found.whole.sources, found.whole.actors) == (shipped.sources, shipped.actors)


def test_the_shipped_collection_comes_back_from_its_tables(shipped: Collection) -> None:
    whole, _ = back(shipped, *tables(shipped, "csv", OF_EVENTS))
    assert whole.event == shipped.event


def whole(tree: Tree, sections: dict[str, Any]) -> Collection:
    """Make a collection of which a last event uses every source and actor."""
    cites = [{"source": source["id"], "says": {"en": "x"}} for source in sections["sources"]]
    parts = [{"actor": actor["id"], "role": "participant"} for actor in sections["actors"]]
    last = {
        "id": "last",
        "date": "2026-12",
        "kind": "other",
        "status": "held",
        "title": {"es": "x"},
        "cites": cites,
        "actors": parts,
    }
    return validate.collection(tree(**sections | {"events": [*sections["events"], last]}))


def all_back(collection: Collection, *files: tuple[str, bytes]) -> Collection:
    """Give what files make of the head of a collection alone."""
    tree = {**without_events(collection)[0], "sources": [], "actors": []}
    given = readers.read(files, mapped=False)
    found = joined(tree, validate.collection(tree), given.records)
    assert (given.table, given.doubts, found.doubts) == (None, (), ())
    assert found.whole
    return found.whole


@given(collections())
@examples(40)
def test_every_table_of_a_collection_comes_back(tree: Tree, sections: dict[str, Any]) -> None:
    collection = whole(tree, sections)
    for style in (CsvStyle(), CsvStyle(separator=";", bom=True)):
        again = all_back(collection, *tables(collection, "csv", ALL, csv=style))
        assert (again.sources, again.actors) == (collection.sources, collection.actors)
        assert again.event == collection.event


@given(collections())
@examples(40)
def test_json_and_lines_are_what_they_were_made_of(tree: Tree, sections: dict[str, Any]) -> None:
    collection = whole(tree, sections)
    for kind in ("json", "jsonl"):
        file = (f"x.{kind}", FORMATS[kind].made(export_of(collection)))
        assert back(collection, file)[0].event == collection.event


def test_a_topic_may_be_called_as_a_field(tree: Tree) -> None:
    terms = {"speech": "direct", "derived": "river"}
    cites = [{"source": "s1", "quote": "a direct river", "terms": terms}]
    collection = validate.collection(tree({"cites": cites}))
    for files in (
        [("x.json", FORMATS["json"].made(export_of(collection)))],
        [*tables(collection, "csv", OF_EVENTS)],
    ):
        assert back(collection, *files)[0].event == collection.event


def in_a_workbook(value: Any) -> Any:
    """Give plain data with the line ends and tabs that the cells of a workbook can hold."""
    if isinstance(value, dict):
        return {name: in_a_workbook(other) for name, other in value.items()}
    if isinstance(value, list):
        return [in_a_workbook(other) for other in value]
    return value.replace("\r\n", "\n").replace("\t", " ")


@given(collections())
@examples(15)
def test_a_workbook_is_what_it_was_made_of_but_for_line_ends_and_tabs(
    tree: Tree, sections: dict[str, Any]
) -> None:
    collection = whole(tree, in_a_workbook(sections))
    data = FORMATS["xlsx"].made(export_of(collection))
    again = all_back(collection, ("x.xlsx", data))
    assert (again.sources, again.actors) == (collection.sources, collection.actors)
    assert again.event == collection.event


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_tables_of_the_collection_of_this_project_come_back(kind: str) -> None:
    """Some of its actors held an office from, or until, some day of an interval."""
    shipped = open_collection(str(SHIPPED), {}).collection
    if kind == "csv":
        files = [*tables(shipped, "csv", ALL)]
    else:
        files = [("x.xlsx", FORMATS["xlsx"].made(export_of(shipped)))]
    again = all_back(shipped, *files)
    assert again.event == shipped.event
    used = {source.id for source in again.sources}, {actor.id for actor in again.actors}
    assert again.sources == tuple(one for one in shipped.sources if one.id in used[0])
    assert again.actors == tuple(one for one in shipped.actors if one.id in used[1])
    assert again.actor["hegseth"].offices == shipped.actor["hegseth"].offices


def test_an_office_of_an_earlier_export_is_read_as_it_was_meant() -> None:
    for cell, ends in (
        ("Senator (2020/2024)", ("2020", "2024")),
        ("Senator (/2025/2026)", ("", "2025/2026")),
        ("Senator (FGR)", None),
    ):
        [office] = TABLES["actors"].read(defaultdict(str, offices_en=cell))["offices"]
        assert (office["from"], office["to"]) == (ends or ("", ""))
        assert office["title"] == {"en": "Senator" if ends else cell}


@given(st.lists(st.text(min_size=1)))
def test_several_values_of_a_cell_are_taken_apart_as_they_were_put_together(
    values: list[str],
) -> None:
    assert apart(several(values)) == values


@given(st.text())
def test_what_was_disarmed_is_armed_again(cell: str) -> None:
    assert armed(disarmed(cell)) == cell


@pytest.mark.parametrize("name", ALL)
def test_every_field_of_a_record_is_carried_by_its_table(name: str) -> None:
    table = TABLES[name]
    elsewhere = {"events": set(OF_EVENTS), "history": {"cites"}, "commitments": {"cites"}}
    assert table.fields | elsewhere.get(name, set()) >= {*table.record.model_fields}
    assert table.fields <= {*table.record.model_fields}
    assert own_tables.kind_of(table.columns) == name


def test_what_is_there_already_is_neither_new_nor_a_conflict(shipped: Collection) -> None:
    opened = open_collection(str(ARTICLES), {})
    plain = opened.tree()
    for name, data in (
        ("x.json", FORMATS["json"].made(export_of(shipped))),
        *tables(shipped, "csv", ["events"]),
        *tables(shipped, "tsv", ["events"]),
    ):
        found = joined(plain, shipped, readers.read([(name, data)], mapped=False).records)
        assert (found.new, found.doubts) == ((), ()), name
        assert found.same in (len(shipped.events), 17 + len(shipped.events))


def test_what_differs_is_a_conflict_and_says_in_what(tree: Tree) -> None:
    collection = validate.collection(tree({}, {}))
    data = (
        FORMATS["json"].made(export_of(collection)).replace(b'"kind": "call"', b'"kind": "visit"')
    )
    plain = tree({}, {})
    found = joined(plain, collection, readers.read([("x.json", data)], mapped=False).records)
    why = "is there already, with another kind: 'timeline merge' shows both"
    assert said(found.doubts) == [
        f"x.json: events[0].id: 'e1' {why}",
        f"x.json: events[1].id: 'e2' {why}",
    ]


def said(faults: Sequence[Fault]) -> list[str]:
    return [it.say() for it in sorted(faults, key=lambda fault: fault.order)]


def test_a_citation_of_an_event_that_the_file_does_not_have_is_doubted(tree: Tree) -> None:
    collection = validate.collection(tree({}))
    files = dict(tables(collection, "csv", ("events", "citations")))
    files["citations.csv"] = files["citations.csv"].replace(b"\r\ne1,", b"\r\ne9,")
    given_ = readers.read([*files.items()], mapped=False)
    assert said(given_.doubts) == ["citations.csv:A2: event: no event of this file is called 'e9'"]


def test_a_cell_that_was_cut_is_not_taken_for_the_whole(tree: Tree) -> None:
    collection = validate.collection(tree({"summary": {"en": "x" * 40_000, "es": "y"}}))
    data = FORMATS["xlsx"].made(export_of(collection))
    doubts = readers.read([("x.xlsx", data)], mapped=False).doubts
    assert said(doubts) == [
        (
            f"x.xlsx:events!{_place(data, 'summary_en')}: summary_en: cut to the room of a cell: "
            "import the json instead"
        )
    ]


def _place(data: bytes, title: str) -> str:
    header = next(load_workbook(BytesIO(data))["events"].iter_rows())
    return a1([it.value for it in header].index(title), 2)


def test_an_export_without_disarming_is_read_as_it_stands(tree: Tree) -> None:
    collection = validate.collection(tree({"title": {"en": "=1+1", "es": "'tis"}}))
    files = tables(collection, "csv", ("events", "citations"), csv=CsvStyle(disarm=False))
    assert back(collection, *files)[0].event == collection.event


def test_the_columns_of_a_sheet_are_lettered() -> None:
    assert [a1(it, 7) for it in (0, 25, 26, 51, 701, 702)] == [
        *("A7", "Z7", "AA7", "AZ7", "ZZ7", "AAA7")
    ]
