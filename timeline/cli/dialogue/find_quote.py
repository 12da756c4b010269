"""Sentences of a stored text that hold some words: listed, and on a terminal one is chosen."""

from timeline.cli.shell import open_collection
from timeline.cli.shell.prompts import Asker, possible
from timeline.cli.shell.terminal import Terminal, line
from timeline.curate import citation, parsing
from timeline.curate.typed import TypedCitation
from timeline.errors import WrongCall
from timeline.i18n import sentence
from timeline.quotes import sentences
from timeline.quotes.near_match import TextPosition
from timeline.quotes.prove import StoredText

_MOST = 99


def chosen(
    terminal: Terminal, event: str, cite: TypedCitation, words: str, *, no_input: bool
) -> TypedCitation | None:
    """Return the citation with the sentence that was chosen as its quote.

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
    found = sentences.sentences_containing(stored.text, words)
    if not found:
        said = sentence("no sentence of {source} holds '{words}'", source=source, words=words)
        terminal.note(said)
    elif terminal.is_terminal() and possible(terminal, no_input=no_input):
        return _choice(terminal, cite, stored, found[:_MOST])
    else:
        terminal.rows([str(place.start), _shown(stored, place)] for place in found)
    return None


def _choice(
    terminal: Terminal, cite: TypedCitation, stored: StoredText, found: tuple[TextPosition, ...]
) -> TypedCitation | None:
    for number, place in enumerate(found, 1):
        terminal.complain(f"{number:>3}  {_shown(stored, place)}")
    asked = sentence("which to quote, 1 to {most} (Enter: none)", most=len(found))
    number = Asker(terminal).number(asked, len(found)) or 0
    return citation.apart(cite, stored, found[number - 1]) if number else None


def _shown(stored: StoredText, place: TextPosition) -> str:
    return line(stored.text[place.start : place.end])
