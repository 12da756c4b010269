"""A citation made of what a person typed: its quote is proved before anything is recorded."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from timeline.curate import parsing
from timeline.curate.plan import Tell
from timeline.curate.typed import TypedCitation
from timeline.errors import WrongCall
from timeline.i18n import Sentence, sentence
from timeline.quotes.near_match import TextPosition
from timeline.quotes.prove import (
    WHITE_SPACE,
    Absent,
    CannotCheck,
    Found,
    Quote,
    StoredText,
    Unavailable,
    describe_absence,
    prove,
    quotable_text,
)
from timeline.records.model import Event
from timeline.records.plain import drop_empty
from timeline.records.vocabulary import LINKS, OUTLET, Field, Speech
from timeline.store.opened import Opened

MAY_LACK = ("asked_by", "place", "topics", *LINKS)
"""What an event may be without, and then nothing can support."""

_WORDS_AROUND = 40


def lacking(typed: TypedCitation) -> list[str]:
    """Return the options that a citation needs and that were not given."""
    words = typed.quote or typed.says or typed.says_en or typed.says_es
    return [*([] if typed.source else ["--source"]), *([] if words else ["--quote"])]


def build(
    opened: Opened,
    typed: TypedCitation,
    tell: Tell,
    supports: tuple[str, ...] = (),
) -> dict[str, Any]:
    """Return a citation as plain data, its fields in the order of the model.

    ``supports`` is what it supports unless that was typed; without either, it is left out. Raises
    `WrongCall` if there is no source, if there is not one of a quote and says, and, with the
    nearest passage, if the quote is not in the stored text.
    """
    collection = opened.collection
    if not typed.source:
        raise WrongCall(sentence("missing: {options}", options="--source"))
    source = parsing.one(collection, "sources", typed.source)
    return drop_empty(
        {
            "source": source,
            **_words(opened, source, typed, tell),
            "supports": fields(typed.supports) or list(supports),
            "date_words": typed.date_words,
            **_voice(opened, typed, tell),
            "topics": [parsing.topic(collection, text) for text in parsing.listed(typed.topic)],
            "translation": parsing.words(en=typed.translation_en, es=typed.translation_es),
            "note": parsing.words(en=typed.note_en, es=typed.note_es),
        }
    )


def fields(texts: list[str] | None) -> list[str]:
    """Return the fields that are meant by names typed with commas between them."""
    found = (parsing.value(sentence("field"), Field, text) for text in parsing.listed(texts))
    return list(dict.fromkeys(found))


def lacked(record: Event | Mapping[str, Any]) -> tuple[str, ...]:
    """Return what an event, or one in plain data, is without."""
    values = record if isinstance(record, Mapping) else vars(record)
    return tuple(name for name in MAY_LACK if not values.get(name))


def having(names: list[str], lacked: Iterable[str]) -> list[str]:
    """Return the fields that are supported; raises `WrongCall` for one that an event is without."""
    if absent := [name for name in names if name in lacked]:
        raise WrongCall(
            sentence(
                "a citation cannot support what the event does not have: {fields}",
                fields=", ".join(absent),
            )
        )
    return names


def _voice(opened: Opened, typed: TypedCitation, tell: Tell) -> dict[str, Any]:
    """Whose words they are, and who speaks; a speaker speaks for their side unless said."""
    collection = opened.collection
    speaker = parsing.one(collection, "actors", typed.speaker) if typed.speaker else None
    if typed.attribution:
        whose = parsing.voice(collection, typed.attribution)
    elif speaker and (side := collection.actor[speaker].side):
        whose = side
        tell(sentence("attribution: {side}, the side of {actor}", side=side, actor=speaker))
    else:
        whose = OUTLET
    speech = Speech.REPORTED.value if typed.reported else None
    return {"attribution": whose, "speech": speech, "speaker": speaker}


def _words(opened: Opened, source: str, typed: TypedCitation, tell: Tell) -> dict[str, Any]:
    """The proved quote, or what a source without a stored text says."""
    says = parsing.words(typed.says, typed.says_en, typed.says_es)
    if bool(says) == bool(typed.quote):
        raise WrongCall(sentence("give either --quote or --says"))
    if says and opened.collection.source[source].file:
        raise WrongCall(
            sentence("{source} has a stored text: give its words, --quote", source=source)
        )
    if says:
        tell(sentence("not proved here: {source} has no stored text", source=source))
        return {"says": says}
    return proved(opened, source, typed, tell)


def proved(opened: Opened, source: str, typed: TypedCitation, tell: Tell) -> dict[str, Any]:
    """Prove a quote, and return it as the stored text has it, with what tells it apart.

    Raises `WrongCall` where it is absent, cannot be checked, or stands in several places.
    """
    quote = Quote(typed.quote or "", typed.prefix or "", typed.suffix or "")
    stored = stored_text(opened, source)
    match prove(quote, stored):
        case Absent(near):
            raise WrongCall(describe_absence(source, near))
        case CannotCheck(reason):
            raise WrongCall(reason)
        case found:
            if len(found.places) > 1:
                raise WrongCall(_several(source, found, stored))
            _tell_form(source, found, tell)
            return {
                "quote": quotable_text(stored, found.places[0]),
                "prefix": typed.prefix,
                "suffix": typed.suffix,
            }


def stored_text(opened: Opened, source: str) -> StoredText:
    """Return the stored text of a source; raises `WrongCall` where there is none to prove with."""
    stored = opened.stored_texts([source])[source]
    if isinstance(stored, Unavailable):
        if not opened.collection.source[source].file:
            raise WrongCall(
                sentence("{reason}: say what it says with --says, not quoted", reason=stored.reason)
            )
        raise WrongCall(stored.reason)
    return stored


def _tell_form(source: str, found: Found, tell: Tell) -> None:
    for form in found.differences:
        if form != WHITE_SPACE:
            tell(
                sentence(
                    "recorded as {source} has it, typed otherwise: {form}", source=source, form=form
                )
            )


def _several(source: str, found: Found, stored: StoredText) -> Sentence:
    """Say that a quote stands in several places, and what stands before the first of them."""
    before = (_last_words(stored.text[: place.start]) for place in found.places[:4])
    return sentence(
        "this quote stands {n} times in {source}: say which with --prefix or --suffix; before it "
        "stand {before}",
        n=len(found.places),
        source=source,
        before=", ".join(f"'{text}'" for text in before),
    )


def _last_words(text: str) -> str:
    return " ".join(text[-200:].split()[-3:])


def apart(typed: TypedCitation, stored: StoredText, place: TextPosition) -> TypedCitation:
    """Return a citation with a passage as its quote, and the words that tell it from its likes."""
    quote = Quote(" ".join(stored.text[place.start : place.end].split()))
    before = stored.text[max(place.start - 500, 0) : place.start].split()
    after = stored.text[place.end : place.end + 500].split()
    for n in range(_WORDS_AROUND):
        prefix, suffix = " ".join(before[len(before) - n :]), " ".join(after[:n])
        for more in (Quote(quote.exact, prefix), Quote(quote.exact, prefix, suffix)):
            proof = prove(more, stored)
            if isinstance(proof, Found) and proof.places == (place,):
                return replace(
                    typed, quote=more.exact, prefix=more.prefix or None, suffix=more.suffix or None
                )
    return replace(typed, quote=quote.exact)
