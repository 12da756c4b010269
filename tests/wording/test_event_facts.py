"""The one table of an event's facts."""

from datetime import date
from typing import Any

import pytest

from timeline.i18n import Language
from timeline.records import validate
from timeline.records.labels import LABELS
from timeline.records.model import Collection, Event
from timeline.records.vocabulary import LINKS
from timeline.wording.event_facts import FACTS, NO_FACTS, Mention, facts, kind, links_back

DAY = date(2026, 1, 20)

CALL = {
    "id": "call",
    "date": "2026-01-11",
    "kind": "call",
    "status": "held",
    "title": {"en": "A call", "es": "Una llamada"},
}
READOUT = {
    "id": "readout",
    "date": "2026-01-12?",
    "date_note": {"en": "It may be.", "es": "Puede ser."},
    "kind": "statement",
    "status": "scheduled",
    "title": {"en": "An account", "es": "Una versión"},
    "summary": {"en": "They spoke.", "es": "Hablaron."},
    "actors": [{"actor": "ana", "role": "issuer"}, {"actor": "bo", "role": "subject"}],
    "asked_by": "bo",
    "place": "Ford",
    "topics": ["water", "other"],
    "about": "call",
    "announced_by": "call",
    "follows": "call",
    "note": {"en": "Ours.", "es": "Nuestra."},
}

TOLD: dict[Language, dict[str, str]] = {
    "en": {
        "date": "Monday 12 January 2026 (uncertain) (in EDTF: 2026-01-12?)",
        "why this date": "It may be.",
        "kind": "readout",
        "status": "scheduled; no outcome recorded, as seen on 20 January 2026",
        "actors": "Ana Lima (issuer); Bo Reyés (spoken of)",
        "asked for by": "Bo Reyés",
        "sides": "Aland",
        "place": "Ford",
        "topics": "rivers, other",
        "summary": "They spoke.",
        "note": "Ours.",
        "a readout of": "A call (call)",
        "announced by": "A call (call)",
        "follows": "A call (call)",
        "id": "readout",
    },
    "es": {
        "fecha": "lunes 12 de enero de 2026 (dudoso) (en EDTF: 2026-01-12?)",
        "sobre la fecha": "Puede ser.",
        "tipo": "versión oficial",
        "estado": "programada; sin desenlace registrado, visto el 20 de enero de 2026",
        "actores": "Ana Lima (emite); Bo Reyés (se le menciona)",
        "a petición de": "Bo Reyés",
        "partes": "Alandia",
        "lugar": "Ford",
        "temas": "ríos, other",
        "resumen": "Hablaron.",
        "nota": "Nuestra.",
        "versión oficial de": "Una llamada (call)",
        "anunciado por": "Una llamada (call)",
        "sigue a": "Una llamada (call)",
        "identificador": "readout",
    },
}


@pytest.fixture
def collection() -> Collection:
    tree: dict[str, Any] = {
        "collection": {
            "title": {"en": "Rivers", "es": "Ríos"},
            "sides": {"AA": {"en": "Aland", "es": "Alandia"}},
            "topics": {"water": {"en": "rivers", "es": "ríos"}},
        },
        "actors": [
            {"id": "ana", "kind": "person", "side": "AA", "name": "Ana Lima"},
            {"id": "bo", "kind": "person", "name": "Bo Reyés"},
        ],
        "events": [CALL, READOUT],
    }
    return validate.collection(tree)


def test_every_field_of_an_event_is_a_fact_or_it_is_said_why_not() -> None:
    assert FACTS.keys() | NO_FACTS.keys() >= Event.model_fields.keys()
    assert FACTS.keys() & NO_FACTS.keys() == set()
    assert FACTS.keys() - Event.model_fields.keys() == {"sides"}
    assert NO_FACTS.keys() <= Event.model_fields.keys()
    assert {*FACTS, *LINKS.values()} <= LABELS.keys()


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_fact_in_words(collection: Collection, language: Language) -> None:
    found = facts(collection, collection.event["readout"], DAY)
    assert {fact.label.say(language): fact.say(language) for fact in found} == TOLD[language]


def test_what_an_event_does_not_have_is_no_fact(collection: Collection) -> None:
    keys = [fact.key for fact in facts(collection, collection.event["call"], DAY, ("id", "kind"))]
    assert keys == ["date", "status"]


def test_an_actor_or_an_event_that_is_named_can_be_linked_to(collection: Collection) -> None:
    found = {fact.key: fact.value for fact in facts(collection, collection.event["readout"], DAY)}
    ana, _ = found["actors"]
    assert isinstance(ana, Mention)
    assert (ana.kind, ana.id, ana.side) == ("actor", "ana", collection.collection.sides["AA"])
    (call,) = found["about"]
    assert isinstance(call, Mention)
    assert (call.kind, call.id) == ("event", "call")


def test_the_ways_back_are_called_as_what_the_other_is(collection: Collection) -> None:
    back = links_back(lambda link: collection.leading(link, "call"))
    assert [(fact.label.say(), fact.say("en")) for fact in back] == [
        ("readout", "An account (readout)"),
        ("announces", "An account (readout)"),
        ("followed by", "An account (readout)"),
    ]


def test_a_statement_about_no_event_is_a_statement(collection: Collection) -> None:
    alone = collection.event["readout"].model_copy(update={"about": None})
    assert kind(alone).say() == "statement"
