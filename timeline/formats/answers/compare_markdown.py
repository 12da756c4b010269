"""What `timeline compare` finds, as Markdown (CommonMark, with GitHub's tables)."""

from collections.abc import Iterable, Iterator, Sequence

from timeline import dates
from timeline.analysis.compare import Comparison, Passage, TopicRow, TopicTally
from timeline.analysis.versions import SentenceDiff, Versions
from timeline.formats.answers import compare_text, sources
from timeline.formats.answers.compare_text import CompareTextContext
from timeline.formats.report.markdown import escaped, inside
from timeline.records.model import Event
from timeline.records.vocabulary import JOINT, OUTLET, Speech, word


def comparison(sheet: CompareTextContext, told: Comparison) -> Iterator[str]:
    """Yield a comparison as a page of Markdown, line by line."""
    yield from _heading(sheet, told.event)
    for name, text in compare_text.summary(sheet, told.topics):
        yield f"- {escaped(name)}: {escaped(text)}"
    for account in told.accounts:
        yield from ("", f"## {escaped(sheet.said(account.event.title))}", "")
        for name, text in compare_text.facts(sheet, told, account):
            yield f"- {escaped(name)}: {escaped(text)}"
    joint = any(row.cells[JOINT] for row in told.rows)
    voices = (*sheet.collection.collection.sides, *([JOINT] if joint else []), OUTLET)
    yield ""
    yield from _table([sheet.say("topic"), *map(sheet.voice, voices)], _rows(sheet, told, voices))
    yield from _sources(sheet, [told.event, *(other.event for other in told.accounts)])


def _rows(
    sheet: CompareTextContext, told: Comparison, voices: Sequence[str]
) -> Iterator[list[str]]:
    for row in told.rows:
        under = [compare_text.verdict(sheet, row)] if row.topic is not None else []
        under += [compare_text.words_used(sheet, row)]
        under += [compare_text.differing(sheet, claim) for claim in row.differing]
        name = [f"**{escaped(sheet.topic(row.topic))}**", *map(escaped, filter(None, under))]
        yield ["<br>".join(name), *(_cell(sheet, row, voice) for voice in voices)]


def _cell(sheet: CompareTextContext, row: TopicRow, voice: str) -> str:
    said = [_passage(sheet, row.topic, passage) for passage in row.cells[voice]]
    return "<br>".join(said) or f"*{escaped(sheet.silence(row))}*"


def _passage(sheet: CompareTextContext, topic: str | None, passage: Passage) -> str:
    cite = passage.cite
    words = escaped(sheet.within(cite.terms.get(topic or "", "")))
    quote = escaped(sheet.quotation(cite.quote) if cite.quote else sheet.said(cite.says))
    if words:
        quote = quote.replace(words, f"**{words}**", 1)
    return " ".join(
        filter(None, (quote, escaped(sheet.numbers([cite.source])), escaped(sheet.whose(passage))))
    )


def tallies(sheet: CompareTextContext, found: Sequence[TopicTally]) -> Iterator[str]:
    """Yield topics by voice as a table: passages, and in brackets in how many events."""
    voices = list(found[0].heard) if found else []
    rows = (
        [
            escaped(sheet.topic(tally.topic)),
            *(
                f"{heard.passages} ({heard.events})" if heard.passages else "0"
                for heard in tally.heard.values()
            ),
        ]
        for tally in found
    )
    yield from _table([sheet.say("topic"), *map(sheet.voice, voices)], rows)


def versions(sheet: CompareTextContext, found: Versions) -> Iterator[str]:
    """Yield the versions of a text as a page: a table for each group of parallel sentences."""
    yield from _heading(sheet, found.event)
    yield escaped(sheet.say("bold: what the other versions do not have"))
    for i, parallel in enumerate(found.parallels, 1):
        topics = ", ".join(map(sheet.topic, parallel.topics)) or sheet.topic(None)
        only = compare_text.alone(sheet, parallel)
        yield from ("", f"## {i}. {escaped(topics)}" + (f" · {escaped(only)}" if only else ""), "")
        yield from (f"- {_reading(sheet, reading)}" for reading in parallel.readings)
    if found.claims:
        yield from ("", f"## {escaped(sheet.say('Where sources differ'))}", "")
    for claim in found.claims:
        name = word(claim.field).say(sheet.language)
        carried = escaped(compare_text.claimed(sheet, claim))
        yield f"- {escaped(name)}: {escaped(sheet.said(claim.value))} {carried}"
    yield from _sources(sheet, [found.event])


def _reading(sheet: CompareTextContext, reading: SentenceDiff) -> str:
    said = "".join(
        f"**{escaped(piece.text)}**" if piece.differs else inside(piece.text)
        for piece in reading.pieces
    )
    retold = word(Speech.REPORTED).say(sheet.language) if reading.wording.retold else ""
    number = escaped(sheet.numbers([reading.wording.source]))
    return " ".join(filter(None, (number, said, f"*({escaped(retold)})*" if retold else "")))


def _heading(sheet: CompareTextContext, event: Event) -> Iterator[str]:
    when = dates.words(event.date, sheet.language, weekday=True)
    yield from (f"# {escaped(sheet.said(event.title))}", "", f"{escaped(when)} · `{event.id}`", "")


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(map(escaped, heads))} |"
    yield f"|{' --- |' * len(heads)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def _sources(sheet: CompareTextContext, events: Iterable[Event]) -> Iterator[str]:
    used = {source for event in events for source in sheet.collection.sources_of(event)}
    yield ""
    for source in sheet.collection.sources:
        if source.id in used:
            said = sources.described(sheet, source)
            yield f"- {escaped(sheet.numbers([source.id]))} {escaped(said)}"
