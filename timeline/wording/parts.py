"""Parts of records in a line of prose: claims, commitments, corrections, offices.

Texts of the data are put in as they are: what sets the page makes them safe.
"""

from timeline import dates
from timeline.i18n import Language, sentence
from timeline.records.model import Claim, Collection, Commitment, Correction, Office
from timeline.records.vocabulary import Field, word
from timeline.wording.voices import owner


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


def commitment(collection: Collection, commitment: Commitment, language: Language) -> str:
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
