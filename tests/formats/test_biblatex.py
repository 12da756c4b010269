"""BibLaTeX, read back by bibtexparser."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import bibtexparser
import pytest
from bibtexparser.bparser import BibTexParser
from hypothesis import given
from hypothesis import strategies as st

from timeline import dates
from timeline.formats import Export
from timeline.formats.bibliography.biblatex import biblatex_date, escaped, render
from timeline.text import safe

Made = Callable[..., Export]

SOURCE = {
    "id": "s1",
    "file": "texts/s_1.txt",
    "url": "https://example.org/1?a=b&c#d_e%20",
    "outlet": "Ford & Sons",
    "title": "The {USA} at 100%",
    "author": "Ana Ruiz and others",
    "published": "2026-01",
    "accessed": "2026-01-20",
    "language": "es-MX",
}
BACK = {
    "\\textbackslash{}": "\\",
    "\\textbraceleft{}": "{",
    "\\textbraceright{}": "}",
    "\\textasciitilde{}": "~",
    "\\textasciicircum{}": "^",
    "\\textasciigrave{}": "`",
    '{"}': '"',
    "{}": "",
    **{f"\\{sign}": sign for sign in "%#$&_"},
}
COMMAND = re.compile("|".join(map(re.escape, BACK)))


def text(export: Export) -> str:
    return "".join(render(export))


def entries(export: Export) -> list[dict[str, Any]]:
    parser = BibTexParser(ignore_nonstandard_types=False, common_strings=False)
    return bibtexparser.loads(text(export), parser).entries  # type: ignore[no-any-return]


def unescaped(said: str) -> str:
    return COMMAND.sub(lambda found: BACK[found[0]], said)


def test_an_entry_is_written_with_its_special_characters_as_commands(exported: Made) -> None:
    export = replace(exported({"topics": ["water"]}, sources=[SOURCE]), asked="--text a@b")
    assert text(export) == (
        "% collection: Aland and Bland\n"
        f"% version: sha256:{'0' * 64}\n"
        "% only the events chosen by --text a(at)b\n"
        "\n"
        "@article{s1,\n"
        "  title = {{The \\textbraceleft{}USA\\textbraceright{} at 100\\%}},\n"
        "  author = {{Ana Ruiz and others}},\n"
        "  journaltitle = {Ford \\& Sons},\n"
        "  entrysubtype = {newspaper},\n"
        "  date = {2026-01},\n"
        "  url = {https://example.org/1?a=b&c#d_e%20},\n"
        "  urldate = {2026-01-20},\n"
        "  langid = {spanish},\n"
        "  library = {Aland and Bland, texts/s\\_1.txt},\n"
        "  keywords = {shared rivers},\n"
        "  annotation = {s1 · collection: Aland and Bland · "
        f"version: sha256:{'0' * 64} · only the events chosen by -{{}}-text a@b}},\n"
        "}\n"
    )


def test_an_event_is_a_misc_entry_with_the_date_of_the_event(exported: Made) -> None:
    (entry,) = entries(replace(exported({"place": "Bridge"}), table="events"))
    assert (entry["ENTRYTYPE"], entry["ID"]) == ("misc", "e1")
    assert (entry["date"], entry["eventdate"], entry["venue"]) == (
        "2026-01-11",
        "2026-01-11",
        "Bridge",
    )
    assert (entry["howpublished"], entry["type"]) == ("Aland and Bland", "call")


def test_a_link_without_an_outlet_is_online(exported: Made) -> None:
    (entry,) = entries(exported({}, sources=[{"id": "s1", "url": "https://example.org/"}]))
    assert (entry["ENTRYTYPE"], entry["title"]) == ("online", "{[untitled, s1]}")


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("2026-01-11", "2026-01-11"),
        ("2026-02", "2026-02"),
        ("2026", "2026"),
        ("2026-01-12T09:00-06:00", "2026-01-12"),
        ("2026-01-11?", "2026-01-11?"),
        ("2026-01~", "2026-01~"),
        ("2026-01-XX", "2026-01-XX"),
        ("202X", "202X"),
        ("2026-01-11/2026-01-16", "2026-01-11/2026-01-16"),
        ("../2026-01-11", "../2026-01-11"),
        ("2026-01-11/..", "2026-01-11/.."),
        ("[2026-01-15,2026-01-16]", "2026-01-15?/2026-01-16?"),
    ],
)
def test_a_date_is_the_edtf_that_biblatex_reads(edtf: str, said: str) -> None:
    assert biblatex_date(dates.parse(edtf)) == said


@pytest.mark.parametrize(
    ("said", "set_"),
    [
        ("50 % of $3 & more #1 a_b", "50 \\% of \\$3 \\& more \\#1 a\\_b"),
        (
            "\\input{/etc/passwd}",
            "\\textbackslash{}input\\textbraceleft{}/etc/passwd\\textbraceright{}",
        ),
        ("~ ^ `", "\\textasciitilde{} \\textasciicircum{} \\textasciigrave{}"),
        ("say \"so\" -- <<now>> ''", "say {\"}so{\"} -{}- <{}<now>{}> '{}'"),
        ("De la Fuente – «así» “sí”", "De la Fuente – «así» “sí”"),
    ],
)
def test_a_text_is_set_as_it_stands(said: str, set_: str) -> None:
    assert escaped(said) == set_


@given(st.text())
def test_braces_always_match_and_what_is_escaped_can_be_had_back(said: str) -> None:
    set_ = escaped(said)
    depth = 0
    for sign in set_:
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
    assert depth == 0
    assert unescaped(set_) == said


def test_the_collection_is_read_back(shipped: Export) -> None:
    read = entries(shipped)
    assert [it["ID"] for it in read] == ["s000", "s001", "s002", "s003", "s004"]
    assert {it["ENTRYTYPE"] for it in read} == {"misc"}
    assert read[3]["date"] == "2026-01-11"
    assert read[4]["date"] == "2026-01-15?/2026-01-18?"
    assert {it["langid"] for it in read} == {"spanish"}


def test_the_events_are_read_back(shipped: Export) -> None:
    read = entries(replace(shipped, table="events"))
    assert [it["ID"] for it in read] == [row.event.id for row in shipped.rows]
    titles = [row.event.title.say("en") for row in shipped.rows]
    assert [unescaped(it["title"][1:-1]) for it in read] == titles


def test_what_an_enemy_writes_is_read_back_as_text(hostile: Export) -> None:
    read = entries(hostile)
    titles = [source.title or "" for source in hostile.collection.sources]
    assert [unescaped(it["title"][1:-1]) for it in read] == [
        safe(" ".join(title.split())) for title in titles
    ]
    assert all(it["url"].startswith(("https://", "http://")) for it in read)
    assert {it["ENTRYTYPE"] for it in read} == {"article"}


def test_no_comment_begins_an_entry(exported: Made) -> None:
    about = {
        "title": {"en": "@article{x, title = {y}}"},
        "sides": {"AA": {"en": "A"}, "BB": {"en": "B"}},
    }
    assert [it["ID"] for it in entries(exported({}, collection=about))] == ["s1"]


def test_no_items_are_comments_alone(empty: Export) -> None:
    assert entries(empty) == []
    assert all(line.startswith("% ") for line in text(empty).splitlines())
