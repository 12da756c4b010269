"""Sentences in English and Spanish.

A sentence is kept as its English template and its values, and is rendered only where a person reads
it. Nothing here knows which language was asked for.
"""

import gettext
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

Language = Literal["en", "es"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

_CATALOGUES = Path(__file__).parent / "locale"


@cache
def _catalogue(language: Language) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    # `fallback` keeps a checkout without compiled catalogues usable: it then speaks English.
    return gettext.translation("timeline", _CATALOGUES, [language], fallback=True)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence for a person: an English template, and the values of its ``{fields}``.

    A value that is itself a `Sentence`, or has a ``say(language)`` of its own, is rendered in the
    same language. ``str(sentence)`` is the English.
    """

    template: str
    values: dict[str, Any] = field(default_factory=dict)
    plural: str = ""

    def say(self, language: Language = "en") -> str:
        """Return the sentence in one language."""
        catalogue = _catalogue(language)
        if self.plural:
            template = catalogue.ngettext(self.template, self.plural, self.values["n"])
        else:
            template = catalogue.gettext(self.template)
        return template.format(
            **{name: _render(value, language) for name, value in self.values.items()}
        )

    def __str__(self) -> str:
        return self.say()


def sentence(template: str, **values: Any) -> Sentence:
    """Return a sentence: ``sentence("{name} is not known", name="rubbio")``."""
    return Sentence(template, values)


def counted(one: str, many: str, n: int, **values: Any) -> Sentence:
    """Return a sentence about ``n`` things, with a template for one and a template for many.

    The templates may show the number as ``{n}``.
    """
    return Sentence(one, {"n": n, **values}, many)


def mark(template: str) -> str:
    """Return a template unchanged, marked so that the extractor puts it into the catalogue.

    It is for templates in tables, which become a `Sentence` later.
    """
    return template


@dataclass(frozen=True)
class Speaker:
    """Renders sentences in the language of one person."""

    language: Language

    def say(self, template: str, **values: Any) -> str:
        """Return a sentence in the person's language."""
        return sentence(template, **values).say(self.language)

    def count(self, one: str, many: str, n: int) -> str:
        """Return a sentence about ``n`` things in the person's language."""
        return counted(one, many, n).say(self.language)


def _render(value: Any, language: Language) -> Any:
    say = getattr(value, "say", None)
    return say(language) if say else value
