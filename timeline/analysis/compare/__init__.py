"""What each side says of the same event, and of which topics. Pure: no I/O, no language."""

from timeline.analysis.compare.accounts import Account, Length, accounts_of
from timeline.analysis.compare.passages import Heard, Passage, Start, Tally, tallies, voices
from timeline.analysis.compare.sides import Comparison, Row, Verdict, comparison

__all__ = [
    "Account",
    "Comparison",
    "Heard",
    "Length",
    "Passage",
    "Row",
    "Start",
    "Tally",
    "Verdict",
    "accounts_of",
    "comparison",
    "tallies",
    "voices",
]
