"""Editorial rules: what is unsound in well-formed records.

Each family has a module. `RULES` lists them all, and is what `timeline help rules` prints.
"""

from timeline.checks import days, offices, quotes, registers, sources, written
from timeline.checks.rule import Case, Rule
from timeline.errors import Fault

__all__ = ["RULES", "Case", "Rule", "run"]

RULES: tuple[Rule, ...] = (
    *quotes.RULES,
    *days.RULES,
    *written.RULES,
    *offices.RULES,
    *sources.RULES,
    *registers.RULES,
)


def run(case: Case) -> list[Fault]:
    """Return every fault that the rules find, in the order of the rules and without places."""
    return [fault for rule in RULES for fault in rule.faults(case)]
