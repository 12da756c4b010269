"""How much the tests try: a quick share every day, everything in the gate.

With ``TIMELINE_TESTS=long`` in the environment laws are tried with all their examples, loops over
faults leave out none, hostile calls are processes of their own, and tests that are marked ``long``
run. Without it the same assertions hold of fewer cases.
"""

import os

from hypothesis import settings

LONG = os.environ.get("TIMELINE_TESTS") == "long"
HANGS = 600
"""Seconds without a word after which a program is taken to hang: no other limit reads a clock."""

_SHARE = 5


def share(whole: int) -> int:
    """Return how many of so many cases are tried: all in the gate, a fifth every day."""
    return whole if LONG else max(whole // _SHARE, 5)


def examples(whole: int) -> settings:
    """Return the settings of a law that is tried with so many examples in the gate."""
    return settings(max_examples=share(whole))
