"""One event for programs, a fact a line. Nothing is translated."""

from collections.abc import Iterator, Mapping

from timeline.i18n import LANGUAGES, Language
from timeline.quotes.prove import (
    Absent,
    Found,
    StoredText,
    Unavailable,
    is_linked,
    prove,
    selector,
)
from timeline.records.model import Cite, Collection, Event
from timeline.wording.typography import plain

Texts = Mapping[str, StoredText | Unavailable]


def records(
    event: Event, collection: Collection, texts: Texts, language: Language
) -> Iterator[tuple[str, ...]]:
    """Yield a fact a line: what it is, then its values as recorded."""
    yield ("id", event.id)
    for key, words in (("title", event.title), ("summary", event.summary), ("place", event.place)):
        yield from ((f"{key}_{language}", words.say(language)) for language in LANGUAGES if words)
    yield ("date", event.date.text)
    yield ("kind", event.kind)
    yield ("status", event.status)
    yield from (("actor", part.actor, part.role) for part in event.actors)
    yield from [("asked_by", event.asked_by)] if event.asked_by else []
    yield from (("topic", topic) for topic in event.topics)
    yield from event.links.items()
    for path, cite in event.all_cites():
        state, place = _proved(cite, collection, texts)
        voice = (cite.attribution, cite.speech, cite.speaker or "")
        said = cite.quote or (plain(cite.says.say(language)) if cite.says else "")
        yield ("cite", str(path[0]), cite.source, state, place, *voice, said)


def _proved(cite: Cite, collection: Collection, texts: Texts) -> tuple[str, str]:
    """What became of a quote, and where it stands: ``("found", "120-180")``."""
    if is_linked(cite, collection.source[cite.source]):
        return "linked", ""
    proof = prove(selector(cite), texts[cite.source])
    if isinstance(proof, Found):
        return "found", " ".join(f"{place.start}-{place.end}" for place in proof.places)
    return ("absent", "") if isinstance(proof, Absent) else ("cannot-check", "")
