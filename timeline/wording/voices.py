"""Whose words a citation holds, what became of its quote and where that stands, and silence.

There is one phrase for each. Texts of the data are put in as they are: what sets the page makes
them safe.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from timeline.i18n import Language, Sentence, sentence
from timeline.quotes.prove import CannotCheck, Found, Proof
from timeline.records.model import Cite, Collection, Source, Words
from timeline.records.vocabulary import JOINT, OUTLET, Speech, word

IN_OUR_WORDS = sentence("in our words, after the source")


def owner(collection: Collection, attribution: str) -> Sentence | Words:
    """Name a voice: a side by its name, the outlet, or both sides jointly."""
    if attribution == OUTLET:
        return sentence("the outlet")
    if attribution == JOINT:
        return sentence("both sides jointly")
    return collection.collection.sides[attribution]


def voice(collection: Collection, cite: Cite) -> Sentence:
    """Say whose words a citation holds, who speaks, and how the words reach us.

    What is told in our words is never said to be in another's.
    """
    speaker = collection.actor[cite.speaker].name if cite.speaker else None
    who: Sentence | Words | None
    if cite.attribution == OUTLET:
        who = speaker
    elif speaker:
        side = owner(collection, cite.attribution)
        who = sentence("{name} ({side})", name=speaker, side=side)
    else:
        who = owner(collection, cite.attribution)
    if not cite.quote:
        return _in_our_words(who)
    if cite.attribution == OUTLET:
        return _of_outlet(speaker, retold=cite.speech is Speech.REPORTED)
    return sentence("{who}, {how}", who=who, how=word(cite.speech))


def _in_our_words(who: Sentence | Words | None) -> Sentence:
    if not who:
        return IN_OUR_WORDS
    return sentence("in our words, after the source; speaking: {who}", who=who)


def _of_outlet(speaker: Words | None, *, retold: bool) -> Sentence:
    if not speaker:
        return sentence("the outlet's words")
    if retold:
        return sentence("the outlet's words, retelling {speaker}", speaker=speaker)
    return sentence("the outlet's words, quoting {speaker}", speaker=speaker)


def verdict(proof: Proof | None, *, linked: bool = False) -> Sentence:
    """Say in a few words what became of a quote; ``linked`` if its source has no stored text."""
    if proof is None:
        return sentence("not proved here")
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


def silence(sources: Iterable[Source]) -> Sentence:
    """Say that a voice is not in some sources: never that it denies anything.

    Where none of them has a stored text, the whole text was not there to be read.
    """
    if any(source.file for source in sources):
        return sentence("not mentioned in the stored text")
    return sentence("not mentioned in what was read of it")


def no_account(side: Words) -> Sentence:
    """Say that a side gives no account of an event in what was read."""
    return sentence("{side}: no account of it in the texts that were read", side=side)
