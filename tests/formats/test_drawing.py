"""The drawing read as XML: every event in it, drawn as its date, its state and its sides say."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from timeline.dates import Span
from timeline.formats import FORMATS, Export
from timeline.formats.drawing import drawn, page_style
from timeline.formats.drawing.dense_spans import crowds
from timeline.formats.drawing.marks import marks
from timeline.formats.drawing.shapes import SMALL, TITLE
from timeline.formats.drawing.text_width import width
from timeline.i18n import LANGUAGES
from timeline.query.filter import Filter, Row, select

SVG = "{http://www.w3.org/2000/svg}"
Exported = Callable[..., Export]


def parsed(export: Export) -> ET.Element:
    return ET.fromstring(FORMATS["svg"].made(export))  # noqa: S314 - we wrote it


def classed(root: ET.Element, name: str) -> list[ET.Element]:
    return [it for it in root.iter() if name in it.get("class", "").split()]


def mark(root: ET.Element, id_: str = "tl-e1") -> ET.Element:
    found = [it for it in classed(root, "tl-mark") if it.get("id") == id_]
    assert len(found) == 1
    return found[0]


def text_of(element: ET.Element) -> list[str]:
    return ["".join(it.itertext()) for it in element.iter(f"{SVG}text")]


def title_of(element: ET.Element) -> str:
    return element.findtext(f"{SVG}title") or ""


def test_every_event_is_one_mark_called_by_its_id(shipped: Export) -> None:
    ids = [it.get("id", "") for it in classed(parsed(shipped), "tl-mark")]
    assert sorted(ids) == sorted(f"tl-{row.event.id}" for row in shipped.rows)


def test_no_two_elements_have_the_same_id_and_all_ids_are_ours(shipped: Export) -> None:
    ids = [it.get("id", "") for it in parsed(shipped).iter() if it.get("id")]
    assert len(ids) == len(set(ids))
    assert all(id_.startswith("tl-") for id_ in ids)


def test_each_reference_inside_the_drawing_has_its_target(shipped: Export) -> None:
    root = parsed(shipped)
    ids = {it.get("id") for it in root.iter()}
    used = {it for found in root.iter() for it in re.findall(r"#([\w-]+)", found.get("fill", ""))}
    assert used
    assert used <= ids


def test_a_mark_says_its_date_state_title_side_and_sources(exported: Exported) -> None:
    actors = [{"actor": "ana-lima", "role": "speaker"}]
    export = exported({"date": "2026-01-11?", "actors": actors})
    assert title_of(mark(parsed(export))) == (
        "11 January 2026 (uncertain) (2026-01-11?)\ncall · held\nA call\nAland\nsources: s1"
    ).replace("11 January", "Sunday 11 January")


def test_the_words_of_a_mark_are_in_the_language_asked_for(exported: Exported) -> None:
    export = exported({"date": "2026-01", "status": "scheduled"})
    assert text_of(mark(parsed(export))) == [
        "January · call · scheduled",
        "A call",
    ]
    spanish = text_of(mark(parsed(replace(export, language="es"))))
    assert spanish == ["enero · llamada · programada", "Una llamada"]


def test_a_year_is_left_out_of_words_only_where_all_are_of_one_year(exported: Exported) -> None:
    root = parsed(exported({"date": "2025-12-30"}, {"date": "2026-01-02"}))
    assert text_of(mark(root))[0] == "30 December 2025 · call"
    assert text_of(mark(parsed(exported({"date": "2025-12-30"}))))[0] == "30 December · call"


def shapes(element: ET.Element) -> list[str]:
    """Give how the shapes of a mark are filled."""
    filled = {"tl-solid": "solid", "tl-hollow": "hollow"}
    return [
        next((filled[it] for it in shape.get("class", "").split() if it in filled), "hatched")
        for shape in element.iter(f"{SVG}path")
        if {"tl-solid", "tl-shape"} & set(shape.get("class", "").split())
    ]


def has(element: ET.Element, name: str) -> int:
    return len(classed(element, name))


@pytest.mark.parametrize(
    ("text", "filled", "bars_sets_arrows"),
    [
        ("2026-01-11", ["solid"], [0, 0, 0]),
        ("2026-01-11T09:00", ["solid"], [0, 0, 0]),
        ("2026-01-11?", ["hatched"], [0, 0, 0]),
        ("2026-01-11~", ["hatched"], [0, 0, 0]),
        ("2026-02", [], [1, 0, 0]),
        ("2026-02~", [], [1, 0, 0]),
        ("2026-02-XX", [], [1, 0, 0]),
        ("2026", [], [1, 0, 0]),
        ("2026-01-11/2026-01-20", [], [1, 0, 0]),
        ("[2026-01-11,2026-01-12]", ["hatched", "hatched"], [0, 1, 0]),
        ("[2026-01,2026-03]", [], [2, 1, 0]),
        ("[2026-01,2026-03-05]", ["hatched"], [1, 1, 0]),
        ("../2026-01-11", ["hatched"], [0, 0, 1]),
        ("2026-01-11/..", ["hatched"], [0, 0, 1]),
        ("../2026-01", [], [1, 0, 1]),
    ],
)
def test_each_kind_of_date_has_its_drawing(
    exported: Exported, text: str, filled: list[str], bars_sets_arrows: list[int]
) -> None:
    found = mark(parsed(exported({"date": text})))
    assert shapes(found) == filled
    assert [has(found, it) for it in ("tl-span", "tl-either", "tl-arrow")] == bars_sets_arrows
    assert found.get("data-date") == text


def place(element: ET.Element) -> float:
    """Give the place of a mark's first shape on the axis."""
    found = next(
        it.get("transform", "") for it in element.iter(f"{SVG}path") if it.get("transform")
    )
    return float(found.removeprefix("translate(").split()[0])


def test_a_day_stands_at_its_noon_and_a_time_at_itself(exported: Exported) -> None:
    dates = ("2026-01-11T00:00", "2026-01-11", "2026-01-11T18:00", "2026-01-12T00:00")
    root = parsed(exported(*({"date": it} for it in dates)))
    midnight, noon, evening, next_ = (place(mark(root, f"tl-e{n}")) for n in range(1, 5))
    day = next_ - midnight
    assert noon - midnight == pytest.approx(day / 2, abs=0.2)
    assert evening - midnight == pytest.approx(day * 3 / 4, abs=0.2)


@pytest.mark.parametrize(
    ("text", "status", "filled"),
    [
        ("2026-02", "held", "tl-within"),
        ("2026-02", "scheduled", "tl-hollow"),
        ("2026-02", "cancelled", "tl-hollow"),
        ("2026-02~", "held", "hatched"),
        ("[2026-01,2026-03]", "reported", "hatched"),
    ],
)
def test_a_bar_is_filled_as_its_state_says_and_hatched_only_in_doubt(
    exported: Exported, text: str, status: str, filled: str
) -> None:
    bar, *_ = classed(mark(parsed(exported({"date": text, "status": status}))), "tl-span")
    looks = {"tl-within", "tl-hollow"} & set(bar.get("class", "").split())
    assert looks == ({filled} - {"hatched"})
    assert ("hatch" in bar.get("fill", "")) == (filled == "hatched")


def test_a_planned_month_has_no_mark_in_its_middle(shipped: Export) -> None:
    found = mark(parsed(shipped), "tl-2026-02-security-ministerial")
    (bar,) = classed(found, "tl-span")
    assert "tl-hollow" in bar.get("class", "").split()
    assert list(found.iter(f"{SVG}path")) == []


def test_a_month_is_a_bar_over_the_whole_month(exported: Exported) -> None:
    root = parsed(exported({"date": "2026-02"}, {"date": "2026-01-31"}, {"date": "2026-03-01"}))
    (bar,) = classed(mark(root), "tl-span")
    before, after = (place(mark(root, it)) for it in ("tl-e2", "tl-e3"))
    half = (after - before) / 29 / 2
    left, width = (float(bar.get(it, "")) for it in ("x", "width"))
    assert left == pytest.approx(before + half, abs=0.2)
    assert left + width == pytest.approx(after - half, abs=0.2)


@pytest.mark.parametrize(
    ("status", "day", "state", "crosses_dots"),
    [
        ("held", "2026-01-23", "solid", (0, 0)),
        ("issued", "2026-01-23", "solid", (0, 0)),
        ("reported", "2026-01-23", "solid", (0, 0)),
        ("scheduled", "2026-01-23", "hollow", (0, 0)),
        ("scheduled", "2026-01-19", "passed", (0, 1)),
        ("cancelled", "2026-01-23", "crossed", (1, 0)),
        ("postponed", "2026-01-23", "crossed", (1, 0)),
        ("denied", "2026-01-23", "crossed", (1, 0)),
    ],
)
def test_each_state_has_its_filling_and_its_word(
    exported: Exported, status: str, day: str, state: str, crosses_dots: tuple[int, int]
) -> None:
    found = mark(parsed(exported({"date": day, "status": status})))
    assert (found.get("data-state"), shapes(found)) == (
        state,
        ["solid" if state == "solid" else "hollow"],
    )
    assert (has(found, "tl-cross"), has(found, "tl-within")) == crosses_dots
    quiet = {"held": "", "issued": ""}
    told = " · no outcome recorded" if state == "passed" else quiet.get(status, f" · {status}")
    assert text_of(found)[0].endswith(f"January · call{told}")


def test_the_day_from_which_outcomes_are_seen_is_said_only_where_one_is(exported: Exported) -> None:
    said = "outcomes as seen on 20 January 2026"
    assert said in " ".join(text_of(parsed(exported({"status": "scheduled"}))))
    planned = exported({"date": "2026-01-23", "status": "scheduled"})
    assert said in " ".join(text_of(parsed(planned)))
    assert said not in " ".join(text_of(parsed(exported({"date": "2026-01-23"}))))


def test_an_event_that_only_possibly_matches_says_so(exported: Exported) -> None:
    export = exported({"date": "2026-01"})
    export = replace(export, rows=(Row(export.rows[0].event, certain=False),))
    found = mark(parsed(export))
    assert text_of(found)[0] == "January · call · perhaps outside those days"
    assert title_of(found).endswith("perhaps outside those days")


def who(*ids: str) -> list[dict[str, str]]:
    return [{"actor": it, "role": "participant"} for it in ids]


def test_the_sides_have_lanes_and_what_both_do_stands_between(exported: Exported) -> None:
    events = [
        {"actors": who(*ids)} for ids in (["bo-reyes"], ["ana-lima"], ["ana-lima", "bo-reyes"], [])
    ]
    root = parsed(exported(*events))
    heads = [it for it in text_of(root) if it in {"Aland", "both sides", "Bland"}]
    assert heads == ["Aland", "both sides", "Bland"]
    y = {
        it.get("id"): float(it.findall(f"{SVG}text")[0].get("y", ""))
        for it in classed(root, "tl-mark")
    }
    assert y["tl-e2"] < y["tl-e3"] < y["tl-e1"] < y["tl-e4"]


def test_a_lane_without_events_is_left_out(exported: Exported) -> None:
    said = text_of(parsed(exported({"actors": who("ana-lima")})))
    assert "Aland" in said
    assert not {"Bland", "both sides", "no side named"} & set(said)


def test_a_readout_is_joined_to_its_event_by_a_line(exported: Exported) -> None:
    about = {"kind": "statement", "status": "issued", "about": "e1"}
    root = parsed(exported({}, about))
    assert has(root, "tl-about") == 2, "one line, and one in the legend"
    assert text_of(mark(root, "tl-e2"))[0] == "11 January · readout"
    alone = exported({}, about)
    assert has(parsed(replace(alone, rows=alone.rows[1:])), "tl-about") == 0


@pytest.mark.parametrize("since", ["2026-01-09", "2026-01-10", "2026-01-12"])
@pytest.mark.parametrize("actors", [(), ("rubio",), ("de-la-fuente",)])
def test_no_line_to_a_readout_runs_through_words(
    shipped: Export, actors: tuple[str, ...], since: str
) -> None:
    asked = Filter(actors=actors, between=Span(date.fromisoformat(since), None))
    root = parsed(replace(shipped, rows=select(shipped.collection, asked)))
    panels = [it for it in root.iter(f"{SVG}g") if "tl-mark" not in it.get("class", "")]
    lines = [(panel, it) for panel in panels for it in panel if "tl-about" in it.get("class", "")]
    found = [
        (x, top, bottom, panel)
        for panel, it in lines
        for x, top, bottom in upright(it.get("d", ""))
    ]
    assert found
    for x, top, bottom, panel in found:
        for left, right, y in (it for each in panel for it in lettered(each)):
            assert not (left < x < right and top < y < bottom)


def upright(path: str) -> list[tuple[float, float, float]]:
    """Give the place of an upright line, its top and its bottom."""
    found = re.fullmatch(r"M[\d.]+ ([\d.]+)H([\d.]+)V([\d.]+)H[\d.]+", path)
    if not found:
        return []
    first, x, last = map(float, found.groups())
    return [(x, min(first, last), max(first, last))]


def lettered(element: ET.Element) -> list[tuple[float, float, float]]:
    """Give where the words of a mark begin and end, and how high they stand."""
    found = []
    for it in element.iter(f"{SVG}text") if "tl-mark" in element.get("class", "") else ():
        broad = width(it.text or "", SMALL if it.get("class") else TITLE)
        x, y = float(it.get("x", "")), float(it.get("y", ""))
        x -= broad if it.get("text-anchor") == "end" else 0
        found.append((x, x + broad, y))
    return found


def test_the_legend_has_only_what_is_drawn(exported: Exported) -> None:
    said = text_of(parsed(exported({"date": "2026-01-11", "kind": "visit"})))
    assert "visit" in said
    assert not {"call", "planned", "within these days", "one of these days"} & set(said)
    month = {"date": "2026-02", "kind": "meeting", "status": "scheduled"}
    more = text_of(parsed(exported(month)))
    assert {"planned", "within these days"} <= set(more)
    assert not {"meeting", "its day is in doubt"} & set(more)
    more = text_of(parsed(exported(month, {"date": "2026-02-01?"})))
    assert {"call", "within these days", "its day is in doubt"} <= set(more)


def test_many_events_in_a_few_days_are_drawn_larger(shipped: Export) -> None:
    (crowd,) = crowds(marks(shipped))
    assert (crowd.dates.text, len(crowd.marks)) == ("2026-01-11/2026-01-16", 15)
    root = parsed(shipped)
    assert "11–16 January 2026: 15 events, drawn larger below" in text_of(root)
    dots = [it for it in root.iter(f"{SVG}circle") if "tl-echo" in it.get("class", "")]
    assert len(dots) == 15


def test_events_spread_evenly_are_all_on_one_scale(exported: Exported) -> None:
    export = exported(
        *({"date": f"2026-{month:02}-{day}"} for month in range(1, 13) for day in (10, 24))
    )
    assert crowds(marks(export)) == ()


def boxes(root: ET.Element) -> list[tuple[float, float]]:
    return [
        (float(it.get("x", "")), float(it.get("y", "")))
        for found in classed(root, "tl-mark")
        for it in found.iter(f"{SVG}text")
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_words_go_beyond_the_paper(shipped: Export, language: str) -> None:
    root = parsed(replace(shipped, language="es" if language == "es" else "en"))
    height = float(root.get("height", ""))
    assert all(0 <= x <= 1080 and 0 <= y <= height for x, y in boxes(root))


def test_with_more_than_forty_events_some_have_a_number_and_the_list_tells_it(
    exported: Exported,
) -> None:
    export = exported(*({"date": "2026-01-11", "title": {"en": f"Event {n}"}} for n in range(60)))
    root = parsed(export)
    assert has(root, "tl-mark") == 60
    bare = [text_of(it)[0] for it in classed(root, "tl-mark") if len(text_of(it)) == 1]
    listed = [
        "".join(it.itertext())
        for it in classed(root, "tl-number")
        if "tl-head" in it.get("class", "")
    ]
    assert 0 < len(bare) < 60
    assert sorted(bare) == sorted(listed)
    assert len(bare) == has(root, "tl-key")


def test_five_thousand_events_are_counted_each_once(exported: Exported) -> None:
    days = (date.fromordinal(738_000 + n % 3600).isoformat() for n in range(5000))
    export = exported(*({"date": day, "actors": who("ana-lima")} for day in days))
    made = FORMATS["svg"].made(export)
    root = ET.fromstring(made)  # noqa: S314 - we wrote it
    bins = classed(root, "tl-bin")
    assert sum(int(it.get("data-events", "")) for it in bins) == 5000
    assert has(root, "tl-mark") == 0
    assert len(bins) < 150
    assert len(made) < 100_000
    assert title_of(bins[1]).startswith("Aland · ")
    assert any("each event is counted once" in it for it in text_of(root))


def test_counted_events_are_told_apart_by_state(exported: Exported) -> None:
    states = ("held", "scheduled", "cancelled")
    events = [{"date": "2026-03-01", "status": states[n % 3]} for n in range(160)]
    root = parsed(exported(*events, {"date": "2026-03"}))
    (bar,) = classed(root, "tl-bin")
    assert [has(bar, it) for it in ("tl-within", "tl-hollow", "tl-cross")] == [1, 2, 1]
    assert "the same, on a day in doubt" in text_of(root)


def test_an_empty_answer_is_a_heading_and_where_it_comes_from(empty: Export) -> None:
    root = parsed(empty)
    assert has(root, "tl-mark") == 0
    said = text_of(root)
    assert said[:2] == ["Mexico–United States security diplomacy, January 2026", "0 events"]
    assert any("sha256:" in it for it in said)


@pytest.mark.parametrize("text", ["0001-01-01", "9999-12-31", "../0001", "9999/..", "2024-02-29"])
def test_one_event_at_the_end_of_time_is_drawn(exported: Exported, text: str) -> None:
    assert has(parsed(exported({"date": text})), "tl-mark") == 1
    assert has(parsed(exported({"date": text}, {"date": "2026"})), "tl-mark") == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_texts_are_text_and_nothing_else(hostile: Export, language: str) -> None:
    export = replace(hostile, language="es" if language == "es" else "en")
    root = parsed(export)
    known = {
        *("svg", "title", "desc", "metadata", "style", "defs", "pattern", "linearGradient"),
        *("stop", "g", "path", "rect", "circle", "text"),
    }
    assert {it.tag.removeprefix(SVG) for it in root.iter()} <= known
    names = {name for it in root.iter() for name in it.attrib}
    assert not [it for it in names if it.startswith("on") or "href" in it or it == "style"]
    assert has(root, "tl-mark") == len(hostile.rows)


def test_a_long_title_is_cut_in_the_drawing_and_whole_in_the_mark(hostile: Export) -> None:
    found = mark(parsed(hostile), "tl-e17")
    assert all(len(it) < 80 for it in text_of(found))
    assert "x" * 10_000 in title_of(found)


def test_a_control_character_is_shown_as_an_escape(exported: Exported, hostile: Export) -> None:
    collection = exported({}).collection
    event = collection.events[0]
    title = event.title.model_copy(update={"en": "a\x00b\u202ec\ufffe\ud800"})
    nasty = event.model_copy(update={"title": title})
    found = mark(parsed(replace(hostile, rows=(Row(nasty),))))
    assert text_of(found)[1] == "a\\x00b\\u202ec\\ufffe\\ud800"


def test_nothing_is_fetched_from_anywhere(shipped: Export, hostile: Export) -> None:
    for export in (shipped, hostile):
        made = FORMATS["svg"].made(export).decode()
        style = "".join(re.findall(r"<style>.*?</style>", made, re.DOTALL))
        assert not re.search(r"url\((?!#tl-)|@import|@font-face|//", style)
        assert not re.search(r"<(script|image|use|a|foreignObject)\b", made)
    attributes = re.findall(r'[\w:-]+="[^"]*http[^"]*"', FORMATS["svg"].made(shipped).decode())
    assert attributes == ['xmlns="http://www.w3.org/2000/svg"']


def test_it_says_of_itself_what_it_was_made_from(shipped: Export) -> None:
    export = replace(shipped, asked="--kind call", as_of=date(2026, 1, 16))
    root = parsed(export)
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "tl-title tl-desc"
    assert '"filter": "--kind call", "as-of": "2026-01-16"' in (
        root.findtext(f"{SVG}metadata") or ""
    )
    assert root.findtext(f"{SVG}desc") == (
        "19 events on a time scale. collection: Mexico–United States security diplomacy, January "
        f"2026. version: sha256:{export.version}. only the events chosen by --kind call. "
        "as known on 16 January 2026: 5 sources."
    )
    notes = " ".join(text_of(it)[0] for it in classed(root, "tl-note"))
    assert "only the events chosen by --kind call" in notes


def test_inside_a_page_it_has_no_style_and_takes_the_colours_of_the_page(shipped: Export) -> None:
    inside = drawn(shipped, standalone=False)
    assert inside.startswith("<svg")
    assert "<style" not in inside
    assert " style=" not in inside
    assert "var(--tl-ink,#1b1f24)" in page_style()
    assert "prefers-color-scheme:dark" in drawn(shipped, standalone=True)


def test_all_its_rules_are_for_what_is_ours() -> None:
    rules = re.sub(r"@\w+ (print|all|\(.*?\))", "", page_style())
    selectors = [it for found in re.findall(r"([^{}]+)\{", rules) for it in found.split(",")]
    assert all(it.strip().startswith(".tl-") for it in selectors if it.strip())


def test_it_is_the_same_whatever_the_hash_seed_locale_and_time_zone() -> None:
    program = (
        "import sys;from datetime import date;"
        "from timeline.formats import FORMATS, Export;"
        "from timeline.query.filter import Filter, select;"
        "from timeline.store.opening import open_collection;"
        "it = open_collection('tests/articles/data/events.yaml', {}).collection;"
        "export = Export(it, select(it, Filter()), day=date(2026, 1, 20));"
        "sys.stdout.buffer.write(FORMATS['svg'].made(export))"
    )
    worlds = (("0", "C", "UTC"), ("7", "es_MX.UTF-8", "Pacific/Kiritimati"))
    made = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone},
            capture_output=True,
            check=True,
        ).stdout
        for seed, locale, zone in worlds
    }
    assert len(made) == 1
