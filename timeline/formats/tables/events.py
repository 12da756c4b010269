"""The table of events: one row an event."""

from timeline.formats.data.codes import codes
from timeline.formats.export import Export
from timeline.formats.tables.column import Column, Table, day, in_both, lists, number
from timeline.i18n import Language, mark
from timeline.query.filter import Row

_ABOUT_MATCH = mark("certain, or possible if the event may lie outside the days asked for")


def match(row: Row) -> str:
    """Say whether the event surely lies in the days asked for."""
    return "certain" if row.certain else "possible"


def _names(export: Export, row: Row, language: Language) -> tuple[str, ...]:
    actors = export.collection.actor
    return tuple(actors[part.actor].name.say(language) for part in row.event.actors)


def _quotes(row: Row) -> tuple[str, ...]:
    return tuple(f"{cite.source}: {cite.quote}" for _, cite in row.event.all_cites() if cite.quote)


def _linked(export: Export, row: Row) -> int:
    return sum(export.linked(cite) for _, cite in row.event.all_cites())


MATCH: Column[Row] = Column(lambda _, row: match(row), _ABOUT_MATCH)

_COLUMNS: dict[str, Column[Row]] = {
    "id": Column(lambda _, row: row.event.id, mark("the event's id")),
    "date": Column(lambda _, row: row.event.date.text, mark("the date as written, in EDTF")),
    "earliest": day(lambda _, row: row.event.date.earliest, mark("its first possible day")),
    "latest": day(lambda _, row: row.event.date.latest, mark("its last possible day")),
    "precision": number(
        lambda _, row: row.event.date.precision,
        mark("UCDP date_prec: 1 a day, 2 up to 6 days, 3 a week, 4 a month, 5 more or open"),
    ),
    "qualifier": Column(
        lambda _, row: row.event.date.qualifier, mark("? uncertain, ~ approximate, % both")
    ),
    "time": Column(lambda _, row: row.event.date.time, mark("the time, if known")),
    "kind": Column(lambda _, row: str(row.event.kind), mark("what kind of event it is")),
    "status": Column(lambda _, row: str(row.event.status), mark("what became of it")),
    "sides": lists(
        lambda export, row: export.collection.sides_of(row.event),
        mark("the sides that take part"),
    ),
    "actor_ids": lists(
        lambda _, row: tuple(part.actor for part in row.event.actors),
        mark("the ids of the actors"),
    ),
    "actor_roles": lists(
        lambda _, row: tuple(str(part.role) for part in row.event.actors),
        mark("the role of each, in the same order"),
    ),
    "actor_names_en": lists(
        lambda export, row: _names(export, row, "en"),
        mark("their names in English, in the same order"),
    ),
    "actor_names_es": lists(
        lambda export, row: _names(export, row, "es"),
        mark("their names in Spanish, in the same order"),
    ),
    **in_both(
        "place",
        lambda row: row.event.place,
        mark("the place in English"),
        mark("the place in Spanish"),
    ),
    "topics": lists(lambda _, row: row.event.topics, mark("the topics")),
    **in_both(
        "title",
        lambda row: row.event.title,
        mark("the title in English"),
        mark("the title in Spanish"),
    ),
    **in_both(
        "summary",
        lambda row: row.event.summary,
        mark("the summary in English"),
        mark("the summary in Spanish"),
    ),
    "about": Column(lambda _, row: row.event.about, mark("the event it is a readout of")),
    "announced_by": Column(
        lambda _, row: row.event.announced_by, mark("the event that announced it")
    ),
    "follows": Column(lambda _, row: row.event.follows, mark("the event it follows")),
    "sources": lists(
        lambda export, row: export.collection.sources_of(row.event),
        mark("the ids of the sources it cites"),
    ),
    "quotes": lists(lambda _, row: _quotes(row), mark("each quote, after the id of its source")),
    "cameo": Column(
        lambda _, row: codes(row.event).cameo, mark("CAMEO code, as text: 010 is not 10")
    ),
    "plover": Column(lambda _, row: codes(row.event).plover, mark("PLOVER event type")),
    "plover_mode": Column(lambda _, row: codes(row.event).plover_mode, mark("PLOVER mode")),
    "match": MATCH,
    "asked_by": Column(lambda _, row: row.event.asked_by, mark("the actor who asked for it")),
    **in_both(
        "date_note",
        lambda row: row.event.date_note,
        mark("what is to be known of the date, in English"),
        mark("what is to be known of the date, in Spanish"),
    ),
    **in_both(
        "note",
        lambda row: row.event.note,
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

EVENTS: Table[Row] = Table("events", mark("one row an event"), lambda export: export.rows, _COLUMNS)
