"""Dates as people put them, in English or Spanish, and the days that they mean.

A small grammar of our own: what it does not wholly understand it refuses, and it never guesses.
"""

from timeline.phrases.in_text import find, weekday_in
from timeline.phrases.typed import Understood, read

__all__ = ["Understood", "find", "read", "weekday_in"]
