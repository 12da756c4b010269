"""Rules about when texts were written: no date, stamp or correction precedes what it rests on.

Weekdays beside days in our own words are checked against the calendar too.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from timeline import dates, phrases
from timeline.checks.rule import Case, Finding, Rule, words_in
from timeline.checks.wording import date_wordings
from timeline.dates import Edtf, Span, of_day
from timeline.errors import FieldPath, Level, NotUnderstood
from timeline.i18n import LANGUAGES, mark, sentence
from timeline.phrases.lexicon import compile_pattern, fold_phrase
from timeline.records.model import Claim, Correction, Event, Words
from timeline.records.vocabulary import TOOK_PLACE, Field, Rank

_ONE_DAY = timedelta(days=1)
# A stamp in UTC before noon may be the evening before in the Americas (UTC-3 to UTC-10).
_NOON = "12"
_FIGURE = re.compile("[0-9]")
_QUOTED = re.compile('“[^”]*”|«[^»]*»|"[^"]*"')
_WEEKDAY_AND_DAY = (
    compile_pattern("{weekday} (?:the )?{day}(?: de| of)? {month}(?: (?:del? |of )?{year})?"),
    compile_pattern("{weekday} {month} {day}(?: {year})?"),
)


def _wrong_weekdays(case: Case) -> Iterator[Finding]:
    for i, source in enumerate(case.collection.sources):
        if source.published:
            yield from _weekday_faults(words_in(source, ("sources", i)), source.published.span)
    for i, event in enumerate(case.collection.events):
        ours = (pair for pair in words_in(event, ()) if _is_our_statement(event, pair[0]))
        texts = ((("events", i, *path), words) for path, words in ours)
        yield from _weekday_faults(texts, event.date.span)


def _is_our_statement(event: Event, path: FieldPath) -> bool:
    """Return whether we stand by a text: not by a translation, nor by a deprecated value."""
    match path:
        case ("claims", int(j), "value"):
            return event.claims[j].rank is not Rank.DEPRECATED
    return "translation" not in path


def _weekday_faults(texts: Iterator[tuple[FieldPath, Words]], anchor: Span) -> Iterator[Finding]:
    for path, words in texts:
        for language in LANGUAGES:
            for found in _days_with_weekday(getattr(words, language) or ""):
                try:
                    phrases.find(found, anchor)
                except NotUnderstood as error:
                    yield (*path, language), error.sentence


def _days_with_weekday(text: str) -> Iterator[str]:
    """Yield each day in a text that has its weekday with it, outside quotation marks."""
    if _FIGURE.search(text):
        # The slip of a source stays as it is in a quotation; " ... " keeps the words around it
        # apart.
        said = fold_phrase(_QUOTED.sub(" ... ", text))
        yield from (found[0] for form in _WEEKDAY_AND_DAY for found in form.finditer(said))


def _stamped_ahead(case: Case) -> Iterator[Finding]:
    yield from _stamped_words(case)
    yield from _stamped_claims(case)


def _stamped_words(case: Case) -> Iterator[Finding]:
    for wording in date_wordings(case):
        if wording.stamped_ahead and not wording.event.date_note:
            yield (
                wording.path,
                sentence(
                    "'{words}' is the day after the text, which is of {published}: a stamp in UTC?",
                    words=wording.words,
                    published=wording.published,
                ),
            )


def _stamped_claims(case: Case) -> Iterator[Finding]:
    for i, event in enumerate(case.collection.events):
        for j, claim in enumerate(event.claims):
            if _is_a_day_late(case, event, claim):
                yield (
                    ("events", i, "claims", j, "value"),
                    sentence(
                        "{value} is the day after {date}: a stamp in UTC?",
                        value=claim.value,
                        date=event.date,
                    ),
                )


def _is_a_day_late(case: Case, event: Event, claim: Claim) -> bool:
    """Return whether a claimed date is a day late by the clock, or later than all its sources."""
    if claim.field is not Field.DATE or claim.reason or event.status not in TOOK_PLACE:
        return False
    value = dates.parse(claim.value.en or "")
    if not _is_next_day(event.date, value):
        return False
    known = [case.collection.source[source].last_day for source in claim.sources]
    older = all(day and value.earliest and day < value.earliest for day in known)
    return older or (value.offset == "Z" and value.time < _NOON)


def _is_next_day(day: Edtf, other: Edtf) -> bool:
    if not (day.is_day and other.is_day and day.earliest and other.earliest):
        return False
    return other.earliest - day.earliest == _ONE_DAY


def _all_sources_older(case: Case) -> Iterator[Finding]:
    for i, event in enumerate(case.collection.events):
        newest = _newest_carrier_day(case, event)
        begins = event.date.earliest
        if newest and begins and newest < begins and not event.date.qualifier:
            yield (
                ("events", i, "date"),
                sentence(
                    "all that carries {date} is older ({newest} at the latest): a plan, or a stamp "
                    "in UTC",
                    date=event.date,
                    newest=of_day(newest),
                ),
            )


def _newest_carrier_day(case: Case, event: Event) -> date | None:
    """Return the last day of the sources that carry a date.

    None if one of them is undated, or if one also says that the event took place.
    """
    carriers = [cite for cite in event.cites if Field.DATE in cite.supports]
    if event.status not in TOOK_PLACE or any(Field.STATUS in cite.supports for cite in carriers):
        return None
    days = [case.collection.source[cite.source].last_day for cite in carriers]
    return max(filter(None, days), default=None) if all(days) else None


def _corrected_before_published(case: Case) -> Iterator[Finding]:
    for i, event in enumerate(case.collection.events):
        oldest = _oldest_source_day(case, event)
        for j, correction in enumerate(event.corrections):
            if oldest and _is_before(correction, oldest):
                yield (
                    ("events", i, "corrections", j, "on"),
                    sentence(
                        "corrected on {on}, before any of its sources was published: the first is "
                        "of {oldest}",
                        on=correction.on,
                        oldest=of_day(oldest),
                    ),
                )


def _oldest_source_day(case: Case, event: Event) -> date | None:
    """Return the first day on which any source of an event may have been published.

    None if one of them is undated.
    """
    published = [
        case.collection.source[source].published for source in case.collection.sources_of(event)
    ]
    days = [day.earliest if day else None for day in published]
    return min(filter(None, days), default=None) if all(days) else None


def _is_before(correction: Correction, day: date) -> bool:
    latest = correction.on.latest
    return latest is not None and latest < day


RULES = (
    Rule(
        "W1",
        mark("a weekday beside a day, in words of ours, is the weekday of that day"),
        mark(
            "a day without a year is taken in the year nearest to the date of the record; a slip "
            "of a source stands in quotation marks"
        ),
        _wrong_weekdays,
        Level.NOTICE,
    ),
    Rule(
        "W2",
        mark("no day that a text tells of is the day after it was written"),
        mark(
            "stamps of posts are often in UTC: the evening before, farther west; a date_note or "
            "the reason of a claim that says so answers this"
        ),
        _stamped_ahead,
        Level.NOTICE,
    ),
    Rule(
        "W3",
        mark("the date of what took place is carried by a source of that day or later"),
        mark("an announcement tells the day that was planned, not the day that it became"),
        _all_sources_older,
        Level.NOTICE,
    ),
    Rule(
        "W4",
        mark("no correction is older than all the sources of what it corrects"),
        mark("what was known then has lost its source, or the day of the correction is a slip"),
        _corrected_before_published,
        Level.NOTICE,
    ),
)
