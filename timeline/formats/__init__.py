"""The formats that an answer can be written in: `FORMATS` is the one table that lists them."""

from timeline.formats.export import PLAIN_CSV, CsvStyle, Export, Format
from timeline.i18n import mark

__all__ = ["FORMATS", "GROUPS", "PLAIN_CSV", "CsvStyle", "Export", "Format"]

TABLES = mark("Spreadsheets and databases")
CALENDAR = mark("Calendar")
BIBLIOGRAPHY = mark("Bibliography")
TOOLS = mark("Other timeline tools")
READING = mark("Reading and publishing")
DATA = mark("Data")
_TABLE = frozenset({"--table"})
_TSV = _TABLE | {"--raw", "--excel"}
_CSV = _TSV | {"--separator"}

GROUPS = (TABLES, CALENDAR, BIBLIOGRAPHY, READING, TOOLS, DATA)
"""What kinds of format there are, in the order in which they are listed."""

FORMATS: dict[str, Format] = {
    other.name: other
    for other in (
        Format(
            "csv",
            ("csv",),
            TABLES,
            mark("one table, for spreadsheets: events, or what --table names"),
            mark("the other tables; the collection, its version and the filter"),
            "tables.separated",
            counter="tables:written",
            takes=_CSV,
            streams=True,
        ),
        Format(
            "tsv",
            ("tsv",),
            TABLES,
            mark("the same with tabs, for cut, sort and awk"),
            mark("as csv; and tabs and line ends in a cell: a space stands for each"),
            "tables.separated:render_tsv",
            counter="tables:written",
            takes=_TSV,
            streams=True,
        ),
        Format(
            "xlsx",
            ("xlsx",),
            TABLES,
            mark("a sheet for each table, every date and code as text, and a sheet about them"),
            mark("what is longer than the 32,767 characters of a cell: it is cut, and says so"),
            "tables.xlsx",
            binary=True,
            counter="tables:written",
            takes=_TABLE,
        ),
        Format(
            "sqlite",
            ("sqlite", "sqlite3", "db"),
            TABLES,
            mark("every table, links between them, and search without accents (events_fts)"),
            mark("the texts of the sources"),
            "tables.sqlite",
            binary=True,
            streams=True,
        ),
        Format(
            "datasette",
            ("metadata.json",),
            TABLES,
            mark("what Datasette says of the tables and columns of a timeline.db"),
            mark("the tables themselves: they are in sqlite; a licence"),
            "tables.datasette",
        ),
        Format(
            "parquet",
            ("parquet",),
            TABLES,
            mark("one table with days as dates and lists as lists, for DuckDB, R and pandas"),
            mark("the other tables"),
            "tables.parquet",
            binary=True,
            extra="scale",
            counter="tables:written",
            takes=_TABLE,
            streams=True,
        ),
        Format(
            "parquet-by-year",
            (),
            TABLES,
            mark("a folder of the same, a file a year, for Spark, Trino, BigQuery and DuckDB"),
            mark("the other tables; an event has the year of its first possible day"),
            "tables.parquet:by_year",
            binary=True,
            folder=True,
            extra="scale",
            streams=True,
        ),
        Format(
            "ics",
            ("ics",),
            CALENDAR,
            mark("events for any calendar, with doubt in the title, sources and quotes below"),
            mark("dates that are open or cover a year or more; commitments and corrections"),
            "calendar.ics",
            leaver="calendar.ics:left_out",
            streams=True,
        ),
        Format(
            "csl-json",
            ("csl.json",),
            BIBLIOGRAPHY,
            mark("the sources cited, or with --table events the events, for Zotero and Pandoc"),
            mark("a head of its own (each note says where it is from); sets of days, but in words"),
            "bibliography.csl",
            counter="bibliography.items:written",
            takes=_TABLE,
            streams=True,
        ),
        Format(
            "ris",
            ("ris",),
            BIBLIOGRAPHY,
            mark("the same for any reference manager"),
            mark("a head of its own; doubt about dates, but in words; a type without outlet"),
            "bibliography.ris",
            counter="bibliography.items:written",
            takes=_TABLE,
            streams=True,
        ),
        Format(
            "biblatex",
            ("bib",),
            BIBLIOGRAPHY,
            mark("the same for LaTeX, with dates in EDTF"),
            mark("hours; sets of days, but as an uncertain interval"),
            "bibliography.biblatex",
            counter="bibliography.items:written",
            takes=_TABLE,
            streams=True,
        ),
        Format(
            "timelinejs",
            ("timelinejs.json",),
            TOOLS,
            mark("a slide an event for TimelineJS: dates as spans and in words, quotes, sources"),
            mark("claims, commitments and corrections; an open date stands at the day it names"),
            "tools.timelinejs:render_json",
        ),
        Format(
            "timelinejs-csv",
            ("timelinejs.csv",),
            TOOLS,
            mark("the same for TimelineJS's Google spreadsheet"),
            mark("the ids of the events, and what timelinejs lacks"),
            "tools.timelinejs:render_csv",
            streams=True,
        ),
        Format(
            "markwhen",
            ("mw",),
            TOOLS,
            mark("Markwhen text: a section a month, tags of kinds and sides, quotes and sources"),
            mark("qualified and open dates and sets, but in words and as a property; claims"),
            "tools.markwhen",
            streams=True,
        ),
        Format(
            "mermaid",
            ("mmd",),
            TOOLS,
            mark("a Mermaid timeline: dates in words, titles, status, numbers of sources"),
            mark("a scale of time; quotes; more than the 50,000 characters that Mermaid takes"),
            "tools.mermaid",
        ),
        Format(
            "quickstatements",
            ("qs", "quickstatements.txt"),
            TOOLS,
            mark("items for Wikidata as a file to review, in both languages; nothing is sent"),
            mark("what did not take place; doubtful and open dates, sets; actors and quotes"),
            "data.quickstatements",
            leaver="data.quickstatements:left_out",
            streams=True,
        ),
        Format(
            "markdown",
            ("md", "markdown"),
            READING,
            mark("a report: the timeline, every event with its quotes, sources and footnotes"),
            mark("codes of event data; actors' aliases and offices"),
            "report.markdown:page",
        ),
        Format(
            "vault",
            (),
            READING,
            mark("a folder of linked notes for Obsidian: events, sources, actors, an index"),
            mark("codes of event data; what no event in the answer cites or names"),
            "report.vault",
            folder=True,
            folders=("events", "sources", "actors"),
            knower="report.vault:wrote",
        ),
        Format(
            "html",
            ("html", "htm"),
            READING,
            mark("one page to publish: drawn, searched and filtered, in both languages, offline"),
            mark("the texts of the sources; codes of event data; actors' aliases and offices"),
            "page.html",
        ),
        Format(
            "html-fragment",
            ("fragment.html",),
            READING,
            mark("the same report as a plain piece of HTML, to be put into a page of your own"),
            mark("a look of its own; codes of event data; actors' aliases and offices"),
            "report.fragment",
        ),
        Format(
            "svg",
            ("svg",),
            READING,
            mark("a drawing on a real time scale: sides apart, doubt and plans told apart"),
            mark("quotes, summaries and claims; more than 150 events are counted, not named"),
            "drawing",
        ),
        Format(
            "png",
            ("png",),
            READING,
            mark("the same drawing as a picture, for where SVG is not taken"),
            mark("what SVG lacks; words that can be searched; scripts other than Latin"),
            "drawing.pixels",
            binary=True,
            extra="png",
        ),
        Format(
            "json",
            ("json",),
            DATA,
            mark("everything: every field of every record, and what became of each quote"),
            "",
            "data.objects:render_json",
            streams=True,
        ),
        Format(
            "jsonl",
            ("jsonl",),
            DATA,
            mark("one event a line, with every field"),
            mark("the collection, its sources and its actors; which collection it is from"),
            "data.objects:render_jsonl",
            streams=True,
        ),
        Format(
            "jsonld",
            ("jsonld",),
            DATA,
            mark("schema.org events in both languages, with quotes, sources and earlier dates"),
            mark("notes, reasons, offices, commitments and corrections"),
            "data.linked",
        ),
        Format(
            "plover",
            ("plover.json",),
            DATA,
            mark("PLOVER event records: plans as AGREE on the day they were announced, citations"),
            mark(
                "what a statement says: a threat is a statement like any other; what PLOVER does "
                "not code: what was called off or denied; codes of countries"
            ),
            "data.plover",
            leaver="data.plover:left_out",
        ),
        Format(
            "cameo",
            ("cameo.csv",),
            DATA,
            mark("one row an event and pair of sides, with CAMEO codes, for event data analysis"),
            mark(
                "what a statement says: a threat is 010 like any other; what CAMEO does not code; "
                "spreadsheets take 010 for 10 unless cameo is text"
            ),
            "data.cameo",
            leaver="data.cameo:left_out",
            takes=_CSV - _TABLE,
            streams=True,
        ),
    )
}
"""Every format by its name."""
