"""An explanation as a page of prose: one event with what carries it, to be handed to an editor."""

from collections.abc import Iterable, Iterator

from timeline.analysis.explain import Carried, Cited, UsedSource
from timeline.formats.answers import explain_text, sources
from timeline.formats.answers.explain_text import ExplainContext
from timeline.formats.report.blocks import (
    CommandLine,
    Fact,
    Heading,
    ListItem,
    Paragraph,
    Quotation,
    Reference,
    Simple,
    Title,
)
from timeline.i18n import mark
from timeline.records.vocabulary import LINKS, Status
from timeline.text import ascii_host
from timeline.wording.parts import claim, commitment, correction
from timeline.wording.typography import quoted

_ELSEWHERE = ("date_note", "summary", "note", *LINKS)


def page(sheet: ExplainContext) -> Iterator[Simple]:
    """Yield the sheet, block by block."""
    say = sheet.say
    yield Title(sheet.said(sheet.told.event.title))
    yield from _record(sheet)
    for title, body in (
        (say("What carries each field"), _fields(sheet)),
        (say("What is inferred, and how"), _inferred(sheet)),
        (say("What is open or contradicted"), _open(sheet)),
        (say("Readouts and links"), _links(sheet)),
        (say("Earlier states"), _states(sheet)),
        (say("Commitments"), _promises(sheet)),
        (say("Corrections"), _corrections(sheet)),
        (say("Sources"), _sources(sheet)),
        (say("This sheet"), _version(sheet)),
    ):
        blocks = list(body)
        if blocks:
            yield Heading(title)
            yield from blocks


def _record(sheet: ExplainContext) -> Iterator[Simple]:
    event, language = sheet.told.event, sheet.language
    for fact in explain_text.facts(sheet, without=_ELSEWHERE):
        yield Fact(fact.label.say(language), fact.say(language))
    for text in (event.summary, event.note):
        if text:
            yield Paragraph(sheet.said(text))


def _fields(sheet: ExplainContext) -> Iterator[Simple]:
    yield Paragraph(_basis(sheet))
    shown: set[int] = set()
    for carried in sheet.told.fields:
        if carried.cited:
            yield Heading(_field(sheet, carried), 2)
            yield from _carriers(sheet, carried.cited, shown)
    if sheet.told.others:
        yield Heading(sheet.say("also cited"), 2)
        yield from _carriers(sheet, sheet.told.others, shown)
    if sheet.told.uncarried:
        fields = ", ".join(map(sheet.word, sheet.told.uncarried))
        yield Paragraph(sheet.say("No citation carries: {fields}", fields=fields))


def _basis(sheet: ExplainContext) -> str:
    """How much the event rests on, and how much of it is proved."""
    told = sheet.told
    quotes = [citation for citation in told.cited if citation.cite.quote]
    proved = sum(citation.proved for citation in quotes)
    bits = [
        sheet.count("{n} quote", "{n} quotes", len(quotes)),
        sheet.count(
            "{n} source", "{n} sources", len({citation.cite.source for citation in told.cited})
        ),
        sheet.count("{n} origin", "{n} origins", len(told.origins)),
        sheet.count(
            "{n} quote found in its stored text", "{n} quotes found in their stored texts", proved
        ),
    ]
    if told.linked:
        bits[-1] = told.tally.told.say(sheet.language)
    return " · ".join(bits)


def _field(sheet: ExplainContext, carried: Carried) -> str:
    name, value = sheet.word(carried.field), explain_text.value(sheet, carried.field)
    return f"{name}: {value}" if value else name


def _carriers(sheet: ExplainContext, cited: Iterable[Cited], shown: set[int]) -> Iterator[Simple]:
    """Yield each citation whole where it comes up first, and by its label from then on."""
    cited = tuple(cited)
    again = [other for other in cited if other.number in shown]
    for citation in cited:
        if citation.number not in shown:
            shown.add(citation.number)
            yield _quotation(sheet, citation)
    if again:
        yield Paragraph(sheet.say("{quotes}, above", quotes=explain_text.labels(again)))


def _quotation(sheet: ExplainContext, citation: Cited) -> Quotation:
    say, cite = sheet.say, citation.cite
    said = quoted(cite.quote, sheet.language) if cite.quote else sheet.said(cite.says)
    where = f"{explain_text.source(sheet, cite.source)}, {explain_text.proof(sheet, citation)}"
    remarks = [f"{where}; {explain_text.voice(sheet, citation)}"]
    if cite.translation and getattr(cite.translation, sheet.language):
        remarks.append(say("our translation: {text}", text=sheet.said(cite.translation)))
    if cite.note:
        remarks.append(say("note: {text}", text=sheet.said(cite.note)))
    return Quotation(explain_text.label(citation), said, tuple(remarks))


def _inferred(sheet: ExplainContext) -> Iterator[Simple]:
    told, say = sheet.told, sheet.say
    if told.event.date_note:
        yield Paragraph(sheet.said(told.event.date_note))
    yield from (ListItem(explain_text.reckoned(sheet, inference)) for inference in told.reckoned)
    for used in told.inferred:
        yield ListItem(
            say(
                "{source} is dated by inference, {date}: {note}",
                source=explain_text.source(sheet, used.source.id),
                date=used.source.published,
                note=sheet.said(used.source.published_note),
            )
        )
    for used in told.sources:
        if used.source.note:
            note = sheet.said(used.source.note)
            yield ListItem(f"{explain_text.source(sheet, used.source.id)}: {note}")


def _open(sheet: ExplainContext) -> Iterator[Simple]:
    told, say, language = sheet.told, sheet.say, sheet.language
    points = list(_open_points(sheet))
    yield from map(ListItem, points)
    for differing in told.differing:
        topic = f" ({explain_text.topics(sheet, [differing.topic])})" if differing.topic else ""
        field = sheet.word(differing.field) + topic
        differ, alone = mark("sources differ on: {field}"), mark("one claim on: {field}")
        yield Heading(say(differ if len(differing.claims) > 1 else alone, field=field), 2)
        yield from (ListItem(claim(told.collection, other, language)) for other in differing.claims)
    if not (points or told.differing):
        yield Paragraph(say("Nothing is recorded as open or contradicted."))


def _open_points(sheet: ExplainContext) -> Iterator[str]:
    told, say = sheet.told, sheet.say
    event, day = told.event, told.version.day
    if not event.date.certain:
        yield say("the sources do not give one certain day: {date}", date=sheet.date(event.date))
    if event.lacks_outcome(day):
        yield say("its day has passed and no outcome is recorded")
    elif event.status is Status.SCHEDULED:
        yield say("it is planned: no source says yet that it was held")
    if told.disagreeing:
        quotes = explain_text.labels(inference.cited for inference in told.disagreeing)
        yield say("the date words of {quotes} do not agree with the record", quotes=quotes)
    if told.unproved:
        quotes = explain_text.labels(told.unproved)
        yield say("not proved against a stored text: {quotes}", quotes=quotes)
    if told.linked:
        quotes = explain_text.labels(told.linked)
        yield say("only links, not proved here: {quotes}", quotes=quotes)
    if len(told.origins) == 1:
        yield say("everything here goes back to one origin: {origin}", origin=min(told.origins))


def _links(sheet: ExplainContext) -> Iterator[Simple]:
    for link in sheet.told.links:
        yield ListItem(
            f"{explain_text.relation(sheet, link)}: {explain_text.called(sheet, link.event)}"
        )


def _states(sheet: ExplainContext) -> Iterator[Simple]:
    for state, cited in sheet.told.states:
        yield Heading(f"{sheet.word(state.status)}: {sheet.date(state.date)}", 2)
        if state.note:
            yield Paragraph(sheet.said(state.note))
        yield from _carriers(sheet, cited, set())


def _promises(sheet: ExplainContext) -> Iterator[Simple]:
    for promise, cited in sheet.told.promises:
        yield Heading(sheet.said(promise.text), 2)
        about = commitment(sheet.told.collection, promise, sheet.language)
        yield Paragraph(about)
        yield from _carriers(sheet, cited, set())


def _corrections(sheet: ExplainContext) -> Iterator[Simple]:
    for other in sheet.told.event.corrections:
        yield ListItem(correction(other, sheet.language))
    if not sheet.told.event.corrections:
        yield Paragraph(sheet.say("None recorded."))


def _sources(sheet: ExplainContext) -> Iterator[Simple]:
    for used in sheet.told.sources:
        source = used.source
        named = "  ".join(filter(None, (source.title, source.file)))
        yield Reference(
            explain_text.source(sheet, source.id), named, source.url, tuple(_remarks(sheet, used))
        )
    yield Paragraph(
        sheet.say(
            "Places are counted in characters (Unicode code points) from 0, the end not included."
        )
    )


def _remarks(sheet: ExplainContext, used: UsedSource) -> Iterator[str]:
    say, source = sheet.say, used.source
    yield " · ".join(sources.facts(sheet, source))
    if host := ascii_host(source.url or ""):
        yield host
    if used.sha256:
        yield f"sha256 {used.sha256}"
    if source.origin:
        yield say("rewrites {origin}", origin=source.origin)


def _version(sheet: ExplainContext) -> Iterator[Simple]:
    say, version = sheet.say, sheet.told.version
    yield Fact(say("collection"), version.file)
    yield Fact("sha256", version.sha256)
    if version.as_of:
        yield Fact(say("as known on"), version.as_of.isoformat())
    yield Fact(say("seen on"), version.day.isoformat())
    yield Fact(say("program"), version.program)
    yield CommandLine(version.command)
