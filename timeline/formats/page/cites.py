"""What an event rests on, as the page shows it: citations, claims, states, promises and so on."""

from collections.abc import Iterator

from timeline import dates
from timeline.analysis.disputes import Dispute
from timeline.formats.bibliography.citing import published
from timeline.formats.export import Export
from timeline.formats.page.known_on import Item, KnownCollection, topic, when
from timeline.formats.page.text import Said, joined, pair, plain, said
from timeline.i18n import LANGUAGES, mark, sentence
from timeline.quotes.prove import CannotCheck, Found
from timeline.records.model import Cite, Claim, Commitment, Correction, State
from timeline.records.vocabulary import Field, Rank, word
from timeline.text import safe
from timeline.wording.voices import owner, verdict, voice


def cite(by: KnownCollection, cited: Cite) -> Item:
    """Return a citation: its words, whose they are, and what became of them."""
    source = by.collection.source[cited.source]
    state, proof = _proof(by.export, cited)
    return {
        "number": by.collection.number[cited.source],
        "quote": plain(cited.quote) if cited.quote else None,
        "lang": source.language or "",
        "says": said(cited.says) if cited.says else None,
        "whose": joined([said(voice(by.collection, cited)), proof], " · "),
        "proof": state,
        "remarks": list(_remarks(by, cited)),
        "translations": _translations(cited),
    }


def _proof(export: Export, cite: Cite) -> tuple[str, Said]:
    """What became of a quote, in a word and in words: what is not proved never looks as if."""
    if cite.quote is None:
        return "none", said(verdict(None))
    proof = export.proof(cite)
    if export.linked(cite):
        return "none", said(verdict(proof, linked=True))
    if isinstance(proof, Found):
        at = ", ".join(f"{place.start}–{place.end}" for place in proof.places)
        form = [said(phrase) for phrase in proof.differences]
        told = said(sentence("proved: characters {at}", at=at))
        if not proof.exact:
            form.insert(0, said(sentence("typed otherwise")))
        return "found", joined([told, *form])
    if isinstance(proof, CannotCheck):
        return "cannot", said(verdict(proof))
    return "absent", said(verdict(proof))


def _remarks(by: KnownCollection, cite: Cite) -> Iterator[Said]:
    if cite.date_words:
        source, words = by.collection.source[cite.source], safe(cite.date_words)
        template = mark("date in the source's words: “{words}”, text of {day}")
        yield pair(
            lambda language: sentence(template, words=words, day=published(source, language)).say(
                language
            )
        )
    if cite.note:
        yield _in(mark("note: {text}"), said(cite.note))


def _in(template: str, text: Said) -> Said:
    return pair(lambda language: sentence(template, text=text[language]).say(language))


def _translations(cite: Cite) -> dict[str, str]:
    """Our translations, each for the readers of its language alone."""
    given = {language: getattr(cite.translation, language, None) for language in LANGUAGES}
    return {language: safe(text) for language, text in given.items() if text}


def claims(by: KnownCollection, dispute: Dispute) -> Item:
    """Return everything that is claimed of one field, what is preferred, and why."""
    about = [said(word(dispute.field))]
    if dispute.topic:
        about.append(topic(by.collection, dispute.topic))
    if dispute.differs and not dispute.preferred:
        about.append(said(sentence("none preferred")))
    return {
        "about": joined(about, " · "),
        "values": [_claim(by, claim) for claim in dispute.claims],
    }


def _claim(by: KnownCollection, claim: Claim) -> Item:
    carried = [said(owner(by.collection, claim.attribution))] if claim.attribution else []
    return {
        "value": _value(claim),
        "by": joined(carried),
        "sources": [by.collection.number[source] for source in claim.sources],
        "rank": said(word(claim.rank)) if claim.rank is not Rank.NORMAL else None,
        "preferred": claim.rank is Rank.PREFERRED,
        "reason": said(claim.reason) if claim.reason else None,
    }


def _value(claim: Claim) -> Said:
    if claim.field is Field.DATE:
        return when(dates.parse(claim.value.en or ""))
    return said(claim.value)


def earlier(by: KnownCollection, state: State) -> Item:
    """Return an earlier state of a plan."""
    return {
        "status": said(word(state.status)),
        "when": when(state.date),
        "edtf": state.date.text,
        "note": said(state.note) if state.note else None,
        "cites": [cite(by, other) for other in state.cites],
    }


def commitment(by: KnownCollection, promise: Commitment) -> Item:
    """Return a promise: who made it, by when, and what became of it."""
    bits = [said(by.collection.collection.sides[side]) for side in promise.by]
    told = [joined(bits), said(word(promise.status))]
    if promise.due:
        told.insert(1, said(sentence("due {date}", date=promise.due)))
    return {
        "text": said(promise.text),
        "state": joined(told, " · "),
        "cites": [cite(by, other) for other in promise.cites],
    }


def correction(correction: Correction) -> Item:
    """Return what was corrected, and why."""
    was, now = said(correction.was), said(correction.now)
    return {
        "on": when(correction.on),
        "field": said(word(correction.field)),
        "change": pair(lambda language: f"{was[language]} → {now[language]}"),
        "reason": said(correction.reason),
    }
