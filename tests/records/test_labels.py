from timeline.records.labels import LABELS, label
from timeline.records.model import (
    About,
    Actor,
    Cite,
    Claim,
    Commitment,
    Correction,
    Event,
    Participation,
    Source,
    State,
)
from timeline.records.vocabulary import LINKS, Field, word


def test_every_field_that_may_differ_has_a_label() -> None:
    records = (About, Source, Actor, Event)
    parts = (Cite, Claim, State, Commitment, Participation, Correction)
    fields = {field for record in (*records, *parts) for field in record.model_fields}
    told_apart = {"source", "quote", "says", "field", "value", "topic", "actor", "on"}
    assert fields - told_apart <= LABELS.keys()
    assert LABELS.keys() <= fields | {*Field, *LINKS.values()}


def test_a_field_is_called_the_same_wherever_it_is_named() -> None:
    assert label("asked_by").say() == "asked for by"
    assert label("asked_by").say("es") == "a petición de"
    assert [word(field) for field in Field] == [label(field) for field in Field]
