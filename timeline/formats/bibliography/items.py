"""What a bibliography lists, before it is set: the sources of an answer, or its events as cited.

What is unknown stays absent, but for a title, without which no program can list an item: there
words in brackets stand for it. The titles of events and the notes are in the export's language.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from urllib.parse import quote

from timeline.dates import Edtf, of_day
from timeline.errors import UnknownValue
from timeline.formats.bibliography.citing import called
from timeline.formats.export import Export, WrittenCount
from timeline.i18n import Sentence, sentence
from timeline.query.filter import Row
from timeline.records.model import Event, Source
from timeline.records.vocabulary import Basis, word
from timeline.text import suggest
from timeline.wording.event_facts import OUTSIDE, kind
from timeline.wording.typography import plain, quoted
from timeline.wording.voices import verdict, voice

TABLES = ("sources", "events")
"""What an item can be: the first is meant where nothing is said."""

_NEAR = 0.75  # how much a table that is meant is like what was typed
_LEGAL = ":/?#@!$&'()*+,;=%~"
_PLAIN_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")


class Sort(Enum):
    """What sort of thing an item is, as far as that is known."""

    NEWS = auto()
    PAGE = auto()
    DOCUMENT = auto()
    EVENT = auto()


@dataclass(frozen=True, slots=True)
class BibliographyItem:
    """One item: texts are on one line and safe to show, ``url`` has only what a URL may have.

    ``key`` is the id of the source or event. ``within`` is what it stands in, an outlet or the
    collection; ``archive`` and ``file`` say where its stored text is kept.
    """

    key: str
    sort: Sort
    title: str
    author: str = ""
    within: str = ""
    genre: str = ""
    place: str = ""
    date: Edtf | None = None
    accessed: Edtf | None = None
    url: str = ""
    language: str = ""
    archive: str = ""
    file: str = ""
    keywords: tuple[str, ...] = ()
    note: str = ""


def items(export: Export) -> Iterator[BibliographyItem]:
    """Return the items in order: sources as the collection lists them, events as the answer does.

    Raises `UnknownValue` for a table that is neither ``sources`` nor ``events``.
    """
    table = export.table or TABLES[0]
    if table not in TABLES:
        raise UnknownValue(sentence("table"), table, suggest(table, TABLES, least=_NEAR) or TABLES)
    if table == "events":
        return (_event_item(export, row) for row in export.rows)
    cited = export.once(_cited)
    sources = (value for value in export.collection.each("sources") if value.id in cited)
    return (_source_item(export, source, cited[source.id]) for source in sources)


def written(export: Export) -> WrittenCount:
    """Count the items of a bibliography."""
    if export.table == "events":
        return WrittenCount(len(export.rows), "events")
    return WrittenCount(len(export.once(_cited)), "sources")


def _cited(export: Export) -> dict[str, frozenset[str]]:
    """Return the sources that events cite, each with the topics of those events."""
    found: dict[str, frozenset[str]] = {}
    same: dict[frozenset[str], frozenset[str]] = {}
    for row in export.rows:
        for source in {cite.source for _, cite in row.event.all_cites()}:
            topics = found.get(source, frozenset()).union(row.event.topics)
            found[source] = same.setdefault(topics, topics)
    return found


def legal(url: str | None) -> str:
    """Return an http or https address in which all that no URL may have is percent-encoded."""
    if not url or not url.startswith(("http://", "https://")):
        return ""
    return quote(re.sub("%(?![0-9A-Fa-f]{2})", "%25", url), safe=_LEGAL)


def is_plain(date: Edtf) -> bool:
    """Return whether a date is just a day, a month or a year, so that every format can hold it."""
    return bool(_PLAIN_DATE.fullmatch(date.text))


def _source_item(export: Export, source: Source, topics: Iterable[str]) -> BibliographyItem:
    about = export.collection.collection
    return BibliographyItem(
        key=source.id,
        sort=_sort(source),
        title=plain(source.title or "") or _say(export, sentence("[untitled, {id}]", id=source.id)),
        author=plain(source.author or ""),
        within=plain(source.outlet or ""),
        date=source.published,
        accessed=source.accessed,
        url=legal(source.url),
        language=source.language or "",
        archive=plain(about.title.say(export.language)) if source.file else "",
        file=plain(source.file or ""),
        keywords=_topics(export, topics),
        note=_joined(export, source.id, _of_source(source)),
    )


def _sort(source: Source) -> Sort:
    if source.outlet:
        return Sort.NEWS
    return Sort.PAGE if source.url else Sort.DOCUMENT


def _of_source(source: Source) -> Iterator[Sentence]:
    if not source.outlet:
        yield sentence("outlet unknown")
    if not source.published:
        yield sentence("date unknown")
    elif not is_plain(source.published):
        yield _in_edtf(source.published)
    if source.published_basis is Basis.INFERRED:
        yield sentence("date inferred: {note}", note=source.published_note)
    if source.note:
        yield sentence("note: {text}", text=source.note)
    if source.origin:
        yield sentence("rewrites {origin}", origin=source.origin)
    if source.sha256:
        yield sentence("stored text: sha256:{sha256}", sha256=source.sha256)
    if not source.file:
        yield sentence("only a link")


def _event_item(export: Export, row: Row) -> BibliographyItem:
    event, language = row.event, export.language
    return BibliographyItem(
        key=event.id,
        sort=Sort.EVENT,
        title=plain(event.title.say(language)),
        within=plain(export.collection.collection.title.say(language)),
        genre=_say(export, kind(event)),
        place=plain(event.place.say(language)) if event.place else "",
        date=event.date,
        language=language,
        keywords=_topics(export, event.topics),
        note=_joined(export, event.id, (*_of_event(export, row), *_carried_by(export, event))),
    )


def _of_event(export: Export, row: Row) -> Iterator[Sentence]:
    event = row.event
    yield kind(event)
    yield word(event.status)
    if event.lacks_outcome(export.day):
        yield sentence("no outcome recorded by {day}", day=of_day(export.day))
    yield _in_edtf(event.date)
    if event.date_note:
        yield sentence("note: {text}", text=event.date_note)
    if not row.certain:
        yield OUTSIDE


def _carried_by(export: Export, event: Event) -> Iterator[Sentence]:
    language = export.language
    for source in export.collection.sources_of(event):
        named = called(export.collection.source[source], language)
        yield sentence("{source}: {words}", source=source, words=named)
    for _, cite in event.all_cites():
        yield sentence(
            "{source}: {words} ({whose}; {proof})",
            source=cite.source,
            words=quoted(cite.quote, language) if cite.quote else cite.says,
            whose=voice(export.collection, cite),
            proof=verdict(export.proof(cite), linked=export.linked(cite)),
        )


def _in_edtf(date: Edtf) -> Sentence:
    return sentence("{words} (in EDTF: {text})", words=date, text=date.text)


def _topics(export: Export, topics: Iterable[str]) -> tuple[str, ...]:
    names, raised = export.collection.collection.topics, set(topics)
    known = [topic for topic in names if topic in raised]
    others = sorted(raised.difference(names))
    return tuple(plain(names[text].say(export.language)) for text in known) + tuple(others)


def _joined(export: Export, key: str, parts: Iterable[Sentence]) -> str:
    """Join all that a note says; its id stands first, so that no program takes it for a field."""
    return " · ".join((key, *(_say(export, part) for part in (*parts, *export.told()))))


def _say(export: Export, said: Sentence) -> str:
    return plain(said.say(export.language))
