"""The law of the index: with it and without it the same events, in the same order, the same errors.

`LAW=3000` in the environment tries so many collections in place of some dozens; `-s` shows how many
collections and filters were tried.
"""

import json
import os
import shutil
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.laws import share
from timeline import dates
from timeline.dates import Span
from timeline.errors import TimelineError
from timeline.i18n import LANGUAGES
from timeline.query.filter import SORTS, Filter, select
from timeline.query.registers import event_called
from timeline.records.model import Collection
from timeline.records.vocabulary import Kind, Role, Status
from timeline.store import opened, parts, streaming
from timeline.store.disk import locate
from timeline.store.index import build, cache
from timeline.store.index import renew as making
from timeline.store.index.indexed_collection import Shelf
from timeline.store.opened import Opened
from timeline.store.opening import Shelved, open_path, shelved
from timeline.text import FORBIDDEN

pytestmark = pytest.mark.more

EXAMPLES = int(os.environ.get("LAW", str(share(50))))
FILTERS = 12
HOW = settings(
    max_examples=EXAMPLES,
    database=None,
    phases=[Phase.generate],  # what fails is small as it is, and making it smaller takes minutes
    suppress_health_check=list(HealthCheck),
)
TRIED: Counter[str] = Counter()
FILES = ("events.yaml", "2025.yaml", "b.yml")

WORDS = (
    *("soberanía", "SOBERANÍA", "soberania", "sobera", "straße", "STRASSE", "µ", "μm", "Ångström"),
    *(
        "Σίσυφος",
        "ΣΊΣΥΦΟΣ",
        "河流",
        "日本語",
        "007",
        "7",
        "3",
        "12",
        "1",
        "a_b",
        "don't",
        "O'Neill",
    ),
    *("NEAR", "OR", "AND", "NOT", "near", "or", "actors:rubio", "days:from", "kinds:call", "words"),
    *("re-election", "“quoted”", '"', "*", "(x)", "½", "²", "ﬁn", "İstanbul", "ı", "ǅ", "¶", "ŉ"),
    *("Æsir", "ª", "🙂", "x" * 70, "Œuvre", "ñandú", "Ñ", "a:b", "text:x", "ΐ", "ᾳ", "Ž", "ÿ", "ƒ"),
)
SLUGS = ("water", "trade", "or", "near-2026", "a1")
IDS = ("e1", "e2", "2026-01-11-call", "007", "near", "or", "a-b-c", "call")
DATES = (
    *("2026", "2026-01", "2026-01-11", "2026-01-11?", "2026-01~", "2026-01-XX", "202X", "20XX"),
    *("2026-XX", "2026-XX-XX", "2026-01-10/2026-01-12", "2025/2026-03", "../2026-01-11", "../2026"),
    *("2026-01-11/..", "2026-02~/..", "[2026-01-11,2026-01-13]", "[2025,2026-02]", "0001", "9999"),
    *("2026-01-11T09:00", "2026-01-11T09:00:30Z", "2026-01-11T23:00-06:00", "0001-01-01/9999"),
    *("../0001-01-01", "9999-12-31/..", "2024-02-29", "1999-12-31/2000-01-01%"),
)
SPANS = (
    *("2026", "2026-01", "2026-01-11", "2026-01-12", "2025", "../2026-01-10", "2026-01-12/.."),
    *("0001", "9999-12-31", "2026-01-10/2026-01-11", "1999/2027", "0001-01-01/9999-12-31"),
)


def some(values: st.SearchStrategy[Any], most: int) -> st.SearchStrategy[list[Any]]:
    return st.lists(values, max_size=most)


WORD = st.sampled_from(WORDS) | st.text(max_size=4)
SAID = (
    st.lists(WORD, min_size=1, max_size=5)
    .map(" ".join)
    .map(lambda it: FORBIDDEN.sub("", it).strip() + " x")
    .flatmap(lambda it: st.sampled_from((it, it[:-2].strip() or it, f"  {it}", nfd(it))))
    .filter(lambda it: any(char.isalpha() for char in it))
)
BOTH = st.fixed_dictionaries({"en": SAID}) | st.fixed_dictionaries({"es": SAID, "en": SAID}) | (
    st.fixed_dictionaries({"es": SAID})
)  # fmt: skip
NAME = SAID | BOTH


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


@st.composite
def cites(draw: st.DrawFn, sources: list[str]) -> dict[str, Any]:
    made: dict[str, Any] = {"source": draw(st.sampled_from(sources))}
    made |= draw(st.fixed_dictionaries({"quote": SAID}) | st.fixed_dictionaries({"says": BOTH}))
    optional = {"topics": some(st.sampled_from(SLUGS), 2), "translation": BOTH}
    return made | draw(st.fixed_dictionaries({}, optional=optional))


@st.composite
def events(
    draw: st.DrawFn, id_: str, before: list[str], actors: list[str], sources: list[str]
) -> dict[str, Any]:
    cited = some(cites(sources), 2)
    links = dict.fromkeys(("about", "announced_by", "follows"), st.sampled_from(before or ["e1"]))
    part = st.fixed_dictionaries(
        {"actor": st.sampled_from(actors or ["none"]), "role": st.sampled_from([*map(str, Role)])}
    )
    optional = {
        "summary": BOTH,
        "place": NAME,
        "topics": some(st.sampled_from(SLUGS), 2),
        "cites": cited,
        "history": some(
            st.fixed_dictionaries(
                {"status": st.just("scheduled"), "date": st.just("2026"), "cites": cited}
            ),
            1,
        ),
        **({"actors": some(part, 3)} if actors else {}),
        **(links if before else {}),
    }
    required = {
        "date": st.sampled_from(DATES),
        "kind": st.sampled_from(("statement", "statement", *map(str, Kind))),
        "status": st.sampled_from([*map(str, Status)]),
        "title": BOTH,
    }
    made = draw(st.fixed_dictionaries(required, optional=optional))
    return {"id": id_, **{key: value for key, value in made.items() if value != []}}


@st.composite
def trees(draw: st.DrawFn) -> dict[str, Any]:
    """Make a well-formed collection."""
    sides = draw(st.lists(st.sampled_from(["AA", "BB", "OR"]), min_size=1, unique=True))
    topics = draw(st.dictionaries(st.sampled_from(SLUGS), BOTH, max_size=3))
    sources: list[dict[str, Any]] = []
    for id_ in draw(st.lists(st.sampled_from(["s1", "s2", "7", "or"]), min_size=1, unique=True)):
        optional = {
            "file": st.sampled_from(["texts/a.txt", "7", "texts/ñ 1.txt"]),
            "outlet": SAID,
            "title": SAID,
            "published": st.sampled_from(DATES),
            **({"origin": st.sampled_from([it["id"] for it in sources])} if sources else {}),
        }
        made = draw(st.fixed_dictionaries({}, optional=optional))
        sources.append({"id": id_, "url": f"https://example.org/{id_}", **made})
    actors: list[dict[str, Any]] = []
    for id_ in draw(st.lists(st.sampled_from(["ana", "bo-2", "or", "7"]), unique=True)):
        optional = {
            "side": st.sampled_from(sides),
            "aliases": st.lists(SAID, max_size=2),
            "offices": st.lists(st.fixed_dictionaries({"title": BOTH}), max_size=1),
            "member_of": some(st.sampled_from([it["id"] for it in actors] or [id_]), 2),
        }
        made = draw(st.fixed_dictionaries({"name": NAME}, optional=optional))
        made = {key: value for key, value in made.items() if value != []}
        actors.append({"id": id_, "kind": "person", **made})
    made_events: list[dict[str, Any]] = []
    ids = draw(st.lists(st.sampled_from(IDS), min_size=1, max_size=7, unique=True))
    for id_ in ids:
        before = [it["id"] for it in made_events]
        known = [it["id"] for it in actors], [it["id"] for it in sources]
        made_events.append(draw(events(id_, before, *known)))
    head: dict[str, Any] = {"title": {"en": "x"}, "sides": {it: draw(BOTH) for it in sides}}
    return {
        "collection": {**head, **({"topics": topics} if topics else {})},
        "sources": sources,
        "actors": actors,
        "events": made_events,
    }


@st.composite
def split(draw: st.DrawFn, tree: dict[str, Any]) -> dict[str, str]:
    """Divide a collection between one to three files: their texts, by name."""
    names = FILES[: draw(st.integers(1, len(FILES)))]
    made: dict[str, dict[str, Any]] = {name: {} for name in names}
    made[draw(st.sampled_from(names))]["collection"] = tree["collection"]
    for section in ("sources", "actors", "events"):
        for record in tree[section]:
            made[draw(st.sampled_from(names))].setdefault(section, []).append(record)
    for part in made.values():
        for section in draw(st.lists(st.sampled_from(SECTIONS), max_size=2)):
            part.setdefault(section, [])  # as `init` writes those that have no records yet
    order = draw(st.sampled_from((False, True)))
    return {name: text_of(dict(sorted(it.items())) if order else it) for name, it in made.items()}


def text_of(tree: Any) -> str:
    return json.dumps(tree, ensure_ascii=False, indent=1) if tree else "# nothing\n"


def typed_of(tree: dict[str, Any]) -> st.SearchStrategy[str]:
    """Give texts as people may type them for what a collection has: names, parts, and others."""
    said = [*texts_in(tree)]
    parts = [" ".join(it.split()[:n]) for it in said for n in (1, 2)]
    known = [*said, *filter(None, parts), *(it.upper() for it in said), *(it[:-1] for it in said)]
    extra = ("1", "2", "01", "1 1", "1 2", "7", "007", "nobody", "\udcff", "_", "ana 7", "readout")
    return st.sampled_from((*known, *extra, *SLUGS, *IDS, *WORDS))


def texts_in(tree: Any) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    for it in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from texts_in(it)


def searches_of(typed: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    shapes = st.sampled_from(("{}", "{}*", '"{}"', '"{}*"', "“{}”", "«{}» {}", "{} {}", '"{} {}"'))
    return st.tuples(shapes, typed, typed).map(lambda it: it[0].format(it[1], it[2]))


@st.composite
def filters(draw: st.DrawFn, tree: dict[str, Any]) -> Filter:
    typed = typed_of(tree)
    ids = {name: st.sampled_from([it["id"] for it in tree[name]] or ["x"]) for name in SECTIONS}
    spans = st.sampled_from(SPANS).map(lambda it: dates.parse(it).span)
    fields: dict[str, st.SearchStrategy[str]] = {
        "actors": ids["actors"] | ids["actors"] | typed,
        "sides": st.sampled_from([*tree["collection"]["sides"]]) | typed,
        "kinds": st.sampled_from((*map(str, Kind), "readout", "llamada")) | typed,
        "statuses": st.sampled_from((*map(str, Status), "celebrado")) | typed,
        "topics": st.sampled_from(SLUGS) | typed,
        "sources": ids["sources"] | st.sampled_from(("1", "2", "3", "01")) | typed,
        "places": typed,
        "texts": searches_of(typed),
    }
    asked: dict[str, Any] = {
        field: tuple(draw(st.lists(fields[field], min_size=1, max_size=2)))
        for field in draw(st.lists(st.sampled_from([*fields]), max_size=3, unique=True))
    }
    if draw(st.booleans()):
        asked["on"] = tuple(draw(st.lists(spans, max_size=2)))
    if draw(st.booleans()):
        low, high = draw(spans), draw(spans)
        between = Span(*draw(st.sampled_from(((low.earliest, None), (None, high.latest)))))
        both = Span(low.earliest, high.latest)
        asked["between"] = both if both.bounds[0] <= both.bounds[1] else between
    return Filter(**asked, certain=draw(st.booleans()), members=draw(st.booleans()))


SECTIONS = ("sources", "actors", "events")


def outcome(collection: Collection, asked: Filter, how: dict[str, Any]) -> Any:
    """Give the rows of an answer, or what is said in its place."""
    try:
        return select(collection, asked, **how)
    except TimelineError as error:
        near = getattr(error, "near", ())
        return type(error), near, *(error.say(language) for language in LANGUAGES)


class Kept:
    """A collection in a folder of its own, with a cache of its own; changed as a test says."""

    def __init__(self) -> None:
        self.whole = Path(tempfile.mkdtemp())
        self.data = self.whole / "data"
        self.data.mkdir()
        self.environ = {"XDG_CACHE_HOME": str(self.whole / "cache")}

    def write(self, files: dict[str, str]) -> None:
        for it in self.data.iterdir():
            if it.name not in files:
                it.unlink()
        for name, text in files.items():
            if not (self.data / name).exists() or (self.data / name).read_text("utf-8") != text:
                (self.data / name).write_text(text, encoding="utf-8")

    def without(self) -> Opened:
        return open_path(self.data)

    def with_index(self) -> Opened:
        found = shelved(str(self.data), self.environ, lambda *_: None, print, always=True)
        assert isinstance(found, Shelved), "there is no index"
        return found

    def place(self) -> cache.IndexPlace:
        return cache.place(locate.find(str(self.data), {}, None, self.data), self.environ)


@pytest.fixture(scope="module", autouse=True)
def told() -> Iterator[None]:
    yield
    names = ("collections", "filters", "found", "renewed")
    sys.stdout.write("\n" + ", ".join(f"{it}: {TRIED[it]}" for it in names) + "\n")


@st.composite
def questions(draw: st.DrawFn, tree: dict[str, Any]) -> list[tuple[Filter, dict[str, Any]]]:
    return [
        (
            draw(filters(tree)),
            {
                "sort": draw(st.sampled_from([*SORTS])),
                "reverse": draw(st.booleans()),
                "limit": draw(st.sampled_from((None, None, 1, 2))),
            },
        )
        for _ in range(FILTERS)
    ]


def assert_same(plain: Opened, indexed: Opened, tree: dict[str, Any], data: st.DataObject) -> None:
    TRIED["collections"] += 1
    for asked, how in data.draw(questions(tree)):
        TRIED["filters"] += 1
        expected = outcome(plain.collection, asked, how)
        assert outcome(indexed.collection, asked, how) == expected, (asked, how)
        TRIED["found"] += isinstance(expected, tuple) and bool(expected)


def test_every_filter_gives_the_same_with_and_without_the_index() -> None:
    every_filter_gives_the_same()
    # That they agree would say little if all of them found nothing.
    assert TRIED["found"] > TRIED["filters"] / 20


@HOW
@given(st.data())
def every_filter_gives_the_same(data: st.DataObject) -> None:
    tree, kept = data.draw(trees()), Kept()
    try:
        kept.write(data.draw(split(tree)))
        assert_same(kept.without(), kept.with_index(), tree, data)
    finally:
        shutil.rmtree(kept.whole)


@settings(HOW, max_examples=max(EXAMPLES // 2, 1))
@given(st.data())
def test_a_collection_is_the_same_with_and_without_the_index(data: st.DataObject) -> None:
    tree, kept = data.draw(trees()), Kept()
    try:
        kept.write(data.draw(split(tree)))
        plain, indexed = kept.without(), kept.with_index()
        assert isinstance(indexed.collection, Shelf)
        assert (indexed.sha256, indexed.name, indexed.root) == (
            plain.sha256,
            plain.name,
            plain.root,
        )
        assert sorted(indexed.parts) == sorted(plain.parts)
        assert_alike(plain.collection, indexed.collection, data.draw(typed_of(tree)))
    finally:
        shutil.rmtree(kept.whole)


def assert_alike(plain: Collection, indexed: Collection, typed: str) -> None:
    mappings = ("source", "actor", "event", "number")
    for name in mappings:  # first record by record, before the sections are read whole
        ours, theirs = getattr(indexed, name), getattr(plain, name)
        assert len(ours) == len(theirs)
        assert [*ours.items()] == [*theirs.items()]
        assert typed not in ours or typed in theirs
    assert indexed.collection == plain.collection
    assert indexed.newest_source == plain.newest_source
    for event in plain.events:
        assert indexed.sides_of(event) == plain.sides_of(event)
        assert indexed.cites_of(event) == plain.cites_of(event)
        for link in ("about", "announced_by", "follows"):
            assert indexed.leading(link, event.id) == plain.leading(link, event.id)
    for section in SECTIONS:
        assert getattr(indexed, section) == getattr(plain, section)
    assert called(indexed, typed) == called(plain, typed)


def called(collection: Collection, typed: str) -> Any:
    try:
        return event_called(collection, typed)
    except TimelineError as error:
        return error.say()


@HOW
@given(st.data())
def test_record_by_record_the_same_is_read_as_whole(data: st.DataObject) -> None:
    texts = data.draw(split(data.draw(trees())))
    files = [parts.file(Path(name), name, text.encode()) for name, text in texts.items()]
    assert streaming.collected(files) == opened._in_full(files)


def test_a_renewed_index_answers_as_a_new_one() -> None:
    a_renewed_index_answers_as_a_new_one()
    assert TRIED["renewed"] > EXAMPLES / 10


# Of ten examples a third are renewed; of five it may be one.
@settings(HOW, max_examples=max(EXAMPLES // 2, 10))
@given(st.data())
def a_renewed_index_answers_as_a_new_one(data: st.DataObject) -> None:
    tree, kept = data.draw(trees()), Kept()
    try:
        kept.write(data.draw(split(tree)))
        kept.with_index()
        for _ in range(2):
            tree = data.draw(edits(tree))
            kept.write(data.draw(split(tree)))
            with pytest.MonkeyPatch.context() as patch:  # however much of it changed
                patch.setattr(build, "MOST_CHANGED", 2.0)
                patch.setattr(making, "renew", counted(making.renew))
                indexed = kept.with_index()
            assert_same(kept.without(), indexed, tree, data)
            indexed.index.connection.close()  # type: ignore[attr-defined]
            cache.look_through(kept.place())
    finally:
        shutil.rmtree(kept.whole)


def counted(renew: Callable[..., None]) -> Callable[..., None]:
    def counting(*arguments: Any) -> None:
        renew(*arguments)
        TRIED["renewed"] += 1

    return counting


@st.composite
def edits(draw: st.DrawFn, tree: dict[str, Any]) -> dict[str, Any]:
    """Change a collection: other records for some, and some in another order."""
    new = draw(trees())
    head = {**tree["collection"], "sides": {**new["collection"]["sides"]}}
    sides = {*head["sides"]}
    changed = {**tree, "collection": head}
    actors = [
        {**it, "side": draw(st.sampled_from(sorted(sides)))} if "side" in it else it
        for it in tree["actors"]
    ]
    changed["actors"] = draw(st.permutations(actors))
    changed["sources"] = draw(st.permutations(tree["sources"]))
    extra: dict[str, Any] = {
        "id": "new",
        "date": draw(st.sampled_from(DATES)),
        "kind": "call",
        "status": "held",
    }
    extra["title"] = draw(BOTH)
    there = [it for it in tree["events"] if it["id"] != "new"]
    titled = [{**it, "title": draw(BOTH)} if draw(st.booleans()) else it for it in there]
    changed["events"] = draw(st.permutations([*titled, *([extra] if draw(st.booleans()) else [])]))
    return changed if changed["events"] else tree


def test_a_filter_may_name_very_many() -> None:
    names = [f"a{n}" for n in range(3000)]
    actors = [{"id": it, "kind": "person", "name": f"Lima {it}"} for it in names]
    event: dict[str, Any] = {
        "id": "e1",
        "date": "2026",
        "kind": "call",
        "status": "held",
        "title": {"en": "x"},
    }
    event["actors"] = [{"actor": names[-1], "role": "host"}]
    tree = {
        "collection": {"title": {"en": "x"}, "sides": {"AA": {"en": "x"}}},
        "actors": actors,
        "events": [event],
    }
    kept = Kept()
    try:
        kept.write({"events.yaml": text_of(tree)})
        found = select(kept.with_index().collection, Filter(actors=("lima",)))
        assert [row.event.id for row in found] == ["e1"]
        assert found == select(kept.without().collection, replace(Filter(), actors=("lima",)))
    finally:
        shutil.rmtree(kept.whole)
