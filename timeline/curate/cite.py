"""What a new citation changes of an event: it is added, or its quote replaces our own words."""

from collections.abc import Iterator
from typing import Any

from timeline.curate import citation
from timeline.curate.placement import order_of
from timeline.curate.plan import Plan, Tell
from timeline.curate.typed import TypedCitation
from timeline.errors import WrongCall
from timeline.i18n import Sentence, sentence
from timeline.query.registers import event_called
from timeline.quotes.normalise import normalise
from timeline.quotes.prove import Quote
from timeline.records.model import Cite, Event
from timeline.store.opened import Opened
from timeline.store.yaml.edits import Add, Change, Drop, Put


def plan(opened: Opened, event: str, typed: TypedCitation, tell: Tell) -> Plan:
    """Return what records a citation of an event; raises `WrongCall`."""
    owner = event_called(opened.collection, event)
    new = citation.build(opened, typed, tell)
    citation.having(new.get("supports", []), citation.lacked(owner))
    refuse_twice(owner, new)
    path = ("events", opened.collection.events.index(owner), "cites")
    at = _in_our_words(owner, new, typed)
    replaced = None if at is None else owner.cites[at]
    changes: list[Change] = (
        [Add(path, new, order=order_of(Event))]
        if at is None or replaced is None
        else [*_quoted((*path, at), new, typed, replaced)]
    )
    said = _said(owner, new["source"], replaced, typed)
    return Plan(changes, said=[said], then=f"timeline show {owner.id}")


def _said(event: Event, source: str, replaced: Cite | None, typed: TypedCitation) -> Sentence:
    names = {"event": event.id, "source": source}
    if replaced is None:
        return sentence("{event} now cites {source}", **names)
    if _noted(replaced, typed):
        return sentence("{event} now quotes {source}; our words are its note", **names)
    return sentence("{event} now quotes {source}, instead of our words", **names)


def refuse_twice(event: Event, new: dict[str, Any]) -> None:
    """Raise `WrongCall` if an event cites the same passage already, with its place."""
    for path, there in event.all_cites():
        if there.quote and there.source == new["source"] and _passage(there) == _passage(new):
            where = "".join(f"[{text}]" if isinstance(text, int) else f".{text}" for text in path)
            said = sentence("{id} cites this quote already: {where}", id=event.id, where=where[1:])
            raise WrongCall(said)


def _passage(cite: Cite | dict[str, Any]) -> Quote:
    values = cite.model_dump() if isinstance(cite, Cite) else cite
    names = ("quote", "prefix", "suffix")
    return Quote(*(normalise(values.get(name) or "").text.strip() for name in names))


def _in_our_words(event: Event, new: dict[str, Any], typed: TypedCitation) -> int | None:
    """Return the number of the citation in our words, of the same source, that a quote replaces.

    Raises `WrongCall` if that may be one of several that differ.
    """
    if "quote" not in new:
        return None
    cites = event.cites
    found = [i for i, cite in enumerate(cites) if cite.source == new["source"] and not cite.quote]
    if len(found) > 1:
        found = [i for i in found if _meant(cites[i], new, typed)]
    if len({(cites[i].supports, cites[i].attribution, cites[i].speaker) for i in found}) > 1:
        said = sentence(
            "{id} cites {source} in our words {n} times: say with --supports, --attribution or "
            "--speaker which of these the quote is for",
            id=event.id,
            source=new["source"],
            n=len(found),
        )
        raise WrongCall(said)
    return found[0] if found else None


def _meant(cite: Cite, new: dict[str, Any], typed: TypedCitation) -> bool:
    """Whether a citation has all of what was typed of its fields, its voice and its speaker."""
    if typed.supports and not set(new["supports"]) <= set(cite.supports):
        return False
    if typed.speaker and new["speaker"] != cite.speaker:
        return False
    return not typed.attribution or new["attribution"] == cite.attribution


def _quoted(
    path: tuple[str | int, ...], new: dict[str, Any], typed: TypedCitation, cite: Cite
) -> Iterator[Change]:
    """Turn what a source says into its quote; what else it had stays unless it was given anew.

    Our words are no translation of the quote: they become its note, unless it has one.
    """
    given = {"quote", "prefix", "suffix", "date_words", "topics", "translation", "note", "speech"}
    given |= {"supports"} if typed.supports else set()
    given |= {"attribution", "speaker"} if typed.attribution or typed.speaker else set()
    for field, value in new.items():
        if field in given:
            yield Put((*path, field), value, order_of(Cite))
    if _noted(cite, typed) and cite.says:
        ours = cite.says.model_dump(mode="json", exclude_none=True)
        yield Put((*path, "note"), ours, order_of(Cite))
    yield Drop((*path, "says"))


def _noted(cite: Cite, typed: TypedCitation) -> bool:
    """Return whether our words become the note of the quote that replaces them."""
    return not (cite.note or typed.note_en or typed.note_es)
