"""The jobs that are measured, by name, in the order in which they run."""

OURS, FLOOR, NO_INDEX = "timeline", "floor", "timeline --no-index"

JOBS = {
    "start": "cold start: `--version`",
    "list": "`list` of the shipped collection",
    "month": "one month and one actor",
    "word": "a rare word in titles and quotes",
    "csv": "everything to CSV",
    "check": "check everything",
    "month-by-size": "one month and one actor: ours, of every size, in turns",
    "word-by-size": "a rare word: ours, of every size, in turns",
    "first-read": "first read: validate, prove, index",
    "one-changed": "one file changed: index again",
    "append": "one record appended",
}
"""Each job and what it does; those that change the collections come last."""

WITHOUT_SIZE = ("start", "list")
"""The jobs in which the size of a collection does not matter."""

SEARCHES = ("month", "word", "month-by-size", "word-by-size")
"""The jobs whose answer is some of the events."""

READING = ("month", "word", "csv", "check")
"""The jobs that change nothing and that peers do as well."""


def sized(events: int) -> str:
    """Return what ours is called where it runs against itself at other sizes."""
    return f"{OURS}, {events:,} events"
