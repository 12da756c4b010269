"""Adding one event: what is not given is asked for, and shown before it is written."""

from dataclasses import dataclass, replace
from typing import Any

from timeline.cli.dialogue import change
from timeline.cli.dialogue import citation as asking_citation
from timeline.cli.shell import open_collection
from timeline.cli.shell.prompts import Asker, possible
from timeline.cli.shell.terminal import Terminal
from timeline.cli.views import change as changeview
from timeline.curate import citation, parsing
from timeline.curate import event as new_event
from timeline.curate.plan import Plan
from timeline.curate.typed import TypedCitation, TypedEvent
from timeline.errors import WrongCall
from timeline.i18n import sentence
from timeline.query.registers import REGISTERS
from timeline.records.model import Collection, Id
from timeline.records.vocabulary import Role
from timeline.store.opened import Opened

_OFFERED = "date,kind,actors"
"""What Enter alone takes as supported by the citation of a new event: shown, never assumed."""


@dataclass(frozen=True, slots=True)
class EventDialogue:
    """Whether there may be questions: for what is missing, and before writing."""

    yes: bool
    no_input: bool


def add(
    terminal: Terminal,
    event: TypedEvent,
    cite: TypedCitation,
    asking: EventDialogue,
    *,
    dry_run: bool,
) -> None:
    """Add an event; its id goes to stdout."""
    change.target(terminal)
    event = new_event.understood(event, terminal.today, terminal.note)
    missing = [*new_event.lacking(event), *citation.lacking(cite)]
    there_is_someone = possible(terminal, no_input=asking.no_input)
    if missing and not there_is_someone:
        raise WrongCall(sentence("missing: {options}", options=", ".join(missing)))
    if missing:
        new = _asked(terminal, event, cite)
        if not (asking.yes or dry_run or _agreed(terminal, new)):
            terminal.note(sentence("nothing was written"))
            return
        change.make(terminal, lambda opened: new_event.planned(opened, new), dry_run=dry_run)
        return
    if not cite.supports and there_is_someone:
        cite = _cited(terminal, open_collection.opened(terminal), event, cite)

    def plan(opened: Opened) -> Plan:
        return new_event.plan(opened, event, cite, terminal.note)

    change.make(terminal, plan, dry_run=dry_run)


def _asked(terminal: Terminal, event: TypedEvent, cite: TypedCitation) -> dict[str, Any]:
    """Ask for an event and its citation, and return them as plain data."""
    opened = open_collection.opened(terminal)
    asker = Asker(terminal)
    event = _what(asker, opened.collection, event)
    event = _who(asker, opened.collection, event)
    cite = _cited(terminal, opened, event, cite)
    new = new_event.build(opened, event, cite, terminal.note)
    if not event.id:
        new["id"] = asker.until(
            sentence("id"),
            lambda text: _free(opened.collection, parsing.shaped(Id, text)),
            default=new["id"],
        )
    return new


def _cited(
    terminal: Terminal, opened: Opened, event: TypedEvent, cite: TypedCitation
) -> TypedCitation:
    lacked = new_event.lacked(event, cite)
    return asking_citation.asked(terminal, opened, cite, lacked, _OFFERED)


def _free(collection: Collection, name: str) -> str:
    if name in collection.event:
        raise WrongCall(sentence("the id '{id}' is taken", id=name))
    return name


def _what(asker: Asker, collection: Collection, event: TypedEvent) -> TypedEvent:
    terminal = asker.terminal
    date = event.date or asker.until(
        sentence("date (as the source says: 2026-01-12, enero 2026, ayer …)"),
        lambda text: parsing.edtf("--date", text, terminal.today, terminal.note),
    )
    kind = _of(asker, collection, "kinds", event.kind)
    usual = new_event.status_of(kind, date, terminal.today)
    status = _of(asker, collection, "statuses", event.status, usual)
    en, es = event.title_en or event.title, event.title_es or event.title
    if not (en and es):
        ours = (sentence("our title, in English"), sentence("our title, in Spanish"))
        en, es = asking_citation.both_languages(asker, *ours, en or "", es or "")
    return replace(event, date=date, kind=kind, status=status, title_en=en, title_es=es)


def _of(
    asker: Asker, collection: Collection, register: str, known: str | None, default: str = ""
) -> str:
    """Return the word of a closed list that is meant, asked for if it is not known."""
    if known:
        return parsing.one(collection, register, known)
    return asker.until(
        sentence(REGISTERS[register].label),
        lambda text: parsing.one(collection, register, text),
        default,
        REGISTERS[register].names(collection),
    )


def _who(asker: Asker, collection: Collection, event: TypedEvent) -> TypedEvent:
    """Ask for actors one by one, until there are no more."""
    if event.actor:
        return event
    kind, actors = event.kind or "", []
    choices = [*(actor.id for actor in collection.actors), *Role]
    question = sentence("actor (NAME or NAME:ROLE; Enter: no more)")

    def read(text: str) -> dict[str, str] | None:
        return new_event.participation(collection, text, kind) if text else None

    while part := asker.until(question, read, choices=choices):
        asker.terminal.note(sentence("{actor}: {role}", **part))
        actors.append(f"{part['actor']}:{part['role']}")
    return replace(event, actor=actors)


def _agreed(terminal: Terminal, new: dict[str, Any]) -> bool:
    """Show a record as it will be written, and ask whether it may be."""
    changeview.show_record(terminal, new)
    return Asker(terminal).agreed(sentence("write it? (y/n)"))
