"""Rules about citations: every event has one, and every quote stands in its source."""

from collections.abc import Iterator

from timeline.checks.rule import Case, Finding, Rule
from timeline.errors import Level
from timeline.i18n import mark, sentence
from timeline.quotes.normalise import normalise
from timeline.quotes.prove import (
    WHITE_SPACE,
    Absent,
    Found,
    Quote,
    StoredText,
    Unavailable,
    describe_absence,
    selector,
)

MIN_QUOTE_LENGTH = 20
"""The number of characters below which a quote proves nothing: it could stand anywhere."""


def _uncited(case: Case) -> Iterator[Finding]:
    for i, event in enumerate(case.collection.events):
        if not event.cites:
            yield ("events", i), sentence("'{id}' cites no source", id=event.id)


def _absent(case: Case) -> Iterator[Finding]:
    for path, cite, proof in case.proofs:
        if isinstance(proof, Absent):
            yield (*path, "quote"), describe_absence(cite.source, proof.near)


def _unavailable(case: Case) -> Iterator[Finding]:
    for i, source in enumerate(case.collection.sources):
        stored = case.texts[source.id]
        if source.file and isinstance(stored, Unavailable):
            yield ("sources", i, "file"), stored.reason
        elif source.file and isinstance(stored, StoredText) and not source.sha256:
            yield (
                ("sources", i),
                sentence(
                    "the stored text is not pinned: add sha256: {sha256}", sha256=stored.sha256
                ),
            )


def _short(case: Case) -> Iterator[Finding]:
    for path, _, cite in case.cites():
        # A citation without quote is never too short.
        length = len(normalise(cite.quote).text.strip()) if cite.quote else MIN_QUOTE_LENGTH
        if length < MIN_QUOTE_LENGTH:
            yield (
                (*path, "quote"),
                sentence(
                    "a quote of {n} characters proves nothing; quote at least {least}",
                    n=length,
                    least=MIN_QUOTE_LENGTH,
                ),
            )


def _repeated(case: Case) -> Iterator[Finding]:
    for path, cite, proof in case.proofs:
        if isinstance(proof, Found) and len(proof.places) > 1:
            yield (
                (*path, "quote"),
                sentence(
                    "this quote stands {n} times in {source}; add a prefix or a suffix",
                    n=len(proof.places),
                    source=cite.source,
                ),
            )


def _same_passage(case: Case) -> Iterator[Finding]:
    first: dict[tuple[str, Quote], str] = {}
    for path, event, cite in case.cites():
        key = (cite.source, selector(cite))
        owner = first.setdefault(key, event.id)
        if cite.quote and owner != event.id:
            yield (*path, "quote"), sentence("'{id}' cites the same passage", id=owner)


def _date_words_not_in_quote(case: Case) -> Iterator[Finding]:
    for path, _, cite in case.cites():
        if cite.quote and cite.date_words:
            quoted, words = normalise(cite.quote).text, normalise(cite.date_words).text
            if words not in quoted:
                yield (
                    (*path, "date_words"),
                    sentence("'{words}' does not stand in the quote", words=cite.date_words),
                )


def _terms_not_in_quote(case: Case) -> Iterator[Finding]:
    for path, _, cite in case.cites():
        quoted = normalise(cite.quote or "").text
        for topic, words in cite.terms.items():
            if normalise(words).text not in quoted:
                yield (
                    (*path, "terms", topic),
                    sentence("'{words}' does not stand in the quote", words=words),
                )


def _typed_differently(case: Case) -> Iterator[Finding]:
    for path, cite, proof in case.proofs:
        if isinstance(proof, Found):
            forms = [phrase for phrase in proof.differences if phrase != WHITE_SPACE]
            if forms:
                yield (
                    (*path, "quote"),
                    sentence(
                        "the quote is in {source}, typed otherwise: {form}",
                        source=cite.source,
                        form=forms[0],
                    ),
                )


RULES = (
    Rule(
        "Q1",
        mark("every event cites a source"),
        mark("a line that nobody can trace cannot be defended"),
        _uncited,
    ),
    Rule(
        "Q2",
        mark("every quote stands in the stored text of its source"),
        mark(
            "quotes are compared letter by letter; only white space, quotation marks, dashes, "
            "ellipses and Unicode forms may differ, never case or accents"
        ),
        _absent,
    ),
    Rule(
        "Q3",
        mark("every stored text is there, pinned by its sha256, and unchanged"),
        mark("a text that can change unnoticed proves nothing"),
        _unavailable,
    ),
    Rule(
        "Q4",
        mark("a quote has at least 20 characters"),
        mark("a few letters could stand anywhere"),
        _short,
    ),
    Rule(
        "Q5",
        mark("a quote means one passage"),
        mark("where it stands twice in its source, a prefix or a suffix says which is meant"),
        _repeated,
    ),
    Rule(
        "Q6",
        mark("no two events rest on exactly the same passage"),
        mark("it may be right, but often one event was entered twice"),
        _same_passage,
        Level.NOTICE,
    ),
    Rule(
        "Q7",
        mark("date_words are words of the quote"),
        mark("they are the source's own words for the date, not ours"),
        _date_words_not_in_quote,
    ),
    Rule(
        "Q8",
        mark("a quote is typed as its source has it"),
        mark("curly quotation marks, dashes and accents in one piece or two pass, but are named"),
        _typed_differently,
        Level.NOTICE,
    ),
    Rule(
        "Q9",
        mark("terms are words of the quote"),
        mark("they are the words in which a passage speaks of a topic, not ours"),
        _terms_not_in_quote,
    ),
)
