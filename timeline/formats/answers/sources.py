"""Sources, as programs and people read them: what is unknown of them is said."""

from collections.abc import Iterable, Iterator

from timeline.analysis.standings import Use
from timeline.i18n import Speaker, mark
from timeline.records.model import Collection, Source
from timeline.records.vocabulary import Basis
from timeline.text import with_host
from timeline.wording.typography import plain

_LANGUAGES = {"en": mark("English"), "es": mark("Spanish")}


COLUMNS = (
    "number", "id", "published", "published_basis", "language", "outlet", "title",
    "events", "citations", "file", "url", "origin", "proved", "linked",
)  # fmt: skip
"""What a program is told of a source, and of what rests on it."""


def records(collection: Collection, uses: Iterable[Use]) -> Iterator[tuple[str | int, ...]]:
    """Yield a source a line, with its values as recorded."""
    for use in uses:
        source = use.source
        yield (
            collection.number[source.id],
            source.id,
            source.published.text if source.published else "",
            source.published_basis if source.published else "",
            source.language or "",
            source.outlet or "",
            source.title or "",
            use.events,
            use.citations,
            source.file or "",
            source.url or "",
            source.origin or "",
            use.tally.proved,
            use.tally.linked,
        )


def numbers(collection: Collection, sources: Iterable[str]) -> str:
    """Return the numbers by which sources are cited: ``[1][4]``."""
    return "".join(f"[{collection.number[source]}]" for source in sources)


def described(speaker: Speaker, source: Source) -> str:
    """Return a source in a line: what it is, when it was published, in which language, by whom."""
    link = with_host(source.url) if source.url else None
    names = (source.title, source.file, link)
    return "  ".join((*(plain(name) for name in names if name), *facts(speaker, source)))


def facts(speaker: Speaker, source: Source) -> tuple[str, ...]:
    """Return when a source was published, in which language, by whom, and if no text is stored."""
    outlet = plain(source.outlet) if source.outlet else speaker.say("outlet unknown")
    stored = "" if source.file else speaker.say("only a link")
    known = (published(speaker, source), language(speaker, source), outlet, stored)
    return tuple(filter(None, known))


def published(speaker: Speaker, source: Source) -> str:
    """Return the date of a source in words, and whether it is inferred."""
    if not source.published:
        return speaker.say("date unknown")
    said = source.published.say(speaker.language)
    if source.published_basis is Basis.INFERRED:
        return speaker.say("{date} (inferred)", date=said)
    return said


def language(speaker: Speaker, source: Source) -> str:
    """Return the language of a source by its name, or its tag."""
    tag = source.language or ""
    return speaker.say(_LANGUAGES[tag]) if tag in _LANGUAGES else tag
