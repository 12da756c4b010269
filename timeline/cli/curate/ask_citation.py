"""Asking for a citation: which source, and its words, proved as soon as they are pasted."""

from dataclasses import replace
from typing import Any

from timeline.cli.curate import citation
from timeline.cli.curate.citation import CiteOptions
from timeline.cli.shell import parsing
from timeline.cli.shell.prompts import Asker, possible
from timeline.cli.shell.terminal import Terminal
from timeline.errors import TimelineError, WrongCall
from timeline.i18n import Sentence, sentence
from timeline.records.vocabulary import JOINT, OUTLET, Field
from timeline.store.opened import Opened


def completed(
    terminal: Terminal,
    opened: Opened,
    options: CiteOptions,
    *,
    no_input: bool,
    lacked: tuple[str, ...],
) -> CiteOptions:
    """Return the options with what is not given asked for on a terminal.

    Raises `WrongCall` with what a citation cannot do without where nobody can be asked.
    """
    if possible(terminal, no_input=no_input):
        return asked(terminal, opened, options, lacked)
    if missing := lacking(options):
        raise WrongCall(sentence("missing: {options}", options=", ".join(missing)))
    return options


def lacking(options: CiteOptions) -> list[str]:
    """Return the options that a citation needs and does not have."""
    words = options.quote or options.says or options.says_en or options.says_es
    return [*([] if options.source else ["--source"]), *([] if words else ["--quote"])]


def asked(
    terminal: Terminal,
    opened: Opened,
    options: CiteOptions,
    lacked: tuple[str, ...],
    offered: str = "",
) -> CiteOptions:
    """Ask for the source, its words, what they support and whose they are, if not given.

    ``lacked`` is what cannot be supported, and ``offered`` what Enter alone takes as supported.
    """
    asker, collection = Asker(terminal), opened.collection
    if not options.source:
        source = asker.until(
            sentence("source"),
            lambda text: parsing.one(collection, "sources", text),
            choices=[other.id for other in collection.sources],
        )
        options = replace(options, source=source)
    options = _words(asker, opened, options)
    if not options.supports:
        fields = asker.until(
            sentence("what it supports"),
            lambda text: citation.having(citation.fields([text]), lacked),
            default=offered,
            choices=[field for field in Field if field not in lacked],
        )
        options = replace(options, supports=fields)
    if not (options.attribution or options.speaker):
        whose = asker.until(
            sentence("whose words"),
            lambda text: parsing.voice(collection, text),
            default=OUTLET,
            choices=[OUTLET, JOINT, *collection.collection.sides],
        )
        options = replace(options, attribution=whose)
    return options


def _words(asker: Asker, opened: Opened, options: CiteOptions) -> CiteOptions:
    source = parsing.one(opened.collection, "sources", options.source or "")
    if "--quote" not in lacking(options):
        return options
    if not opened.collection.source[source].file:
        asker.terminal.note(
            sentence("{source} has no stored text: say in your words what it says", source=source)
        )
        en, es = both_languages(asker, sentence("says, in English"), sentence("says, in Spanish"))
        return replace(options, says_en=en, says_es=es)
    while True:
        typed_ = asker.lines(sentence("quote (paste it; an empty line ends it)"))
        try:
            return replace(options, **_proved(asker.terminal, opened, source, options, typed_))
        except TimelineError as error:
            asker.terminal.note(error.sentence)


def _proved(
    terminal: Terminal, opened: Opened, source: str, options: CiteOptions, quote: str
) -> dict[str, Any]:
    found = citation.proved(terminal, opened, source, replace(options, quote=quote))
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
