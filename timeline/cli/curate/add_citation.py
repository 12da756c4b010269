"""Recording a citation for an event that there is."""

from collections.abc import Iterator, Sequence
from typing import Any

from timeline.cli.curate import ask_citation, change, citation
from timeline.cli.curate.citation import CiteOptions
from timeline.cli.shell import open_collection, parsing
from timeline.cli.shell.terminal import Terminal
from timeline.errors import WrongCall
from timeline.i18n import sentence
from timeline.query.registers import event_called
from timeline.quotes.normalise import normalise
from timeline.quotes.prove import Quote
from timeline.records.model import Cite, Event
from timeline.store.opened import Opened
from timeline.store.yaml.edits import Add, Change, Drop, Put


def cite(
    terminal: Terminal, typed_event: str, options: CiteOptions, *, dry_run: bool, no_input: bool
) -> None:
    """Record a citation; what is missing is asked for on a terminal."""
    change.target(terminal)
    opened = open_collection.opened(terminal)
    event = open_collection.event(terminal, opened, typed_event)
    options = ask_citation.completed(
        terminal, opened, options, no_input=no_input, lacked=citation.lacked(event)
    )
    replaced: Cite | None = None

    def plan(opened: Opened) -> Sequence[Change]:
        nonlocal replaced
        owner = event_called(opened.collection, event.id)
        number = opened.collection.events.index(owner)
        new = citation.build(terminal, opened, options)
        citation.having(new.get("supports", []), citation.lacked(owner))
        refuse_twice(owner, new)
        at = _in_our_words(owner, new, options)
        if at is None:
            return [Add(("events", number, "cites"), new, order=change.order_of(Event))]
        replaced = owner.cites[at]
        return list(_quoted(("events", number, "cites", at), new, options, replaced))

    change.make(terminal, plan, dry_run=dry_run)
    if not dry_run:
        names = {
            "event": event.id,
            "source": parsing.one(opened.collection, "sources", options.source or ""),
        }
        said = sentence("{event} now cites {source}", **names)
        if replaced:
            said = sentence("{event} now quotes {source}, instead of our words", **names)
            if _noted(replaced, options):
                said = sentence("{event} now quotes {source}; our words are its note", **names)
        change.tell(terminal, said, then=f"timeline show {event.id}")


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


def _in_our_words(event: Event, new: dict[str, Any], options: CiteOptions) -> int | None:
    """Return the number of the citation in our words, of the same source, that a quote replaces.

    Raises `WrongCall` if that may be one of several that differ.
    """
    if "quote" not in new:
        return None
    cites = event.cites
    found = [i for i, cite in enumerate(cites) if cite.source == new["source"] and not cite.quote]
    if len(found) > 1:
        found = [i for i in found if _meant(cites[i], new, options)]
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


def _meant(cite: Cite, new: dict[str, Any], options: CiteOptions) -> bool:
    """Whether a citation has all of what was typed of its fields, its voice and its speaker."""
    if options.supports and not set(new["supports"]) <= set(cite.supports):
        return False
    if options.speaker and new["speaker"] != cite.speaker:
        return False
    return not options.attribution or new["attribution"] == cite.attribution


def _quoted(
    path: tuple[str | int, ...], new: dict[str, Any], options: CiteOptions, cite: Cite
) -> Iterator[Change]:
    """Turn what a source says into its quote; what else it had stays unless it was given anew.

    Our words are no translation of the quote: they become its note, unless it has one.
    """
    given = {"quote", "prefix", "suffix", "date_words", "topics", "translation", "note", "speech"}
    given |= {"supports"} if options.supports else set()
    given |= {"attribution", "speaker"} if options.attribution or options.speaker else set()
    for field, value in new.items():
        if field in given:
            yield Put((*path, field), value, change.order_of(Cite))
    if _noted(cite, options) and cite.says:
        ours = cite.says.model_dump(mode="json", exclude_none=True)
        yield Put((*path, "note"), ours, change.order_of(Cite))
    yield Drop((*path, "says"))


def _noted(cite: Cite, options: CiteOptions) -> bool:
    """Return whether our words become the note of the quote that replaces them."""
    return not (cite.note or options.note_en or options.note_es)
