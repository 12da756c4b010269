"""Only the lines that a change asks for are others; what is read is what was meant."""

import difflib
import re
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.laws import LONG
from timeline.errors import WrongCall
from timeline.store.yaml.edits import Add, Change, Drop, Put, apply, apply_to_tree, record_text
from timeline.store.yaml.tree import build

pytestmark = pytest.mark.more

ORDER = ("id", "date", "status", "title", "cites", "history")

HAND_STYLED = dedent(
    """\
    # What this file is.
    sources:
    - id: s1   # the first
      file: 'texts/one.txt'

    -   id: "s2"
        file: texts/two.txt

    # Events from here on.
    events:
        - id: e1
          date: 2026-01-11      # a Sunday
          status: scheduled
          title: {en: A call, es: "Una llamada"}
          cites:
              - source: s1
                quote: >-
                    They spoke
                    on Sunday.

                supports: [date, kind]
              # Another source would be welcome.

        - {id: e2, date: 2026-02, status: held}
    # The end.
    """
)


def difference(text: str, *changes: Change) -> str:
    """Give the lines that changes take away (-) and put in (+)."""
    lines = difflib.ndiff(text.splitlines(), apply(text, changes).splitlines())
    return "".join(f"{line}\n" for line in lines if line[0] in "+-")


def test_a_scalar_is_replaced_and_the_comment_behind_it_stays() -> None:
    assert difference(HAND_STYLED, Put(("events", 0, "date"), "2026-01-12")) == (
        "-       date: 2026-01-11      # a Sunday\n+       date: 2026-01-12      # a Sunday\n"
    )


def test_quotation_marks_stay_those_that_were_there() -> None:
    assert difference(
        HAND_STYLED,
        Put(("sources", 0, "file"), "texts/o'ne.txt"),
        Put(("sources", 1, "id"), "s3"),
        Put(("events", 0, "title", "es"), "Otra"),
    ) == (
        "-   file: 'texts/one.txt'\n"
        "+   file: 'texts/o''ne.txt'\n"
        '- -   id: "s2"\n'
        '+ -   id: "s3"\n'
        '-       title: {en: A call, es: "Una llamada"}\n'
        "+       title: {en: A call, es: Otra}\n"
    )


def test_a_new_field_stands_where_its_kind_does() -> None:
    new = Put(("events", 0, "kind"), "call", order=("id", "date", "kind", "status"))
    assert difference(HAND_STYLED, new) == "+       kind: call\n"
    assert "a Sunday\n      kind: call\n      status" in apply(HAND_STYLED, [new])


def test_a_list_that_is_not_there_is_made_in_the_indentation_of_the_file() -> None:
    state = {"status": "scheduled", "date": "2026-01-11"}
    assert difference(HAND_STYLED, Add(("events", 0, "history"), state, order=ORDER)) == (
        "+       history:\n+       - {status: scheduled, date: 2026-01-11}\n"
    )


def test_an_item_is_put_at_the_end_of_its_list_after_as_many_blank_lines_as_the_others() -> None:
    source = {"id": "s3", "file": "texts/three.txt"}
    text = apply(HAND_STYLED, [Add(("sources",), source)])
    assert "two.txt\n\n- id: s3\n  file: texts/three.txt\n\n# Events" in text


def test_an_item_is_put_between_others() -> None:
    event = {"id": "e0", "date": "2026-01-20"}
    text = apply(HAND_STYLED, [Add(("events",), event, at=1)])
    after = "welcome.\n\n    - id: e0\n      date: 2026-01-20\n"
    assert (
        "supports: [date, kind]\n\n    - id: e0\n      date: 2026-01-20\n" in text or after in text
    )
    assert [it["id"] for it in build(text, "")["events"]] == ["e1", "e0", "e2"]


def test_an_item_is_put_first() -> None:
    text = apply(HAND_STYLED, [Add(("sources",), {"id": "s0", "file": "x"}, at=0)])
    assert text.startswith("# What this file is.\nsources:\n- id: s0\n  file: x\n\n- id: s1 ")


def test_flow_style_stays_flow_style() -> None:
    assert difference(
        HAND_STYLED,
        Add(("events", 0, "cites", 0, "supports"), "status"),
        Put(("events", 1, "place"), "Washington, D.C."),
        Put(("events", 0, "title", "en"), "A: call"),
    ) == (
        '-       title: {en: A call, es: "Una llamada"}\n'
        '+       title: {en: "A: call", es: "Una llamada"}\n'
        "-             supports: [date, kind]\n"
        "+             supports: [date, kind, status]\n"
        "-     - {id: e2, date: 2026-02, status: held}\n"
        '+     - {id: e2, date: 2026-02, status: held, place: "Washington, D.C."}\n'
    )


def test_a_long_text_is_folded_and_one_of_several_lines_is_not() -> None:
    assert difference(HAND_STYLED, Put(("events", 0, "note"), "word " * 30 + "end")) == (
        "+       note: >-\n"
        f"+         {' '.join(['word'] * 18)}\n"
        f"+         {' '.join(['word'] * 12)} end\n"
    )
    assert difference(HAND_STYLED, Put(("events", 0, "note"), "one\n\ntwo")) == (
        "+       note: |-\n+         one\n+ \n+         two\n"
    )


def test_a_field_and_an_item_are_taken_away_whole() -> None:
    assert difference(HAND_STYLED, Drop(("events", 0, "date"))) == (
        "-       date: 2026-01-11      # a Sunday\n"
    )
    assert difference(HAND_STYLED, Drop(("events", 1))) == (
        "-     - {id: e2, date: 2026-02, status: held}\n"
    )


def test_a_record_as_someone_typed_it_is_kept_as_typed() -> None:
    typed = "id: e1   # mine\ntitle:\n  en: |\n    A\n    call\n"
    value = build(typed, "")
    text = apply(HAND_STYLED, [Put(("events", 0), value, text=typed)])
    assert (
        "    - id: e1   # mine\n      title:\n        en: |\n          A\n          call\n"
    ) in text


def test_line_ends_stay_those_of_the_file() -> None:
    text = apply(
        HAND_STYLED.replace("\n", "\r\n"),
        [Add(("sources",), {"id": "s3", "file": "x"}), Put(("events", 0, "note"), "a\nb")],
    )
    assert "\r\n\r\n- id: s3\r\n  file: x\r\n" in text
    assert text.count("\n") == text.count("\r\n")


def test_a_file_without_a_last_line_end_gets_none() -> None:
    text = "events:\n  - id: e1\n    date: 2026"
    assert apply(text, [Add(("events",), {"id": "e2", "date": "2027"})]) == (
        "events:\n  - id: e1\n    date: 2026\n  - id: e2\n    date: 2027"
    )


def test_an_empty_list_and_a_missing_one_are_filled() -> None:
    for empty in ("events: []\n", "events:\n", "events: # none yet\n"):
        assert build(apply(empty, [Add(("events",), {"id": "e1"})]), "") == {
            "events": [{"id": "e1"}]
        }
    assert apply("a: b\n", [Add(("events",), {"id": "e1"})]) == "a: b\nevents:\n  - id: e1\n"


def test_what_cannot_be_changed_safely_is_refused() -> None:
    with pytest.raises(WrongCall, match=r"a stands in a form that cannot be changed safely"):
        apply("a: b\n", [Drop(("a",))])


PATHS: list[tuple[str | int, ...]] = [
    ("sources", 0, "file"),
    ("sources", 1, "id"),
    ("events", 0, "date"),
    ("events", 0, "title", "es"),
    ("events", 0, "cites", 0, "quote"),
    ("events", 0, "cites", 0, "supports", 1),
    ("events", 1, "status"),
    ("events", 0, "new"),
    ("events", 1, "new"),
]
ODD = [
    "",
    "~",
    "no",
    "1e3",
    "#",
    ": ",
    "- ",
    "|",
    "e\u0301",
    "a\nb\nc\nd\ne",
    "x\n",
    "\n",
    " x",
    "x ",
    "'",
    '"',
    "''\"\"",
    "\\",
    "a #b",
    "a: b",
    "{",
    "]",
    "%",
    "@",
    "`",
    "<<",
    "!x",
    "&x",
    "*x",
    "?",
    "---",
    "...",
    "a\u00a0b",
    "\u2028",
    "a\tb",
    "0x1F",
    "12:30",
    "x" * 300,
    "x " * 200,
    "\n\n a\n",
]
TEXTS = st.one_of(
    st.sampled_from(ODD),
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn"], include_characters="\n")),
)


@given(path=st.sampled_from(PATHS), value=TEXTS, crlf=st.booleans())
@example(("events", 0, "cites", 0, "quote"), "x\n\n", False)
def test_any_text_in_any_field_is_read_back_and_no_other_line_changes(
    path: tuple[str | int, ...], value: str, crlf: bool
) -> None:
    text = HAND_STYLED.replace("\n", "\r\n") if crlf else HAND_STYLED
    change = Put(path, value, order=ORDER)
    try:
        new = apply(text, [change])
    except WrongCall:
        assert forbidden_in(value)
        return
    assert build(new, "") == apply_to_tree(build(text, ""), change)
    old_lines, new_lines = text.splitlines(keepends=True), new.splitlines(keepends=True)
    blocks = difflib.SequenceMatcher(None, old_lines, new_lines, autojunk=False).get_opcodes()
    assert len([tag for tag, *_ in blocks if tag != "equal"]) <= 1


def forbidden_in(value: str) -> bool:
    from timeline.text import find_forbidden  # noqa: PLC0415 - for this alone

    return find_forbidden(value) is not None


RECORDS = st.recursive(
    TEXTS.filter(lambda text: not forbidden_in(text)),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3),
        st.dictionaries(st.from_regex("[a-z]{1,8}", fullmatch=True), inner, min_size=1, max_size=3),
    ),
    max_leaves=8,
)


@given(
    record=st.dictionaries(st.from_regex("[a-z]{1,8}", fullmatch=True), RECORDS, min_size=1),
    at=st.sampled_from([None, 0, 1, 2]),
)
def test_any_record_that_is_added_is_read_back_and_every_line_that_was_there_stays(
    record: dict[str, Any], at: int | None
) -> None:
    change = Add(("events",), record, at=at)
    new = apply(HAND_STYLED, [change])
    assert build(new, "") == apply_to_tree(build(HAND_STYLED, ""), change)
    assert not [
        line
        for line in difflib.ndiff(HAND_STYLED.splitlines(), new.splitlines())
        if line.startswith("- ")
    ]


ODDLY_STYLED = (
    "events:\n"
    "  -   id: e1   # one\n"
    "      note: |+\n"
    "        kept\n"
    "\n"
    "\n"
    "      # at the fields\n"
    "\n"
    "  # at the dashes\n"
    "  -\n"
    "    id: e2\n"
    "  # inside, but not deeper\n"
    "    note: 'a\n"
    "b'\n"
    "   \n"
    "    title: {en: a,\n"
    "  es: b}   \n"
    "    # deeper\n"
    "  - {id: e3,\n"
    "    date: 2026}  # flow\n"
    "  - id: e4\n"
    "    note: |+\n"
    "      kept\n"
    "\n"
    "  - id: e5\n"
    "    note: >-\n"
    "      folded"
)
SHIPPED = Path(__file__, "../../../../data/events.yaml").resolve().read_text("utf-8")
IN_FLOW = "{events: [{id: e1, date: 2026,\n    kind: call}, {id: e2}]}\n"
MIXED = HAND_STYLED.replace("They spoke\n", "They spoke\r\n").replace("e1\n", "e1\r\n")


@pytest.mark.parametrize("text", [SHIPPED, HAND_STYLED, ODDLY_STYLED, IN_FLOW, MIXED])
@pytest.mark.parametrize("crlf", [False, True])
def test_a_record_put_back_as_it_was_given_leaves_every_byte(text: str, crlf: bool) -> None:
    if crlf:
        text = re.sub("\r?\n", "\r\n", text)
    tree = build(text, "")
    for section in ("sources", "actors", "events"):
        records = list(enumerate(tree.get(section, ())))
        for i, record in records if LONG else records[::9] + records[-1:]:
            given_text = record_text(text, (section, i))
            assert build(given_text, "") == record
            put = Put((section, i), record, text=given_text)
            assert apply(text, [put]) == text


def test_a_record_is_given_with_the_comments_in_it_and_below_it() -> None:
    assert record_text(HAND_STYLED, ("events", 0)) == (
        "id: e1\n"
        "date: 2026-01-11      # a Sunday\n"
        "status: scheduled\n"
        'title: {en: A call, es: "Una llamada"}\n'
        "cites:\n"
        "    - source: s1\n"
        "      quote: >-\n"
        "          They spoke\n"
        "          on Sunday.\n"
        "\n"
        "      supports: [date, kind]\n"
        "    # Another source would be welcome.\n"
    )
    assert record_text(HAND_STYLED, ("sources", 0)) == (
        "id: s1   # the first\nfile: 'texts/one.txt'\n"
    )


def test_a_record_with_a_line_left_of_its_fields_is_given_with_all_lines_where_they_are() -> None:
    assert record_text(ODDLY_STYLED, ("events", 1)) == (
        "    id: e2\n"
        "  # inside, but not deeper\n"
        "    note: 'a\n"
        "b'\n"
        "   \n"
        "    title: {en: a,\n"
        "  es: b}   \n"
        "    # deeper\n"
    )


def test_only_the_lines_that_were_typed_anew_are_others() -> None:
    for text in (HAND_STYLED, HAND_STYLED.replace("\n", "\r\n")):
        typed = record_text(text, ("events", 0)).replace("a Sunday", "Sunday") + "note: >-\n  A\n"
        lines = difference(text, Put(("events", 0), build(typed, ""), text=typed))
        assert lines == (
            "-       date: 2026-01-11      # a Sunday\n"
            "+       date: 2026-01-11      # Sunday\n"
            "+       note: >-\n"
            "+         A\n"
        )


def test_typed_lines_end_as_those_of_the_file() -> None:
    for text, typed in (
        (HAND_STYLED.replace("\n", "\r\n"), "id: e1\ndate: 2027\n"),
        (HAND_STYLED, "id: e1\r\ndate: 2027\r\n"),
    ):
        new = apply(text, [Put(("events", 0), build(typed, ""), text=typed)])
        assert new.count("\r\n") == (new.count("\n") if "\r" in text else 0)


def test_a_record_in_flow_style_is_typed_in_flow_style() -> None:
    typed = "{id: e1,\n date: 2027}\n"
    new = apply(IN_FLOW, [Put(("events", 0), build(typed, ""), text=typed)])
    assert new == "{events: [{id: e1,\n           date: 2027}, {id: e2}]}\n"
    with pytest.raises(WrongCall, match=r"events\.0 stands in a form"):
        apply(IN_FLOW, [Put(("events", 0), {"id": "e1"}, text="id: e1  # mine\n")])


def test_where_there_is_no_record_none_is_given() -> None:
    with pytest.raises(WrongCall, match=r"there is no record at events\.9"):
        record_text(HAND_STYLED, ("events", 9))
