"""The table of events: one row an event."""

from typing import Any

from timeline.formats.data.codes import codes
from timeline.formats.export import Export
from timeline.formats.tables.column import Column, Fields, Table, Type, apart, lists, number
from timeline.i18n import Language, mark
from timeline.query.filter import Row
from timeline.records.model import Event

_ABOUT_MATCH = mark(
    "certain; possible if the event may lie outside the days asked for; open if only the open end "
    "of its date reaches them"
)


def _names(export: Export, row: Row, language: Language) -> tuple[str, ...]:
    actors = export.collection.actor
    return tuple(actors[part.actor].name.say(language) for part in row.event.actors)


def _quotes(row: Row) -> tuple[str, ...]:
    return tuple(f"{cite.source}: {cite.quote}" for _, cite in row.event.all_cites() if cite.quote)


def _cites(cell: str) -> list[dict[str, Any]]:
    cites = (text.partition(": ") for text in apart(cell))
    return [{"source": source, "quote": quote} for source, _, quote in cites]


def _linked(export: Export, row: Row) -> int:
    return sum(export.linked(cite) for _, cite in row.event.all_cites())


MATCH: Column[Row] = Column(lambda _, row: row.match, _ABOUT_MATCH)


def _of_actors(name: str, about: str) -> Column[Row]:
    return Column(
        lambda _, row: tuple(str(getattr(part, name)) for part in row.event.actors),
        about,
        Type.SEVERAL,
        field="actors",
        read=lambda cell: [{name: text} for text in apart(cell)],
    )


_EVENT = Fields("event")

_COLUMNS: dict[str, Column[Row]] = {
    "id": _EVENT.text("id", mark("the event's id")),
    "date": _EVENT.text("date", mark("the date as written, in EDTF")),
    "earliest": _EVENT.day("date.earliest", mark("its first possible day")),
    "latest": _EVENT.day("date.latest", mark("its last possible day")),
    "precision": number(
        lambda _, row: row.event.date.precision,
        mark("UCDP date_prec: 1 a day, 2 up to 6 days, 3 a week, 4 a month, 5 more or open"),
    ),
    "qualifier": Column(
        lambda _, row: row.event.date.qualifier, mark("? uncertain, ~ approximate, % both")
    ),
    "time": Column(lambda _, row: row.event.date.time, mark("the time, if known")),
    "kind": _EVENT.text("kind", mark("what kind of event it is")),
    "status": _EVENT.text("status", mark("what became of it")),
    "sides": lists(
        lambda export, row: export.collection.sides_of(row.event),
        mark("the sides that take part"),
    ),
    "actor_ids": _of_actors("actor", mark("the ids of the actors")),
    "actor_roles": _of_actors("role", mark("the role of each, in the same order")),
    "actor_names_en": lists(
        lambda export, row: _names(export, row, "en"),
        mark("their names in English, in the same order"),
    ),
    "actor_names_es": lists(
        lambda export, row: _names(export, row, "es"),
        mark("their names in Spanish, in the same order"),
    ),
    **_EVENT.both(
        "place",
        mark("the place in English"),
        mark("the place in Spanish"),
        once=True,
    ),
    "topics": _EVENT.several("topics", mark("the topics")),
    **_EVENT.both(
        "title",
        mark("the title in English"),
        mark("the title in Spanish"),
    ),
    **_EVENT.both(
        "summary",
        mark("the summary in English"),
        mark("the summary in Spanish"),
    ),
    "about": _EVENT.text("about", mark("the event it is a readout of")),
    "announced_by": _EVENT.text("announced_by", mark("the event that announced it")),
    "follows": _EVENT.text("follows", mark("the event it follows")),
    "sources": lists(
        lambda export, row: export.collection.sources_of(row.event),
        mark("the ids of the sources it cites"),
    ),
    "quotes": Column(
        lambda _, row: _quotes(row),
        mark("each quote, after the id of its source"),
        Type.SEVERAL,
        field="cites",
        read=_cites,
    ),
    "cameo": Column(
        lambda _, row: codes(row.event).cameo, mark("CAMEO code, as text: 010 is not 10")
    ),
    "plover": Column(lambda _, row: codes(row.event).plover, mark("PLOVER event type")),
    "plover_mode": Column(lambda _, row: codes(row.event).plover_mode, mark("PLOVER mode")),
    "match": MATCH,
    "asked_by": _EVENT.text("asked_by", mark("the actor who asked for it")),
    **_EVENT.both(
        "date_note",
        mark("what is to be known of the date, in English"),
        mark("what is to be known of the date, in Spanish"),
    ),
    **_EVENT.both(
        "note",
        mark("our note on the event, in English"),
        mark("our note on the event, in Spanish"),
    ),
    "citations": number(
        lambda _, row: sum(1 for _ in row.event.all_cites()), mark("how many citations it has")
    ),
    "linked": number(
        _linked, mark("how many of these are links: no quote, or no stored text to prove it with")
    ),
}

EVENTS: Table[Row] = Table(
    "events", mark("one row an event"), lambda export: export.rows, _COLUMNS, Event
)
