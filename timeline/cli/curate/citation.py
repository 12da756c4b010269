"""A citation made of what a person typed: its quote is proved before anything is recorded."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from timeline.cli.options import completion
from timeline.cli.options.common import option
from timeline.i18n import mark, sentence
from timeline.records.vocabulary import LINKS

if TYPE_CHECKING:
    from timeline.cli.shell.terminal import Terminal
    from timeline.quotes.prove import Found, StoredText
    from timeline.records.model import Event
    from timeline.store.opening import Opened

CITATION = mark("Citation")

MAY_LACK = ("asked_by", "place", "topics", *LINKS)
"""What an event may be without, and then nothing can support."""

_HINT = 300


def _text(name: str, says: str) -> Any:
    return option(CITATION, name, metavar=mark("TEXT"), help=says)


@dataclass(frozen=True, slots=True)
class CiteOptions:
    """One citation as typed; `build` gives it as the records have it."""

    source: Annotated[
        str | None,
        option(
            CITATION,
            "--source",
            metavar=mark("ID"),
            help=mark("Cited source: id or part of its name"),
            autocompletion=completion.sources,
        ),
    ] = None
    quote: Annotated[
        str | None, _text("--quote", mark("Words of the source, letter by letter: proved first"))
    ] = None
    prefix: Annotated[
        str | None, _text("--prefix", mark("Words before the quote, where it stands twice"))
    ] = None
    suffix: Annotated[
        str | None, _text("--suffix", mark("Words after the quote, where it stands twice"))
    ] = None
    says: Annotated[
        str | None,
        _text("--says", mark("What a source without stored text says, in our words")),
    ] = None
    says_en: Annotated[str | None, _text("--says-en", mark("The same, in English"))] = None
    says_es: Annotated[str | None, _text("--says-es", mark("The same, in Spanish"))] = None
    supports: Annotated[
        list[str] | None,
        option(
            CITATION,
            "--supports",
            metavar=mark("FIELDS"),
            help=mark("What it supports: date,kind,status,actors,place,topics …"),
        ),
    ] = None
    date_words: Annotated[
        str | None, _text("--date-words", mark("The quote's own words for the date"))
    ] = None
    attribution: Annotated[
        str | None,
        option(
            CITATION,
            "--attribution",
            metavar=mark("WHOSE"),
            help=mark("Whose words: outlet, a side, or joint"),
            autocompletion=completion.sides,
        ),
    ] = None
    speaker: Annotated[
        str | None,
        option(
            CITATION,
            "--speaker",
            metavar=mark("WHO"),
            help=mark("Who speaks: id, name, alias or office"),
            autocompletion=completion.actors,
        ),
    ] = None
    reported: Annotated[
        bool,
        option(CITATION, "--reported", help=mark("The outlet retells what the speaker said")),
    ] = False
    topic: Annotated[
        list[str] | None,
        option(
            CITATION,
            "--topic",
            "-t",
            metavar=mark("TOPIC"),
            help=mark("Topic that the passage speaks of"),
            autocompletion=completion.topics,
        ),
    ] = None
    translation_en: Annotated[
        str | None, _text("--translation-en", mark("Our translation of the quote into English"))
    ] = None
    translation_es: Annotated[
        str | None, _text("--translation-es", mark("Our translation of the quote into Spanish"))
    ] = None
    note_en: Annotated[
        str | None, _text("--note-en", mark("Our note on the citation, in English"))
    ] = None
    note_es: Annotated[
        str | None, _text("--note-es", mark("Our note on the citation, in Spanish"))
    ] = None


def build(
    terminal: "Terminal",
    opened: "Opened",
    options: CiteOptions,
    supports: tuple[str, ...] = (),
) -> dict[str, Any]:
    """Return a citation as plain data, its fields in the order of the model.

    ``supports`` is what it supports unless the options say; without either, that is left out.
    Never asks. Raises `WrongCall` if
    there is no source, if there is not one of a quote and says, and, with the nearest passage, if
    the quote is not in the stored text.
    """
    from timeline.cli.shell import parsing

    collection = opened.collection
    if not options.source:
        from timeline.errors import WrongCall

        raise WrongCall(sentence("missing: {options}", options="--source"))
    source = parsing.one(collection, "sources", options.source)
    return parsing.drop_empty(
        {
            "source": source,
            **_words(terminal, opened, source, options),
            "supports": fields(options.supports) or list(supports),
            "date_words": options.date_words,
            **_voice(terminal, opened, options),
            "topics": [parsing.topic(collection, text) for text in parsing.listed(options.topic)],
            "translation": parsing.words(en=options.translation_en, es=options.translation_es),
            "note": parsing.words(en=options.note_en, es=options.note_es),
        }
    )


def fields(texts: list[str] | None) -> list[str]:
    """Return the fields that are meant by names typed with commas between them."""
    from timeline.cli.shell import parsing
    from timeline.records.vocabulary import Field

    found = (parsing.value(sentence("field"), Field, text) for text in parsing.listed(texts))
    return list(dict.fromkeys(found))


def lacked(record: "Event | Mapping[str, Any]") -> tuple[str, ...]:
    """Return what an event, or one in plain data, is without."""
    values = record if isinstance(record, Mapping) else vars(record)
    return tuple(name for name in MAY_LACK if not values.get(name))


def having(names: list[str], lacked: Iterable[str]) -> list[str]:
    """Return the fields that are supported; raises `WrongCall` for one that an event is without."""
    from timeline.errors import WrongCall

    if absent := [name for name in names if name in lacked]:
        raise WrongCall(
            sentence(
                "a citation cannot support what the event does not have: {fields}",
                fields=", ".join(absent),
            )
        )
    return names


def _voice(terminal: "Terminal", opened: "Opened", options: CiteOptions) -> dict[str, Any]:
    """Whose words they are, and who speaks; a speaker speaks for their side unless said."""
    from timeline.cli.shell import parsing
    from timeline.records.vocabulary import OUTLET, Speech

    collection = opened.collection
    speaker = parsing.one(collection, "actors", options.speaker) if options.speaker else None
    if options.attribution:
        whose = parsing.voice(collection, options.attribution)
    elif speaker and (side := collection.actor[speaker].side):
        whose = side
        terminal.note(
            sentence("attribution: {side}, the side of {actor}", side=side, actor=speaker)
        )
    else:
        whose = OUTLET
    speech = Speech.REPORTED.value if options.reported else None
    return {"attribution": whose, "speech": speech, "speaker": speaker}


def _words(
    terminal: "Terminal", opened: "Opened", source: str, options: CiteOptions
) -> dict[str, Any]:
    """The proved quote, or what a source without a stored text says."""
    from timeline.cli.shell import parsing
    from timeline.errors import WrongCall

    says = parsing.words(options.says, options.says_en, options.says_es)
    if bool(says) == bool(options.quote):
        raise WrongCall(sentence("give either --quote or --says"))
    if says and opened.collection.source[source].file:
        raise WrongCall(
            sentence("{source} has a stored text: give its words, --quote", source=source)
        )
    if says:
        terminal.note(sentence("not proved here: {source} has no stored text", source=source))
        return {"says": says}
    return proved(terminal, opened, source, options)


def proved(
    terminal: "Terminal", opened: "Opened", source: str, options: CiteOptions
) -> dict[str, Any]:
    """Prove the quote of options; give it as the stored text has it, with what tells it apart.

    Raises `WrongCall` where it is absent, cannot be checked, or stands in several places.
    """
    from timeline.errors import WrongCall
    from timeline.quotes.prove import Absent, CannotCheck, Quote, as_recorded, not_there, prove

    quote = Quote(options.quote or "", options.prefix or "", options.suffix or "")
    stored = stored_text(opened, source)
    match prove(quote, stored):
        case Absent(near):
            raise WrongCall(not_there(source, near))
        case CannotCheck(reason):
            raise WrongCall(reason)
        case found:
            if len(found.places) > 1:
                raise WrongCall(_several(source, found, stored))
            _tell_form(terminal, source, found)
            return {
                "quote": as_recorded(stored, found.places[0]),
                "prefix": options.prefix,
                "suffix": options.suffix,
            }


def stored_text(opened: "Opened", source: str) -> "StoredText":
    """Return the stored text of a source; raises `WrongCall` where there is none to prove with."""
    from timeline.errors import WrongCall
    from timeline.quotes.prove import Unavailable

    stored = opened.stored_texts([source])[source]
    if isinstance(stored, Unavailable):
        if not opened.collection.source[source].file:
            raise WrongCall(
                sentence("{reason}: say what it says with --says, not quoted", reason=stored.reason)
            )
        raise WrongCall(stored.reason)
    return stored


def _tell_form(terminal: "Terminal", source: str, found: "Found") -> None:
    from timeline.quotes.prove import WHITE_SPACE

    for form in found.differences:
        if form != WHITE_SPACE:
            terminal.note(
                sentence(
                    "recorded as {source} has it, typed otherwise: {form}", source=source, form=form
                )
            )


def _several(source: str, found: "Found", stored: "StoredText") -> Any:
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
