"""Invented sources, and what events cite of them: every quote stands in its stored text."""

from datetime import date
from typing import NamedTuple

from benchmarks.chance import Chance
from benchmarks.dates import DAY, words
from benchmarks.events import Event, Record
from benchmarks.plan import RARE, Plan

_A_TEXT = 10
_CITES = (1,) * 60 + (2,) * 25 + (3,) * 9 + (4,) * 4 + (7, 12)
_NOTE = {"en": "Worked out from the days named.", "es": "Deducida de los días nombrados."}
_INFERRED = {"published_basis": "inferred", "published_note": _NOTE}
_REASON = {"en": "Closest to the event.", "es": "Es la más cercana al evento."}
_OTHER_KIND = {"en": "remote meeting", "es": "reunión a distancia"}


class Source(NamedTuple):
    """A source; ``day`` is when it was published, if known, ``passages`` is its stored text."""

    record: Record
    day: date | None
    passages: list[str]

    @property
    def text(self) -> str:
        """The text to store: the date, then each passage in a paragraph; none for a link."""
        dated = [f"date {self.day}"] if self.day and self.passages else []
        return "\n\n".join([*dated, *(passage.replace("\n", " ") for passage in self.passages)])


class Citations:
    """Invents the sources of one month after the other."""

    def __init__(self, chance: Chance, plan: Plan) -> None:
        self._chance, self._rare = chance, plan.rare
        self._made = 0

    def month(self, events: list[Event]) -> list[Source]:
        """Return the sources of a month's events, and let the events cite them."""
        batches = [events[at : at + _A_TEXT] for at in range(0, len(events), _A_TEXT)]
        stored = [self._stored(batch) for batch in batches]
        links = []
        for batch, source, later in zip(batches, stored, [*stored[1:], stored[-1]], strict=True):
            for event in batch:
                self._cite(event, source, later)
            if self._chance.likely(0.15):
                links.append(self._link(source))
                cite = {"source": links[-1].record["id"], "says": self._chance.both()}
                batch[0].record["cites"].append(cite | {"supports": ["summary"]})
        for source, before in zip(stored[1:], stored, strict=False):
            if self._chance.likely(0.08):
                source.record["origin"] = before.record["id"]
        return stored + links

    def _stored(self, batch: list[Event]) -> Source:
        chance = self._chance
        on = max(event.on for event in batch) + chance.choice((0, 0, 1, 1, 2)) * DAY
        self._made += 1
        name, outlet = f"s{self._made:06}", f"Outlet {chance.randint(1, 60):03}"
        exact = {"published": str(on)}
        between = {"published": f'"[{on},{on + DAY}]"'} | _INFERRED
        dates: list[Record] = [exact, between, {"published": f"{on:%Y-%m}"}, {}]
        dated = chance.choices(dates, (87, 8, 3, 2))[0]
        record = {
            "id": name,
            "url": f"https://example.org/{on.year}/{name}" if chance.likely(0.4) else None,
            "outlet": outlet if chance.likely(0.6) else None,
            **dated,
            "language": "es" if chance.likely(0.7) else "en",
        }
        return Source(record, on if dated is exact else None, [])

    def _link(self, source: Source) -> Source:
        name = f"{source.record['id']}-note"
        dated = {key: value for key, value in source.record.items() if "published" in key}
        record = {"id": name, "url": f"https://example.org/{name}", **dated, "language": "en"}
        return Source(record, source.day, [])

    def _cite(self, event: Event, source: Source, later: Source) -> None:
        chance, record = self._chance, event.record
        cites = [self._quote(event, source, "date", "kind", "status", "actors")]
        for _ in range(1, chance.choice(_CITES)):
            supports = chance.choice((["summary"], ["topics"], ["actors", "kind"]))
            cites.append(self._quote(event, later if chance.likely(0.5) else source, *supports))
        record["cites"] = cites
        if chance.likely(0.05):
            record["claims"] = self._claims(event)
        for planned in record.get("history", ()):
            planned["cites"] = [self._quote(event, source, "status")]
        if chance.likely(0.03):
            sides = {actor.side: None for actor, _ in event.roles if actor.side}
            promise = {
                "id": f"promise-{event.number:x}",
                "text": chance.both(),
                "by": list(sides) or ["AA"],
                "due": event.on.year + 1,
                "status": "not-yet-assessed",
                "cites": [self._quote(event, later, "text")],
            }
            record["commitments"] = [promise]
        if chance.likely(0.01):
            texts = {"was": chance.both(), "now": chance.both(), "reason": _REASON}
            record["corrections"] = [{"on": "2026-01-05", "field": "summary", **texts}]

    def _quote(self, event: Event, source: Source, *supports: str) -> Record:
        chance, language = self._chance, source.record["language"]
        first, phrases = supports[0] == "date", 2 + int(chance.random() ** 1.8 * 9)
        quote = chance.sentence(language, phrases)
        if first and self._rare.get(event.number) == "quote":
            quote = f"{quote[:-1]} {RARE}."
        dated = words(chance, event.dated, source.day, language) if first else None
        if dated:
            quote += f"\n{event.roles[0][0].name}, {dated}."
        source.passages.append(quote)
        ours = "en" if language == "es" else "es"
        topics = event.record["topics"][:2] if chance.likely(0.6) else []
        term = quote.partition("\n")[0].strip(".")
        return {
            "source": source.record["id"],
            "quote": quote,
            "supports": list(supports),
            "date_words": dated,
            "speech": "reported" if chance.likely(0.3) else None,
            **self._voice(event),
            "topics": topics,
            "terms": {topics[0]: term} if topics and chance.likely(0.2) else None,
            "translation": {ours: chance.sentence(ours, phrases)},
            "note": chance.both() if chance.likely(0.15) else None,
        }

    def _voice(self, event: Event) -> Record:
        speaker, role = event.roles[0]
        if event.record["kind"] == "joint-statement":
            return {"attribution": "joint"}
        if role in ("issuer", "speaker") and speaker.side and self._chance.likely(0.7):
            return {"attribution": speaker.side, "speaker": speaker.id}
        return {"attribution": "outlet"}

    def _claims(self, event: Event) -> list[Record]:
        kind, cites = event.record["kind"], event.record["cites"]
        field: str = "kind"
        values: tuple[object, object] = ({"en": kind, "es": kind}, _OTHER_KIND)
        if event.dated.is_day and self._chance.likely(0.3):
            field, values = "date", (event.dated.text, event.on.replace(day=event.on.day % 28 + 1))
        sources = [[cites[at]["source"]] for at in (0, -1)]
        preferred = {"sources": sources[0], "rank": "preferred", "reason": _REASON}
        return [
            {"field": field, "value": values[0], **preferred},
            {"field": field, "value": values[1], "sources": sources[1]},
        ]
