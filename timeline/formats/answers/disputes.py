"""Where sources differ, for programs: JSON with stable keys, or a claim a line."""

from collections.abc import Iterator
from typing import Any

from timeline.analysis.disputes import Dispute, DisputeReport
from timeline.formats.answers.serialise import json_text
from timeline.i18n import Language
from timeline.records.model import Claim

SCHEMA = "timeline-disputes-1"


def records(language: Language, found: DisputeReport) -> Iterator[tuple[str, ...]]:
    """Yield one claim, lone source or chain a line, with its values as recorded."""
    for dispute in (*found.disputes, *found.undisputed):
        yield from (_record(language, dispute, claim) for claim in dispute.claims)
    yield from (("single", single.event.id, single.source) for single in found.singles)
    yield from (
        ("chain", chain.event.id, chain.origin, " ".join(chain.sources)) for chain in found.chains
    )
    yield from (("origin", origin.origin, " ".join(origin.sources)) for origin in found.origins)


def _record(language: Language, dispute: Dispute, claim: Claim) -> tuple[str, ...]:
    about = (dispute.event.id, dispute.field, dispute.topic or "")
    said = claim.value.say(language)
    carried = (claim.attribution or "", " ".join(claim.sources))
    reason = claim.reason.say(language) if claim.reason else ""
    return ("claim", *about, said, *carried, claim.rank, reason)


def objects(found: DisputeReport) -> Iterator[str]:
    """Yield the same as one JSON object: see ``schemas/disputes.json``."""
    whole = {
        "schema": SCHEMA,
        "disputes": [_object(dispute) for dispute in found.disputes],
        "undisputed": [_object(dispute) for dispute in found.undisputed],
        "single_source": [
            {"event": single.event.id, "source": single.source} for single in found.singles
        ],
        "one_origin": [
            {"event": chain.event.id, "origin": chain.origin, "sources": list(chain.sources)}
            for chain in found.chains
        ],
        "origins": [
            {"origin": origin.origin, "sources": list(origin.sources)} for origin in found.origins
        ],
        "counts": counts(found),
    }
    yield json_text(whole)


def counts(found: DisputeReport) -> dict[str, int]:
    """Return how much there is of each."""
    return {
        "disputes": len(found.disputes),
        "disputed_events": len({dispute.event.id for dispute in found.disputes}),
        "claims": sum(len(dispute.claims) for dispute in found.disputes),
        "without_preferred": sum(not dispute.preferred for dispute in found.disputes),
        "single_source": len(found.singles),
        "one_origin": len(found.chains),
        "sources": len(found.sources),
        "origins": len(found.roots),
    }


def _object(dispute: Dispute) -> dict[str, Any]:
    return {
        "event": dispute.event.id,
        "field": dispute.field,
        "topic": dispute.topic,
        "claims": [_claim_object(claim) for claim in dispute.claims],
    }


def _claim_object(claim: Claim) -> dict[str, Any]:
    return {
        "value": claim.value.model_dump(mode="json"),
        "attribution": claim.attribution,
        "sources": list(claim.sources),
        "rank": claim.rank,
        "reason": claim.reason.model_dump(mode="json") if claim.reason else None,
    }
