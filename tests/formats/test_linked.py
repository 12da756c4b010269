"""JSON-LD, read back as a graph by rdflib, which is asked what schema.org's words say of it."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from timeline.formats import FORMATS, Export
from timeline.text import safe

Made = Callable[..., Export]
PAGE = "https://news.example/page.html"
SDO = Namespace("https://schema.org/")

# The reader makes use of what it itself calls deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")

SAYS = {"cites": [{"source": "s2", "says": {"en": "So it says."}}]}


def text(export: Export) -> str:
    return FORMATS["jsonld"].made(export).decode()


def graph(export: Export) -> Graph:
    return Graph().parse(data=text(export), format="json-ld", publicID=PAGE)


def at(fragment: str) -> URIRef:
    return URIRef(f"{PAGE}#{fragment}")


def said(found: Graph, subject: Node, name: str) -> list[str]:
    return sorted(str(it) for it in found.objects(subject, SDO[name]))


def properties(found: Graph, subject: Node) -> dict[str, str]:
    """Give the values that schema.org has no property for, by their names."""
    nodes = found.objects(subject, SDO.additionalProperty)
    return {str(found.value(it, SDO.name)): " ".join(said(found, it, "value")) for it in nodes}


@pytest.mark.parametrize(
    ("edtf", "start", "end"),
    [
        ("2026-01-11", ["2026-01-11"], []),
        ("2026-01-11?", ["2026-01-11"], []),
        ("2026-02", ["2026-02"], []),
        ("2026-02-XX", ["2026-02"], []),
        ("2026", ["2026"], []),
        ("202X", [], []),
        ("2026-01-12T09:00", ["2026-01-12T09:00"], []),
        ("2026-01-12T09:00-06:00", ["2026-01-12T09:00-06:00"], []),
        ("2026-01-11/2026-02", ["2026-01-11"], ["2026-02"]),
        ("../2026-01-11", [], []),
        ("2026-01-11/..", [], []),
        ("[2026-01-15,2026-01-16]", [], []),
    ],
)
def test_a_date_is_no_more_precise_than_its_source_and_stands_exactly_beside(
    exported: Made, edtf: str, start: list[str], end: list[str]
) -> None:
    found = graph(exported({"date": edtf}))
    event = at("e1")
    assert (said(found, event, "startDate"), said(found, event, "endDate")) == (start, end)
    assert properties(found, event)["date"] == edtf
    exact = found.subjects(SDO.propertyID, Literal("http://id.loc.gov/datatypes/edtf/EDTF"))
    assert edtf in {str(found.value(it, SDO.value)) for it in exact}


def test_the_days_between_which_it_lies_and_its_doubt_are_said(exported: Made) -> None:
    found = graph(exported({"date": "2026-02?"}))
    told = properties(found, at("e1"))
    assert {name: told[name] for name in ("earliest", "latest", "precision", "qualifier")} == {
        "earliest": "2026-02-01",
        "latest": "2026-02-28",
        "precision": "4",
        "qualifier": "?",
    }


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("scheduled", ["EventScheduled"]),
        ("held", ["EventScheduled"]),
        ("issued", ["EventScheduled"]),
        ("postponed", ["EventPostponed"]),
        ("cancelled", ["EventCancelled"]),
        ("denied", ["EventCancelled"]),
        ("reported", []),
    ],
)
def test_each_status_is_one_of_schema_org_and_our_own_beside(
    exported: Made, status: str, expected: list[str]
) -> None:
    found = graph(exported({"status": status}))
    statuses = list(found.objects(at("e1"), SDO.eventStatus))
    assert statuses == [SDO[it] for it in expected]
    assert properties(found, at("e1"))["status"] == status


def test_every_earlier_date_of_a_plan_is_kept(exported: Made) -> None:
    earlier = [
        {"status": "scheduled", "date": it, **SAYS}
        for it in ("2026-01-05", "2026-01-08", "2026-02", "2026-01-05", "../2026-01-30")
    ]
    planned = {"date": "2026-02", "status": "scheduled", "history": earlier}
    found = graph(exported(planned, {"status": "postponed"}))
    moved, postponed = at("e1"), at("e2")
    assert found.value(moved, SDO.eventStatus) == SDO.EventRescheduled
    assert said(found, moved, "previousStartDate") == ["2026-01-05", "2026-01-08"]
    assert "scheduled ../2026-01-30" in properties(found, moved)["earlier_states"]
    assert found.value(postponed, SDO.eventStatus) == SDO.EventPostponed
    assert said(found, postponed, "previousStartDate") == ["2026-01-11"]


def test_an_earlier_date_is_given_once(exported: Made) -> None:
    earlier = [{"status": "scheduled", "date": "2026-01-05", **SAYS}] * 2
    (event,) = [
        it
        for it in json.loads(text(exported({"history": earlier})))["@graph"]
        if it["@type"] == "Event"
    ]
    assert event["previousStartDate"] == ["2026-01-05"]


def test_a_plan_that_took_place_on_its_day_was_not_rescheduled(exported: Made) -> None:
    state = {"status": "scheduled", "date": "2026-01-11", **SAYS}
    found = graph(exported({"history": [state]}))
    assert found.value(at("e1"), SDO.eventStatus) == SDO.EventScheduled
    assert said(found, at("e1"), "previousStartDate") == []


def test_a_plan_without_an_outcome_says_on_which_day_that_was_seen(exported: Made) -> None:
    found = graph(exported({"status": "scheduled"}, {"status": "held"}))
    assert properties(found, at("e1"))["no_outcome_recorded_as_of"] == "2026-01-20"
    assert "no_outcome_recorded_as_of" not in properties(found, at("e2"))


def test_both_languages_stand_side_by_side_and_a_name_in_both_has_none(exported: Made) -> None:
    found = graph(exported({"place": "The Ford"}))
    assert set(found.objects(at("e1"), SDO.name)) == {
        Literal("A call", lang="en"),
        Literal("Una llamada", lang="es"),
    }
    place = found.value(at("e1"), SDO.location)
    assert found.value(place, RDF.type) == SDO.Place
    assert found.value(place, SDO.name) == Literal("The Ford")


def test_who_takes_part_has_a_role_and_who_is_spoken_of_is_what_it_is_about(
    exported: Made,
) -> None:
    roles = ("participant", "host", "convener", "issuer", "speaker", "subject")
    actors = [{"actor": "ana-lima", "role": role} for role in roles]
    found = graph(exported({"actors": actors, "asked_by": "bo-reyes"}))
    told = {
        name: [
            role
            for it in found.objects(at("e1"), SDO[name])
            for role in said(found, it, "roleName")
            if found.value(it, SDO[name]) == at("actor:ana-lima")
        ]
        for name in ("attendee", "contributor", "about")
    }
    assert {name: sorted(it) for name, it in told.items()} == {
        "attendee": ["host", "participant"],
        "contributor": ["convener", "issuer", "speaker"],
        "about": ["subject"],
    }
    assert not list(found.objects(None, SDO.organizer))
    assert properties(found, at("e1"))["asked_by"] == "bo-reyes"
    assert found.value(at("actor:ana-lima"), RDF.type) == SDO.Person
    assert list(found.objects(at("actor:ana-lima"), SDO.memberOf)) == [at("actor:ministry")]


def test_a_quote_has_its_words_its_source_its_speaker_and_its_proof(exported: Made) -> None:
    quote = {"source": "s1", "quote": "They spoke of the river.", "attribution": "AA"}
    cites = [
        quote,
        {**quote, "quote": "Of the ford.", "speaker": "ana-lima", "speech": "reported"},
        {**quote, "quote": "We agree.", "attribution": "joint"},
        {**quote, "quote": "So it went.", "attribution": "outlet"},
        {"source": "s2", "says": {"en": "It ended late."}},
    ]
    source = {"id": "s1", "file": "a.txt", "language": "es"}
    found = graph(exported({"cites": cites}, sources=[source, {"id": "s2", "file": "b.txt"}]))
    speakers = {}
    for it in found.subjects(RDF.type, SDO.Quotation):
        assert found.value(it, SDO.isPartOf) == at("source:s1")
        assert found.value(predicate=SDO.subjectOf, object=it) == at("e1")
        assert properties(found, it)["proof"] == "cannot-check"
        words = found.value(it, SDO.text)
        assert isinstance(words, Literal)
        assert words.language is None
        speakers[str(words)] = set(found.objects(it, SDO.spokenByCharacter))
    assert speakers == {
        "They spoke of the river.": {at("side:AA")},
        "Of the ford.": {at("actor:ana-lima")},
        "We agree.": {at("side:AA"), at("side:BB")},
        "So it went.": set(),
    }
    (says,) = found.subjects(RDF.type, SDO.Claim)
    assert found.value(says, SDO.text) == Literal("It ended late.", lang="en")
    assert found.value(says, SDO.appearance) == at("source:s2")


def test_where_sources_differ_each_value_is_a_claim(exported: Made) -> None:
    claims = [
        {"field": "date", "value": "2026-01-12", "sources": ["s2"]},
        {
            "field": "date",
            "value": "2026-01-11",
            "sources": ["s1", "s2"],
            "rank": "preferred",
            "reason": {"en": "Nearest."},
        },
    ]
    found = graph(exported({"claims": claims}))
    told = {
        str(found.value(it, SDO.text)): (
            properties(found, it)["rank"],
            set(found.objects(it, SDO.appearance)),
        )
        for it in found.subjects(RDF.type, SDO.Claim)
    }
    assert told == {
        "2026-01-12": ("normal", {at("source:s2")}),
        "2026-01-11": ("preferred", {at("source:s1"), at("source:s2")}),
    }


def test_of_a_source_only_what_is_known_is_said(exported: Made) -> None:
    known = {
        "id": "s2",
        "url": "https://example.org/?q=<b>",
        "title": "A title",
        "author": "A. Author",
        "outlet": "The Ford",
        "published": "2026-01",
        "language": "es-MX",
        "origin": "s1",
    }
    sources = [{"id": "s1", "file": "a.txt", "published": "[2026-01-15,2026-01-16]"}, known]
    found = graph(exported({}, sources=sources))
    first, second = at("source:s1"), at("source:s2")
    assert {str(it) for it in found.predicates(first)} == {
        str(RDF.type),
        SDO.identifier.toPython(),
        SDO.additionalProperty.toPython(),
    }
    assert properties(found, first) == {
        "published": "[2026-01-15,2026-01-16]",
        "published_basis": "stated",
        "file": "a.txt",
    }
    assert found.value(second, SDO.url) == URIRef("https://example.org/?q=%3Cb%3E")
    assert found.value(second, SDO.datePublished) == Literal("2026-01")
    assert found.value(second, SDO.inLanguage) == Literal("es-MX")
    assert found.value(second, SDO.isBasedOn) == first
    publisher = found.value(second, SDO.publisher)
    assert found.value(publisher, SDO.name) == Literal("The Ford")


def test_a_source_without_a_date_says_nothing_of_where_it_is_from(exported: Made) -> None:
    found = graph(exported({}, sources=[{"id": "s1", "file": "a.txt"}]))
    assert properties(found, at("source:s1")) == {"file": "a.txt"}


def test_a_source_that_rewrites_an_event_is_based_on_it(exported: Made) -> None:
    found = graph(exported({}, sources=[{"id": "s1", "file": "a.txt", "origin": "e1"}]))
    assert found.value(at("source:s1"), SDO.isBasedOn) == at("e1")


def test_events_that_belong_together_point_at_each_other(exported: Made) -> None:
    found = graph(exported({}, {"about": "e1"}, {"announced_by": "e2", "follows": "e1"}))
    assert found.value(at("e2"), SDO.about) == at("e1")
    assert at("e2") in set(found.objects(at("e3"), SDO.subjectOf))
    assert properties(found, at("e3"))["follows"] == "e1"


def test_the_collection_says_what_it_is_and_how_the_events_were_chosen(shipped: Export) -> None:
    chosen = replace(shipped, asked="--kind call", as_of=date(2026, 1, 16))
    found = graph(chosen)
    (whole,) = found.subjects(RDF.type, SDO.Dataset)
    assert said(found, whole, "name") == [
        "Diplomacia de seguridad México–Estados Unidos, enero de 2026",
        "Mexico–United States security diplomacy, January 2026",
    ]
    assert said(found, whole, "version") == [f"sha256:{shipped.version}"]
    assert properties(found, whole) == {
        "program": "timeline 0.1.0",
        "filter": "--kind call",
        "as-of": "2026-01-16",
    }
    assert len(list(found.objects(whole, SDO.isBasedOn))) == 5
    assert set(found.objects(whole, SDO.about)) == set(found.subjects(RDF.type, SDO.Event))


def test_the_shipped_collection_is_read_back_whole(shipped: Export) -> None:
    found = graph(shipped)
    events = set(found.subjects(RDF.type, SDO.Event))
    assert events == {at(row.event.id) for row in shipped.rows}
    cites = [cite for row in shipped.rows for _, cite in row.event.all_cites()]
    quotations = list(found.subjects(RDF.type, SDO.Quotation))
    assert len(quotations) == sum(bool(cite.quote) for cite in cites)
    assert {properties(found, it)["proof"] for it in quotations} == {"found"}
    assert {str(it) for it in found.objects(None, SDO.text)} >= {
        cite.quote for cite in cites if cite.quote
    }


def test_every_id_that_is_pointed_at_is_there(shipped: Export) -> None:
    found = graph(shipped)
    pointed = {it for it in found.objects() if str(it).startswith(PAGE)}
    assert pointed <= {it for it in found.subjects() if isinstance(it, URIRef)}


def test_nothing_has_to_be_fetched(shipped: Export) -> None:
    whole = json.loads(text(shipped))
    assert whole["@context"]["@vocab"] == "https://schema.org/"


def test_the_same_data_are_the_same_bytes_in_both_languages(shipped: Export) -> None:
    assert text(shipped) == text(replace(shipped, language="es"))


def test_no_events_are_a_valid_graph(empty: Export) -> None:
    found = graph(empty)
    assert list(found.subjects(RDF.type, SDO.Event)) == []
    assert len(list(found.subjects(RDF.type, SDO.Dataset))) == 1


def test_what_cannot_be_seen_is_shown(exported: Made) -> None:
    found = graph(exported({"place": "the\u202eford\x1b[2J"}))
    place = found.value(at("e1"), SDO.location)
    assert found.value(place, SDO.name) == Literal("the\\u202eford\\x1b[2J")


class Elements(HTMLParser):
    """The elements of a page, and the text of its script."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        del attrs
        self.names.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_hostile_text_is_text_in_the_graph_and_inert_in_a_page(hostile: Export) -> None:
    found = graph(hostile)
    for row in hostile.rows:
        title = Literal(safe(row.event.title.say("en"), lines=True))
        assert set(found.objects(at(row.event.id), SDO.name)) == {title}
    written = text(hostile)
    assert not set("<>&") & set(written)
    page = Elements()
    page.feed(f'<script type="application/ld+json">{written}</script><p>')
    assert page.names == ["script", "p"]
    assert json.loads(page.text) == json.loads(written)
