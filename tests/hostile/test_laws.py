"""What holds of any collection, any text and any bytes; and every file that once failed."""

import importlib.util
import random
import re
import shutil
import tempfile
import time
import unicodedata
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.laws import examples, share
from timeline.errors import Unreadable, WrongCall
from timeline.formats import FORMATS, Export
from timeline.query.filter import Filter, select
from timeline.records.model import Collection
from timeline.store import opening, writing
from timeline.store.yaml import writer
from timeline.store.yaml.edits import Add, Drop, Put
from timeline.text import FORBIDDEN

pytestmark = pytest.mark.more

HERE = Path(__file__).parent
GOOD = (HERE / "good/data/events.yaml").read_text(encoding="utf-8")


def _fuzz() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fuzz", HERE / "fuzz.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


fuzz = _fuzz()
KEPT = sorted((HERE / "kept").glob("*.bin"))

TEXTS = (
    st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"]))
    .map(lambda text: f"{text}a")
    .filter(lambda text: not FORBIDDEN.search(text))
)  # fmt: skip
BOTH = st.fixed_dictionaries({"en": TEXTS}, optional={"es": TEXTS})
DATES = st.sampled_from(["2026", "2026-01", "2026-01-11", "2026-01-11T09:00-06:00", "../2026"])
EVENTS = st.fixed_dictionaries(
    {
        "date": DATES,
        "kind": st.sampled_from(["call", "meeting", "other"]),
        "status": st.sampled_from(["held", "reported", "scheduled"]),
        "title": BOTH,
        "cites": st.lists(
            st.fixed_dictionaries({"source": st.just("s1"), "quote": TEXTS}), min_size=1, max_size=2
        ),
    },
    optional={"summary": BOTH, "place": BOTH, "note": BOTH, "date_note": BOTH},
)


def collected(events: list[dict[str, Any]]) -> dict[str, Any]:
    """A collection with these events."""
    return {
        "collection": {"title": {"en": "x"}, "sides": {"AA": {"en": "Aland"}}},
        "sources": [{"id": "s1", "url": "https://example.org/"}],
        "events": [{"id": f"e{n}", **event} for n, event in enumerate(events)],
    }


def read(text: str) -> Collection:
    return opening.open_bytes(Path("events.yaml"), "f", text.encode()).collection


@given(st.lists(EVENTS, min_size=1, max_size=4))
def test_any_records_written_are_read_back(events: list[dict[str, Any]]) -> None:
    tree = collected(events)
    for style in (writer.Style(), writer.Style(plain=False), writer.Style(dash=0)):
        found = read("\n".join(writer.block(tree, 0, style)) + "\n")
        assert found == Collection.model_validate(tree)


@examples(300)
@given(st.binary() | st.lists(st.sampled_from(fuzz.TOKENS)).map(b"".join))  # fmt: skip
def test_any_bytes_are_a_collection_or_faults_within_a_second(data: bytes) -> None:
    assert fuzz.judge(Path("events.yaml"), data) in (0, 1)


def test_mutations_of_every_file_are_collections_or_faults() -> None:
    source = random.Random(1)  # noqa: S311 - chance, not secrets
    files = fuzz.mutations(source)
    assert {fuzz.judge(*next(files)) for _ in range(share(400))} == {0, 1}


@pytest.mark.parametrize("path", [pytest.param(it, id=it.stem) for it in KEPT])
def test_what_once_failed_does_so_no_more(path: Path) -> None:
    assert fuzz.judge(path, path.read_bytes()) in (0, 1)


LINES = GOOD.splitlines(keepends=True)


@given(
    st.sampled_from([n for n, line in enumerate(LINES) if re.match(r"    \w", line)]),
    st.sampled_from(
        ["    zz: x\n", "    zz: *x\n", "    zz: !x y\n", "    \tzz: x\n", "    zz: \x1b\n"]
    ),
)
def test_a_fault_put_anywhere_in_a_record_names_its_line(at: int, bad: str) -> None:
    text = "".join([*LINES[:at], bad, *LINES[at:]])
    with pytest.raises(Unreadable) as refused:
        opening.open_bytes(Path("f"), "f", text.encode())
    placed = refused.value.faults
    assert at + 1 in {fault.line for fault in placed}


@given(
    st.sampled_from(["soberanía", "café", "Ñandú", "ö", "Å", "e\u0301"]) | st.text("eén\u0301ñö한a")
)
def test_a_search_does_not_depend_on_the_form_of_its_letters(word: str) -> None:
    event = SAID | {"title": {"en": f"a {word}a"}}
    found = Collection.model_validate(collected([event]))
    answers = []
    for form in ("NFC", "NFD"):
        asked = Filter(texts=(unicodedata.normalize(form, f"{word}a"),))
        answers.append([row.event.id for row in select(found, asked)])
    assert answers == [["e0"], ["e0"]]


SAID: dict[str, Any] = {
    "date": "2026", "kind": "call", "status": "held", "cites": [{"source": "s1", "quote": "a"}],
}  # fmt: skip


class _Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[str, ...]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple(name for name, _ in attrs)))


PLAIN = "plain words"


@examples(40)
@given(st.text("<>/\"'&;= \n!-[]`{}%abonclick", min_size=1).map("a{}".format))
@pytest.mark.parametrize("name", ["html-fragment", "svg", "html"])
def test_a_parser_finds_the_same_elements_whatever_the_texts(name: str, text: str) -> None:
    made = []
    for words in (PLAIN, text):
        event = SAID | {"title": {"en": words}, "cites": [{"source": "s1", "quote": words}]}
        found = Collection.model_validate(collected([event]))
        export = Export(found, select(found, Filter()))
        made.append([tag for tag, _ in _Tags(FORMATS[name].made(export).decode()).found])
    if name == "svg":  # a longer title may take more lines
        assert {*made[1]} <= {*made[0], "tspan", "text"}
    else:
        assert made[0] == made[1]


class Writing(RuleBasedStateMachine):
    """Whatever is written, taken back, or edited by someone else, the file is what it should be."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.file = self.folder / "data/events.yaml"
        self.file.parent.mkdir()
        self.environ = {"XDG_STATE_HOME": str(self.folder / "state")}
        self.texts: list[str] = []
        self.last = 0

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @initialize()
    def start(self) -> None:
        self.file.write_text(GOOD, encoding="utf-8", newline="")
        self.model = _records(self.file)

    def change(self, *changes: Any) -> None:
        before = self.file.read_text(encoding="utf-8")
        writing.change(self.file, lambda _: changes, self.environ)
        if self.file.read_text(encoding="utf-8") != before:
            self.texts.append(before)

    @rule(event=EVENTS)
    def add(self, event: dict[str, Any]) -> None:
        self.last += 1
        record = {"id": f"n{self.last}", **event}
        self.change(Add(("events",), record))
        self.model.append(record)

    @rule(title=BOTH, data=st.data())
    def edit(self, title: dict[str, str], data: st.DataObject) -> None:
        at = data.draw(st.integers(0, len(self.model) - 1))
        self.change(Put(("events", at, "title"), title))
        self.model[at] = {**self.model[at], "title": title}

    @rule(title=TEXTS)
    def edit_where_someone_else_was_first(self, title: str) -> None:
        version = opening.open_bytes(self.file, "f", self.file.read_bytes()).sha256
        with self.file.open("a", encoding="utf-8") as file:
            file.write("# mine\n")
        self.texts.clear()
        put = Put(("events", 0, "title"), {"en": title})
        with pytest.raises(WrongCall, match="changed since it was read"):
            writing.change(self.file, lambda _: [put], self.environ, version=version)

    @rule(data=st.data())
    def drop(self, data: st.DataObject) -> None:
        if len(self.model) > 1:
            at = data.draw(st.integers(0, len(self.model) - 1))
            self.change(Drop(("events", at)))
            del self.model[at]

    @rule()
    def undo(self) -> None:
        if not self.texts:
            return
        writing.take_back(self.file, self.environ)
        assert self.file.read_text(encoding="utf-8") == self.texts.pop()
        self.model = _records(self.file)

    @rule()
    def refuse(self) -> None:
        before = self.file.read_bytes()
        with pytest.raises(WrongCall):
            self.change(Put(("events", 0, "date"), "2026-02-30"))
        assert self.file.read_bytes() == before

    @rule()
    def leave_half_a_file(self) -> None:
        (self.file.parent / ".timeline-edit-0123.tmp").write_text("half")
        self.last += 1
        self.change(Put(("events", 0, "title"), {"en": f"title {self.last}"}))
        self.model[0] = {**self.model[0], "title": {"en": f"title {self.last}"}}

    @invariant()
    def the_file_is_what_it_should_be(self) -> None:
        assert _records(self.file) == self.model
        assert [it.name for it in self.file.parent.iterdir()] == ["events.yaml"]


def _records(file: Path) -> list[dict[str, Any]]:
    from timeline.store.yaml.tree import build  # noqa: PLC0415 - for this alone

    found: list[dict[str, Any]] = build(file.read_text(encoding="utf-8"), "f")["events"]
    return found


Writing.TestCase.settings = settings(max_examples=share(30), stateful_step_count=15)
TestWriting: Callable[..., Any] = Writing.TestCase


def test_the_fuzz_takes_only_as_long_as_it_is_given() -> None:
    start = time.process_time()
    assert fuzz.run(0.2, 1) == 0
    assert time.process_time() - start < 2
