"""The sentences of an explanation: values, proofs, voices and inferences, as an editor reads them.

Text from the data is put in as it is: what draws the page makes it safe.
"""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from timeline import dates
from timeline.analysis.explain import Cited, Explanation, Reckoned, RelatedEvent
from timeline.dates import Edtf
from timeline.i18n import Speaker, mark, sentence
from timeline.records.labels import label as label_of
from timeline.records.model import Event, Words
from timeline.records.vocabulary import Field, word
from timeline.wording import event_facts, voices
from timeline.wording.event_facts import EventFact


@dataclass(frozen=True, slots=True)
class ExplainContext(Speaker):
    """What is explained, and to whom."""

    told: Explanation

    def said(self, words: Words | None) -> str:
        """Return a text of the collection's in the reader's language."""
        return words.say(self.language) if words else ""

    def word(self, value: StrEnum) -> str:
        """Return what people read for a value of a closed list."""
        return word(value).say(self.language)

    def date(self, date: Edtf) -> str:
        """Return a date in words, with its weekday where it is one day."""
        return dates.words(date, self.language, weekday=True)


def label(cited: Cited) -> str:
    """Name a citation as the sheet refers to it."""
    return f"Q{cited.number}"


def labels(cited: Iterable[Cited]) -> str:
    """Name citations, in the order of the sheet."""
    return ", ".join(
        label(citation) for citation in sorted(cited, key=lambda citation: citation.number)
    )


def source(sheet: ExplainContext, source: str) -> str:
    """Return a source by its number and id: ``[2] s001``."""
    return f"[{sheet.told.collection.number[source]}] {source}"


def called(sheet: ExplainContext, event: Event) -> str:
    """Return an event by its title and id."""
    return f"{sheet.said(event.title)} ({event.id})"


def relation(sheet: ExplainContext, link: RelatedEvent) -> str:
    """Say how another event belongs to this one."""
    return label_of(link.relation).say(sheet.language)


def value(sheet: ExplainContext, field: Field) -> str:
    """Return what the record says for a field; nothing where it has no value of its own.

    The summary stands whole at the head of the sheet.
    """
    event = sheet.told.event
    match field:
        case Field.SUMMARY:
            return ""
        case Field.DATE:
            return sheet.date(event.date)
        case Field.STATUS:
            return sheet.word(event.status)
    return {fact.key: fact.say(sheet.language) for fact in facts(sheet)}.get(field, "")


def facts(sheet: ExplainContext, without: Container[str] = ()) -> Iterator[EventFact]:
    """Yield the facts of the event."""
    told = sheet.told
    return event_facts.facts(told.collection, told.event, told.version.day, without)


def topics(sheet: ExplainContext, slugs: Iterable[str]) -> str:
    """Return topics by their names."""
    names = sheet.told.collection.collection.topics
    return ", ".join(sheet.said(names.get(slug)) or slug for slug in slugs)


def voice(sheet: ExplainContext, cited: Cited) -> str:
    """Say whose words a citation holds, and how they reach us."""
    return voices.voice(sheet.told.collection, cited.cite).say(sheet.language)


def proof(sheet: ExplainContext, cited: Cited) -> str:
    """Say what became of a quote, and where it stands in the stored text."""
    return voices.place(cited.proof, linked=cited.linked).say(sheet.language)


def reckoned(sheet: ExplainContext, inference: Reckoned) -> str:
    """Say how the words of a source for a date were understood."""
    said = _understood(sheet, inference)
    if inference.told and not inference.agrees:
        said += "; " + sheet.say("the record says {date}", date=sheet.date(inference.told))
    return f"{said} ({label(inference.cited)})"


def _understood(sheet: ExplainContext, inference: Reckoned) -> str:
    say, words = sheet.say, inference.words
    published = sheet.date(inference.published) if inference.published else sentence("unknown date")
    if inference.problem:
        return say("“{words}”: {problem}", words=words, problem=inference.problem)
    if inference.meant is None:
        none = mark("“{words}” in a text of {published} gives no date by itself")
        return say(none, words=words, published=published)
    means = mark("“{words}” in a text of {published} means {meant}")
    single = mark("“{words}” in a text of {published} is {meant}")
    template = single if inference.meant.is_day else means
    return say(template, words=words, published=published, meant=sheet.date(inference.meant))
