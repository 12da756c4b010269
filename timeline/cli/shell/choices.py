"""Choosing one of a few names: an order, a style, when to use colour."""

from collections.abc import Iterable

from timeline.errors import UnknownValue
from timeline.i18n import Sentence
from timeline.text import suggest


def one_of(what: Sentence, text: str, choices: Iterable[str]) -> str:
    """Return the text if it is one of the choices; refuse it with the nearest, or all, if not."""
    choices = list(choices)
    if text not in choices:
        raise UnknownValue(what, text, suggest(text, choices) or choices)
    return text
