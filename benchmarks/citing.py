"""Invented sources, and what events cite of them: every quote stands in its stored text."""

from bisect import bisect
from datetime import date
from random import Random

from benchmarks.prose import Prose, note
from benchmarks.records import Cite, Event, Source
from benchmarks.shape import RARE, Shape
from benchmarks.when import DAY, likely, words

_A_TEXT = 10
_PUBLISHED = (0.08, 0.11, 0.13)
_ON_ONE_OF_TWO_DAYS, _IN_A_MONTH, _UNKNOWN = 0, 1, 2
_CITES = (1,) * 60 + (2,) * 25 + (3,) * 9 + (4,) * 4 + (7, 12)


class Citing:
    """Makes the sources of one month after the other."""

    def __init__(self, rng: Random, prose: dict[str, Prose], shape: Shape) -> None:
        self._rng, self._prose = rng, prose
        self._rare = shape.rare
        self._sources = 0

    def month(self, events: list[Event]) -> list[Source]:
        """Make the sources of a month's events, and let the events cite them."""
        batches = [events[i : i + _A_TEXT] for i in range(0, len(events), _A_TEXT)]
        stored = [self._stored(batch) for batch in batches]
        links: list[Source] = []
        for i, batch in enumerate(batches):
            later = stored[min(i + 1, len(stored) - 1)]
            for event in batch:
                self._cite(event, stored[i], later)
            if likely(self._rng, 0.15):
                links.append(self._link(stored[i]))
                self._cite_link(batch[0], links[-1])
        for number, text in enumerate(stored[1:]):
            if likely(self._rng, 0.08):
                text.origin = stored[number].id
        return stored + links

    def _stored(self, batch: list[Event]) -> Source:
        rng = self._rng
        on = max(it.on for it in batch) + rng.choice((0, 0, 1, 1, 2)) * DAY
        self._sources += 1
        source = Source(
            id=f"s{self._sources:06}",
            number=self._sources,
            language="es" if likely(rng, 0.7) else "en",
            published=str(on),
            day=on,
            outlet=f"Outlet {rng.randint(1, 60):03}" if likely(rng, 0.6) else None,
        )
        if likely(rng, 0.4):
            source.url = f"https://example.org/{on.year}/{source.id}"
        self._date(source, on)
        return source

    def _date(self, source: Source, on: date) -> None:
        sort = bisect(_PUBLISHED, self._rng.random())
        if sort <= _UNKNOWN:
            source.day = None
        if sort == _ON_ONE_OF_TWO_DAYS:
            source.published, source.basis_is_inferred = f"[{on},{on + DAY}]", True
        elif sort == _IN_A_MONTH:
            source.published = f"{on:%Y-%m}"
        elif sort == _UNKNOWN:
            source.published = None

    def _link(self, beside: Source) -> Source:
        address = f"https://example.org/notes/{beside.id}"
        source = Source(f"{beside.id}-note", beside.number, "en", beside.published, beside.day)
        source.url, source.passages = address, None
        source.basis_is_inferred = beside.basis_is_inferred
        return source

    def _cite(self, event: Event, source: Source, later: Source) -> None:
        rng = self._rng
        for i in range(rng.choice(_CITES)):
            cited = later if i and likely(rng, 0.5) else source
            event.cites.append(self._quote(event, cited, first=not i))
        if event.planned:
            event.plan = self._quote(event, source, first=False)
            event.plan.supports = "status"
        if likely(rng, 0.03):
            event.promise = self._quote(event, later, first=False)
            event.promise.supports = "text"
        if likely(rng, 0.05):
            event.disputed = rng.choice(("date", "kind", "kind")) if event.when.is_day else "kind"
        if likely(rng, 0.01):
            event.corrected = self._prose["en"].phrase(), self._prose["es"].phrase()

    def _cite_link(self, event: Event, source: Source) -> None:
        said = note(self._prose)
        event.cites.append(Cite(source.id, "en", None, said, "summary"))

    def _quote(self, event: Event, source: Source, *, first: bool) -> Cite:
        rng, prose = self._rng, self._prose[source.language]
        quote = prose.sentence(2 + int(rng.random() ** 1.8 * 9))
        if first and self._rare.get(event.number) == "quote":
            quote[-1] = f"{quote[-1][:-1]} {RARE}."
        when = words(rng, event.when, source.day, source.language) if first else None
        if when:
            quote.append(f"{event.title[0][:10]}, {when}.")
        assert source.passages is not None  # noqa: S101
        source.passages.append(quote)
        ours = "en" if source.language == "es" else "es"
        made = Cite(
            source=source.id,
            language=source.language,
            quote=quote,
            says=None,
            supports="date, kind, status, actors"
            if first
            else rng.choice(("summary", "topics", "actors, kind")),
            date_words=when,
            reported=likely(rng, 0.3),
            translation=self._prose[ours].sentence(max(2, 3 * len(quote) - 2)),
        )
        self._voice(event, made)
        if event.topics and likely(rng, 0.6):
            made.topics = event.topics[:2]
            if likely(rng, 0.2):
                made.term = quote[0]
        if likely(rng, 0.15):
            made.note = note(self._prose)
        return made

    def _voice(self, event: Event, cite: Cite) -> None:
        speaker, role = event.actors[0]
        if event.kind == "joint-statement":
            cite.voice = "joint"
        elif role in ("issuer", "speaker") and speaker.side and likely(self._rng, 0.7):
            cite.voice, cite.speaker = speaker.side, speaker.id
