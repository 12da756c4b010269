"""Another pair of governments, invented, goes through the same program without a word of code."""

from datetime import date
from pathlib import Path

import pytest

from timeline import checks
from timeline.analysis.compare import comparison
from timeline.query.filter import Filter, select, threads
from timeline.store.opened import Opened
from timeline.store.opening import open_collection

SAMPLE = Path(__file__).parent / "sample"


@pytest.fixture(scope="module")
def sample() -> Opened:
    return open_collection(str(SAMPLE), {})


@pytest.mark.parametrize("today", [date(2031, 3, 5), date(2031, 3, 28), date(2040, 1, 1)])
def test_its_records_are_sound_on_any_day(sample: Opened, today: date) -> None:
    case = checks.Case(sample.collection, sample.stored_texts(), today)
    assert checks.run(case) == []
    assert len(case.proofs) == 18


def test_it_says_of_itself_and_of_every_text_that_it_is_invented(sample: Opened) -> None:
    title = sample.collection.collection.title
    assert "invented" in title.say("en")
    assert "inventado" in title.say("es")
    for text in (SAMPLE / "sources").iterdir():
        assert text.read_text(encoding="utf-8").startswith("This text was invented")


def test_the_accounts_of_both_sides_stand_under_their_call(sample: Opened) -> None:
    call, *_ = threads(select(sample.collection, Filter()))
    assert call.row.event.id == "2031-03-03-call"
    assert [row.event.id for row in call.readouts] == [
        "2031-03-03-aurora-post",
        "2031-03-04-boreal-communique",
    ]


@pytest.mark.parametrize(
    ("side", "found"),
    [
        ("Aurora", ["2031-03-03-aurora-post", "2031-03-03-call", "2031-03-27-ministers-meeting"]),
        (
            "BO",
            [
                "2031-03-03-call",
                "2031-03-04-boreal-communique",
                "2031-03-27-ministers-meeting",
                "2031-04-coast-guard-visit",
            ],
        ),
    ],
)
def test_its_sides_are_its_own(sample: Opened, side: str, found: list[str]) -> None:
    rows = select(sample.collection, Filter(sides=(side,)))
    assert [row.event.id for row in rows] == found


def test_a_copy_counts_as_one_origin_with_what_it_copies(sample: Opened) -> None:
    origins = {sample.collection.origin_of(source.id) for source in sample.collection.sources}
    assert origins == {"post", "communique", "harbour", "harbour-2"}


def test_a_denial_by_the_other_side_is_no_part_of_an_account(sample: Opened) -> None:
    told = comparison(sample.collection, sample.collection.event["2031-03-03-call"])
    boreal = told.accounts[1]
    assert boreal.event.id == "2031-03-04-boreal-communique"
    assert boreal.sources == ("communique",)
