"""Random small collections whose sources are all dated, and whose every part is cited."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from timeline.records import validate
from timeline.records.model import Collection


def cite(source: str, *supports: str, **more: Any) -> dict[str, Any]:
    return {"source": source, "quote": f"{source} says so", "supports": list(supports), **more}


def day(number: int) -> date:
    return date(2026, 1, number)


def claim(field: str, value: str, *sources: str, rank: str = "normal") -> dict[str, Any]:
    return {"field": field, "value": value, "sources": sources, "rank": rank, "reason": "So"}


FIELDS = ("date", "status", "place", "about", "summary", "actors")
STATUSES = ("scheduled", "postponed", "held", "denied")
DAYS = tuple(f"2026-01-0{n}" for n in range(1, 7))
DATES = (*DAYS, "[2026-01-02,2026-01-05]", "2026-01-03/2026-01-04")
IDS = ("s1", "s2", "s3")
TOPICS = ("water", "trade")


some_actor = st.sampled_from(["a1", "a2", "b1"])


def some(*values: str, least: int = 0) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), min_size=least, max_size=3, unique=True)


CITES = st.fixed_dictionaries(
    {"source": st.sampled_from(IDS), "quote": st.sampled_from("abcd")},
    optional={"supports": some(*FIELDS), "topics": some(*TOPICS)},
)
CARRIERS = st.lists(CITES, min_size=1, max_size=3)
PARTS = st.lists(
    st.fixed_dictionaries(
        {"actor": some_actor, "role": st.sampled_from(["participant", "issuer"])}
    ),
    min_size=1,
    max_size=2,
    unique_by=lambda part: part["actor"],
)
STATES = st.fixed_dictionaries(
    {"status": st.sampled_from(STATUSES), "date": st.sampled_from(DAYS), "cites": CARRIERS},
    optional={"title": st.just({"en": "then"}), "actors": PARTS},
)
CLAIMS = st.builds(
    lambda said, sources, rank: claim(*said, *sources, rank=rank),
    st.sampled_from([*(("date", it) for it in DAYS), *(("status", it) for it in STATUSES)]),
    some(*IDS, least=1),
    st.sampled_from(["normal", "deprecated"]),
)
PROMISES = st.fixed_dictionaries(
    {"id": st.just("p"), "text": st.just({"en": "p"}), "by": st.just(["AA"]), "cites": CARRIERS}
)
EVENTS = st.fixed_dictionaries(
    {
        "date": st.sampled_from(DAYS),
        "kind": st.just("meeting"),
        "status": st.sampled_from(STATUSES),
        "title": st.just({"en": "t"}),
        "place": st.just("x"),
        "topics": some(*TOPICS),
        "actors": PARTS,
        "cites": CARRIERS,
        "claims": st.lists(CLAIMS, max_size=3),
        "history": st.lists(STATES, max_size=2),
        "commitments": st.lists(PROMISES, max_size=1),
    },
    optional={"note": st.sampled_from(IDS).map(lambda source: {"en": f"As {source} has it"})},
)


@st.composite
def collections(draw: st.DrawFn) -> Collection:
    """Give a small collection whose sources are all dated and whose every part is cited."""
    events = draw(st.lists(EVENTS, min_size=1, max_size=3))
    numbered = [{"id": f"e{n}", **event} for n, event in enumerate(events)]
    for n, event in enumerate(numbered[1:]):
        for link in ("about", *draw(st.sets(st.sampled_from(["announced_by", "follows"])))):
            event[link] = f"e{draw(st.integers(0, n))}"
    sources = [
        {"id": it, "url": "https://example.org", "published": draw(st.sampled_from(DATES))}
        for it in IDS
    ]
    for n in (1, 2):
        sources[n] |= draw(st.sampled_from([{}, {"origin": IDS[n - 1]}, {"origin": "e0"}]))
    about = {"title": {"en": "t"}, "sides": {"AA": {"en": "a"}, "BB": {"en": "b"}}}
    actors = [
        {"id": it, "kind": "person", "side": 2 * it[0].upper(), "name": it}
        for it in ("a1", "a2", "b1")
    ]
    return validate.collection(
        {"collection": about, "sources": sources, "actors": actors, "events": numbered}
    )


NUMBERS = st.integers(1, 7)
"""The days of January 2026 on which something of them may become known, and one more."""
