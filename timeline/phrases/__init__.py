"""Dates as people write them, in English or Spanish, and the days that they mean.

The grammar is small and our own: a phrase that is not wholly understood is refused, never guessed.
"""

from timeline.phrases.in_text import find, weekday_in
from timeline.phrases.typed import TypedDate, parse

__all__ = ["TypedDate", "find", "parse", "weekday_in"]
