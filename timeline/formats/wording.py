"""What is said of a record in prose: whose words a quote is, if it is proved, what a claim claims.

Texts of the data are put in as they are: what sets the page makes them safe.
"""

from dataclasses import dataclass

from timeline import dates
from timeline.i18n import Language, Sentence, sentence
from timeline.quotes.prove import CannotCheck, Found, Proof
from timeline.records.model import (
    Cite,
    Claim,
    Collection,
    Commitment,
    Correction,
    Event,
    Office,
    Words,
)
from timeline.records.vocabulary import JOINT, OUTLET, Field, Speech, word


def kind(event: Event) -> Sentence:
    """Name the kind of an event; a statement about another event is a readout of it."""
    if event.is_readout:
        return sentence("readout")
    return word(event.kind)


def owner(collection: Collection, attribution: str) -> Sentence | Words:
    """Name a voice: a side by its name, the outlet, or both sides jointly."""
    if attribution == OUTLET:
        return sentence("the outlet")
    if attribution == JOINT:
        return sentence("both sides jointly")
    return collection.collection.sides[attribution]


def voice(collection: Collection, cite: Cite) -> Sentence:
    """Say whose words a citation holds, who speaks, and how the words reach us."""
    speaker = collection.actor[cite.speaker].name if cite.speaker else None
    retold = cite.speech is Speech.REPORTED
    if cite.attribution == OUTLET:
        return _of_outlet(speaker, retold)
    who: Sentence | Words = owner(collection, cite.attribution)
    if speaker:
        who = sentence("{name} ({side})", name=speaker, side=who)
    if retold:
        return sentence("{who}, as retold by the outlet", who=who)
    return sentence("{who}, in words quoted by the outlet", who=who)


def _of_outlet(speaker: Words | None, retold: bool) -> Sentence:
    if not speaker:
        return sentence("the outlet's words")
    if retold:
        return sentence("the outlet's words, retelling {speaker}", speaker=speaker)
    return sentence("the outlet's words, quoting {speaker}", speaker=speaker)


def verdict(proof: Proof | None, *, linked: bool = False) -> Sentence:
    """Say in a few words what became of a quote; ``linked`` if its source has no stored text."""
    if proof is None:
        return sentence("in our words, not proved here")
    if linked:
        return sentence("quoted from a link, not proved here")
    if isinstance(proof, CannotCheck):
        return sentence("cannot check: {reason}", reason=proof.reason)
    if not isinstance(proof, Found):
        return sentence("not in the stored text")
    if proof.exact:
        return sentence("found in the stored text, letter by letter")
    return sentence(
        "found in the stored text, but for: {forms}", forms=_CommaList(proof.differences)
    )


def place(proof: Proof | None, *, linked: bool = False) -> Sentence:
    """Say the same and, of a quote that is found, where it stands in its stored text."""
    if linked or not isinstance(proof, Found):
        return verdict(proof, linked=linked)
    at = ", ".join(f"{place.start}–{place.end}" for place in proof.places)
    return sentence("{found}: characters {at}", found=verdict(proof), at=at)


@dataclass(frozen=True, slots=True)
class _CommaList:
    """Several sentences, with commas between them."""

    sentences: tuple[Sentence, ...]

    def say(self, language: Language) -> str:
        return ", ".join(phrase.say(language) for phrase in self.sentences)


def claim(collection: Collection, claim: Claim, language: Language) -> str:
    """Say what a claim claims, who carries it, how it ranks, and why."""
    value = claim.value.say(language)
    if claim.field is Field.DATE:
        value = dates.words(dates.parse(claim.value.en or ""), language, weekday=True)
    carriers = (f"[{collection.number[source]}] {source}" for source in claim.sources)
    bits = [", ".join(carriers), word(claim.rank).say(language)]
    if claim.attribution:
        bits.append(owner(collection, claim.attribution).say(language))
    parts = [sentence("“{quote}”", quote=value).say(language), " · ".join(bits)]
    return " – ".join([*parts, claim.reason.say(language)] if claim.reason else parts)


def promise(collection: Collection, commitment: Commitment, language: Language) -> str:
    """Say who promised, by when, and what became of it."""
    bits = [", ".join(collection.collection.sides[side].say(language) for side in commitment.by)]
    if commitment.due:
        bits.append(sentence("due {date}", date=commitment.due).say(language))
    return " · ".join([*bits, word(commitment.status).say(language)])


def correction(correction: Correction, language: Language) -> str:
    """Say when what was changed to what, and why."""
    was, now, why = (
        words.say(language) for words in (correction.was, correction.now, correction.reason)
    )
    changed = f"{word(correction.field).say(language)}: {was} → {now}"
    return f"{correction.on.say(language)} · {changed} · {why}"


def office(office: Office, language: Language) -> str:
    """Return an office with the dates that are known of it."""
    since = sentence("from {date}", date=office.since).say(language) if office.since else ""
    until = sentence("until {date}", date=office.until).say(language) if office.until else ""
    return ", ".join(filter(None, (office.title.say(language), since, until)))
