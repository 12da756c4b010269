import csv
from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import dates
from timeline.errors import UnknownValue
from timeline.formats import FORMATS, CsvStyle, Export
from timeline.formats.tables import TABLES, text
from timeline.formats.tables.separated import armed, disarmed, in_one_field, several
from timeline.query.filter import Filter, Row, select
from timeline.records.model import Collection

Make = Callable[..., Collection]
EVENTS = TABLES["events"].columns

HEADER = (
    "id,date,earliest,latest,precision,qualifier,time,kind,status,sides,actor_ids,actor_roles,"
    "actor_names_en,actor_names_es,place_en,place_es,topics,title_en,title_es,summary_en,"
    "summary_es,about,announced_by,follows,sources,quotes,cameo,plover,plover_mode,match,"
    "asked_by,date_note_en,date_note_es,note_en,note_es,citations,linked\r\n"
)
CALL: dict[str, Any] = {
    "id": "call",
    "date": "2026-01-11T09:00",
    "title": {"en": 'A "call", at last', "es": "Una llamada, ¡por fin!"},
    "summary": {"en": "Two lines:\nthis is the second.", "es": "Ríos; nada más."},
    "place": {"es": "La Vega"},
    "actors": [
        {"actor": "bo-reyes", "role": "participant"},
        {"actor": "ministry", "role": "host"},
    ],
    "topics": ["water", "trade"],
    "asked_by": "bo-reyes",
    "cites": [
        {"source": "s2", "quote": "hablaron de «lo|común»"},
        {"source": "s1", "quote": "=SUM(1)"},
        {"source": "s1", "says": {"en": "they spoke"}},
    ],
}
VISIT: dict[str, Any] = {
    "id": "visit",
    "date": "2026-01?/..",
    "kind": "visit",
    "status": "scheduled",
    "title": {"en": "-1 is how it begins"},
    "about": "call",
    "follows": "call",
    "announced_by": "call",
    "date_note": {"en": "A span."},
    "note": {"es": "Nuestra nota."},
    "cites": [],
}
CALL_LINE = (
    "call,2026-01-11T09:00,2026-01-11,2026-01-11,1,,09:00,call,held,AA | BB,bo-reyes | ministry,"
    "participant | host,Bo Reyés | Ministry of Aland,Bo Reyés | Ministerio de Alandia,,La Vega,"
    'water | trade,"A ""call"", at last","Una llamada, ¡por fin!",'
    '"Two lines:\nthis is the second.",Ríos; nada más.,,,,s1 | s2,'
    "s2: hablaron de «lo\\|común» | s1: =SUM(1),041,CONSULT,phone,certain,bo-reyes,,,,,3,2\r\n"
)
VISIT_LINE = (
    "visit,2026-01?/..,2026-01-01,,5,?,,visit,scheduled,,,,,,,,,'-1 is how it begins,,,,call,call,"
    "call,,,036,AGREE,,possible,,A span.,,,Nuestra nota.,0,0\r\n"
)


def written(collection: Collection, style: CsvStyle | None = None, **asked: Any) -> bytes:
    rows = select(collection, Filter(**asked))
    export = Export(collection, rows, style or CsvStyle())
    return "".join(FORMATS["csv"].render(export)).encode()


def cells(text: str, **style: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text, newline=""), strict=True, **style))


def cell(collection: Collection, column: str, n: int = 0) -> str:
    row = Row(collection.events[n])
    return text(EVENTS[column].make(Export(collection, (row,)), row))


def test_the_bytes_of_a_small_collection(made: Make) -> None:
    rows = (Row(event, event.id == "call") for event in made(CALL, VISIT).events)
    export = Export(made(CALL, VISIT), tuple(rows))
    text = "".join(FORMATS["csv"].render(export))
    assert text == HEADER + CALL_LINE + VISIT_LINE


def test_no_rows_are_a_header_alone(made: Make) -> None:
    assert written(made()) == HEADER.encode()


def test_the_same_data_give_the_same_bytes(made: Make) -> None:
    assert written(made(CALL, VISIT)) == written(made(VISIT, CALL))


def test_every_column_says_what_it_means() -> None:
    meanings = [column.about for column in EVENTS.values()]
    assert all(meanings)
    assert len(set(meanings)) == len(EVENTS)
    assert ",".join(EVENTS) == HEADER.strip()


# --- rows and line ends ---------------------------------------------------------------------------


def test_rows_end_in_cr_lf_and_line_ends_inside_a_cell_stay(made: Make) -> None:
    text = written(made(CALL)).decode()
    assert text.count("\r\n") == 2
    assert text.endswith("\r\n")
    assert cells(text)[0]["summary_en"] == "Two lines:\nthis is the second."


@pytest.mark.parametrize("title", ["a\r\nb", "a\rb", 'say "so"', "a,b", " a ", '"a', "á ñ ü ¿? 😀"])
def test_any_title_is_read_back(made: Make, title: str) -> None:
    read = cells(written(made({"title": {"en": title}})).decode())
    assert [row["title_en"] for row in read] == [title]


def test_a_reader_finds_in_each_row_what_the_record_says(made: Make) -> None:
    second, first = cells(written(made(CALL, VISIT)).decode())
    assert first["quotes"].split(" | ") == ["s2: hablaron de «lo\\|común»", "s1: =SUM(1)"]
    assert first["actor_names_es"] == "Bo Reyés | Ministerio de Alandia"
    assert first["cameo"] == "041"
    assert (second["earliest"], second["latest"]) == ("2026-01-01", "")
    assert (second["title_en"], second["title_es"]) == ("'-1 is how it begins", "")


# --- styles ---------------------------------------------------------------------------------------


def test_another_separator_parts_the_cells(made: Make) -> None:
    text = written(made(CALL), CsvStyle(separator=";")).decode()
    assert text.startswith("id;date;earliest;")
    assert ';"Ríos; nada más.";' in text
    assert cells(text, delimiter=";") == cells(written(made(CALL)).decode())
    tabbed = written(made(CALL), CsvStyle(separator="\t")).decode()
    assert cells(tabbed, delimiter="\t") == cells(text, delimiter=";")


def test_a_byte_order_mark_comes_first_when_asked_for(made: Make) -> None:
    plain = written(made(CALL))
    assert written(made(CALL), CsvStyle(bom=True)) == b"\xef\xbb\xbf" + plain
    assert not plain.startswith(b"\xef\xbb\xbf")


def test_formulas_stay_when_they_are_not_to_be_disarmed(made: Make) -> None:
    text = written(made(CALL, VISIT), CsvStyle(disarm=False)).decode()
    assert cells(text)[0]["title_en"] == "-1 is how it begins"


def test_the_match_column_says_what_may_lie_outside_the_days_asked_for(made: Make) -> None:
    day = dates.parse("2026-01-11").span
    events = [{"date": "2026-01-11"}, {"date": "2026-01"}]
    read = cells(written(made(*events), on=(day,)).decode())
    assert [(row["date"], row["match"]) for row in read] == [
        ("2026-01", "possible"),
        ("2026-01-11", "certain"),
    ]


# --- cells ----------------------------------------------------------------------------------------


DATE_COLUMNS = ("date", "earliest", "latest", "precision", "qualifier", "time")


@pytest.mark.parametrize(
    "expected",
    [
        ("2026-01-11", "2026-01-11", "2026-01-11", "1", "", ""),
        ("2026-01-11T09:00-06:00", "2026-01-11", "2026-01-11", "1", "", "09:00"),
        ("2026-01-11~", "2026-01-11", "2026-01-11", "1", "~", ""),
        ("2026-01", "2026-01-01", "2026-01-31", "4", "", ""),
        ("2026-02", "2026-02-01", "2026-02-28", "4", "", ""),
        ("2026-01-10/2026-01-11", "2026-01-10", "2026-01-11", "2", "", ""),
        ("[2026-01-15,2026-01-21]", "2026-01-15", "2026-01-21", "3", "", ""),
        ("2026%", "2026-01-01", "2026-12-31", "5", "%", ""),
        ("../2026-01-11", "", "2026-01-11", "5", "", ""),
        ("2026-01-11/..", "2026-01-11", "", "5", "", ""),
    ],
)
def test_a_date_is_given_as_written_and_with_what_it_covers(
    made: Make, expected: tuple[str, ...]
) -> None:
    collection = made({"date": expected[0]})
    assert tuple(cell(collection, column) for column in DATE_COLUMNS) == expected


def test_a_quote_of_an_earlier_state_is_among_the_quotes(made: Make) -> None:
    plan = {"status": "scheduled", "date": "2026", "cites": [{"source": "s2", "quote": "a plan"}]}
    collection = made({"history": [plan]})
    assert cell(collection, "sources") == "s1 | s2"
    assert cell(collection, "quotes") == "s1: They spoke on Sunday of the river. | s2: a plan"


@pytest.mark.parametrize("sign", [*"=+-@＝＋－＠\t\r\n'"])
def test_what_begins_like_a_formula_is_disarmed(sign: str) -> None:
    assert disarmed(f"{sign}1+1") == f"'{sign}1+1"
    assert disarmed(sign) == f"'{sign}"


@pytest.mark.parametrize("cell", ["", "1", "a=1", " =1", "2026-01-11", "“=1”", "’s", "¡=!", "a＝1"])
def test_what_does_not_stays_as_it_is(cell: str) -> None:
    assert disarmed(cell) == cell == armed(cell)


@given(st.text() | st.text("=+-@＝＋－＠\t\r\n'a", max_size=4))
def test_disarming_is_undone_and_leaves_no_formula(cell: str) -> None:
    assert armed(disarmed(cell)) == cell
    assert not disarmed(cell).startswith((*"=+-@＝＋－＠\t\r\n",))


@pytest.mark.parametrize(
    ("values", "cell"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a | b"),
        (["a|b", "c"], "a\\|b | c"),
        (["a | b"], "a \\| b"),
        (["a\\", "b"], "a\\ | b"),
    ],
)
def test_several_values_stand_in_one_cell(values: list[str], cell: str) -> None:
    assert several(values) == cell


@given(st.lists(st.text() | st.text("a |\\", max_size=5), min_size=1))
def test_several_values_can_be_told_apart_again(values: list[str]) -> None:
    parts = several(values).split(" | ")
    assert [part.replace("\\|", "|") for part in parts] == values


SIGNS = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"))


@given(
    st.tuples(SIGNS, st.sampled_from("añ漢7"), SIGNS).map("".join),
    st.sampled_from([",", ";", "\t", "|"]),
    st.booleans(),
)
def test_any_text_survives_being_written_and_read(
    made: Make, text: str, separator: str, disarm: bool
) -> None:
    style = CsvStyle(separator=separator, disarm=disarm)
    collection = made({"title": {"en": text}}, {"place": {"es": text}})
    read = cells(written(collection, style).decode(), delimiter=separator)
    expected = disarmed(text) if disarm else text
    assert [(row["title_en"], row["place_es"]) for row in read] == [
        (expected, ""),
        ("A call", expected),
    ]


# --- tabs instead of commas -----------------------------------------------------------------------


def tabbed(collection: Collection, style: CsvStyle | None = None, table: str | None = None) -> str:
    export = Export(collection, select(collection, Filter()), style or CsvStyle(), table=table)
    return "".join(FORMATS["tsv"].render(export))


def fields(written: str) -> list[dict[str, str]]:
    """Read TSV as its registration has it: lines, and fields between tabs. Nothing is quoted."""
    header, *rows = (line.split("\t") for line in written.removesuffix("\n").split("\n"))
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_tsv_is_the_same_table_with_tabs_and_a_space_for_each_line_end(made: Make) -> None:
    collection = made(CALL, VISIT)
    expected = cells(written(collection).decode())
    expected[1]["summary_en"] = "Two lines: this is the second."
    assert fields(tabbed(collection)) == expected
    assert "\r" not in tabbed(collection)
    assert tabbed(made()) == HEADER.replace(",", "\t").replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("cell", "field"),
    [
        ("a\tb", "a b"),
        ("a\r\nb", "a b"),
        ("a\n\nb", "a  b"),
        ("a\rb", "a b"),
        ('"a"', '"a"'),
        ("a\x0bb", "a\\x0bb"),
        ("a\u2028b", "a\\u2028b"),
        ("", ""),
    ],
)
def test_what_would_end_a_field_is_a_space_or_shown(cell: str, field: str) -> None:
    assert in_one_field(cell) == field


@given(st.text() | st.text("\t\r\n\x85\u2028\x1c=", max_size=5))
def test_no_field_has_an_end_inside(cell: str) -> None:
    assert len(in_one_field(cell).splitlines()) <= 1
    assert "\t" not in in_one_field(cell)


def test_formulas_are_disarmed_in_tsv_too_unless_they_are_not_to_be(made: Make) -> None:
    collection = made({"title": {"en": "=1+1", "es": "\t=1"}})
    (row,) = fields(tabbed(collection))
    assert (row["title_en"], row["title_es"]) == ("'=1+1", " =1")
    (row,) = fields(tabbed(collection, CsvStyle(disarm=False)))
    assert row["title_en"] == "=1+1"


def test_a_byte_order_mark_leads_tsv_too_and_a_separator_is_for_csv_alone(made: Make) -> None:
    assert tabbed(made(), CsvStyle(separator=";", bom=True)) == "\ufeff" + tabbed(made())


# --- which table ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TABLES)
def test_csv_and_tsv_write_the_table_that_is_asked_for(shipped: Export, name: str) -> None:
    export = replace(shipped, table=name)
    read = cells("".join(FORMATS["csv"].render(export)))
    assert len(read) == len(list(TABLES[name].rows(export)))
    assert all(list(row) == list(TABLES[name].columns) for row in read)
    again = fields("".join(FORMATS["tsv"].render(export)))
    assert [list(map(in_one_field, row.values())) for row in read] == [
        list(row.values()) for row in again
    ]


def test_a_table_that_does_not_exist_is_refused_with_what_is_near(shipped: Export) -> None:
    for name in ("csv", "tsv", "xlsx", "parquet"):
        with pytest.raises(UnknownValue, match="'citatons'; did you mean citations"):
            FORMATS[name].made(replace(shipped, table="citatons"))
    with pytest.raises(UnknownValue, match="did you mean events, citations, sources, actors"):
        FORMATS["csv"].made(replace(shipped, table="zzz"))
