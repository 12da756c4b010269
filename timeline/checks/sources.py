"""Rules about sources: one page is one source, its dates agree, and copies count as one."""

import re
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import parse_qsl, urlencode, urlsplit

from timeline import dates
from timeline.checks.rule import Case, Finding, Rule
from timeline.dates import Edtf
from timeline.errors import Level, NotADate
from timeline.i18n import Sentence, counted, mark, sentence
from timeline.records.model import Claim, Event, Source
from timeline.records.vocabulary import Rank

_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([/_-]?)(\d\d)\2(\d\d)(?!\d)")
# Six digits between slashes, as in /260111/: a day, or an article number by chance.
_SHORT_DAY = re.compile(r"(?<=/)(\d\d)(\d\d)(\d\d)(?=/)")
_MONTH = re.compile(r"(?<=/)((?:19|20)\d\d)/(\d\d)(?=/(?!\d\d?(?:/|\Z)))")
# Content systems put the article number into the address; shorter ones recur by chance.
_NUMBER = re.compile(r"(?<!\d)\d{6,}(?!\d)")
# Parameters that mailings and social networks add: they do not change the page.
_TRACKING = re.compile(r"utm_.*|fbclid|gclid|igshid|mc_[ce]id", re.IGNORECASE)
_MAX_DAYS_APART = 31

Key = tuple[str, ...]


def _other_day_in_address(case: Case) -> Iterator[Finding]:
    for i, source in enumerate(case.collection.sources):
        named = _dates_in(source)
        published = source.published
        if published and named and not any(published.possibly(date.span) for date in named):
            yield (
                ("sources", i, "published"),
                sentence(
                    "the address says {day}, not {published}", day=named[0], published=published
                ),
            )


def _dates_in(source: Source) -> list[Edtf]:
    """Return the days and months in the path of an address, such as /2026/01/11/."""
    path = urlsplit(source.url or "").path
    written = [f"{match[1]}-{match[3]}-{match[4]}" for match in _DAY.finditer(path)]
    written += [f"{match[1]}-{match[2]}" for match in _MONTH.finditer(path)]
    found = []
    for text in written:
        with suppress(NotADate):
            found.append(dates.parse(text))
    return found + [date for date in _short_days(path) if _is_near(date, source.published)]


def _short_days(path: str) -> Iterator[Edtf]:
    for match in _SHORT_DAY.finditer(path):
        with suppress(NotADate):
            yield dates.parse(f"20{match[1]}-{match[2]}-{match[3]}")


def _is_near(day: Edtf, published: Edtf | None) -> bool:
    """Return whether six digits are so close to a date that they are hardly a number by chance."""
    if not published:
        return False
    (low, high), (first, last) = day.span.bounds, published.span.bounds
    return max(first - high, low - last) <= _MAX_DAYS_APART


def _same_page(case: Case) -> Iterator[Finding]:
    first: dict[Key, Source] = {}
    for i, source in enumerate(case.collection.sources):
        for key in _page_keys(source):
            other = first.setdefault(key, source)
            if other is not source and not _share_declared_origin(case, key, source, other):
                yield ("sources", i), _explain_match(key, other.id)
                break


def _share_declared_origin(case: Case, key: Key, source: Source, other: Source) -> bool:
    """Return whether two pages match because one is declared to copy the other.

    One address is one page, whatever the origins say.
    """
    origins = {case.collection.origin_of(page.id) for page in (source, other)}
    return key[0] != "address" and len(origins) == 1


def _page_keys(source: Source) -> Iterator[Key]:
    """Yield the keys that no two pages share."""
    host, path, query = _normalise_url(source.url or "")
    if path or query:
        yield ("address", host, path, query)
    for number in _NUMBER.findall(path):
        if not (_DAY.fullmatch(number) or any(_short_days(f"/{number}/"))):
            yield ("number", host, number)
    if source.outlet and source.title and source.published:
        yield ("title", source.outlet, source.title, source.published.text)
    if source.sha256:
        yield ("text", source.sha256)


def _explain_match(key: Key, other: str) -> Sentence:
    match key:
        case ("address", *_):
            return sentence("this is the address of '{id}'", id=other)
        case ("number", _, number):
            return sentence(
                "the number {number} in the address is that of '{id}'", number=number, id=other
            )
        case ("title", *_):
            return sentence("outlet, title and date are those of '{id}'", id=other)
    return sentence("this is the stored text of '{id}'", id=other)


def _normalise_url(url: str) -> tuple[str, str, str]:
    """Return host, path and query of an address, without what leads to the same page anyway."""
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    kept = sorted(parameter for parameter in pairs if not _TRACKING.fullmatch(parameter[0]))
    return parts.netloc.lower().removeprefix("www."), parts.path.rstrip("/"), urlencode(kept)


def _one_origin(case: Case) -> Iterator[Finding]:
    for i, event in enumerate(case.collection.events):
        for j, claim in enumerate(event.claims):
            if claim.rank is Rank.PREFERRED and _wins_by_copies(case, event, claim):
                yield (
                    ("events", i, "claims", j, "sources"),
                    counted(
                        "{all} sources, {n} origin: a rival claim has as many or more",
                        "{all} sources, {n} origins: a rival claim has as many or more",
                        len(_origins(case, claim)),
                        all=len(claim.sources),
                    ),
                )


def _wins_by_copies(case: Case, event: Event, claim: Claim) -> bool:
    """Return whether a claim has more sources than a rival but, counting copies once, no more."""
    mine = _origins(case, claim)
    for other in event.claims:
        if (other.field, other.topic) != (claim.field, claim.topic) or other.value == claim.value:
            continue
        theirs = _origins(case, other)
        outnumbered = len(claim.sources) > len(other.sources) and len(mine) <= len(theirs)
        if other.rank is not Rank.DEPRECATED and outnumbered and theirs - mine:
            return True
    return False


def _origins(case: Case, claim: Claim) -> set[str]:
    return {case.collection.origin_of(source) for source in claim.sources}


RULES = (
    Rule(
        "S1",
        mark("the day in the address of a page is the day it was published"),
        mark("one of the two is a slip, or the page is dated by another clock"),
        _other_day_in_address,
        Level.NOTICE,
    ),
    Rule(
        "S2",
        mark("no page stands under two ids"),
        mark(
            "two sources share an address (http, www., a final slash and tracking do not count), "
            "an article number, a text, or outlet, title and date, and no origin"
        ),
        _same_page,
        Level.NOTICE,
    ),
    Rule(
        "S3",
        mark("a preferred claim has more origins behind it than another, not just more sources"),
        mark("outlets that print one text are one witness, however many"),
        _one_origin,
        Level.NOTICE,
    ),
)
