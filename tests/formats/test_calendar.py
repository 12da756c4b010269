"""The calendar, read back by vobject, which shares no code with the library that writes it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from timeline.formats import FORMATS, Export
from timeline.formats.calendar.values import escaped
from timeline.i18n import Language
from timeline.text import safe
from timeline.wording.typography import quoted

Made = Callable[..., Export]
STATES = {"cites": [{"source": "s2", "says": {"en": "So it says."}}]}


def text(export: Export) -> str:
    return FORMATS["ics"].made(export).decode()


def read(export: Export) -> Any:
    return vobject.readOne(text(export))


def events(export: Export) -> list[Any]:
    found: list[Any] = read(export).contents.get("vevent", [])
    return found


def unfolded(written: str) -> list[str]:
    return written.replace("\r\n ", "").split("\r\n")


def plain(value: str) -> str:
    """Take the escapes of a TEXT value away."""
    out, signs = [], iter(value)
    for sign in signs:
        after = next(signs) if sign == "\\" else ""
        out.append({"n": "\n", "N": "\n"}.get(after, after) or sign)
    return "".join(out)


def property_of(written: str, name: str) -> str:
    """Give the value of the last property with a name, read without any library."""
    lines = [it for it in unfolded(written) if it.split(":")[0].split(";")[0] == name]
    return plain(lines[-1].partition(":")[2])


def test_one_day_is_a_whole_day_whose_end_is_excluded(exported: Made) -> None:
    (event,) = events(exported({"date": "2026-01-11"}))
    assert (event.dtstart.value, event.dtend.value) == (date(2026, 1, 11), date(2026, 1, 12))
    assert event.summary.value == "A call"


@pytest.mark.parametrize(
    ("edtf", "days", "english", "spanish"),
    [
        ("2026-02", "0201 0301", "in February 2026", "en febrero de 2026"),
        ("2026-02-XX", "0201 0301", "some day in February 2026", "un día de febrero de 2026"),
        (
            "2026-02?", "0201 0301",
            "February 2026 (uncertain)", "febrero de 2026 (dudoso)",
        ),
        (
            "[2026-01-15,2026-01-16]", "0115 0117",
            "15 or 16 January 2026", "15 o 16 de enero de 2026",
        ),
        (
            "2026-01-11/2026-01-16", "0111 0117",
            "11–16 January 2026", "del 11 al 16 de enero de 2026",
        ),
        ("2026-01/2026-03", "0101 0401", "January–March 2026", "de enero a marzo de 2026"),
        (
            "2026-01-12?", "0112 0113",
            "12 January 2026 (uncertain)", "12 de enero de 2026 (dudoso)",
        ),
        ("2026-01-12~", "0112 0113", "around 12 January 2026", "hacia el 12 de enero de 2026"),
    ],
)  # fmt: skip
def test_a_date_that_is_no_certain_day_is_a_span_that_says_so_first(
    exported: Made, edtf: str, days: str, english: str, spanish: str
) -> None:
    export = exported({"date": edtf})
    (event,) = events(export)
    assert f"{event.dtstart.value:%m%d} {event.dtend.value:%m%d}" == days
    assert event.summary.value == f"[{english}] A call"
    assert event.x_timeline_edtf.value == edtf
    (event,) = events(replace(export, language="es"))
    assert event.summary.value == f"[{spanish}] Una llamada"
    assert event.summary.params["LANGUAGE"] == ["es"]


def test_a_time_is_in_utc_if_its_offset_is_known_and_else_on_any_clock(exported: Made) -> None:
    local, known = events(
        exported({"date": "2026-01-12T09:00"}, {"date": "2026-01-12T20:00-06:00"}),
    )
    assert local.dtstart.value == datetime(2026, 1, 12, 9)  # noqa: DTZ001 - it has no zone
    assert known.dtstart.value == datetime(2026, 1, 13, 2, tzinfo=UTC)
    assert not {"dtend", "duration"} & (local.contents.keys() | known.contents.keys())
    said = "Date: Monday 12 January 2026, 09:00 (in EDTF: 2026-01-12T09:00); 09:00, time zone not "
    assert f"{said}stated by the sources\n" in local.description.value
    assert "time zone" not in known.description.value


def test_the_first_and_the_last_day_of_all_are_written_too(exported: Made) -> None:
    export = exported(
        {"date": "0001-01-01T00:00+14:00"}, {"date": "9999-12"}, {"date": "9999-12-31"}
    )
    first, month, last = events(export)
    assert first.dtstart.value == date(1, 1, 1)
    assert (month.duration.value, last.duration.value) == (timedelta(31), timedelta(1))


@pytest.mark.parametrize("edtf", ["2026", "2024", "202X", "2026-XX", "../2026-01-11", "2026-01/.."])
def test_an_open_or_year_wide_date_is_left_out_and_counted(exported: Made, edtf: str) -> None:
    export = exported({"date": edtf}, {"date": "2026-01-11"})
    assert [it.x_timeline_id.value for it in events(export)] == ["e2"]
    left = FORMATS["ics"].left_out(export)
    assert left is not None
    assert (left.events, str(left.said)) == (
        1,
        "1 event left out: a date that is open, or covers a year or more, has no place here",
    )
    assert str(left.said) in read(export).description.value


def test_what_fits_is_not_said_to_be_left_out(exported: Made) -> None:
    export = exported({"date": "2026-01/2026-11"})
    assert FORMATS["ics"].left_out(export) is None
    assert "left out" not in read(export).description.value


@pytest.mark.parametrize(
    ("status", "written", "before"),
    [
        ("scheduled", "TENTATIVE", "[scheduled] "),
        ("postponed", "TENTATIVE", "[postponed] "),
        ("held", "CONFIRMED", ""),
        ("issued", "CONFIRMED", ""),
        ("cancelled", "CANCELLED", "[cancelled] "),
        ("denied", "CANCELLED", "[denied] "),
        ("reported", None, ""),
    ],
)
def test_each_status_is_the_nearest_of_the_standard_and_said_in_full(
    exported: Made, status: str, written: str | None, before: str
) -> None:
    (event,) = events(exported({"date": "2026-01-30", "status": status}))
    assert [it.value for it in event.contents.get("status", [])] == ([written] if written else [])
    assert event.summary.value == f"{before}A call"
    assert f"\nStatus: {status}" in f"\n{event.description.value}"
    assert event.x_timeline_status.value == status


def test_a_plan_whose_day_has_passed_says_that_no_outcome_is_recorded(exported: Made) -> None:
    export = exported({"date": "2026-01", "status": "scheduled"}, {"status": "scheduled"})
    coming, passed = events(export)
    assert passed.summary.value == "[scheduled; no outcome recorded] A call"
    said = "Status: scheduled; no outcome recorded, as seen on 20 January 2026"
    assert said in passed.description.value.split("\n")
    assert coming.summary.value == "[scheduled for January 2026] A call"


def test_nobody_is_invited_and_no_time_is_taken(shipped: Export) -> None:
    written = text(shipped)
    names = {line.split(":")[0].split(";")[0] for line in unfolded(written)}
    assert not names & {"METHOD", "ATTENDEE", "ORGANIZER", "RRULE"}
    assert "VALARM" not in written
    for event in events(shipped):
        assert (event.transp.value, event.contents["class"][0].value) == ("TRANSPARENT", "PUBLIC")


def test_an_event_keeps_its_uid_and_grows_in_sequence_when_it_is_changed(exported: Made) -> None:
    state = {"status": "scheduled", "date": "2026-01-10", **STATES}
    change = {
        "on": "2026-01-15",
        "field": "status",
        "was": {"en": "scheduled"},
        "now": {"en": "held"},
        "reason": {"en": "It took place."},
    }
    (before,) = events(exported({}))
    (after,) = events(exported({"history": [state], "corrections": [change]}))
    assert before.uid.value == after.uid.value
    assert (before.sequence.value, after.sequence.value) == ("0", "2")
    assert "last-modified" not in before.contents
    assert after.last_modified.value == datetime(2026, 1, 15, tzinfo=UTC)
    assert "Earlier states: scheduled, 10 January 2026" in after.description.value


def test_uids_differ_between_events_and_between_collections(exported: Made) -> None:
    ours = [it.uid.value for it in events(exported({}, {}))]
    other = {
        "title": {"en": "Of others"},
        "sides": {"AA": {"en": "Aland"}, "BB": {"en": "Bland"}},
    }
    theirs = [it.uid.value for it in events(exported({}, {}, collection=other))]
    assert len({*ours, *theirs}) == 4


def test_the_stamp_is_the_day_of_the_newest_source_or_the_day_asked_for(exported: Made) -> None:
    export = exported({})
    stamps = [
        events(it)[0].dtstamp.value for it in (export, replace(export, as_of=date(2026, 1, 12)))
    ]
    assert stamps == [datetime(2026, 1, 31, tzinfo=UTC), datetime(2026, 1, 12, tzinfo=UTC)]
    undated = exported({}, sources=[{"id": "s1", "file": "a.txt"}])
    assert events(undated)[0].dtstamp.value == datetime(1970, 1, 1, tzinfo=UTC)


def test_the_calendar_says_what_it_was_made_from_and_how_it_was_chosen(shipped: Export) -> None:
    chosen = replace(shipped, asked="--kind call", as_of=date(2026, 1, 16), language="es")
    calendar = read(chosen)
    title = "Diplomacia de seguridad México–Estados Unidos, enero de 2026"
    assert calendar.contents["name"][0].value == calendar.x_wr_calname.value == title
    assert calendar.description.value.split("\n")[:4] == [it.say("es") for it in chosen.told()]
    assert calendar.x_timeline_version.value == f"sha256:{shipped.version}"
    assert calendar.x_timeline_filter.value == "--kind call"
    assert calendar.x_timeline_as_of.value == "2026-01-16"
    assert calendar.prodid.value == "-//timeline//timeline 0.1.0//ES"


DESCRIBED: dict[Language, str] = {
    "en": """\
They spoke.

Date: Sunday 11 January 2026 (in EDTF: 2026-01-11)
Status: held
Actors: Ana Lima (participant); Bo Reyés (participant)
Where sources differ: date: “Monday 12 January 2026” – [2] s2 · normal

[1] [untitled], [outlet unknown], 11 January 2026, stored as texts/s1.txt
“They spoke on Sunday of the river.” – the outlet's words; cannot check: the text of s1 was not read
[2] [untitled], The Ford, January 2026, https://example.org/2; only a link
It ended late. – in our words, after the source; speaking: Bo Reyés (Bland); not proved here

collection: Aland and Bland
version: sha256:"""
    + "0" * 64,
}


def test_a_description_has_the_facts_the_doubts_and_every_citation(exported: Made) -> None:
    export = exported(
        {
            "summary": {"en": "They spoke."},
            "actors": [
                {"actor": "ana-lima", "role": "participant"},
                {"actor": "bo-reyes", "role": "participant"},
            ],
            "topics": ["water"],
            "place": "The Ford, by the river",
            "claims": [{"field": "date", "value": "2026-01-12", "sources": ["s2"]}],
            "cites": [
                {"source": "s1", "quote": "They spoke on Sunday of the river."},
                {
                    "source": "s2",
                    "says": {"en": "It ended late."},
                    "attribution": "BB",
                    "speaker": "bo-reyes",
                    "speech": "reported",
                },
            ],
        }
    )
    (event,) = events(export)
    assert event.description.value == DESCRIBED["en"]
    assert event.location.value == "The Ford, by the river"
    assert event.categories.value == ["call", "shared rivers"]
    assert event.url.value == "https://example.org/2"


def test_a_link_that_holds_signs_is_one_address(exported: Made) -> None:
    source = {"id": "s1", "url": "https://example.org/?q=<b>&x=\"'"}
    (event,) = events(exported({}, sources=[source]))
    assert event.url.value == "https://example.org/?q=%3Cb%3E&x=%22'"


def test_an_event_without_a_link_has_no_url(shipped: Export) -> None:
    assert not any("url" in it.contents for it in events(shipped))


def test_a_possible_answer_says_that_it_is_only_possible(exported: Made) -> None:
    export = exported({"date": "2026-01"})
    (row,) = export.rows
    (event,) = events(replace(export, rows=(replace(row, certain=False),)))
    assert event.x_timeline_match.value == "possible"
    assert "(in EDTF: 2026-01); perhaps outside the days asked for" in event.description.value


def test_events_that_belong_together_name_each_other(exported: Made) -> None:
    call, readout, planned, later, alone = events(
        exported(
            {},
            {"about": "e1"},
            {"announced_by": "e2"},
            {"follows": "e1"},
            {"about": "e6"},
            {"date": "2026"},
        )
    )
    uid = {it.x_timeline_id.value: it.uid.value for it in (call, readout, planned, later)}
    found = [
        (it.value, it.params["RELTYPE"], it.params["X-TIMELINE-LINK"])
        for event in (call, readout, planned)
        for it in event.contents["related-to"]
    ]
    assert found == [
        (uid["e4"], ["NEXT"], ["follows"]),
        (uid["e1"], ["PARENT"], ["about"]),
        (uid["e2"], ["SIBLING"], ["announced_by"]),
    ]
    assert not any("related-to" in it.contents for it in (later, alone))


def test_the_shipped_collection_is_read_back_whole(shipped: Export) -> None:
    found = {it.x_timeline_id.value: it for it in events(shipped)}
    left = FORMATS["ics"].left_out(shipped)
    assert left is not None
    assert (len(found), left.events) == (16, 3)
    assert len({it.uid.value for it in found.values()}) == 16
    for row in shipped.rows:
        if row.event.id in found:
            description = found[row.event.id].description.value
            quotes = [cite.quote for _, cite in row.event.all_cites() if cite.quote]
            assert all(quoted(it, "en") in description for it in quotes)
            assert description.count(": characters ") == len(quotes)
    ministerial = found["2026-02-security-ministerial"]
    assert ministerial.location.value == "Washington, D.C."
    assert (ministerial.dtstart.value, ministerial.dtend.value) == (
        date(2026, 2, 1),
        date(2026, 3, 1),
    )


def test_the_same_data_are_the_same_bytes_and_none_are_a_valid_calendar(
    shipped: Export, empty: Export
) -> None:
    assert text(shipped) == text(replace(shipped))
    assert events(empty) == []
    assert text(empty).endswith("END:VCALENDAR\r\n")


def test_hostile_text_stays_inside_its_value(hostile: Export) -> None:
    written = text(hostile)
    lines = unfolded(written)
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == len(hostile.rows)
    assert not any(line.startswith("ATTENDEE") for line in lines)
    for event, row in zip(events(hostile), hostile.rows, strict=True):
        title = row.event.title.say("en")
        assert event.summary.value == safe(" ".join(title.split()))
        assert event.location.value == safe(title, lines=True)


def test_no_line_has_more_than_75_octets(hostile: Export, shipped: Export) -> None:
    for export in (hostile, shipped):
        written = FORMATS["ics"].made(export)
        assert b"\n" not in written.replace(b"\r\n", b"")
        assert max(map(len, written.split(b"\r\n"))) <= 75


TEXTS = st.text(max_size=300) | st.text("\\Nn;,:\r\n\t \"^'é\u0301\u200f\x1b", max_size=60)


@given(TEXTS)
def test_a_text_unescaped_is_the_safe_text(value: str) -> None:
    written = escaped(value)
    assert "\n" not in written
    assert plain(written) == safe(value, lines=True)


@given(TEXTS.map("a".__add__))
def test_a_text_unfolded_and_unescaped_is_the_safe_text(exported: Made, value: str) -> None:
    export = exported({"place": value})
    written = text(export)
    assert all(len(line.encode()) <= 75 for line in written.split("\r\n"))
    assert property_of(written, "LOCATION") == safe(value, lines=True)
    (event,) = events(export)
    assert event.location.value == safe(value, lines=True)
