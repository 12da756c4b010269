"""What people read for each field of a record, and for the ways back of links: one table."""

from timeline.i18n import Sentence, mark, sentence

LABELS = {
    # of every record, or several
    "id": mark("id"),
    "kind": mark("kind"),
    "status": mark("status"),
    "title": mark("title"),
    "topics": mark("topics"),
    "sides": mark("sides"),
    "note": mark("note"),
    # of events
    "date": mark("date"),
    "date_note": mark("why this date"),
    "summary": mark("summary"),
    "actors": mark("actors"),
    "asked_by": mark("asked for by"),
    "place": mark("place"),
    "about": mark("a readout of"),
    "readout": mark("readout"),
    "announced_by": mark("announced by"),
    "announces": mark("announces"),
    "follows": mark("follows"),
    "followed_by": mark("followed by"),
    "issuer": mark("issuer of the text"),
    "cites": mark("citation"),
    "claims": mark("claim"),
    "history": mark("earlier state"),
    "commitments": mark("commitment"),
    "corrections": mark("correction"),
    # of participations and corrections
    "role": mark("role"),
    "was": mark("what it said"),
    "now": mark("what it says now"),
    # of citations, claims and commitments
    "prefix": mark("words before it"),
    "suffix": mark("words after it"),
    "supports": mark("supports"),
    "date_words": mark("words for the date"),
    "attribution": mark("whose words"),
    "speech": mark("how quoted"),
    "speaker": mark("speaker"),
    "terms": mark("words for a topic"),
    "translation": mark("our translation"),
    "sources": mark("source"),
    "rank": mark("rank"),
    "reason": mark("reason"),
    "text": mark("wording"),
    "by": mark("by whom"),
    "due": mark("by when"),
    # of sources
    "file": mark("file"),
    "sha256": mark("SHA-256"),
    "url": mark("link"),
    "outlet": mark("outlet"),
    "author": mark("author"),
    "published": mark("published"),
    "published_basis": mark("basis of its date"),
    "published_note": mark("why this date"),
    "accessed": mark("accessed"),
    "language": mark("language"),
    "origin": mark("origin"),
    # of actors and the collection
    "side": mark("side"),
    "name": mark("name"),
    "aliases": mark("alias"),
    "member_of": mark("member of"),
    "offices": mark("office"),
    "coverage": mark("coverage"),
}
"""By the name of the field; of parts, of which a record may hold many, for one of them."""


def label(field: str) -> Sentence:
    """Return what people read for a field: ``asked_by`` is "asked for by"."""
    return sentence(LABELS[field])


def option_name(field: str) -> str:
    """Return the option that takes a field: ``date_words`` is ``--date-words``."""
    return f"--{field.replace('_', '-')}"
