"""The nodes of JSON-LD that stand beside the events: sources, actors, sides, citations, claims."""

from datetime import date as Day  # noqa: N812 - as in `model`
from typing import Any

from timeline.dates import Edtf, Part
from timeline.formats.bibliography.items import legal
from timeline.formats.export import Export
from timeline.i18n import LANGUAGES
from timeline.quotes.prove import Absent, CannotCheck, Found, Proof
from timeline.records.model import Actor, Cite, Claim, Collection, Source, Words
from timeline.records.vocabulary import JOINT, OUTLET, ActorKind
from timeline.text import safe

Node = dict[str, Any]

_EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
_ACTORS = {
    ActorKind.PERSON: "Person",
    ActorKind.GOVERNMENT: "GovernmentOrganization",
    ActorKind.INSTITUTION: "Organization",
    ActorKind.GROUP: "Organization",
}
_PROOFS = {Found: "found", Absent: "absent", CannotCheck: "cannot-check", type(None): "says"}


def node(id_: str) -> Node:
    """Refer to a node of this file."""
    return {"@id": f"#{id_}"}


def said(words: Words | None) -> Any:
    """Return words in each language that they have; what is the same in both has none."""
    if not words:
        return None
    if words.en == words.es:
        return words.en
    texts = {language: getattr(words, language) for language in LANGUAGES}
    return [{"@language": language, "@value": text} for language, text in texts.items() if text]


def compact(value: Any) -> Any:
    """Leave out of a node what has no value, at every depth."""
    if isinstance(value, dict):
        return {key: compact(other) for key, other in value.items() if other not in (None, "", [])}
    return [compact(other) for other in value] if isinstance(value, list) else value


def properties(**values: Any) -> list[Node]:
    """Return values that schema.org has no property for, by our own names; without the empty."""
    return [
        _property(name, value) for name, value in values.items() if value not in (None, "", [], ())
    ]


def _property(name: str, value: Any) -> Node:
    named = {"@type": "PropertyValue", "name": name}
    if isinstance(value, Edtf):
        return {**named, "propertyID": _EDTF, "value": value.text}
    return {**named, "value": value.isoformat() if isinstance(value, Day) else value}


def iso(part: Part) -> str | None:
    """Return a day, month or year as ISO 8601 has it; what is unspecified in it is left off.

    None for a decade or a century, which it has no words for.
    """
    if "X" in part.year:
        return None
    digits = "-".join(text for text in (part.year, part.month, part.day) if text.isdigit())
    return f"{digits}T{part.time}{part.offset}" if part.time else digits


def _day_or_none(date: Edtf | None) -> str | None:
    return iso(date.known_parts[0]) if date and date.form == "date" else None


def source_node(collection: Collection, source: Source) -> Node:
    """Return a source as a work of an unknown kind, with what is known of it and no more."""
    origin = source.origin
    origins = {**dict.fromkeys(collection.event, ""), **dict.fromkeys(collection.source, "source:")}
    return {
        "@type": "CreativeWork",
        **node(f"source:{source.id}"),
        "identifier": source.id,
        "name": source.title,
        "author": source.author,
        "publisher": {"@type": "Organization", "name": source.outlet} if source.outlet else None,
        "datePublished": _day_or_none(source.published),
        "inLanguage": source.language,
        "url": legal(safe(source.url)) if source.url else None,
        "isBasedOn": node(f"{origins.get(origin, '')}{origin}") if origin else None,
        "additionalProperty": properties(
            published=source.published,
            published_basis=source.published and source.published_basis,
            accessed=source.accessed,
            file=source.file,
            sha256=source.sha256,
        ),
    }


def actor_node(actor: Actor) -> Node:
    """Return an actor."""
    return {
        "@type": _ACTORS[actor.kind],
        **node(f"actor:{actor.id}"),
        "identifier": actor.id,
        "name": said(actor.name),
        "alternateName": list(actor.aliases),
        "memberOf": [node(f"actor:{text}") for text in actor.member_of],
        "additionalProperty": properties(kind=actor.kind, side=actor.side),
    }


def side_node(side: str, name: Words) -> Node:
    """Return a side, whose words a quote can be."""
    return {
        "@type": "Organization",
        **node(f"side:{side}"),
        "identifier": side,
        "name": said(name),
    }


def cite_node(export: Export, cite: Cite) -> Node:
    """Return a quote with its words, its source and whose they are; or what a source says.

    The words have no language: a text in one quotes what was said in another.
    """
    source = node(f"source:{cite.source}")
    about = properties(
        attribution=cite.attribution,
        speech=cite.speech,
        supports=list(cite.supports),
        date_words=cite.date_words,
        proof=_proof(export.proof(cite)),
        standing=export.standing(cite),
    )
    if not cite.quote:
        claimed = {"text": said(cite.says), "appearance": source}
        return {"@type": "Claim", **claimed, "additionalProperty": about}
    return {
        "@type": "Quotation",
        "text": cite.quote,
        "isPartOf": source,
        "spokenByCharacter": _speakers(export.collection, cite),
        "additionalProperty": about,
    }


def _proof(proof: Proof | None) -> str:
    return _PROOFS[type(proof)]


def _speakers(collection: Collection, cite: Cite) -> list[Node]:
    """Return who speaks: a person or body, else the side or sides; nobody for an outlet's words."""
    if cite.speaker:
        return [node(f"actor:{cite.speaker}")]
    if cite.attribution == OUTLET:
        return []
    sides = collection.collection.sides if cite.attribution == JOINT else (cite.attribution,)
    return [node(f"side:{side}") for side in sides]


def claim_node(claim: Claim) -> Node:
    """Return one of several values that sources have for a field of an event."""
    return {
        "@type": "Claim",
        "name": claim.field,
        "text": said(claim.value),
        "appearance": [node(f"source:{source}") for source in claim.sources],
        "additionalProperty": properties(
            rank=claim.rank, topic=claim.topic, attribution=claim.attribution
        ),
    }
