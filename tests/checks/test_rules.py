from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from timeline.checks import RULES, Case, run
from timeline.errors import Level
from timeline.i18n import sentence
from timeline.quotes.prove import StoredText, Unavailable
from timeline.records.model import Collection

TESTS = "".join(
    path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py")
)
NOTICES = {
    *("Q6", "Q8", "D5", "D7", "D8", "W1", "W2", "W3", "W4"),
    *("O1", "O2", "S1", "S2", "S3", "R1", "R2", "R3"),
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_has_a_good_and_a_bad_example_here(rule: object) -> None:
    code = getattr(rule, "code")  # noqa: B009
    assert TESTS.count(f'offences("{code}"') >= 2


def test_no_two_rules_have_one_code_or_one_title() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert len({rule.title for rule in RULES}) == len(RULES)


def test_every_rule_says_what_it_asks_and_why_in_one_line_each() -> None:
    for rule in RULES:
        for said in (rule.title, rule.why):
            assert said
            assert "\n" not in said
            assert not said.endswith(".")


def test_what_may_be_right_is_a_notice_and_all_else_an_error() -> None:
    assert {rule.code for rule in RULES if rule.level is Level.NOTICE} == NOTICES


def test_all_rules_are_run_in_their_order_and_faults_say_which_found_them(
    made: Callable[..., Collection],
) -> None:
    collection = made({"cites": []}, {"kind": "visit", "status": "scheduled", "title": {"en": "x"}})
    texts: dict[str, StoredText | Unavailable] = {
        "s1": StoredText("Another text.", "0" * 64),
        "s2": Unavailable(sentence("only a link")),
    }
    found = run(Case(collection, texts, date(2026, 2, 1)))
    assert [(it.code, it.level.value, it.field) for it in found] == [
        ("Q1", "error", "events[0]"),
        ("Q2", "error", "events[1].cites[0].quote"),
        ("Q3", "error", "sources[0]"),
        ("D5", "notice", "events[1].status"),
        ("R1", "notice", "sources[1]"),
        ("R2", "notice", "actors[0]"),
        ("R2", "notice", "actors[1]"),
        ("R2", "notice", "actors[2]"),
        ("R2", "notice", "actors[3]"),
        ("R4", "error", "events[1].title"),
    ]
