"""The report: everything of every event, with a note for each citation."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from timeline.dates import parse
from timeline.formats import Export
from timeline.formats.report import markdown
from timeline.formats.report.blocks import Heading, Quotation, Reference, When, words
from timeline.formats.report.page import when
from timeline.formats.report.report import report
from timeline.i18n import LANGUAGES, Language
from timeline.query.filter import Row
from timeline.records.model import Cite

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)

Exported = Callable[..., Export]

EVENTS: tuple[dict[str, object], ...] = (
    {
        "actors": [{"actor": "ana-lima", "role": "participant"}],
        "summary": {"en": "They spoke.", "es": "Hablaron."},
        "topics": ["water"],
        "cites": [
            {
                "source": "s1",
                "quote": "They spoke on Sunday of the river.",
                "supports": ["date", "kind"],
                "date_words": "on Sunday",
                "attribution": "AA",
                "speaker": "ana-lima",
                "translation": {"es": "Hablaron el domingo del río."},
            }
        ],
        "claims": [
            {"field": "date", "value": "2026-01-11", "sources": ["s1"], "rank": "preferred",
             "reason": "It was there."},
            {"field": "date", "value": "2026-01-12", "sources": ["s2"]},
        ],
    },
    {
        "date": "[2026-01-15,2026-01-16]",
        "date_note": {"en": "It may be either.", "es": "Puede ser cualquiera."},
        "kind": "statement",
        "status": "issued",
        "title": {"en": "Aland on the call", "es": "Alandia, sobre la llamada"},
        "about": "e1",
        "cites": [{"source": "s2", "says": {"en": "It was good.", "es": "Fue buena."}}],
        "commitments": [
            {"id": "c1", "text": {"en": "To meet", "es": "Reunirse"}, "by": ["AA", "BB"],
             "due": "2026-02"},
        ],
        "corrections": [
            {"on": "2026-01-18", "field": "place", "was": "Aport", "now": "Bport",
             "reason": {"en": "misread", "es": "mal leído"}},
        ],
    },
    {
        "date": "2026-01-13",
        "kind": "meeting",
        "status": "scheduled",
        "title": {"en": "A meeting", "es": "Una reunión"},
        "history": [
            {"status": "scheduled", "date": "2026-01-10", "note": {"en": "Moved."}},
        ],
    },
)  # fmt: skip

ENGLISH = """\
# Aland and Bland

- **contents:** 3 events · 3 citations · 2 sources · 2 origins
- **proof:** 0 of 3 citations proved against stored texts; not proved: 2, links: 1
- **states seen on:** 20 January 2026
- **version:** sha256:0000000000000000000000000000000000000000000000000000000000000000
- **program:** timeline

## Timeline

| date | what | sides | status | notes |
| --- | --- | --- | --- | --- |
| 11 January 2026 | A call | AA | held | 1 |
| 15 or 16 January 2026 | ↳ Aland on the call |  | issued | 2 |
| 13 January 2026 | A meeting |  | scheduled · no outcome recorded | 3 |

## January 2026

### Sunday 11 January 2026 · A call

They spoke.

- **kind:** call
- **status:** held
- **actors:** Ana Lima (Aland, participant)
- **topics:** shared rivers
- **id:** e1

> They spoke on Sunday of the river.[^1]
>
> — Ana Lima (Aland), quoted by the outlet · cannot check: the text of s1 was not read
>
> date in the source's words: “on Sunday”, text of 11 January 2026

Sources differ on: date

- “Sunday 11 January 2026” – \\[1\\] s1 · preferred – It was there.
- “Monday 12 January 2026” – \\[2\\] s2 · normal

#### 15 or 16 January 2026 · Aland on the call

- **date:** 15 or 16 January 2026 (in EDTF: \\[2026-01-15,2026-01-16\\])
- **why this date:** It may be either.
- **kind:** readout
- **status:** issued
- **a readout of:** A call (e1)
- **id:** e2

s2 says, in our words: It was good.[^2]

- — in our words, after the source · not proved here

Commitment: To meet – Aland, Bland · due February 2026 · not yet assessed

Corrections

- 18 January 2026 · place: Aport → Bport · misread

### Tuesday 13 January 2026 · A meeting

- **kind:** meeting
- **status:** scheduled; no outcome recorded, as seen on 20 January 2026
- **id:** e3

> They spoke on Sunday of the river.[^3]
>
> — the outlet's words · cannot check: the text of s1 was not read

Earlier state: scheduled: Saturday 10 January 2026 · Moved.

## Sources

- \\[1\\] s1 \\[untitled\\], \\[outlet unknown\\], 11 January 2026, stored as texts/s1.txt
- \\[2\\] s2 \\[untitled\\], The Ford, January 2026 <https://example.org/2>
  - only a link

[^1]: s1, \\[untitled\\], \\[outlet unknown\\], 11 January 2026, stored as texts/s1.txt: \
“They spoke on Sunday of the river.”; cannot check: the text of s1 was not read; \
supports: date, kind

[^2]: s2, \\[untitled\\], The Ford, January 2026, https://example.org/2; \
not proved here

[^3]: s1, \\[untitled\\], \\[outlet unknown\\], 11 January 2026, stored as texts/s1.txt: \
“They spoke on Sunday of the river.”; cannot check: the text of s1 was not read
"""

SPANISH_PARTS = (
    "# Alandia y Blandia\n",
    "| 15 o 16 de enero de 2026 | ↳ Alandia, sobre la llamada |  | se emitió | 2 |",
    "## Enero de 2026\n\n### Domingo 11 de enero de 2026 · Una llamada\n\nHablaron.\n",
    "- **temas:** ríos comunes\n",
    "> traducción nuestra: Hablaron el domingo del río.\n",
    "“Domingo"
    if False
    else "«domingo 11 de enero de 2026» – \\[1\\] s1 · preferente – It was there.",
    "Reunirse – Alandia, Blandia · plazo: febrero de 2026 · sin evaluar",
    "- 18 de enero de 2026 · lugar: Aport → Bport · mal leído",
)


def text_of(export: Export) -> str:
    return "".join(markdown.page(export))


def parsed(text: str) -> list[Token]:
    return [it for block in READER.parse(text) for it in (block, *(block.children or []))]


def test_a_report_says_everything_of_an_event(exported: Exported) -> None:
    assert text_of(exported(*EVENTS)) == ENGLISH


@pytest.mark.parametrize("part", SPANISH_PARTS)
def test_a_report_is_in_the_language_asked_for(exported: Exported, part: str) -> None:
    assert part in text_of(replace(exported(*EVENTS), language="es"))


def test_a_report_names_the_filter_and_the_day_of_knowledge(exported: Exported) -> None:
    made = replace(exported(*EVENTS), asked="--side AA", as_of=date(2026, 1, 18))
    text = text_of(made)
    assert "- **chosen by:** \\--side AA\n" in text
    n = len(made.collection.sources)
    assert f"- **as known on:** 18 January 2026 · {n} sources\n" in text


def test_a_report_depends_on_the_day_only_where_something_is_planned(exported: Exported) -> None:
    past = exported(*EVENTS[:2])
    assert text_of(past) == text_of(replace(past, day=date(2030, 1, 1)))
    planned = exported(*EVENTS)
    assert text_of(planned) != text_of(replace(planned, day=date(2030, 1, 1)))


def test_an_event_that_may_lie_outside_the_days_asked_for_says_so(exported: Exported) -> None:
    made = exported({"date": "2026-01"})
    text = text_of(replace(made, rows=(Row(made.rows[0].event, certain=False),)))
    assert "| January 2026 ? | A call |" in text
    assert (
        "- **date:** January 2026 (in EDTF: 2026-01); perhaps outside the days asked for\n" in text
    )


def test_an_answer_without_events_is_a_page_that_says_so(empty: Export) -> None:
    text = text_of(empty)
    assert "\n\nNo events\n" in text
    assert "[^" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_event_quote_and_source_is_in_the_report(shipped: Export, language: Language) -> None:
    blocks = list(report(replace(shipped, language=language)))
    events = {it.name for it in blocks if isinstance(it, Heading) and it.name}
    assert events == {f"event-{row.event.id}" for row in shipped.rows}
    quotes = sorted(words(it.words) for it in blocks if isinstance(it, Quotation))
    cited = [cite for row in shipped.rows for _, cite in row.event.all_cites()]
    assert quotes == sorted(cite.quote for cite in cited if cite.quote)
    sources = [it.name for it in blocks if isinstance(it, Reference)]
    assert sources == [f"source-{it.id}" for it in shipped.collection.sources]


def test_every_quote_of_the_shipped_collection_is_found(shipped: Export) -> None:
    blocks = [it for it in report(shipped) if isinstance(it, Quotation)]
    assert len(blocks) == 84
    assert all("found in the stored text" in words(it.remarks[0]) for it in blocks)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mark_has_its_note_and_every_note_its_mark(
    shipped: Export, language: Language
) -> None:
    text = text_of(replace(shipped, language=language))
    found = parsed(text)
    marks = [it.meta["label"] for it in found if it.type == "footnote_ref"]
    notes = [it.meta["label"] for it in found if it.type == "footnote_open"]
    assert marks == notes == [str(n) for n in range(1, 85)]
    assert text.count("\n[^") == len(notes)


def test_what_an_enemy_writes_is_text(hostile: Export) -> None:
    found = parsed(text_of(hostile))
    assert not {it.type for it in found} & {
        *("html_block", "html_inline", "em_open", "s_open", "code_inline", "image"),
        *("fence", "code_block", "hr"),
    }
    assert all(
        str(it.attrs["href"]).startswith(("http://", "https://"))
        for it in found
        if it.type == "link_open"
    )
    marks = sum(it.type == "footnote_ref" for it in found)
    assert marks == sum(it.type == "footnote_open" for it in found) == len(hostile.rows)


def test_a_quote_that_an_enemy_wrote_is_read_back_whole(hostile: Export) -> None:
    inlines = [it for it in READER.parse(text_of(hostile)) if it.type == "inline"]
    seen = ["".join(c.content for c in it.children or []) for it in inlines]
    assert "<script>alert(1)</script>" in seen
    assert "| pipe \\ back `tick` *star* _under_ #tag [[wiki]] %% comment" in seen
    assert "x" * 10_000 in seen


@pytest.mark.parametrize(
    ("text", "machine"),
    [
        ("2026-01-11", "2026-01-11"),
        ("2026-02", "2026-02"),
        ("2026", "2026"),
        ("2026-01-12T09:00", "2026-01-12T09:00"),
        ("2026-01-12T09:00-06:00", "2026-01-12T09:00-06:00"),
        ("2026-01-11?", ""),
        ("2026-01-XX", ""),
        ("../2026-01-11", ""),
        ("[2026-01-15,2026-01-16]", ""),
        ("2026-01-11/2026-01-12", ""),
    ],
)
def test_only_a_plain_date_is_one_for_machines(text: str, machine: str) -> None:
    assert when(parse(text), "then") == When("then", machine)


def test_a_short_quote_stands_whole_in_its_note_and_a_long_one_by_its_beginning(
    exported: Exported,
) -> None:
    cites = [{"source": "s1", "quote": it} for it in ("Short.", "word " * 40, "“Already” quoted")]
    assert Cite.model_validate(cites[0]).quote == "Short."
    notes = text_of(exported({"cites": cites})).partition("\n[^1]: ")[2]
    assert ": “Short.”;" in notes
    assert f": “{'word ' * 11}word…”;" in notes
    assert ": “‘Already’ quoted”;" in notes


def test_a_quote_cut_before_its_own_mark_closes_is_closed_all_the_same(exported: Exported) -> None:
    export = exported({"cites": [{"source": "s1", "quote": f"“{'word ' * 40}”, she said"}]})
    notes = text_of(export).partition("\n[^1]: ")[2]
    assert f": “‘{'word ' * 10}word…”;" in notes
    spanish = text_of(replace(export, language="es")).partition("\n[^1]: ")[2]
    assert f": «“{'word ' * 10}word…»;" in spanish
