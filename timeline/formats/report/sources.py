"""The ends of a report: its sources one by one, and a note for each citation."""

from collections.abc import Iterator

from timeline.formats.bibliography import citing
from timeline.formats.report.blocks import Link, Notes, Prose, Reference
from timeline.formats.report.page import ReportContext
from timeline.i18n import sentence
from timeline.records.model import Cite, Source
from timeline.records.vocabulary import Basis
from timeline.text import ascii_host, shorten
from timeline.wording.typography import quoted
from timeline.wording.voices import place

_LONGEST_QUOTE = 60  # in a note: enough to know it by


def reference(page: ReportContext, source: Source) -> Reference:
    """Return a source with its number, its gaps said, and what is to be known of it."""
    label = f"[{page.export.collection.number[source.id]}] {source.id}"
    unlinked = source.model_copy(update={"url": None})
    text = citing.called(unlinked, page.export.language)
    remarks = tuple(source_remarks(page, source))
    return Reference(label, text, source.url, remarks, f"source-{source.id}")


def source_remarks(page: ReportContext, source: Source) -> Iterator[str]:
    """Say what is to be known of a source beside its name."""
    if host := ascii_host(source.url or ""):
        yield host
    if source.published_basis is Basis.INFERRED:
        yield page.told(sentence("why this date: {note}", note=source.published_note))
    if source.origin:
        yield page.told(sentence("rewrites {origin}", origin=source.origin))
    if source.note:
        yield page.told(sentence("note: {text}", text=source.note))
    if source.accessed:
        yield page.told(sentence("accessed {date}", date=source.accessed))
    if source.sha256:
        yield f"sha256 {source.sha256}"
    if not source.file:
        yield page.told(sentence("only a link"))


def notes(page: ReportContext) -> Notes:
    """Return a note for each citation: its source, how the quote begins, where it stands there."""
    return Notes(page.told(sentence("Notes")), tuple(_note(page, cite) for cite in page.cited))


def _note(page: ReportContext, cite: Cite) -> Prose:
    source = page.export.collection.source[cite.source]
    begins = shorten(" ".join((cite.quote or "").split()), _LONGEST_QUOTE)
    quote = quoted(begins, page.export.language) if begins else ""
    supports = ", ".join(page.told(field) for field in cite.supports)
    said = (
        f": {quote}" if quote else "",
        f"; {page.told(place(page.export.proof(cite), linked=page.export.linked(cite)))}",
        f"; {page.told(sentence('supports: {fields}', fields=supports))}" if supports else "",
    )
    called = citing.called(source, page.export.language)
    return (Link(source.id, f"source-{source.id}"), f", {called}", *said)
