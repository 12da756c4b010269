"""The words of the page's own controls, by the names that its template and script use."""

from timeline.formats.page.text import Said, said
from timeline.i18n import counted, mark, sentence

_WORDS = {
    "language": mark("Language"),
    "skip": mark("Skip to the events"),
    "read": mark("What was read"),
    "version": mark("version"),
    "version-help": mark("The SHA-256 of the file that this page was made from"),
    "only": mark("Only the events chosen by"),
    "filters": mark("Find"),
    "search": mark("Search titles, summaries and quotes"),
    "search-help": mark('Accents do not matter; "a phrase" in quotation marks; a start of a word*'),
    "from": mark("From"),
    "to": mark("To"),
    "actor": mark("Actor"),
    "side": mark("Side"),
    "kind": mark("Kind"),
    "topic": mark("Topic"),
    "status": mark("Status"),
    "everything": mark("Show everything"),
    "view": mark("Link to this view"),
    "asof": mark("What was known on"),
    "asof-help": mark("Hides what no source published by that day had told"),
    "whole": mark("everything that was read"),
    "latest": mark("{day}; latest source: {source}"),
    "unread-by": mark("{day}; no source by then"),
    "known": mark("as known on {day}: {n} of {all} sources"),
    "seen": mark("states as seen on {day}"),
    "of": mark("{n} of {all} events"),
    "sought": mark("search"),
    "reversed": mark("“From” is after “To”: no day lies between them."),
    "copied": mark("Copied."),
    "in-bar": mark("It is in the address bar."),
    "shown": mark("Events shown: {n} of {all}"),
    "none": mark("No event answers all of this."),
    "drawing": mark("On one scale"),
    "drawing-help": mark(
        "Every mark leads to its event. With the keyboard: arrow keys go from mark to mark."
    ),
    "closer": mark("Closer"),
    "farther": mark("Farther"),
    "earlier": mark("Earlier"),
    "later": mark("Later"),
    "fit": mark("All that is shown"),
    "legend": mark("What the marks mean"),
    "mark-done": mark("filled: it took place, was said or is reported"),
    "mark-planned": mark("hollow: planned; no source read says that it took place"),
    "mark-off": mark("crossed out: cancelled or denied"),
    "mark-span": mark("bar: some day or days within it"),
    "mark-doubt": mark("hatched: the source leaves the day in doubt"),
    "mark-open": mark("arrow: on or before, on or after"),
    "many": mark("{n} events: too many to draw one by one"),
    "many-help": mark("Where a column of bars stands, go closer or filter to see single marks."),
    "hidden": mark("This event is shown because a link leads to it; the filter leaves it out."),
    "maybe": mark("May lie outside the days asked for."),
    "events": mark("The events"),
    "no-events": mark("There are no events here."),
    "open-all": mark("Open all"),
    "close-all": mark("Close all"),
    "readouts": mark("What each side says of it"),
    "translation": mark("our translation"),
    "citations": mark("Citations"),
    "claims": mark("Where sources differ"),
    "history": mark("Earlier states"),
    "commitments": mark("Commitments"),
    "corrections": mark("Corrections"),
    "why": mark("why"),
    "sources": mark("Sources"),
    "no-sources": mark("No source is cited here."),
    "inferred": mark("how the date was inferred"),
    "rewrites": mark("rewrites"),
    "origins-help": mark("Texts that rewrite one text have one origin."),
    "note": mark("note"),
    "unread": mark("Where no stored file is named there is none: nothing told from it is proved."),
    "about": mark("About this page"),
    "made": mark(
        "One file, complete in itself: it asks nothing of any server and keeps nothing of its "
        "readers. Quotes are verbatim; titles, summaries, notes and translations are ours."
    ),
    "script-off": mark("With JavaScript this page can also be searched, filtered and drawn."),
}


_GAPS = {name: f"{{{name}}}" for name in ("n", "all", "day", "source")}


class _Gap(int):
    """A number that the script will put in: it only chooses between one and many."""

    def __format__(self, _: str) -> str:
        return "{n}"


def words() -> dict[str, Said]:
    """Return every one of them in both languages; the script fills in ``{n}``, ``{day}`` and so on.

    What is counted has two forms: ``event1`` and ``event2``.
    """
    one = {name: said(sentence(template, **_GAPS)) for name, template in _WORDS.items()}
    return one | {
        f"{name}{n}": said(phrase)
        for n in (1, 2)
        for name, phrase in (
            ("event", counted("{n} event", "{n} events", _Gap(n))),
            ("source", counted("{n} source", "{n} sources", _Gap(n))),
            ("origin", counted("{n} origin", "{n} origins", _Gap(n))),
        )
    }
