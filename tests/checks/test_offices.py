from collections.abc import Callable
from typing import Any

import pytest

Offences = Callable[..., list[str]]

UNIT = {
    "title": {
        "en": "Head of the North America Unit, SRE",
        "es": "jefe de la Unidad para América del Norte, SRE",
    },
    "to": "2025-10-14",
}
UNDER = {
    "title": {
        "en": "Undersecretary for North America (SRE)",
        "es": "subsecretario para América del Norte, SRE",
    },
    "from": "2025-10-14",
}
PROSECUTOR = {"title": {"en": "Attorney General", "es": "fiscal general"}}
OLD = {**PROSECUTOR, "to": "2025-08-12/2026-01-22"}
NEW = {**PROSECUTOR, "from": "2025-08-12/2026-01-22"}
CLAIMED = {
    "en": "Roberto Velasco, undersecretary for North America",
    "es": "Roberto Velasco, subsecretario para América del Norte",
}


def people(**offices: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {"id": id_, "kind": "person", "name": id_, "offices": held} for id_, held in offices.items()
    ]


def event(day: str, *actors: str, role: str = "participant", **more: Any) -> dict[str, Any]:
    parts = [{"actor": it, "role": role} for it in actors]
    says = {"source": "s1", "says": {"en": "They met.", "es": "Se reunieron."}}
    return {"date": day, "actors": parts, "cites": [says], **more}


def test_who_acts_after_the_last_or_before_the_first_office_is_pointed_out(
    offences: Offences,
) -> None:
    events = [event("2026-01-23", "gertz"), event("2025-08-11", "godoy", role="speaker")]
    assert offences("O1", *events, actors=people(gertz=[OLD], godoy=[NEW])) == [
        (
            "events[0].actors[0]: the date is 23 January 2026, and the nearest office of 'gertz', "
            "Attorney General, was held on or before 22 January 2026"
        ),
        (
            "events[1].actors[0]: the date is 11 August 2025, and the nearest office of 'godoy', "
            "Attorney General, was held on or after 12 August 2025"
        ),
    ]


def test_the_office_that_is_named_is_the_nearest(offences: Offences) -> None:
    first = {**PROSECUTOR, "from": "2019", "to": "2020"}
    second = {**UNIT, "from": "2022"}
    [found] = offences("O1", event("2025-11", "x"), actors=people(x=[first, second]))
    assert found == (
        "events[0].actors[0]: the date is November 2025, and the nearest office of 'x', Head of "
        "the North America Unit, SRE, was held 1 January 2022 – 14 October 2025"
    )


@pytest.mark.parametrize(
    ("day", "offices", "role"),
    [
        ("2025-08-12", [OLD], "participant"),
        ("2026-01-22", [OLD], "participant"),
        ("2025-10-14", [UNIT, UNDER], "participant"),
        ("2026-01", [OLD], "participant"),
        ("2026-02-01", [OLD, UNDER], "participant"),
        ("2026-02-01", [OLD, {"title": UNIT["title"]}], "participant"),
        ("2026-02-01", [], "participant"),
        ("2026-02-01", [OLD], "subject"),
        ("2026-02-01", [OLD], "host"),
    ],
)
def test_who_may_be_in_office_has_none_with_dates_or_is_only_spoken_of_is_taken(
    offences: Offences, day: str, offices: list[dict[str, Any]], role: str
) -> None:
    assert offences("O1", event(day, "x", role=role), actors=people(x=offices)) == []


@pytest.mark.parametrize(
    ("more", "path"),
    [
        ({"title": CLAIMED}, "title"),
        ({"summary": {"en": "x", "es": "El Subsecretario para America del Norte."}}, "summary"),
        ({"cites": [{"source": "s1", "says": CLAIMED}]}, "cites[0].says"),
        ({"claims": [{"field": "actors", "value": CLAIMED, "sources": ["s1"]}]}, "claims[0].value"),
    ],
)
def test_an_office_that_was_not_held_yet_is_no_title_of_that_day(
    offences: Offences, more: dict[str, Any], path: str
) -> None:
    actors = people(velasco=[UNIT, UNDER])
    assert offences("O2", event("2025-07-31", "velasco", **more), actors=actors) == [
        (
            f"events[0].{path}: the date is 31 July 2025, and the office of Undersecretary for "
            "North America (SRE) was held on or after 14 October 2025"
        )
    ]


@pytest.mark.parametrize(
    ("day", "actors", "more"),
    [
        ("2025-10-14", ("velasco",), {"title": CLAIMED}),
        ("2025-10", ("velasco",), {"title": CLAIMED}),
        ("2025-07-31", ("velasco",), {"note": CLAIMED}),
        ("2025-07-31", ("velasco",), {"title": {"en": "The undersecretary", "es": "x"}}),
        ("2025-07-31", ("velasco",), {"title": CLAIMED, "kind": "appointment"}),
        ("2025-07-31", (), {"title": CLAIMED}),
        ("2026-01-23", ("gertz", "godoy"), {"title": PROSECUTOR["title"]}),
    ],
)
def test_an_office_of_that_day_of_another_actor_or_named_elsewhere_is_taken(
    offences: Offences, day: str, actors: tuple[str, ...], more: dict[str, Any]
) -> None:
    known = people(velasco=[UNIT, UNDER], gertz=[OLD], godoy=[NEW])
    assert offences("O2", event(day, *actors, **more), actors=known) == []


def test_a_deprecated_claim_that_names_the_office_answers_for_all_that_name_it(
    offences: Offences,
) -> None:
    refused = {
        "field": "actors",
        "value": CLAIMED,
        "sources": ["s1"],
        "rank": "deprecated",
        "reason": "the post had not yet been restored",
    }
    told = event(
        "2025-07-31", "velasco", cites=[{"source": "s1", "says": CLAIMED}], claims=[refused]
    )
    assert offences("O2", told, actors=people(velasco=[UNIT, UNDER])) == []
