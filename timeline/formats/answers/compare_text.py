"""The words in which a comparison is told to people, on a terminal and in Markdown alike."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from timeline import dates
from timeline.analysis.compare import Account, Comparison, Passage, TopicRow, Verdict
from timeline.analysis.versions import Parallel, SentenceDiff, versions
from timeline.formats.answers.sources import numbers
from timeline.i18n import Sentence, Speaker, sentence
from timeline.records.labels import label
from timeline.records.model import Claim, Collection, Event, Words
from timeline.records.vocabulary import JOINT, OUTLET, Rank, Speech, word
from timeline.wording import voices
from timeline.wording.typography import plain, quoted


@dataclass(frozen=True, slots=True)
class CompareTextContext(Speaker):
    """Who reads, and of which collection."""

    collection: Collection

    def said(self, words: Words | None) -> str:
        """Return a text of the collection's in the reader's language, safe for one line."""
        return plain(words.say(self.language)) if words else ""

    def topic(self, topic: str | None) -> str:
        """Name a topic; None is what has no topic."""
        if topic is None:
            return self.say("without a topic")
        return self.said(self.collection.collection.topics.get(topic)) or topic

    def voice(self, voice: str) -> str:
        """Name a voice."""
        if voice == JOINT:  # short: it heads a column
            return self.say("jointly")
        return plain(voices.owner(self.collection, voice).say(self.language))

    def voices(self, voices: Iterable[str]) -> str:
        """Name several voices."""
        return ", ".join(map(self.voice, voices))

    def actors(self, actors: Iterable[str]) -> str:
        """Name actors."""
        return ", ".join(self.said(self.collection.actor[actor].name) for actor in actors)

    def numbers(self, sources: Iterable[str]) -> str:
        """Return the numbers by which sources are cited: ``[1][4]``."""
        return numbers(self.collection, sources)

    def silence(self, row: TopicRow) -> str:
        """Say that a voice has no passage in a row."""
        sources = (
            self.collection.source[passage.cite.source]
            for cell in row.cells.values()
            for passage in cell
        )
        return voices.silence(sources).say(self.language)

    def quotation(self, text: str) -> str:
        """Put words of a source between quotation marks."""
        return quoted(text, self.language)

    def within(self, text: str) -> str:
        """Return words of a source as they stand between quotation marks."""
        return self.quotation(text)[1:-1]

    def whose(self, passage: Passage) -> str:
        """Say who speaks in a passage, if the outlet retells it, and if it is not proved."""
        speaker = passage.cite.speaker
        who = self.actors([speaker]) if speaker else ""
        retold = word(Speech.REPORTED) if passage.retold else None
        how = voices.IN_OUR_WORDS if passage.cite.says else retold
        unproved = self.say("not proved here") if passage.start is None else ""
        said = how.say(self.language) if how else ""
        return ", ".join(filter(None, (who, said, unproved)))


def verdict(sheet: CompareTextContext, row: TopicRow) -> str:
    """Say who raises a topic."""
    say, sides = sheet.say, sheet.voices(row.sides)
    if row.verdict is Verdict.DIFFER:
        return say("the sides differ")
    if row.verdict is Verdict.BOTH:
        every = len(row.sides) == len(sheet.collection.collection.sides)
        return say("raised by each side") if every else say("raised by {sides}", sides=sides)
    if row.verdict is Verdict.JOINTLY:
        alone = say("raised jointly, and by {sides} alone", sides=sides)
        return alone if sides else say("only jointly")
    return say("only {side}", side=sides or sheet.voice(OUTLET))


def summary(sheet: CompareTextContext, rows: Iterable[TopicRow]) -> Iterator[tuple[str, str]]:
    """Yield the topics by who raises them, what is asked of every event first, empty or not."""
    say, rows = sheet.say, tuple(rows)
    none = say("none")
    yield say("each side raises"), _topics(sheet, rows, Verdict.BOTH) or none
    for side in sheet.collection.collection.sides:
        found = [row for row in rows if row.sides == (side,)]
        label = say("only {side}", side=sheet.voice(side))
        yield label, _topics(sheet, found, Verdict.ONLY) or none
    yield say("the sides differ"), _topics(sheet, rows, Verdict.DIFFER) or say("none recorded")
    for label, kind in (
        (say("jointly"), Verdict.JOINTLY),
        (say("only the outlet"), Verdict.OUTLET),
    ):
        if found_here := _topics(sheet, rows, kind):
            yield label, found_here


def _topics(sheet: CompareTextContext, rows: Iterable[TopicRow], kind: Verdict) -> str:
    return ", ".join(_topic(sheet, row, kind) for row in rows if row.verdict is kind)


def _topic(sheet: CompareTextContext, row: TopicRow, kind: Verdict) -> str:
    """Name a topic, with the sides that raise it alone as well as jointly."""
    name = sheet.topic(row.topic)
    if kind is Verdict.JOINTLY and row.sides:
        sides = sheet.voices(row.sides)
        return sheet.say("{topic} (and {sides} alone)", topic=name, sides=sides)
    return name


def facts(
    sheet: CompareTextContext, told: Comparison, account: Account
) -> Iterator[tuple[str, str]]:
    """Yield the facts of one account, each with its name."""
    say, language = sheet.say, sheet.language
    unsaid = say("not said")
    yield say("published by"), sheet.actors(account.publishers) or unsaid
    yield say("date"), dates.words(account.event.date, language, weekday=True)
    yield say("stands in"), _sources(sheet, account) or say("no source")
    yield say("words cited"), _lengths(sheet, account) or say("none")
    yield say("speaks first of"), sheet.topic(account.first) if account.first else unsaid
    yield label("asked_by").say(language), _asked(sheet, told, account) or unsaid
    yield say("who took part"), sheet.actors(account.took_part) or unsaid


def _sources(sheet: CompareTextContext, account: Account) -> str:
    return ", ".join(f"{sheet.numbers([source])} {source}" for source in account.sources)


def _lengths(sheet: CompareTextContext, account: Account) -> str:
    say = sheet.say
    told = (
        (say("{n} quoted", n=length.quoted), say("{n} retold", n=length.retold), length)
        for length in account.lengths
    )
    return "; ".join(
        f"{sheet.numbers([length.source])} "
        + ", ".join([quoted] * bool(length.quoted) + [retold] * bool(length.retold))
        for quoted, retold, length in told
    )


def _asked(sheet: CompareTextContext, told: Comparison, account: Account) -> str:
    if account.asked_by:
        return sheet.actors([account.asked_by])
    if told.event.asked_by:
        name = sheet.actors([told.event.asked_by])
        return sheet.say("not said here; {name}, by the event's own record", name=name)
    return ""


def words_used(sheet: CompareTextContext, row: TopicRow) -> str:
    """Return the words that each side has for a topic that several raise."""
    if len(row.sides) < 2 or not row.terms:  # noqa: PLR2004 - it takes two to differ
        return ""
    used = (
        f"{sheet.voice(voice)} {', '.join(map(sheet.quotation, words))}"
        for voice, words in row.terms.items()
        if voice != OUTLET
    )
    return sheet.say("in the words of {voices}", voices=" · ".join(used))


def differing(sheet: CompareTextContext, claim: Claim) -> str:
    """Return the value that a side has where sides differ."""
    value, field = sheet.said(claim.value), word(claim.field).say(sheet.language)
    return (
        f"{sheet.voice(claim.attribution or OUTLET)}: {value} ({field}) {_carriers(sheet, claim)}"
    )


def claimed(sheet: CompareTextContext, claim: Claim) -> str:
    """Return who carries a claim, its rank and why it has that."""
    bits = [_carriers(sheet, claim)]
    if claim.rank is not Rank.NORMAL:
        bits.append(word(claim.rank).say(sheet.language))
    return " · ".join((*bits, sheet.said(claim.reason))).removesuffix(" · ")


def _carriers(sheet: CompareTextContext, claim: Claim) -> str:
    return sheet.numbers(sorted(claim.sources, key=sheet.collection.number.__getitem__))


def marked(reading: SentenceDiff, *, first: bool) -> str:
    """A sentence of a version with signs around what differs, for where there is no style."""
    before, after = ("[-", "-]") if first else ("{+", "+}")
    return "".join(
        f"{before}{piece.text}{after}" if piece.differs else piece.text for piece in reading.pieces
    )


def alone(sheet: CompareTextContext, parallel: Parallel) -> str:
    """Say of a sentence without its like that it stands in one version only."""
    return sheet.say("in one version only") if len(parallel.readings) == 1 else ""


def without_accounts(collection: Collection, event: Event) -> Sentence:
    """Say that an event has no account, and which events have one."""
    if about := dict.fromkeys(other.about for other in collection.events if other.about):
        return sentence(
            "no account of {id} stands in the collection; there are accounts of {ids}",
            id=event.id,
            ids=", ".join(about),
        )
    return sentence("no account of any event stands in the collection")


def without_versions(collection: Collection, event: Event) -> Sentence:
    """Say that no citation of an event carries the wording of a text, and those of which do."""
    if having := [other.id for other in collection.events if versions(collection, other).sources]:
        return sentence(
            "no citation of {id} carries the wording of a text; those of {ids} do",
            id=event.id,
            ids=", ".join(having),
        )
    return sentence("no citation in the collection carries the wording of a text")
