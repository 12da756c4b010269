"""Asking for a citation: which source, and its words, proved as soon as they are pasted."""

from dataclasses import replace
from typing import Any

from timeline.cli.dialogue import change
from timeline.cli.shell import open_collection
from timeline.cli.shell.prompts import Asker, possible
from timeline.cli.shell.terminal import Terminal
from timeline.curate import citation, cite, parsing
from timeline.curate.plan import Plan
from timeline.curate.typed import TypedCitation
from timeline.errors import TimelineError, WrongCall
from timeline.i18n import Sentence, sentence
from timeline.query.registers import event_called
from timeline.records.vocabulary import JOINT, OUTLET, Field
from timeline.store.opened import Opened


def add(
    terminal: Terminal, event: str, typed: TypedCitation, *, dry_run: bool, no_input: bool
) -> None:
    """Record a citation of an event; what is missing is asked for on a terminal."""
    change.target(terminal)
    opened = open_collection.opened(terminal)
    owner = event_called(opened.collection, event)
    lacked = citation.lacked(owner)
    typed = completed(terminal, opened, typed, no_input=no_input, lacked=lacked)

    def plan(opened: Opened) -> Plan:
        return cite.plan(opened, owner.id, typed, terminal.note)

    change.make(terminal, plan, dry_run=dry_run)


def completed(
    terminal: Terminal,
    opened: Opened,
    typed: TypedCitation,
    *,
    no_input: bool,
    lacked: tuple[str, ...],
) -> TypedCitation:
    """Return a citation with what was not given asked for on a terminal.

    Raises `WrongCall` with what a citation cannot do without where nobody can be asked.
    """
    if possible(terminal, no_input=no_input):
        return asked(terminal, opened, typed, lacked)
    if missing := citation.lacking(typed):
        raise WrongCall(sentence("missing: {options}", options=", ".join(missing)))
    return typed


def asked(
    terminal: Terminal,
    opened: Opened,
    typed: TypedCitation,
    lacked: tuple[str, ...],
    offered: str = "",
) -> TypedCitation:
    """Ask for the source, its words, what they support and whose they are, if not given.

    ``lacked`` is what cannot be supported, and ``offered`` what Enter alone takes as supported.
    """
    asker, collection = Asker(terminal), opened.collection
    if not typed.source:
        source = asker.until(
            sentence("source"),
            lambda text: parsing.one(collection, "sources", text),
            choices=[other.id for other in collection.sources],
        )
        typed = replace(typed, source=source)
    typed = _words(asker, opened, typed)
    if not typed.supports:
        fields = asker.until(
            sentence("what it supports"),
            lambda text: citation.having(citation.fields([text]), lacked),
            default=offered,
            choices=[field for field in Field if field not in lacked],
        )
        typed = replace(typed, supports=fields)
    if not (typed.attribution or typed.speaker):
        whose = asker.until(
            sentence("whose words"),
            lambda text: parsing.voice(collection, text),
            default=OUTLET,
            choices=[OUTLET, JOINT, *collection.collection.sides],
        )
        typed = replace(typed, attribution=whose)
    return typed


def _words(asker: Asker, opened: Opened, typed: TypedCitation) -> TypedCitation:
    source = parsing.one(opened.collection, "sources", typed.source or "")
    if "--quote" not in citation.lacking(typed):
        return typed
    if not opened.collection.source[source].file:
        asker.terminal.note(
            sentence("{source} has no stored text: say in your words what it says", source=source)
        )
        en, es = both_languages(asker, sentence("says, in English"), sentence("says, in Spanish"))
        return replace(typed, says_en=en, says_es=es)
    while True:
        quote = asker.lines(sentence("quote (paste it; an empty line ends it)"))
        try:
            return replace(typed, **_proved(asker.terminal, opened, source, typed, quote))
        except TimelineError as error:
            asker.terminal.note(error.sentence)


def _proved(
    terminal: Terminal, opened: Opened, source: str, typed: TypedCitation, quote: str
) -> dict[str, Any]:
    found = citation.proved(opened, source, replace(typed, quote=quote), terminal.note)
    terminal.note(sentence("proved: it stands in {source}", source=source))
    return found


def both_languages(
    asker: Asker, english: Sentence, spanish: Sentence, en: str = "", es: str = ""
) -> tuple[str, str]:
    """Ask for a text in each language that it lacks, until there is one; Enter takes the other."""
    while not (en and es):
        en = en or asker.text(english, default=es)
        es = es or asker.text(spanish, default=en)
        en = en or es
    return en, es
