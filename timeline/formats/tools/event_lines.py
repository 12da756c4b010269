"""What other timeline programs show of an event, in plain lines of prose.

Each is on one line, safe to show, in the language of the export; escaping is left to the format.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from timeline.dates import Edtf, month_heading
from timeline.formats.bibliography.citing import called
from timeline.formats.export import Export
from timeline.i18n import Sentence, sentence
from timeline.query.filter import Row
from timeline.records.model import Cite, Event, Words
from timeline.records.vocabulary import LINKS, TOOK_PLACE, word
from timeline.wording import event_facts
from timeline.wording.typography import plain, quoted
from timeline.wording.voices import verdict, voice

_YEAR_OR_MORE = 5
_ELSEWHERE = ("kind", "status", "sides", "topics", "summary", *LINKS, "id")


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of a source or, if not ``verbatim``, ours for what it says; and whose they are."""

    words: str
    verbatim: bool
    remarks: tuple[str, ...]

    def marked(self, export: Export) -> str:
        """Put words of a source between quotation marks."""
        return quoted(self.words, export.language) if self.verbatim else self.words


def said(export: Export, words: Words | None) -> str:
    """Return a text of the collection's, or nothing."""
    return plain(words.say(export.language)) if words else ""


def origin(export: Export) -> Iterator[str]:
    """Say what was exported: coverage, version, filter, as-of day."""
    about = export.collection.collection
    if about.coverage:
        yield said(export, about.coverage)
    yield from (plain(phrase.say(export.language)) for phrase in export.told())


def heading(date: Edtf, export: Export) -> str:
    """Name the month under which a date stands, or its year if it covers a year or more."""
    day = date.earliest or date.latest
    if day is None:
        return date.say(export.language)
    if date.precision == _YEAR_OR_MORE and date.earliest and date.latest:
        return f"{day.year:04}"
    return month_heading(day.year, day.month, export.language)


def headings(export: Export) -> Iterator[tuple[str, Iterator[Row]]]:
    """Yield the headings, and the rows of each, both in the order of the answer.

    No more is held of the rows than their ids: those of a heading need not follow on each other.
    """
    under: dict[str, list[tuple[str, bool]]] = {}
    for row in export.rows:
        under.setdefault(heading(row.event.date, export), []).append((row.event.id, row.certain))
    event = export.collection.event
    for name, ids in under.items():
        yield name, (Row(event[id_], certain) for id_, certain in ids)


def sides(export: Export, event: Event) -> str:
    """Name the sides that take part."""
    names = export.collection.collection.sides
    return ", ".join(said(export, names[side]) for side in export.collection.sides_of(event))


def status(export: Export, event: Event) -> str:
    """Say what became of an event and, if no outcome is recorded, on which day that was seen."""
    return _status(export, event, event_facts.no_outcome(export.day))


def unsettled(export: Export, event: Event) -> str:
    """Return the same without the day, or nothing of what was held or issued as one would think."""
    if event.status in TOOK_PLACE:
        return ""
    return _status(export, event, sentence("no outcome recorded"))


def _status(export: Export, event: Event, open_: Sentence) -> str:
    known = word(event.status).say(export.language)
    lacks = event.lacks_outcome(export.day)
    return f"{known}; {open_.say(export.language)}" if lacks else known


def facts(export: Export, row: Row) -> Iterator[str]:
    """Yield kind and status, the summary, and each other fact after its label, a line each.

    The date is a fact where it is no certain day.
    """
    event, language = row.event, export.language
    yield f"{event_facts.kind(event).say(language)} · {status(export, event)}"
    yield from filter(None, (said(export, event.summary),))
    without = (*_ELSEWHERE, *(("date",) if event.date.certain else ()))
    for fact in event_facts.facts(export.collection, event, export.day, without):
        yield f"{fact.label.say(language)}: {plain(fact.say(language))}"
    if not row.certain:
        yield event_facts.OUTSIDE.say(language)


def quotes(export: Export, event: Event) -> Iterator[Quoted]:
    """Yield the citations of an event, those of its history and its commitments included."""
    for _, cite in event.all_cites():
        words = plain(cite.quote) if cite.quote else said(export, cite.says)
        yield Quoted(words, bool(cite.quote), tuple(_remarks(export, cite)))


def _remarks(export: Export, cite: Cite) -> Iterator[str]:
    say, number = export.language, export.collection.number[cite.source]
    whose = voice(export.collection, cite)
    proved = verdict(export.proof(cite), linked=export.linked(cite))
    yield plain(f"[{number}] {whose.say(say)}; {proved.say(say)}")
    if cite.translation and getattr(cite.translation, say):
        yield sentence("our translation: {text}", text=said(export, cite.translation)).say(say)
    if cite.note:
        yield sentence("note: {text}", text=said(export, cite.note)).say(say)


def sources(export: Export, event: Event) -> Iterator[tuple[str, str, str | None]]:
    """Yield the sources that an event cites: the number, what it is, and its link, if any."""
    for id_ in export.collection.sources_of(event):
        source = export.collection.source[id_]
        without_link = source.model_copy(update={"url": None})
        number = f"[{export.collection.number[id_]}]"
        yield number, called(without_link, export.language), source.url
