"""The sentences of an explanation: values, proofs, voices and inferences, as an editor reads them.

Text from the data is put in as it is: what draws the page makes it safe.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from timeline import dates
from timeline.analysis.explain import DateInference, Explanation, NumberedCite, RelatedEvent
from timeline.dates import Edtf
from timeline.formats import wording
from timeline.i18n import Speaker, mark, sentence
from timeline.records.model import Claim, Event, Words
from timeline.records.vocabulary import JOINT, OUTLET, Field, word

_RELATIONS = {
    "about": mark("a readout of"),
    "announced_by": mark("announced by"),
    "follows": mark("follows"),
    "readout": mark("readout"),
    "announces": mark("announces"),
    "followed_by": mark("followed by"),
}


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


def label(cited: NumberedCite) -> str:
    """Name a citation as the sheet refers to it."""
    return f"Q{cited.number}"


def labels(cited: Iterable[NumberedCite]) -> str:
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
    return sheet.say(_RELATIONS[link.relation])


def value(sheet: ExplainContext, field: Field) -> str:
    """Return what the record says for a field; nothing where it has no value of its own."""
    return _VALUES[field](sheet) if field in _VALUES else ""


def _asked_by(sheet: ExplainContext) -> str:
    actor = sheet.told.event.asked_by
    return sheet.said(sheet.told.collection.actor[actor].name) if actor else ""


def _linked(field: Field) -> Callable[[ExplainContext], str]:
    def linked(sheet: ExplainContext) -> str:
        other = getattr(sheet.told.event, field)
        return called(sheet, sheet.told.collection.event[other]) if other else ""

    return linked


def who(sheet: ExplainContext) -> str:
    """Return the actors with their roles."""
    actors = sheet.told.collection.actor
    parts = ((actors[part.actor].name, part.role) for part in sheet.told.event.actors)
    return "; ".join(f"{sheet.said(name)} ({sheet.word(role)})" for name, role in parts)


def topics(sheet: ExplainContext, slugs: Iterable[str]) -> str:
    """Return topics by their names."""
    names = sheet.told.collection.collection.topics
    return ", ".join(sheet.said(names.get(slug)) or slug for slug in slugs)


def voice(sheet: ExplainContext, cited: NumberedCite) -> str:
    """Say whose words a citation holds, and how they reach us."""
    return wording.voice(sheet.told.collection, cited.cite).say(sheet.language)


def owner(sheet: ExplainContext, attribution: str) -> str:
    """Name a voice: a side by its name, the outlet, or both sides jointly."""
    if attribution == OUTLET:
        return sheet.say("the outlet")
    if attribution == JOINT:
        return sheet.say("both sides jointly")
    return sheet.said(sheet.told.collection.collection.sides[attribution])


def proof(sheet: ExplainContext, cited: NumberedCite) -> str:
    """Say what became of a quote, and where it stands in the stored text."""
    return wording.place(cited.proof, linked=cited.linked).say(sheet.language)


def reckoned(sheet: ExplainContext, inference: DateInference) -> str:
    """Say how the words of a source for a date were understood."""
    said = _understood(sheet, inference)
    if inference.recorded and not inference.agrees:
        said += "; " + sheet.say("the record says {date}", date=sheet.date(inference.recorded))
    return f"{said} ({label(inference.cited)})"


def _understood(sheet: ExplainContext, inference: DateInference) -> str:
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


def claim(sheet: ExplainContext, claim: Claim) -> str:
    """Say who carries a claim, how it ranks, and why."""
    claimed = sheet.said(claim.value)
    if claim.field is Field.DATE:
        claimed = sheet.date(dates.parse(claim.value.en or ""))
    bits = [", ".join(source(sheet, carrier) for carrier in claim.sources), sheet.word(claim.rank)]
    if claim.attribution:
        bits.append(owner(sheet, claim.attribution))
    parts = [sheet.say("“{quote}”", quote=claimed), " · ".join(bits)]
    return " – ".join([*parts, sheet.said(claim.reason)] if claim.reason else parts)


_VALUES: dict[Field, Callable[[ExplainContext], str]] = {
    Field.DATE: lambda sheet: sheet.date(sheet.told.event.date),
    Field.KIND: lambda sheet: sheet.word(sheet.told.event.kind),
    Field.STATUS: lambda sheet: sheet.word(sheet.told.event.status),
    Field.ACTORS: who,
    Field.ASKED_BY: _asked_by,
    Field.PLACE: lambda sheet: sheet.said(sheet.told.event.place),
    Field.TOPICS: lambda sheet: topics(sheet, sheet.told.event.topics),
    Field.ABOUT: _linked(Field.ABOUT),
    Field.ANNOUNCED_BY: _linked(Field.ANNOUNCED_BY),
    Field.FOLLOWS: _linked(Field.FOLLOWS),
}
"""How a reader is told what the record says; the summary stands whole at the head of the sheet."""
