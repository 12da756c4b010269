import gc
import time
from contextlib import suppress
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.laws import examples
from timeline.errors import Fault, Unreadable
from timeline.store.yaml.characters import decode
from timeline.store.yaml.tree import build


def faults(text: str) -> list[str]:
    with pytest.raises(Unreadable) as caught:
        build(text, "f")
    return [fault.say() for fault in caught.value.faults]


@pytest.fixture(params=[True, False], ids=["libyaml", "PyYAML"])
def _either_library(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml, "__with_libyaml__", request.param)


both = pytest.mark.usefixtures("_either_library")


@both
@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", None),
        ("# only a comment\n", None),
        ("---\n", None),
        ("---\na: 1\n...\n", {"a": "1"}),
        ("text", "text"),
        ("events:\n", {"events": None}),
        ("events: ''\n", {"events": ""}),
        ("events: {}\n", {"events": {}}),
        ("- [1, 2]\n- \n-\n  - ~\n", [["1", "2"], None, ["~"]]),
        ("a: >-\n  one\n  two\nb: |\n  one\n  two\n", {"a": "one two", "b": "one\ntwo\n"}),
        ("a: |\r\n  one\r\n  two\r\n", {"a": "one\ntwo\n"}),
        ('a: "\\u00e9\\n\\U0001F600"\n', {"a": "é\n😀"}),
        ('"<<": x\n', {"<<": "x"}),
    ],
)
def test_text_becomes_a_tree(text: str, tree: Any) -> None:
    assert build(text, "f") == tree


@both
def test_scalars_are_text_as_typed() -> None:
    typed = [
        "NO",
        "no",
        "off",
        "Y",
        "1e3",
        "12:30:45",
        "010",
        "~",
        "null",
        ".nan",
        "0x1F",
        "9" * 5000,
    ]
    assert build(f"actors: [{', '.join(typed)}]", "f") == {"actors": typed}


@both
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\nb: &x 2\n", "f:2:4: b: anchors and aliases (& and *) are not allowed"),
        ("a: *x\n", "f:1:4: a: anchors and aliases (& and *) are not allowed"),
        ("a: *\n", "f:1:4: anchors and aliases (& and *) are not allowed"),
        ("*x : 1\n", "f:1:1: anchors and aliases (& and *) are not allowed"),
        ("a:\n- &x\n  b: 1\n", "f:2:3: a[0]: anchors and aliases (& and *) are not allowed"),
        ("a: !!str x\n", "f:1:4: a: tags (!) are not allowed"),
        ("a: !foo x\n", "f:1:4: a: tags (!) are not allowed"),
        ("a: ! x\n", "f:1:4: a: tags (!) are not allowed"),
        ("a: !!python/name:os.system\n", "f:1:4: a: tags (!) are not allowed"),
        ("a: !!binary aGk=\n", "f:1:4: a: tags (!) are not allowed"),
        ("a: !e!x y\n", "f:1:4: tags (!) are not allowed"),
        ("a: !<x y\n", "f:1:4: tags (!) are not allowed"),
        ("%YAML 1.1\n---\na: 1\n", "f:1:1: directives (%) are not allowed"),
        ("# x\n%TAG ! x\n---\na: 1\n", "f:2:1: directives (%) are not allowed"),
        ("%FOO x\n---\na: 1\n", "f:1:1: directives (%) are not allowed"),
        ("%YAML 2.0\n---\na: 1\n", "f:1:1: directives (%) are not allowed"),
        ("a: 1\n---\nb: 2\n", "f:2:1: a second document: a file holds one"),
        ("a: 1\n...\nb: 2\n", "f:3:1: a second document: a file holds one"),
        ("  a: 1\nb: 2\n", "f:2:1: this belongs to nothing above it"),
        ("events:\na: 1\nevents:\n", "f:3:1: events: given twice: the first is on line 1"),
        ("- {a: 1, a: 2}\n", "f:1:10: [0].a: given twice: the first is on line 1"),
        ("? [a]\n: b\n", "f:1:3: a key must be a text"),
        ("a:\n  ? {b: 1}\n  : c\n", "f:2:5: a: a key must be a text"),
        ("<<: {a: 1}\n", "f:1:1: merge keys (<<) are not allowed"),
        ("a:\n\tb: 1\n", "f:2:1: a tab: indent with spaces"),
        ("title: Joint: statement\n", "f:1:13: a ': ' inside an unquoted text"),
        ("a: b\n  c: d\n", "f:2:4: a ': ' inside an unquoted text"),
        ('a: 1\nb: "foo\nc: 2\n', "f:2:4: this quote is never closed"),
        ("a: 'foo\nc: 2\n", "f:1:4: this quote is never closed"),
        ('a: "x\n---\n"\n', "f:1:4: this quote is never closed"),
        ("a: 1\nb: [x, y\n", "f:2:4: this bracket is not closed before line 3"),
        ("a: {x: 1\nb: c\n", "f:1:4: this bracket is not closed before line 2"),
        ('a: ["x" "y"]\n', "f:1:9: a comma or a closing bracket is missing"),
        ("a: ]\n", "f:1:4: a text is missing before this sign"),
        ("a: @x\n", "f:1:4: a text may not start with this sign"),
        ("a: - b\n", "f:1:4: no list item may start here"),
        ("a: ? b\n", "f:1:4: no '? ' may stand here"),
        ("a: x\n- b\n", "f:2:1: this does not fit what stands before it"),
        ("a:\n    b: 1\n  c: 2\n", "f:3:3: this does not fit what stands before it"),
        ("- a\nb: 1\n", "f:2:1: this does not fit what stands before it"),
        ("a: 1\nfoo\nb: 2\n", "f:2:1: no ': ' after this"),
        ("a: | foo\n x\n", "f:1:4: '|' and '>' must end their line"),
        ('a: "\\d"\n', "f:1:4: a \\ in this text starts no known escape"),
        ('a: "\\xzz"\n', "f:1:4: a \\ in this text starts no known escape"),
        ('a: "x \\U00110000"\n', "f:1:7: a \\ in this text starts no known escape"),
        ('a: "x \\UFFFFFFFF"\n', "f:1:7: a \\ in this text starts no known escape"),
    ],
)
def test_a_fault_has_its_place_and_our_words(text: str, said: str) -> None:
    assert faults(text)[0].startswith(said)


@both
def test_a_version_of_endless_digits_is_refused() -> None:
    assert faults(f"%YAML 1.{'9' * 5000}\n---\na: 1\n")[0].startswith("f:1:")


def test_a_colon_without_text_in_a_list_is_refused() -> None:
    assert faults("a: [b:c, d:]\n") == [
        "f:1:11: nothing stands after this ':': put the text in quotes"
    ]


@both
@pytest.mark.parametrize(
    ("escape", "name"),
    [
        (r"\0", "U+0000"),
        (r"\x1b", "U+001B"),
        (r"\e", "U+001B"),
        (r"\N", "U+0085"),
        (r"\u202e", "U+202E"),
        (r"\uFEFF", "U+FEFF"),
        (r"\U0001FFFE", "U+1FFFE"),
        (r"\ud800", "U+D800"),
    ],
)
def test_a_forbidden_character_by_escape_is_named_where_it_stands(escape: str, name: str) -> None:
    for text, place in ((f'a: ["é😀", "b {escape}"]', "1:14"), (f'"a {escape}": b', "1:4")):
        (said,) = faults(text)
        assert said.startswith(f"f:{place}: ")
        assert said.endswith(f": {name} is not allowed: remove it")


@both
def test_all_faults_of_structure_come_together() -> None:
    text = 'a: 1\nb:\n  - x: &y 1\n    z: "\\0 \\\r\n      \\e"\n    x: 3\na: !t 2\n'
    assert [said.split(": ")[0] for said in faults(text)] == [
        *("f:3:8", "f:4:9", "f:5:7", "f:6:5", "f:7:1", "f:7:4"),
    ]


def test_faults_of_structure_before_an_error_of_syntax_are_kept() -> None:
    assert faults('a: 1\na: 2\nb: "') == [
        "f:2:1: a: given twice: the first is on line 1",
        "f:3:4: this quote is never closed",
    ]


def test_no_more_than_a_hundred_faults_are_kept() -> None:
    assert len(faults("- *a\n" * 1000)) == 100


@both
@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("- " * 1000, "f:1:65"),
        ("{a: " * 1000, "f:1:129"),
        ("[" * 100_000, "f:1:33"),
        ("[\n" * 100_000, "f:33:1"),
        ("? " * 100_000, "f:1:65"),
    ],
)
def test_level_33_is_refused_at_once(text: str, place: str) -> None:
    start = time.process_time()
    assert faults(text) == [f"{place}: more than 32 levels deep"]
    assert time.process_time() - start < 1


def test_level_32_is_read() -> None:
    assert build("[" * 32 + "]" * 32, "f")


@both
@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[" * 40 + "@", "1:33"),
        ("[" * 40 + '"\\q"', "1:33"),
        ("[" * 40 + '"never closed', "1:33"),
        ("[" * 40 + r'"\UFFFFFFFF"', "1:33"),
        ("- " * 30 + "[" * 5 + "@", "1:63"),
        ("- " * 30 + "[" * 2000, "1:63"),
        ("a: 1\n" + "[" * 2000, "2:32"),  # where a key must stand
        ("[" * 32 + "a: @", "1:33"),  # a pair is a mapping of its own
    ],
)
def test_level_33_is_refused_before_what_is_wrong_after_it(text: str, place: str) -> None:
    assert faults(text) == [f"f:{place}: more than 32 levels deep"]


@both
@pytest.mark.parametrize(
    "text",
    [
        f'["{"[" * 40}", @',
        f"['it''s {'{' * 40}', @",
        f"[ # {'[' * 40}\n@",
        f"a: |\n  {'[' * 40}\nb: @",
        f"a: b {'[' * 40}\nc: @",
        f"[{'[], ' * 40}@",
    ],
)
def test_no_bracket_in_a_text_or_a_comment_counts(text: str) -> None:
    assert "levels deep" not in faults(text)[0]


OPENINGS = [
    *(("[", "]"), ("[a: ", "]"), ("[? a : ", "]"), ("{a: ", "}"), ("{? ", "}"), ('{"k":', "}")),
    *(("{a#b: ", "}"), ("[x:y, -z, ", "]"), ("[{}, [], ", "]"), ("[{a: [b]}, ", "]")),
    *(("['it''s {', ", "]"), ('["x\\" [", ', "]"), ('[a b "c, ', "]")),
    *(("[ # [[[\n ", "]"), ("[a\n  b, ", "]")),
]
OPENED = st.tuples(
    st.sampled_from(
        ["", "a: ", "a: 1\nb: ", "x: 'y [ ['\nb:\n  c: ", "- " * 5, "? " * 20, "- " * 30]
    ),
    st.lists(st.sampled_from(OPENINGS), max_size=40),
)


def too_deep(text: str) -> list[str]:
    try:
        build(text, "f")
    except Unreadable as unreadable:
        return [fault.say() for fault in unreadable.faults if "levels deep" in fault.say()]
    return []


@both
@examples(500)
@given(OPENED, st.sampled_from(["@", r'"\q"', "'x", '"x', r'"\UFFFFFFFF"', "%y", "*", "|\n"]))
def test_an_error_of_syntax_does_not_move_level_33(
    opened: tuple[str, list[tuple[str, str]]], error: str
) -> None:
    before = opened[0] + "".join(opening for opening, _ in opened[1])
    good = before + "x" + "".join(closing for _, closing in reversed(opened[1]))
    assert too_deep(before + error) == too_deep(good)


def test_an_endless_text_is_refused_quickly() -> None:
    start = time.process_time()
    said = "f:1:4: a: a text of 30000000 characters: at most 1000000 are read"
    assert faults(f"a: {'x' * 30_000_000}") == [said]
    assert time.process_time() - start < 2


@pytest.mark.parametrize("text", ["a: 1", "a: ["])
def test_the_garbage_collector_is_left_as_it_was(text: str) -> None:
    for switch, is_on in ((gc.disable, False), (gc.enable, True)):
        switch()
        with suppress(Unreadable):
            build(text, "f")
        assert gc.isenabled() is is_on


TOKENS = st.sampled_from(
    [
        *(
            "a",
            "b",
            "é",
            "😀",
            "key",
            "~",
            "NO",
            "1",
            "#",
            " #",
            " # ",
            "-",
            "'",
            '"',
            "\\",
            "\\x1b",
        ),
        *(": ", ":", "- ", "? ", "\n", "\n  ", "\n    ", "\n- ", "\nb: ", "\nc:\n  ", " ", ", "),
        *("[", "]", "{", "}", "|", ">", "|-\n ", "&a ", "*a", "!", "!!str ", "<<: ", "%", "@", "`"),
        *("---\n", "...\n", "\n---", "\r\n", "\t", "''", '""', "\\ud800", "\\U00110000", "\u2028"),
    ]
)
YAMLISH = st.lists(TOKENS, max_size=25).map("".join)


def _without_none(tree: Any) -> Any:
    match tree:
        case None:
            return ""
        case list():
            return [_without_none(item) for item in tree]
        case dict():
            return {key: _without_none(value) for key, value in tree.items()}
    return tree


@examples(1500)
@given(YAMLISH)
def test_a_tree_is_the_one_that_the_plainest_loader_makes(text: str) -> None:
    try:
        tree = build(decode(text.encode(), "f"), "f")
    except Unreadable:
        return
    expected = yaml.load(text, yaml.CBaseLoader)  # noqa: S506 - it makes nothing but text
    assert _without_none(tree) == _without_none(expected)


@examples(1000)
@given(YAMLISH)
def test_without_libyaml_a_tree_is_the_same(text: str) -> None:
    trees = []
    for with_libyaml in (True, False):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(yaml, "__with_libyaml__", with_libyaml)
            try:
                trees.append(build(decode(text.encode(), "f"), "f"))
            except Unreadable:
                return
    assert trees[0] == trees[1]


@given(st.binary() | st.text().map(str.encode))
def test_any_bytes_give_a_tree_or_faults_with_places(data: bytes) -> None:
    found: tuple[Fault, ...] = ()
    try:
        build(decode(data, "f"), "f")
    except Unreadable as error:
        found = error.faults
    assert all(fault.line and fault.column for fault in found)


SAFE = st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Cn", "Zl", "Zp"]))
TREES = st.recursive(
    SAFE, lambda below: st.lists(below, max_size=4) | st.dictionaries(SAFE, below, max_size=4)
)


@given(TREES)
def test_a_tree_that_was_written_is_read_back(tree: Any) -> None:
    assert build(yaml.safe_dump(tree, default_style='"', allow_unicode=True), "f") == tree


GOOD = [
    "collection:",
    "  title: {en: x, es: y}",
    "events:",
    "  - id: one",
    "    date: 2026-01-11",
    "    actors: [a, b]",
    "  - id: two",
    "    title: 'it''s'",
]


@given(
    st.integers(0, len(GOOD)),
    st.sampled_from(
        ["- &x: 1", "    x: *x", "    x: !t y", "    x: y: z", "@", "}", "    x: [a b", '"']
    ),
)
def test_a_fault_put_anywhere_names_its_line(at: int, bad: str) -> None:
    lines = [*GOOD[:at], bad, *GOOD[at:]]
    places = [int(said.split(":")[1]) for said in faults("\n".join(lines))]
    assert at + 1 in places
