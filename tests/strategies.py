"""Random collections of the small one in `conftest`: every field of every record, in any text."""

from typing import Any

from hypothesis import strategies as st

from timeline.records.vocabulary import (
    ActorKind,
    Field,
    Kind,
    Progress,
    Rank,
    Role,
    Speech,
    Status,
)

LINKS = ("about", "announced_by", "follows")

DATES = ["2026-01-11", "2026-02", "2026?", "../2026-01-11", "2026-01-12T09:00-06:00", "2026/.."]
DATES += ["[2026-01-15,2026-01-16]", "2026-01-XX", "2026-01~/2026-02%"]

SIGNS = ["=1+1", "'=x", "''x", "a | b", "\\|x", "x| |", "x\ny", '"q"', "a\r\nb", "+x", "x: y"]
SIGNS += ["x (a/b)", "x (2020/2021)", "x ( / 2020/2021)", "direct", "stated", " x "]

_chars = st.text(
    st.characters(exclude_categories=["C", "Zl", "Zp"], include_characters="\t\n"), max_size=10
)
texts = st.sampled_from(SIGNS) | st.builds("{}x{}".format, _chars, _chars)
Texts = st.SearchStrategy[dict[str, str]]
both: Texts = st.fixed_dictionaries({"en": texts}, optional={"es": texts})
both |= st.fixed_dictionaries({"es": texts})
either = texts | both
ids = st.sampled_from(["water", "trade", "speech", "x-1"])
dates = st.sampled_from(DATES)
sources = st.sampled_from(["s1", "s2"])
actors = st.sampled_from(["ana-lima", "ministry", "aland", "bo-reyes"])
voices = st.sampled_from(["outlet", "joint", "AA", "BB"])
fields = st.sampled_from(list(Field))
about_a_cite = {
    "prefix": texts,
    "suffix": texts,
    "supports": st.lists(fields, max_size=2),
    "date_words": texts,
    "attribution": voices,
    "speech": st.sampled_from(list(Speech)),
    "speaker": actors,
    "topics": st.lists(ids, max_size=2),
    "terms": st.dictionaries(ids, texts, max_size=2),
    "translation": both,
    "note": both,
}
cites = st.fixed_dictionaries({"source": sources, "quote": texts}, optional=about_a_cite)
cites |= st.fixed_dictionaries({"source": sources, "says": both}, optional=about_a_cite)
some_cites = st.lists(cites, max_size=2)
_claim = {
    "field": fields.filter(lambda field: field is not Field.DATE),
    "value": either,
    "sources": st.lists(sources, min_size=1, max_size=2),
}
_told = {"topic": ids, "attribution": voices}
_ranked = {"rank": st.sampled_from([Rank.NORMAL, Rank.DEPRECATED]), "reason": either}
claims = st.fixed_dictionaries(_claim, optional=_told | {"reason": either})
claims |= st.fixed_dictionaries(_claim | _ranked, optional=_told)


def events() -> st.SearchStrategy[dict[str, Any]]:
    part = {"actor": actors, "role": st.sampled_from(list(Role))}
    parts = st.lists(st.fixed_dictionaries(part), min_size=1, max_size=2)
    state = {"status": st.sampled_from(list(Status)), "date": dates}
    promise = {"id": ids, "text": both, "by": st.lists(st.sampled_from(["AA", "BB"]), min_size=1)}
    change = {"on": dates, "field": fields, "was": either, "now": either, "reason": either}
    later = {"due": dates, "status": st.sampled_from(list(Progress)), "cites": some_cites}
    return st.fixed_dictionaries(
        {
            "date": dates,
            "kind": st.sampled_from(list(Kind)),
            "status": st.sampled_from(list(Status)),
            "title": both,
            "cites": some_cites,
        },
        optional={
            "date_note": both,
            "summary": both,
            "actors": st.lists(st.fixed_dictionaries(part), max_size=2),
            "asked_by": actors,
            "place": either,
            "topics": st.lists(ids, max_size=2),
            "claims": st.lists(claims, max_size=2),
            "history": st.lists(
                st.fixed_dictionaries(
                    state,
                    optional={"title": both, "actors": parts, "cites": some_cites, "note": both},
                ),
                max_size=2,
            ),
            "commitments": st.lists(
                st.fixed_dictionaries(promise, optional=later),
                max_size=2,
                unique_by=lambda promise: str(promise["id"]),
            ),
            "corrections": st.lists(st.fixed_dictionaries(change), max_size=2),
            "note": both,
        },
    )


def abouts() -> st.SearchStrategy[dict[str, Any]]:
    sides = st.fixed_dictionaries({"AA": both, "BB": both}, optional={"CC": both})
    return st.fixed_dictionaries(
        {"title": both, "sides": sides},
        optional={"topics": st.dictionaries(ids, both, max_size=2), "coverage": both},
    )


def a_source(id_: str, **more: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    known = {
        **dict.fromkeys(("outlet", "title", "author"), texts),
        "sha256": st.just("0" * 64),
        "accessed": dates,
        "language": st.sampled_from(["es", "es-MX"]),
        "note": both,
        **more,
    }
    stated = {"published": dates, "published_basis": st.just("stated"), "published_note": both}
    inferred = {**stated, "published_basis": st.just("inferred")}
    id_there = {"id": st.just(id_)}
    file = {"file": st.just(f"texts/{id_}.txt")}
    url = {"url": st.just("https://example.org/1")}
    return (
        st.fixed_dictionaries(id_there | file, optional=known | stated | url)
        | st.fixed_dictionaries(id_there | url, optional=known | stated)
        | st.fixed_dictionaries(id_there | file | inferred, optional=known)
    )


def an_actor(id_: str, *bodies: str) -> st.SearchStrategy[dict[str, Any]]:
    office = st.fixed_dictionaries({"title": both}, optional={"from": dates, "to": dates})
    return st.fixed_dictionaries(
        {"id": st.just(id_), "kind": st.sampled_from(list(ActorKind)), "name": either},
        optional={
            "side": st.sampled_from(["AA", "BB"]),
            "aliases": st.lists(texts, max_size=2),
            "member_of": st.lists(st.sampled_from(bodies), max_size=2) if bodies else st.just([]),
            "offices": st.lists(office, max_size=2),
        },
    )


@st.composite
def collections(draw: st.DrawFn) -> dict[str, Any]:
    """Give the sections of a collection; links lead to earlier records, and so in no circle."""
    some = draw(st.lists(events(), max_size=4))
    for n, event in enumerate(some, 1):
        event["id"] = f"e{n}"
        if n > 1:
            earlier = st.sampled_from([f"e{i}" for i in range(1, n)])
            event |= {key: draw(earlier) for key in draw(st.sets(st.sampled_from(LINKS)))}
    return {
        "collection": draw(abouts()),
        "sources": [draw(a_source("s1")), draw(a_source("s2", origin=st.just("s1")))],
        "actors": [
            draw(an_actor("aland")),
            draw(an_actor("ministry", "aland")),
            draw(an_actor("ana-lima", "aland", "ministry")),
            draw(an_actor("bo-reyes")),
        ],
        "events": some,
    }
