"""The jobs that are measured, by name, in the order in which they are run."""

START, LIST = "start", "list"
MONTH, WORD, CSV, CHECK = "month", "word", "csv", "check"
FIRST, CHANGED, APPEND = "first-read", "one-changed", "append"
MONTH_BY_SIZE, WORD_BY_SIZE = "month-by-size", "word-by-size"

JOBS = {
    START: "cold start: `--version`",
    LIST: "`list` of the shipped collection",
    MONTH: "one month and one actor",
    WORD: "a rare word in titles and quotes",
    CSV: "everything to CSV",
    CHECK: "check everything",
    MONTH_BY_SIZE: "one month and one actor: ours, of every size, in turns",
    WORD_BY_SIZE: "a rare word: ours, of every size, in turns",
    FIRST: "first read: validate, prove, index",
    CHANGED: "one file changed: index again",
    APPEND: "one record appended",
}
"""What each job is, in words."""

FINDING = (MONTH, WORD, MONTH_BY_SIZE, WORD_BY_SIZE)
"""The jobs whose answer is some of the events."""

READING = (MONTH, WORD, CSV, CHECK)
"""The jobs that every peer has, and that change nothing."""
