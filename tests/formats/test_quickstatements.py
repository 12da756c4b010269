"""QuickStatements V1, read back by the rules of the tool's own reader, written down once more."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from timeline.formats import FORMATS, Export
from timeline.text import safe

_COMMENT = re.compile(r"^(.*?) */\* *(.*?) *\*/ *$")
_TIME = re.compile(r"\+(\d{4})-(\d\d)-(\d\d)T00:00:00Z/(9|10|11)")
_STRING = re.compile(r'(?:[a-z_-]+:)?"(.*)"')
_ENTITY = re.compile(r"Q\d+")


@dataclass
class Item:
    """One item to be made: what follows a CREATE."""

    commands: list[list[str]] = field(default_factory=list)

    def value(self, name: str) -> list[str]:
        return [cells[1] for cells in self.commands if cells[0] == name]


def text(export: Export) -> str:
    return FORMATS["quickstatements"].made(export).decode("utf-8")


def items(export: Export) -> list[Item]:
    """Read the commands as the tool does: rows, a comment at the end of one, cells by tabs."""
    made: list[Item] = []
    for row in text(export).split("\n"):
        found = _COMMENT.match(row.strip())
        cells = (found[1] if found else row.strip()).split("\t")
        if cells == ["CREATE"]:
            made.append(Item())
        elif cells != [""]:
            assert cells[0] == "LAST"
            assert len(cells) >= 3
            assert len(cells) % 2
            assert all(map(understood, cells[2::2])), cells
            made[-1].commands.append(cells[1:])
    return made


def understood(value: str) -> bool:
    return any(it.fullmatch(value) for it in (_TIME, _STRING, _ENTITY))


def comments(export: Export) -> Iterator[str]:
    for row in text(export).splitlines():
        if found := _COMMENT.match(row):
            yield found[2]


def test_what_took_place_is_an_item_with_names_in_both_languages(shipped: Export) -> None:
    took_place = [it.event for it in shipped.rows if it.event.status != "scheduled"]
    made = items(shipped)
    assert len(made) == len(took_place)
    for item, event in zip(made, took_place, strict=True):
        for language in ("en", "es"):
            (said,) = item.value(f"L{language}")
            assert said == f'"{event.title.say(language)}"'


def test_events_of_both_kinds_typed_out(exported: Callable[..., Export]) -> None:
    source = {
        "id": "s1",
        "url": "https://example.org/1",
        "title": 'The "river"',
        "language": "en-GB",
        "published": "2026-01-11",
        "accessed": "2026-02",
    }
    cites = [
        {"source": it, "says": {"en": "so"}, "supports": ["date", "kind"]} for it in ("s1", "s2")
    ]
    sources = [source, {"id": "s2", "file": "texts/s2.txt"}]
    events = ({"kind": "meeting", "cites": cites}, {"status": "scheduled"})
    head, first, second = text(exported(*events, sources=sources)).split("\n\n")
    reference = (
        '\tS854\t"https://example.org/1"\tS1476\ten:"The \'river\'"'
        "\tS577\t+2026-01-11T00:00:00Z/11\tS813\t+2026-02-00T00:00:00Z/10\n"
    )
    assert head.endswith("/* collection: Aland and Bland */\n"
        f"/* version: sha256:{'0' * 64} */\n/* program: timeline */")  # fmt: skip
    assert first + "\n" == (
        "/* e1 (EDTF 2026-01-11) */\n"
        "CREATE\n"
        'LAST\tLen\t"A call"\n'
        'LAST\tDen\t"meeting, 11 January 2026"\n'
        'LAST\tLes\t"Una llamada"\n'
        'LAST\tDes\t"reunión, 11 de enero de 2026"\n'
        f"LAST\tP31\tQ2761147{reference}"
        "/* no reference to s2 for P31: stored text only */\n"
        f"LAST\tP585\t+2026-01-11T00:00:00Z/11{reference}"
        "/* no reference to s2 for P585: stored text only */\n"
    )
    assert second == (
        "/* e2 (EDTF 2026-01-11) */\n/* no item: scheduled, so not known to have taken place */\n"
    )


@pytest.mark.parametrize(
    ("date", "statements"),
    [
        ("2026-01-11", {"P585": "+2026-01-11T00:00:00Z/11"}),
        ("2026-01-11T09:00", {"P585": "+2026-01-11T00:00:00Z/11"}),
        ("2026-02", {"P585": "+2026-02-00T00:00:00Z/10"}),
        ("2026-02-XX", {"P585": "+2026-02-00T00:00:00Z/10"}),
        ("2026", {"P585": "+2026-00-00T00:00:00Z/9"}),
        ("0845", {"P585": "+0845-00-00T00:00:00Z/9"}),
        (
            "2026-01-11/2026-02",
            {"P580": "+2026-01-11T00:00:00Z/11", "P582": "+2026-02-00T00:00:00Z/10"},
        ),
        ("202X", {}),
        ("2026-01-11?", {}),
        ("2026-01~", {}),
        ("../2026-01-11", {}),
        ("2026-01-11/..", {}),
        ("[2026-01-11,2026-01-12]", {}),
    ],
)
def test_a_date_is_said_as_exactly_as_it_is_known_or_not_at_all(
    exported: Callable[..., Export], date: str, statements: dict[str, str]
) -> None:
    export = exported({"date": date})
    (item,) = items(export)
    said = {name: item.value(name)[0] for name in ("P585", "P580", "P582") if item.value(name)}
    assert said == statements
    assert any(it.startswith("no date: ") for it in comments(export)) is not bool(statements)


def test_a_kind_without_an_item_beyond_doubt_is_left_to_the_reviewer(
    exported: Callable[..., Export],
) -> None:
    kinds = ("call", "meeting", "agreement", "visit", "other")
    export = exported(*({"kind": it} for it in kinds))
    found = [it.value("P31") for it in items(export)]
    assert found == [[], ["Q2761147"], ["Q321839"], [], []]
    assert "no P31: choose an item for 'call'" in comments(export)
    assert [bool(it.value("Den")) for it in items(export)] == [True, True, True, True, False]


@pytest.mark.parametrize("status", ["scheduled", "postponed", "cancelled", "denied"])
def test_what_did_not_take_place_is_no_item_and_is_counted(
    exported: Callable[..., Export], status: str
) -> None:
    export = exported({"status": status}, {})
    assert len(items(export)) == 1
    left = FORMATS["quickstatements"].left_out(export)
    assert left is not None
    assert (left.events, str(left.said)) == (
        1,
        "1 event left out: it is not known to have taken place",
    )
    assert FORMATS["quickstatements"].left_out(replace(export, rows=export.rows[1:])) is None


def test_an_inferred_or_doubtful_day_of_publication_is_not_in_a_reference(
    exported: Callable[..., Export],
) -> None:
    days: tuple[dict[str, Any], ...] = (
        {"published": "2026-01-11?"},
        {"published": "[2026-01-11,2026-01-12]"},
        {"published": "2026-01-11", "published_basis": "inferred", "published_note": {"en": "x"}},
    )
    for day in days:
        source = {"id": "s1", "url": "https://example.org/1", **day}
        cite = {"source": "s1", "says": {"en": "so"}, "supports": ["date"]}
        made = text(exported({"cites": [cite]}, sources=[source]))
        assert "S854" in made
        assert "S577" not in made


def test_hostile_texts_are_labels_and_nothing_else(hostile: Export) -> None:
    made = items(hostile)
    assert len(made) == len(hostile.rows)
    for item, row in zip(made, hostile.rows, strict=True):
        assert [it[0] for it in item.commands] == ["Len", "Den", "Les", "Des", "P585"]
        (said,) = item.value("Len")
        assert len(said) <= 252
        assert not set('"|\t\n') & set(said[1:-1])
        begin = safe(" ".join(row.event.title.say("en").split()))[:20]
        assert said[1:].startswith(begin.translate({34: "'", 124: "¦"}))


TRICKS = (
    "x /* hidden */",
    "*/ x",
    "x\nLAST\tP31\tQ5",
    'x"\tP31\tQ5',
    "a||b|c",
    "x/*/ /**/ **/*",
    "CREATE",
)


@pytest.mark.parametrize("trick", TRICKS)
def test_no_text_is_a_command_or_a_comment(exported: Callable[..., Export], trick: str) -> None:
    title = {"en": trick, "es": trick}
    source = {
        "id": "s1",
        "url": 'https://example.org/?a="|/*b*/',
        "title": trick,
        "language": "en",
    }
    cite = {"source": "s1", "says": title, "supports": ["date"]}
    about = {"title": title, "sides": {"AA": title, "BB": title}, "topics": {}}
    export = exported({"title": title, "cites": [cite]}, sources=[source], collection=about)
    (item,) = items(export)
    assert [it[0] for it in item.commands] == ["Len", "Den", "Les", "Des", "P585"]
    assert item.commands[-1][2::2] == ["S854", "S1476"]
    assert item.commands[-1][3] == '"https://example.org/?a=%22%7C/%2Ab%2A/"'


def test_without_events_there_is_nothing_but_comments(empty: Export) -> None:
    assert items(empty) == []
    assert next(iter(comments(empty))).startswith("To be reviewed by a person")
