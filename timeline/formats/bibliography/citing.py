"""How a source is called in a line of prose, with every gap said and nothing made up.

A text from the data comes out on one line and safe to show; escaping it for a format is left to
that format.
"""

from timeline.i18n import Language, sentence
from timeline.records.model import Source
from timeline.records.vocabulary import Basis
from timeline.text import with_host
from timeline.wording.typography import plain, quoted


def called(source: Source, language: Language) -> str:
    """Return a source in a line: author, title, outlet, date, stored file and link.

    An unknown title, outlet or date is said in brackets, an inferred date as such; an author, a
    file or a link that is not there is left out.
    """
    parts = (
        plain(source.author or ""),
        title(source, language),
        outlet(source, language),
        published(source, language),
        sentence("stored as {file}", file=plain(source.file)).say(language) if source.file else "",
        plain(with_host(source.url or "")),
    )
    return ", ".join(filter(None, parts))


def title(source: Source, language: Language) -> str:
    """Return the title between quotation marks, or say that there is none."""
    if not source.title:
        return sentence("[untitled]").say(language)
    return quoted(source.title, language)


def outlet(source: Source, language: Language) -> str:
    """Return the outlet, or say that it is not known."""
    return plain(source.outlet or "") or sentence("[outlet unknown]").say(language)


def published(source: Source, language: Language) -> str:
    """Return in words when a source was published, and if that is inferred; or say the gap."""
    if not source.published:
        return sentence("[no date]").say(language)
    said = source.published.say(language)
    if source.published_basis is Basis.INFERRED:
        return sentence("{date} (inferred)", date=said).say(language)
    return said
