"""What the benchmarks' page says of numbers."""

from pathlib import Path

from benchmarks import aims, plot, report, results
from benchmarks.measure import Usage
from benchmarks.results import Measured, Outcome, Results


def took(program: str, *walls: float, memory: int = 10240) -> Measured:
    return Measured(program, [Usage(wall, wall, memory) for wall in walls])


def run_of(*outcomes: Outcome) -> Results:
    return Results("a machine", 3, {"hledger": "hledger 1"}, {"jrnl": "not installed"}, [*outcomes])


MONTH = Outcome(
    "month",
    10_000,
    [took("timeline", 0.25, 0.25, 0.5), took("hledger", 0.5, 0.75, 1.0), took("miller", 0.125)],
)


def test_a_ratio_is_the_median_turn_by_turn() -> None:
    assert MONTH.ratios("hledger", "timeline") == [2.0, 3.0, 2.0]
    assert MONTH.ratio("hledger", "timeline") == 2.0


def test_there_is_no_ratio_to_what_did_not_run() -> None:
    assert MONTH.ratio("timeline", "jrnl") is None


def test_a_faster_peer_is_named() -> None:
    said = report.page(run_of(MONTH))
    assert "In 1 of 2 comparisons a peer took less time than timeline" in said
    assert "- One month and one actor: at 10,000 events miller (0.50)\n" in said


def test_where_no_peer_is_faster_it_is_said() -> None:
    slower = Outcome("month", 15, [took("timeline", 0.1), took("hledger", 0.2)])
    assert "None of the 1 comparisons with a peer ended in the peer's favour." in report.page(
        run_of(slower)
    )


def test_an_aim_that_was_not_measured_is_not_claimed() -> None:
    assert {said for _, _, said in aims.aims(run_of())} == {"not measured in this run"}


def test_plain_text_record_keepers_are_compared_from_ten_thousand_on() -> None:
    small = Outcome("month", 15, [took("timeline", 0.2), took("hledger", 0.1)])
    assert aims.aims(run_of(small, MONTH))[-1][-1] == "faster in all 1 comparisons"
    large = Outcome("word", 10_000, [took("timeline", 0.2), took("hledger", 0.1)])
    assert aims.aims(run_of(MONTH, large))[-1][-1] == (
        "faster in 1 of 2; not than hledger at a rare word in titles and quotes, 10 k"
    )


def test_growth_is_told_with_its_memory() -> None:
    name = "timeline, {} events"
    grown = Outcome(
        "month-by-size",
        0,
        [took(name.format("15"), 0.1), took(name.format("10,000"), 0.12, memory=15360)],
    )
    assert aims.aims(run_of(grown))[2][-1] == "1.20 ×; memory 1.50 ×"


def test_a_program_that_failed_has_its_reason_in_the_table() -> None:
    failed = Outcome("csv", 15, [took("timeline", 0.1), Measured("papis", failed="more than 9 s")])
    assert "| 15 | papis | more than 9 s |" in report.page(run_of(failed))


def test_results_are_read_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    results.save(run_of(MONTH), path)
    assert results.load(path) == run_of(MONTH)


def test_the_plot_has_a_line_for_each_program() -> None:
    larger = Outcome("month", 100_000, [took("timeline", 0.3), took("hledger", 4.0)])
    drawn = plot.svg(run_of(MONTH, larger))
    assert drawn.count("<polyline") == 3
    assert drawn.count('class="ours"') == 1
    assert ">100,000</text>" in drawn
    assert ">0.1 s</text>" in drawn


def test_what_was_left_out_is_said() -> None:
    assert "- jrnl: a plain-text diary; exports JSON, not CSV (not installed)\n" in report.page(
        run_of(MONTH)
    )
