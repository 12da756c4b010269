"""Sentences of a stored text that hold some words: listed, and on a terminal one is chosen."""

from dataclasses import replace

from timeline.cli.curate import citation
from timeline.cli.curate.citation import CiteOptions
from timeline.cli.shell import open_collection, parsing
from timeline.cli.shell.prompts import Asker, possible
from timeline.cli.shell.terminal import Terminal, line
from timeline.errors import WrongCall
from timeline.i18n import sentence
from timeline.quotes import sentences
from timeline.quotes.near_match import TextPosition
from timeline.quotes.prove import Found, Quote, StoredText, prove

_MOST = 99
_WORDS_AROUND = 40


def chosen(
    terminal: Terminal, event: str, cite: CiteOptions, words: str, *, no_input: bool
) -> CiteOptions | None:
    """Return the options with the sentence that was chosen as their quote.

    None if nothing was: on a pipe the sentences go to stdout, each after its offset.
    """
    if cite.quote or cite.says or cite.says_en or cite.says_es:
        raise WrongCall(sentence("--find looks for a quote: leave out --quote and --says"))
    if not cite.source:
        raise WrongCall(sentence("--find needs --source"))
    opened = open_collection.opened(terminal)
    open_collection.event(terminal, opened, event)
    source = parsing.one(opened.collection, "sources", cite.source)
    stored = citation.stored_text(opened, source)
    found = sentences.holding(stored.text, words)
    if not found:
        said = sentence("no sentence of {source} holds '{words}'", source=source, words=words)
        terminal.note(said)
    elif terminal.is_terminal() and possible(terminal, no_input=no_input):
        return _choice(terminal, cite, stored, found[:_MOST])
    else:
        terminal.rows([str(place.start), _shown(stored, place)] for place in found)
    return None


def _choice(
    terminal: Terminal, cite: CiteOptions, stored: StoredText, found: tuple[TextPosition, ...]
) -> CiteOptions | None:
    for number, place in enumerate(found, 1):
        terminal.complain(f"{number:>3}  {_shown(stored, place)}")
    asked = sentence("which to quote, 1 to {most} (Enter: none)", most=len(found))
    number = Asker(terminal).number(asked, len(found)) or 0
    return apart(cite, stored, found[number - 1]) if number else None


def _shown(stored: StoredText, place: TextPosition) -> str:
    return line(stored.text[place.start : place.end])


def apart(cite: CiteOptions, stored: StoredText, place: TextPosition) -> CiteOptions:
    """The options with a passage as their quote, and the words that tell it from its likes."""
    quote = Quote(" ".join(stored.text[place.start : place.end].split()))
    before = stored.text[max(place.start - 500, 0) : place.start].split()
    after = stored.text[place.end : place.end + 500].split()
    for n in range(_WORDS_AROUND):
        prefix, suffix = " ".join(before[len(before) - n :]), " ".join(after[:n])
        for more in (Quote(quote.exact, prefix), Quote(quote.exact, prefix, suffix)):
            proof = prove(more, stored)
            if isinstance(proof, Found) and proof.places == (place,):
                return replace(
                    cite, quote=more.exact, prefix=more.prefix or None, suffix=more.suffix or None
                )
    return replace(cite, quote=quote.exact)
