"""What the page of the benchmarks says of the numbers."""

from pathlib import Path

import pytest

from benchmarks import aims, report, results
from benchmarks.measure import Usage
from benchmarks.results import Measured, Outcome, Results


def took(program: str, *walls: float, memory: int = 10240, failed: str | None = None) -> Measured:
    return Measured(program, [Usage(wall, wall, memory) for wall in walls], failed=failed)


def results_of(*outcomes: Outcome) -> Results:
    return Results("a machine", 3, {"hledger": "hledger 1"}, {"jrnl": "not installed"}, [*outcomes])


MONTH = Outcome(
    "month",
    10_000,
    [took("timeline", 0.25, 0.25, 0.5), took("hledger", 0.5, 0.75, 1.0), took("miller", 0.125)],
)
UNFINISHED = Outcome(
    "check",
    100_000,
    [
        took("timeline", failed="more than 20 s"),
        took("hledger", 3.0),
        took("recutils", failed="more than 20 s"),
    ],
)


def test_a_ratio_is_taken_turn_by_turn() -> None:
    assert MONTH.ratios("hledger", "timeline") == [2.0, 3.0, 2.0]


@pytest.mark.parametrize("absent", ["jrnl", "recutils"])
def test_no_ratio_to_a_program_that_did_not_run(absent: str) -> None:
    assert MONTH.ratios("timeline", absent) == UNFINISHED.ratios("hledger", absent) == []


def test_a_faster_peer_is_named() -> None:
    page = report.page(results_of(MONTH))
    assert "timeline lost 1 of 2 comparisons (bold)" in page
    assert (
        "| one month and one actor | 10,000 | 2.00 |  |  |  |  |  | **0.50** |  |  |  |\n" in page
    )


def test_a_job_that_ours_did_not_finish_is_lost_and_named() -> None:
    page = report.page(results_of(MONTH, UNFINISHED))
    assert "timeline lost 3 of 4 comparisons (bold)" in page
    assert "- timeline did not finish: check everything, 100,000 events (more than 20 s)\n" in page
    assert "| **ours did not finish** | **neither finished** |" in page


def test_a_failure_in_a_later_turn_is_no_finish() -> None:
    late = Outcome(
        "csv", 15, [took("timeline", 0.1, failed="ended with 1: full"), took("hledger", 0.2)]
    )
    page = report.page(results_of(late))
    assert "timeline lost 1 of 1 comparisons (bold)" in page
    assert "| 15 | **timeline** | ended with 1: full |" in page


def test_a_peer_that_alone_did_not_finish_is_no_win() -> None:
    theirs = Outcome("csv", 15, [took("timeline", 0.1), took("papis", failed="more than 9 s")])
    page = report.page(results_of(theirs))
    assert "timeline lost 0 of 0 comparisons (bold)" in page
    assert "| 15 | papis | more than 9 s |" in page


def test_numbers_are_not_compared_with_what_did_not_finish() -> None:
    assert "| 100,000 | hledger | 3.00 s | 3.00 s – 3.00 s |  | 3.00 s |" in report.page(
        results_of(UNFINISHED)
    )


def test_an_aim_that_was_not_measured_is_not_claimed() -> None:
    assert {measured for _, _, measured in aims.aims(results_of())} == {"not measured in this run"}


def test_an_aim_says_that_ours_did_not_finish() -> None:
    start = Outcome("start", 0, [took("timeline", failed="more than 1 s"), took("floor", 0.1)])
    assert aims.aims(results_of(start))[0][-1] == "timeline did not finish: more than 1 s"


def test_plain_text_record_keepers_are_compared_from_ten_thousand_on() -> None:
    small = Outcome("month", 15, [took("timeline", 0.2), took("hledger", 0.1)])
    assert aims.aims(results_of(small, MONTH))[-1][-1] == "faster in all 1 comparisons"
    large = Outcome("word", 10_000, [took("timeline", 0.2), took("hledger", 0.1)])
    assert aims.aims(results_of(MONTH, large))[-1][-1] == (
        "faster in 1 of 2; not than hledger at a rare word in titles and quotes, 10 k"
    )


def test_plain_text_record_keepers_win_where_ours_did_not_finish() -> None:
    assert aims.aims(results_of(MONTH, UNFINISHED))[-1][-1] == (
        "faster in 1 of 3; not than hledger at check everything, 100 k (ours did not finish); "
        "recutils at check everything, 100 k (neither finished)"
    )


def test_growth_is_told_with_its_memory() -> None:
    grown = Outcome(
        "month-by-size",
        0,
        [took("timeline, 15 events", 0.1), took("timeline, 10,000 events", 0.12, memory=15360)],
    )
    assert aims.aims(results_of(grown))[2][-1] == "1.20 ×; memory 1.50 ×"


def test_results_are_read_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    results.save(results_of(MONTH, UNFINISHED), path)
    assert results.load(path) == results_of(MONTH, UNFINISHED)


def test_peers_that_were_left_out_are_named() -> None:
    assert "- jrnl: a plain-text diary; exports JSON, not CSV (not installed)\n" in report.page(
        results_of(MONTH)
    )
