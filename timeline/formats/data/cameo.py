"""CAMEO-coded event data: one row an event and ordered pair of sides, as dyadic data sets have it.

What two sides do together stands twice, with source and target changed about, as CAMEO's code book
asks for meetings, calls and agreements. A statement has no target, for no record names to whom it
is addressed; neither has what one side alone takes part in. Of a visit the guest makes it (042) and
the host receives it (043); guests who meet at a host's meet at a third place (044); a visit of
which no host is recorded CAMEO cannot tell the two apart: it is a consultation (040).
"""

from collections.abc import Iterator
from itertools import permutations, product
from typing import NamedTuple

from timeline.formats.data.codes import CAMEO
from timeline.formats.data.eventdata import Coded, coded
from timeline.formats.export import Export, LeftOut
from timeline.formats.tables.column import Column, Table, day, edtf, in_both, lists, number
from timeline.formats.tables.events import match
from timeline.formats.tables.separated import written
from timeline.i18n import counted, mark
from timeline.quotes.prove import Found
from timeline.records.vocabulary import Kind

_STATEMENT, _CONSULT, _VISIT, _HOST, _THIRD_PLACE = "010", "040", "042", "043", "044"


class Dyad(NamedTuple):
    """One side that does something to another; ``target`` is empty if no other is recorded.

    ``cites`` and ``found`` count the event's citations, and those whose quotes were found.
    """

    what: Coded
    source: str
    target: str
    code: str
    cites: int
    found: int


def dyads(export: Export) -> Iterator[Dyad]:
    """Yield the pairs of every event that has a code and a side that takes part, event by event."""
    for other in coded(export):
        proofs = [export.proof(cite) for _, cite in other.event.all_cites()]
        found = sum(isinstance(proof, Found) for proof in proofs)
        for source, target, code in _pairs(other):
            yield Dyad(other, source, target, code, len(proofs), found)


def _pairs(coded: Coded) -> Iterator[tuple[str, str, str]]:
    code, sides = coded.codes.cameo, coded.sides
    if code == _STATEMENT or len(sides) == 1:
        for side in sides:
            yield side, "", _HOST if code == _VISIT and side in coded.host_sides else code
    elif code == _VISIT and coded.host_sides and coded.guest_sides:
        yield from _visit(coded)
    else:
        common = _CONSULT if code == _VISIT else code
        yield from ((*pair, common) for pair in permutations(sides, 2))


def _visit(coded: Coded) -> Iterator[tuple[str, str, str]]:
    for guest, host in product(coded.guest_sides, coded.host_sides):
        yield guest, host, _VISIT
        yield host, guest, _HOST
    if coded.event.kind is Kind.MEETING:
        yield from ((*pair, _THIRD_PLACE) for pair in permutations(coded.guest_sides, 2))


def left_out(export: Export) -> LeftOut | None:
    """Return the events that CAMEO has no code for, or in which no side takes part."""
    n = -sum(bool(other.sides) for other in coded(export)) + len(export.rows)  # counted on the way
    said = counted(
        "{n} event left out: it has no CAMEO code, or no side takes part in it",
        "{n} events left out: they have no CAMEO code, or no side takes part in them",
        n,
    )
    return LeftOut(n, said) if n else None


def render(export: Export) -> Iterator[str]:
    """Yield CSV piece by piece, in the style asked for; codes are plain text, with their zeros."""
    yield from written(DYADS, export)


DYADS: Table[Dyad] = Table(
    "dyads",
    mark("one row an event and ordered pair of sides"),
    dyads,
    {
        "event_id": Column(lambda _, dyad: dyad.what.event.id, mark("the event's id")),
        "date": Column(
            lambda _, dyad: edtf(dyad.what.when),
            mark("the date in EDTF; of a plan, that of its announcement"),
        ),
        "earliest": day(lambda _, dyad: dyad.what.days[0], mark("its first possible day")),
        "latest": day(lambda _, dyad: dyad.what.days[1], mark("its last possible day")),
        "date_prec": number(
            lambda _, dyad: dyad.what.precision,
            mark("UCDP date_prec: 1 a day, 2 up to 6 days, 3 a week, 4 a month, 5 more or open"),
        ),
        "source_side": Column(lambda _, dyad: dyad.source, mark("the side that does it")),
        "source_actors": lists(
            lambda _, dyad: dyad.what.of_side(dyad.source),
            mark("the ids of its actors who take part"),
        ),
        "target_side": Column(
            lambda _, dyad: dyad.target,
            mark("the side it is done to, or nothing if none is recorded"),
        ),
        "target_actors": lists(
            lambda _, dyad: dyad.what.of_side(dyad.target),
            mark("the ids of its actors who take part"),
        ),
        "cameo": Column(lambda _, dyad: dyad.code, mark("CAMEO code, as text: 010 is not 10")),
        "cameo_label": Column(
            lambda _, dyad: CAMEO[dyad.code].label, mark("what the code stands for")
        ),
        "root_code": Column(
            lambda _, dyad: dyad.code[:2], mark("the first two digits of the code")
        ),
        "goldstein": Column(
            lambda _, dyad: f"{CAMEO[dyad.code].goldstein:.1f}",
            mark("Goldstein's scale: -10 conflict, 10 cooperation"),
        ),
        "kind": Column(lambda _, dyad: str(dyad.what.event.kind), mark("what kind of event it is")),
        "status": Column(lambda _, dyad: str(dyad.what.event.status), mark("what became of it")),
        "planned_for": Column(
            lambda _, dyad: edtf(dyad.what.planned_for),
            mark("the date that a plan is for, in EDTF"),
        ),
        "sources": lists(
            lambda export, dyad: export.collection.sources_of(dyad.what.event),
            mark("the ids of the sources it cites"),
        ),
        "citations": number(lambda _, dyad: dyad.cites, mark("how many times it cites them")),
        "quotes_found": number(
            lambda _, dyad: dyad.found,
            mark("how many of the quotes were found in their stored texts"),
        ),
        **in_both(
            "title",
            lambda dyad: dyad.what.event.title,
            mark("the title in English"),
            mark("the title in Spanish"),
        ),
        "match": Column(
            lambda _, dyad: match(dyad.what.row),
            mark("certain, or possible if the event may lie outside the days asked for"),
        ),
    },
)
"""The columns of the dyads in order: how each cell is made, and what it means."""
