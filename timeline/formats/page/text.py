"""What stands on the page in both languages at once: pairs of texts, and how they are set in HTML.

A `Said` holds ``en`` and ``es``; where the data has a text in one language only, ``in`` names it.
"""

from collections.abc import Callable

from markupsafe import Markup, escape

from timeline.language import LANGUAGES, Language, Sentence
from timeline.model import Words
from timeline.text import safe

Said = dict[str, str]


def pair(make: Callable[[Language], str]) -> Said:
    """Make a text in each language."""
    return {language: make(language) for language in LANGUAGES}


def said(value: Sentence | Words) -> Said:
    """Give a sentence of ours, or a text of the collection's, in both languages, safe to show."""
    both = pair(lambda language: safe(value.say(language), lines=True))
    if isinstance(value, Words) and not (value.en and value.es):
        return {**both, "in": "en" if value.en else "es"}
    return both


def plain(text: str) -> Said:
    """Give a text that is the same in every language: a name, an id, a date in EDTF."""
    shown = safe(text, lines=True)
    return pair(lambda _: shown)


def joined(parts: list[Said], between: str = ", ") -> Said:
    """Put several texts into one."""
    return pair(lambda language: between.join(it[language] for it in parts if it[language]))


def html(text: Said) -> Markup:
    """Give a text as HTML, to stand between tags: an element for each language that differs.

    These are ``i``, the shortest that may stand for words of another language; the style makes
    them upright, and shows only those of the language that is chosen.
    """
    if text.get("in"):
        return Markup('<span class="only" lang="{}">{}</span>').format(text["in"], text["en"])
    if len({text[language] for language in LANGUAGES}) == 1:
        return escape(text["en"])
    return Markup("").join(_ONE.format(it, _short(text[it])) for it in LANGUAGES)


_ONE = Markup("<i lang={}>{}</i>")


def _short(text: str) -> Markup:
    """Escape a text; between tags a straight apostrophe may stay what it is."""
    return Markup(escape(text).replace("&#39;", "'"))  # noqa: S704 - escaped
