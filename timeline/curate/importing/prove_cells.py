"""A quote of a cell, proved, and given as the stored text of its source has it."""

from collections.abc import Mapping

from timeline.errors import WrongCall
from timeline.i18n import sentence
from timeline.quotes.prove import (
    Absent,
    CannotCheck,
    Quote,
    StoredText,
    Unavailable,
    describe_absence,
    prove,
    quotable_text,
)

_WITHIN = (str.maketrans("‘’", "“”"), str.maketrans("“”", "«»"))
Texts = Mapping[str, StoredText | Unavailable]


def told_as_stored(quote: str, source: str, texts: Texts) -> str:
    """Return the passage of a quote whose inner quotation marks an export may have changed."""
    for table in _WITHIN:
        try:
            return as_stored(quote.translate(table), source, texts)
        except WrongCall:
            continue
    return as_stored(quote, source, texts)


def as_stored(quote: str, source: str, texts: Texts) -> str:
    """Return the passage; raises `WrongCall` if it is not there, or cannot be told from another."""
    stored = texts[source]
    match prove(Quote(quote), stored):
        case CannotCheck(reason):
            raise WrongCall(reason)
        case Absent(near):
            raise WrongCall(describe_absence(source, near))
        case found:
            if len(found.places) > 1:
                said = sentence(
                    "this quote stands {n} times in {source}: quote more of it",
                    n=len(found.places),
                    source=source,
                )
                raise WrongCall(said)
            return quotable_text(stored, found.places[0])  # type: ignore[arg-type]
