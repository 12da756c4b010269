"""The collection that is shipped, and the five articles that it rests on."""

from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from timeline import checks
from timeline.analysis import standings
from timeline.analysis.asof import known_on
from timeline.errors import Fault, Level
from timeline.quotes.prove import Found, StandingCounts
from timeline.store.opened import Opened
from timeline.store.opening import open_collection

ROOT = Path(__file__).parents[1]
ARTICLES = {
    "s000": "14dede3571bb5b7d47800aa89167347489ee167a70f3e84f6cecc8abc8673c9c",
    "s001": "99ad8d9ad0018b4a17017a98d1d9d7055450b08c7982c7add14fdb07d4c1e18a",
    "s002": "5d560c10d7b7fafbfec5071ff71eb80e4f3ffe426504708e42828399d2704602",
    "s003": "9ff1ccb7a9c59de38e6d91d34249128e8fbf58bc3b6dbfb3ac1c722cb6ce0c39",
    "s004": "e286399d5c5d4f438f7232a43565b752988c8b0f90888bd889dc119a30e828a2",
}


@pytest.fixture(scope="module")
def shipped() -> Opened:
    return open_collection(str(ROOT), {})


def case(shipped: Opened, today: date) -> checks.Case:
    return checks.Case(shipped.collection, shipped.stored_texts(), today)


def codes(faults: list[Fault]) -> set[str]:
    return {fault.code for fault in faults}


def test_the_articles_are_the_files_of_the_folder_byte_for_byte() -> None:
    files = sorted((ROOT / "seeds").glob("*.txt"))
    assert [sha256(file.read_bytes()).hexdigest() for file in files] == list(ARTICLES.values())


def test_every_source_is_pinned_to_its_article(shipped: Opened) -> None:
    stored = {source.id: source.sha256 for source in shipped.collection.sources if source.file}
    assert stored == ARTICLES


def test_nothing_that_the_articles_do_not_say_is_made_up_of_them(shipped: Opened) -> None:
    for source in (shipped.collection.source[name] for name in ARTICLES):
        assert (source.outlet, source.title, source.author, source.url) == (None,) * 4


def test_every_quote_is_proved(shipped: Opened) -> None:
    proofs = case(shipped, date(2026, 1, 11)).proofs
    assert len(proofs) == sum(
        bool(cite.quote) for event in shipped.collection.events for _, cite in event.all_cites()
    )
    assert proofs
    assert [path for path, _, proof in proofs if not isinstance(proof, Found)] == []


def test_articles_are_quoted_and_pages_known_by_a_link_are_told_in_our_words(
    shipped: Opened,
) -> None:
    for event in shipped.collection.events:
        cites = [cite for _, cite in event.all_cites()]
        assert cites
        assert all(bool(cite.quote) == (cite.source in ARTICLES) for cite in cites)


def test_the_head_of_an_answer_tells_what_is_proved_from_what_is_linked(shipped: Opened) -> None:
    told = standings.count_standings(
        shipped.collection, shipped.collection.events, shipped.stored_texts
    )
    assert told == StandingCounts(proved=84, unproved=0, linked=564)


def test_the_rules_find_only_what_is_truly_open(shipped: Opened) -> None:
    faults = checks.run(case(shipped, date(2026, 11, 20)))
    events = shipped.collection.events
    assert {(it.code, events[int(it.path[1])].id) for it in faults} == {
        ("D5", "2026-02-security-ministerial"),
        ("D5", "2026-02-12-visit-harfuch-washington"),
        ("D5", "2026-07-20-negotiation-trade-treaty-third-round"),
        ("R3", "2025-02-12-call-de-la-fuente-rubio"),
    }
    assert {fault.level for fault in faults} == {Level.NOTICE}


def test_the_file_of_the_articles_can_be_read_alone() -> None:
    alone = open_collection(str(ROOT / "data" / "events.yaml"), {})
    faults = checks.run(case(alone, date(2026, 11, 20)))
    assert len(alone.collection.events) == 19
    assert [fault for fault in faults if fault.level is Level.ERROR] == []


def test_what_was_planned_on_16_january_2026_is_still_a_plan_as_of_that_day(
    shipped: Opened,
) -> None:
    then = known_on(shipped.collection, date(2026, 1, 16)).event
    now = shipped.collection.event
    group, ministerial = "2026-01-23-security-implementation-group", "2026-02-security-ministerial"
    assert (then[group].status, now[group].status) == ("scheduled", "held")
    assert now[ministerial].lacks_outcome(date(2026, 3, 1))


def test_no_text_of_the_file_is_cut_at_what_looks_like_a_comment(shipped: Opened) -> None:
    assert shipped.truncated_texts() == []


def test_a_changed_article_is_found_out(shipped: Opened, tmp_path: Path) -> None:
    copy = replace(shipped, root=tmp_path)
    for source in (shipped.collection.source[name] for name in ARTICLES):
        assert source.file
        article = tmp_path / source.file
        article.parent.mkdir(exist_ok=True)
        article.write_bytes((ROOT / source.file).read_bytes() + b"\n")
    assert "Q3" in codes(checks.run(case(copy, date(2026, 1, 11))))


def test_both_sides_have_their_say_of_the_first_call(shipped: Opened) -> None:
    collection = shipped.collection
    call = "2026-01-11-call-de-la-fuente-rubio"
    readouts = [event for event in collection.events if event.about == call]
    assert {side for event in readouts for side in collection.sides_of(event)} == {"MX", "US"}
