"""Rules about time: dates agree with the words of their sources, with weekdays, and with today."""

import re
from collections.abc import Iterator

from timeline import dates, phrases
from timeline.checks.rule import Case, Finding, Rule
from timeline.checks.wording import date_wordings
from timeline.dates import WEEKDAYS, Span, of_day, span_to_edtf
from timeline.errors import Level, NotADate, NotUnderstood
from timeline.i18n import Language, mark, sentence
from timeline.records.model import Cite
from timeline.records.vocabulary import PAST, TOOK_PLACE, Field

# A year alone is not enough: "2026-summit" says nothing about a day.
_DAY_IN_ID = re.compile(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?(?=-|$)")


class _WeekdayName:
    """The name of a weekday, as a value of a sentence."""

    def __init__(self, number: int) -> None:
        self._number = number

    def say(self, language: Language) -> str:
        """Return the name in one language."""
        return WEEKDAYS[language][self._number]


def _wrong_weekday(case: Case) -> Iterator[Finding]:
    for wording in date_wordings(case):
        named = phrases.weekday_in(wording.words)
        if named is not None and all(day.weekday not in (None, named) for day in wording.dates):
            yield (
                wording.path,
                sentence(
                    "'{words}' names a {named}, but {date} is a {weekday}",
                    words=wording.words,
                    named=_WeekdayName(named),
                    date=wording.dates[0],
                    weekday=_WeekdayName(wording.dates[0].weekday or 0),
                ),
            )


def _disagreeing_words(case: Case) -> Iterator[Finding]:
    for wording in date_wordings(case):
        # A stamp in UTC has a rule of its own (W2), and another week has a claim that says so.
        if wording.published is None or wording.stamped_ahead or wording.other_week:
            continue
        try:
            meant = phrases.find(wording.words, wording.published.span)
        except NotUnderstood as error:
            yield wording.path, error.sentence
            continue
        if meant and not any(day.possibly(meant) for day in wording.dates):
            yield (
                wording.path,
                sentence(
                    "'{words}' in a text of {published} means {meant}, not {date}",
                    words=wording.words,
                    published=wording.published,
                    meant=span_to_edtf(meant),
                    date=wording.dates[0],
                ),
            )


def _reported_before_its_date(case: Case) -> Iterator[Finding]:
    for i, event in enumerate(case.collection.events):
        for path, cite in event.all_cites():
            known = case.collection.source[cite.source].last_day
            if path[0] != "cites" or Field.STATUS not in cite.supports or not known:
                continue
            if event.status in TOOK_PLACE and event.date.earliest and known < event.date.earliest:
                yield (
                    ("events", i, *path),
                    sentence(
                        "{source} is older than {date}, so it can announce this, not tell that it "
                        "took place",
                        source=cite.source,
                        date=event.date,
                    ),
                )


def _after_newest_source(case: Case) -> Iterator[Finding]:
    newest = case.collection.newest_source
    for i, event in enumerate(case.collection.events):
        told = event.status in PAST
        # Only the earliest possible day counts: an event of "January" may be before the newest
        # source.
        bounds = (span.earliest or span.latest for span in event.date.spans)
        if newest and told and any(day and day > newest for day in bounds):
            yield (
                ("events", i, "date"),
                sentence(
                    "{date} is after the newest source ({newest}): nobody can have told of it",
                    date=event.date,
                    newest=of_day(newest),
                ),
            )


def _without_outcome(case: Case) -> Iterator[Finding]:
    for i, event in enumerate(case.collection.events):
        if event.lacks_outcome(case.today):
            yield (
                ("events", i, "status"),
                sentence(
                    "'{id}' was scheduled for {date} and no outcome is recorded",
                    id=event.id,
                    date=event.date,
                ),
            )


def _before_linked_event(case: Case) -> Iterator[Finding]:
    events = case.collection.event
    for i, event in enumerate(case.collection.events):
        for key in ("about", "follows"):
            other = events.get(getattr(event, key) or "")
            # Compared by the nearest ends: dates that may overlap are not out of order.
            ends, begins = event.date.latest, other.date.earliest if other else None
            if other and ends and begins and ends < begins:
                yield (
                    ("events", i, "date"),
                    sentence(
                        "{date} is before {other}, the date of '{id}'",
                        date=event.date,
                        other=other.date,
                        id=other.id,
                    ),
                )


def _too_exact(case: Case) -> Iterator[Finding]:
    for i, event in enumerate(case.collection.events):
        whole = event.date.span
        meant = [span for cite in event.cites for span in _days_meant(case, cite)]
        # Only if no citation is as exact as the record: one exact source is enough.
        if meant and all(whole.within(span) and not span.within(whole) for span in meant):
            yield (
                ("events", i, "date"),
                sentence(
                    "{date} is more exact than the words that carry it, which mean {meant}",
                    date=event.date,
                    meant=span_to_edtf(min(meant, key=_length)),
                ),
            )


def _days_meant(case: Case, cite: Cite) -> Iterator[Span]:
    """Yield the days that the words of a citation mean, if it supports the date."""
    published = case.collection.source[cite.source].published
    if not (published and cite.date_words and Field.DATE in cite.supports):
        return
    try:
        found = phrases.find(cite.date_words, published.span)
    except NotUnderstood:
        return
    if found:
        yield found


def _length(span: Span) -> int:
    low, high = span.bounds
    return high - low


def _other_day_in_id(case: Case) -> Iterator[Finding]:
    for i, event in enumerate(case.collection.events):
        named = _DAY_IN_ID.match(event.id)
        try:
            day = dates.parse(named[0]) if named else None
        except NotADate:
            continue
        when = (event.date, *(state.date for state in event.history))
        if day and not any(day.possibly(date.span) for date in when):
            yield (
                ("events", i, "id"),
                sentence("the id says {day}, the date {date}", day=day, date=event.date),
            )


RULES = (
    Rule(
        "D1",
        mark("a weekday in date_words is the weekday of the date"),
        mark("where a source says Sunday, a date that is no Sunday is a slip of theirs or ours"),
        _wrong_weekday,
    ),
    Rule(
        "D2",
        mark("date_words, worked out from the source's own date, agree with the date"),
        mark("'ayer', 'este jueves' or 'el próximo mes de febrero' count from the day of the text"),
        _disagreeing_words,
    ),
    Rule(
        "D3",
        mark("nothing is held or issued on the word of a source older than its date"),
        mark("an announcement tells of a plan; that it took place needs a later source"),
        _reported_before_its_date,
    ),
    Rule(
        "D4",
        mark("nothing has taken place after the newest source"),
        mark("no source can have told of it"),
        _after_newest_source,
    ),
    Rule(
        "D5",
        mark("what was scheduled has an outcome once its day has passed"),
        mark("held, postponed, cancelled or denied; until a source says so, it stays open"),
        _without_outcome,
        Level.NOTICE,
    ),
    Rule(
        "D6",
        mark(
            "no readout is older than what it tells of, and nothing is older than what it follows"
        ),
        mark("one of the two dates, or the link between them, is a slip"),
        _before_linked_event,
    ),
    Rule(
        "D7",
        mark("the day in an id is the day of the event"),
        mark("ids are often read as dates, and a date was perhaps corrected without its id"),
        _other_day_in_id,
        Level.NOTICE,
    ),
    Rule(
        "D8",
        mark("a date is no more exact than the words that carry it"),
        mark("where every source says February, a day of February needs a source of its own"),
        _too_exact,
        Level.NOTICE,
    ),
)
