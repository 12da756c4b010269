"""Rules about offices: people act, and have titles, while they hold the office."""

from collections.abc import Iterator

from timeline.checks.rule import Case, Finding, Rule
from timeline.dates import Edtf, Span, span_to_edtf
from timeline.errors import FieldPath, Level
from timeline.i18n import LANGUAGES, Sentence, mark, sentence
from timeline.records.model import Actor, Event, Office, Words
from timeline.records.vocabulary import Kind, Rank, Role
from timeline.text import tokens

_ACTING = (Role.PARTICIPANT, Role.ISSUER, Role.SPEAKER)


def _out_of_office(case: Case) -> Iterator[Finding]:
    for i, event in enumerate(case.collection.events):
        for j, part in enumerate(event.actors):
            actor = case.collection.actor[part.actor]
            if (
                part.role in _ACTING
                and actor.offices
                and _is_outside_all(actor.offices, event.date)
            ):
                yield ("events", i, "actors", j), _without_office(actor, event.date)


def _without_office(actor: Actor, date: Edtf) -> Sentence:
    nearest = min(actor.offices, key=lambda office: _days_apart(office, date))
    return sentence(
        "the date is {date}, and the nearest office of '{actor}', {office}, was held {term}",
        date=date,
        actor=actor.id,
        office=nearest.title,
        term=span_to_edtf(_term(nearest)),
    )


def _is_outside_all(offices: tuple[Office, ...], date: Edtf) -> bool:
    return not any(date.possibly(_term(office)) for office in offices)


def _term(office: Office) -> Span:
    """Return the longest time for which an office may have been held, open where unknown."""
    return Span(
        office.since.earliest if office.since else None,
        office.until.latest if office.until else None,
    )


def _days_apart(office: Office, date: Edtf) -> int:
    (low, high), (first, last) = date.span.bounds, _term(office).bounds
    return max(first - high, low - last)


def _titles_out_of_term(case: Case) -> Iterator[Finding]:
    for i, event in enumerate(case.collection.events):
        actors = [case.collection.actor[part.actor] for part in event.actors]
        over = _offices_not_held(actors, event)
        for path, words in _texts(event) if over else ():
            named = next((office for office in over if _mentions(office, words)), None)
            if named:
                yield (
                    ("events", i, *path),
                    sentence(
                        "the date is {date}, and the office of {office} was held {term}",
                        date=event.date,
                        office=named.title,
                        term=span_to_edtf(_term(named)),
                    ),
                )


def _offices_not_held(actors: list[Actor], event: Event) -> list[Office]:
    """Return the offices that no actor of an event held on its day.

    Offices that a deprecated claim names as wrong are left out: the record has dealt with them.
    """
    offices = [office for actor in actors for office in actor.offices]
    held = [office for office in offices if not _is_outside_all((office,), event.date)]
    refused = [claim.value for claim in event.claims if claim.rank is Rank.DEPRECATED]
    return [
        office
        for office in offices
        if office not in held
        # An appointment names an office before it is held.
        and event.kind is not Kind.APPOINTMENT
        and not any(_main_title(office.title.en) == _main_title(other.title.en) for other in held)
        and not any(_mentions(office, value) for value in refused)
    ]


def _texts(event: Event) -> Iterator[tuple[FieldPath, Words]]:
    """Yield the texts that say what happened. Notes may be about other times."""
    yield ("title",), event.title
    if event.summary:
        yield ("summary",), event.summary
    for j, cite in enumerate(event.cites):
        if cite.says:
            yield ("cites", j, "says"), cite.says
    for j, claim in enumerate(event.claims):
        if claim.rank is not Rank.DEPRECATED:
            yield ("claims", j, "value"), claim.value


def _mentions(office: Office, words: Words) -> bool:
    return any(
        _stands_in(getattr(office.title, language), getattr(words, language))
        for language in LANGUAGES
    )


def _stands_in(title: str | None, text: str | None) -> bool:
    head = _main_title(title)
    return bool(head) and f" {head} " in f" {' '.join(tokens(text or ''))} "


def _main_title(title: str | None) -> str:
    """Return a title up to a comma or bracket: texts leave the rest out."""
    return " ".join(tokens((title or "").partition("(")[0].partition(",")[0]))


RULES = (
    Rule(
        "O1",
        mark("nobody acts before or after all the offices they are known to have held"),
        mark(
            "people act without office too, but often a namesake, a successor or the wrong year "
            "was entered; an office without dates is taken to last for ever"
        ),
        _out_of_office,
        Level.NOTICE,
    ),
    Rule(
        "O2",
        mark("people are given the titles of the offices that they held that day"),
        mark("sources often give a later title; a deprecated claim that says so answers this"),
        _titles_out_of_term,
        Level.NOTICE,
    ),
)
