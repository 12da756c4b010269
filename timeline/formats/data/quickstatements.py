"""QuickStatements V1 for Wikidata: a file for a person to review, which nothing here sends.

An item for each event that took place, with labels, descriptions, its date and references. What
Wikidata cannot hold, or what is not certain, is left out and a comment says so. Help:Dates and
Help:QuickStatements on Wikidata describe the syntax.
"""

import re
from collections.abc import Iterator

from timeline.dates import Edtf, Part
from timeline.formats.bibliography.citing import plain
from timeline.formats.export import Export, LeftOut
from timeline.i18n import LANGUAGES, counted
from timeline.query.filter import Row
from timeline.records.model import Event, Source
from timeline.records.vocabulary import Basis, Field, Kind, Status, word
from timeline.text import shorten

_ITEM = {Kind.MEETING: "Q2761147", Kind.AGREEMENT: "Q321839"}
"""What Wikidata calls a meeting, an agreement. For no other kind is there one beyond doubt."""

_INSTANCE_OF, _POINT_IN_TIME, _START_TIME, _END_TIME = "P31", "P585", "P580", "P582"
_REFERENCE_URL, _TITLE, _PUBLISHED, _RETRIEVED = "S854", "S1476", "S577", "S813"
_TOOK_PLACE = (Status.HELD, Status.ISSUED, Status.REPORTED)
_LONGEST = 250  # characters of a label or description, by Wikidata's own limit
_DAY, _MONTH, _YEAR = 11, 10, 9

_SWAPPED = str.maketrans({'"': "'", "|": "¦"})

_REVIEW = (
    "To be reviewed by a person before anything is sent to Wikidata.",
    "See first that no item exists yet, and that each event is notable there.",
)


def render(export: Export) -> Iterator[str]:
    """Yield the commands, tab-separated, with comments on lines of their own."""
    origin = (f"{name}: {value}" for name, value in export.origin.items())
    yield from (f"{_comment(text)}\n" for text in (*_REVIEW, *origin))
    for row in export.rows:
        yield "".join(f"{line}\n" for line in ("", *_item(export, row)))


def left_out(export: Export) -> LeftOut | None:
    """Return the events that are not known to have taken place."""
    n = sum(row.event.status not in _TOOK_PLACE for row in export.rows)
    said = counted(
        "{n} event left out: it is not known to have taken place",
        "{n} events left out: they are not known to have taken place",
        n,
    )
    return LeftOut(n, said) if n else None


def _item(export: Export, row: Row) -> Iterator[str]:
    event = row.event
    yield _comment(f"{event.id} (EDTF {event.date.text})")
    if not row.certain:
        yield _comment("perhaps outside the days asked for")
    if event.status not in _TOOK_PLACE:
        yield _comment(f"no item: {event.status}, so not known to have taken place")
        return
    yield "CREATE"
    yield from _names(event)
    yield from _kind(export, event)
    yield from _date(export, event)


def _names(event: Event) -> Iterator[str]:
    """Yield label and description in each language, without a description of what is just other."""
    for language in LANGUAGES:
        if label := getattr(event.title, language):
            yield _line(f"L{language}", _string(label))
        if event.kind is not Kind.OTHER:
            kind, date = word(event.kind).say(language), event.date.say(language)
            yield _line(f"D{language}", _string(f"{kind}, {date}"))


def _kind(export: Export, event: Event) -> Iterator[str]:
    if event.kind not in _ITEM:
        yield _comment(f"no {_INSTANCE_OF}: choose an item for '{event.kind}'")
        return
    yield from _referenced(export, event, Field.KIND, (_INSTANCE_OF, _ITEM[event.kind]))


def _date(export: Export, event: Event) -> Iterator[str]:
    date = event.date
    if date.form == "set" or date.qualifier or len(date.known) < len(date.parts):
        yield _comment(f"no date: {date.say()}, which no statement says without more than is known")
        return
    times = [_time(part) for part in date.known]
    if "" in times:
        yield _comment(f"no date: {date.say()}")
        return
    names = (_POINT_IN_TIME,) if len(times) == 1 else (_START_TIME, _END_TIME)
    for name, time in zip(names, times, strict=True):
        yield from _referenced(export, event, Field.DATE, (name, time))


def _time(part: Part) -> str:
    """Return the day, month or year that is known, with its precision; nothing for a decade."""
    if "X" in part.year:
        return ""
    month, day = (text if text.isdigit() else "00" for text in (part.month, part.day))
    precision = _DAY if day != "00" else _MONTH if month != "00" else _YEAR
    return f"+{part.year}-{month}-{day}T00:00:00Z/{precision}"


def _referenced(
    export: Export, event: Event, field: Field, statement: tuple[str, str]
) -> Iterator[str]:
    """Yield a statement once for each source with a link that supports it, or once without."""
    ids = dict.fromkeys(cite.source for _, cite in event.all_cites() if field in cite.supports)
    sources = [export.collection.source[text] for text in ids]
    linked = [source for source in sources if source.url]
    stored = ", ".join(source.id for source in sources if not source.url)
    if not linked:
        yield _line(*statement)
    yield from (_line(*statement, *_reference(source)) for source in linked)
    if stored:
        yield _comment(f"no reference to {stored} for {statement[0]}: stored text only")
    elif not linked:
        yield _comment(f"no reference for {statement[0]}: no citation supports the {field}")


def _reference(source: Source) -> Iterator[str]:
    yield from (_REFERENCE_URL, f'"{_url(source.url or "")}"')
    if source.title and source.language:
        yield from (_TITLE, f"{source.language.partition('-')[0]}:{_string(source.title)}")
    if source.published_basis is Basis.STATED and (day := _exact(source.published)):
        yield from (_PUBLISHED, day)
    if day := _exact(source.accessed):
        yield from (_RETRIEVED, day)


def _exact(date: Edtf | None) -> str:
    """Return a date that is one day, month or year without doubt, or nothing."""
    plain_one = date and date.form == "date" and not date.qualifier
    return _time(date.known[0]) if date and plain_one else ""


def _line(*cells: str) -> str:
    return "\t".join(("LAST", *cells))


def _string(text: str) -> str:
    return f'"{shorten(_inert(text), _LONGEST)}"'


def _comment(text: str) -> str:
    return f"/* {_inert(text)} */"


def _inert(text: str) -> str:
    """Return a text on one line without what parts, ends or comments a command."""
    swapped = plain(text).translate(_SWAPPED)
    return re.sub(r"(?<=/)(?=\*)|(?<=\*)(?=/)", " ", swapped)


def _url(url: str) -> str:
    """Return an address in which what parts, ends or comments a command is percent-encoded."""
    return re.sub(r'["|\\]|(?<=/)\*|\*(?=/)', lambda found: f"%{ord(found[0]):02X}", plain(url))
