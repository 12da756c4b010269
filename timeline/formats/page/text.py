"""What the page says in both languages: pairs of texts, and how one of each is set in HTML.

A `Said` holds ``en`` and ``es``; where the data has a text in one language only, ``in`` names it.
"""

from collections.abc import Callable

from markupsafe import Markup, escape

from timeline.i18n import LANGUAGES, Language, Sentence
from timeline.records.model import Words
from timeline.text import safe

Said = dict[str, str]


def pair(make: Callable[[Language], str]) -> Said:
    """Make a text in each language."""
    return {language: make(language) for language in LANGUAGES}


def said(value: Sentence | Words) -> Said:
    """Return a sentence of ours, or a text of the collection's, in both languages, safe to show."""
    both = pair(lambda language: safe(value.say(language), lines=True))
    if isinstance(value, Words) and not (value.en and value.es):
        return {**both, "in": "en" if value.en else "es"}
    return both


def plain(text: str) -> Said:
    """Return a text that is the same in every language: a name, an id, a date in EDTF."""
    shown = safe(text, lines=True)
    return pair(lambda _: shown)


def joined(parts: list[Said], between: str = ", ") -> Said:
    """Put several texts into one."""
    return pair(lambda language: between.join(part[language] for part in parts if part[language]))


def html(text: Said, language: Language) -> Markup:
    """Return a text in a language as HTML, to stand between tags.

    One of another language says so.
    """
    shown = _short(text[language])
    return Markup("<span lang={}>{}</span>").format(text["in"], shown) if "in" in text else shown


def _short(text: str) -> Markup:
    """Escape a text; between tags straight quotation marks may stay what they are."""
    escaped = str(escape(text)).replace("&#39;", "'").replace("&#34;", '"')
    return Markup(escaped)  # noqa: S704 - escaped
