"""What each side says about the same event, topic by topic. Pure: no I/O, no language."""

from timeline.analysis.compare.accounts import Account, Length, accounts_of
from timeline.analysis.compare.passages import (
    MentionCount,
    Passage,
    Start,
    TopicTally,
    tallies,
    voices,
)
from timeline.analysis.compare.sides import Comparison, TopicRow, Verdict, comparison

__all__ = [
    "Account",
    "Comparison",
    "Length",
    "MentionCount",
    "Passage",
    "Start",
    "TopicRow",
    "TopicTally",
    "Verdict",
    "accounts_of",
    "comparison",
    "tallies",
    "voices",
]
