"""The collection that is shipped, and the five articles that it rests on."""

from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from timeline import checks
from timeline.errors import Fault, Level
from timeline.evidence import Found
from timeline.store.opening import Opened, open_collection

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
    return open_collection(str(ROOT / "data" / "events.yaml"), {})


def case(shipped: Opened, today: date) -> checks.Case:
    return checks.Case(shipped.collection, shipped.stored_texts(), today)


def codes(faults: list[Fault]) -> set[str]:
    return {fault.code for fault in faults}


def test_the_articles_are_the_files_of_the_folder_byte_for_byte() -> None:
    files = sorted((ROOT / "seeds").glob("*.txt"))
    assert [sha256(file.read_bytes()).hexdigest() for file in files] == list(ARTICLES.values())


def test_every_source_is_pinned_to_its_article(shipped: Opened) -> None:
    sources = shipped.collection.sources
    assert {source.id: source.sha256 for source in sources} == ARTICLES


def test_nothing_that_the_articles_do_not_say_is_made_up_of_them(shipped: Opened) -> None:
    for source in shipped.collection.sources:
        assert (source.outlet, source.title, source.author, source.url) == (None,) * 4


def test_every_quote_is_proved(shipped: Opened) -> None:
    proofs = case(shipped, date(2026, 1, 11)).proofs
    assert len(proofs) == sum(
        bool(cite.quote) for event in shipped.collection.events for _, cite in event.all_cites()
    )
    assert proofs
    assert [path for path, _, proof in proofs if not isinstance(proof, Found)] == []


def test_every_event_has_a_quote_and_no_citation_is_taken_on_trust(shipped: Opened) -> None:
    for event in shipped.collection.events:
        cites = [cite for _, cite in event.all_cites()]
        assert cites
        assert all(cite.quote for cite in cites)


def test_on_the_day_of_the_first_article_the_rules_find_nothing(shipped: Opened) -> None:
    assert checks.run(case(shipped, date(2026, 1, 11))) == []


def test_later_they_find_only_that_what_was_planned_has_no_outcome(shipped: Opened) -> None:
    faults = checks.run(case(shipped, date(2026, 11, 20)))
    planned = [
        ("events", i, "status")
        for i, event in enumerate(shipped.collection.events)
        if event.status == "scheduled"
    ]
    assert [fault.path for fault in faults] == planned
    assert codes(faults) == {"D5"}
    assert {fault.level for fault in faults} == {Level.NOTICE}


def test_no_text_of_the_file_is_cut_at_what_looks_like_a_comment(shipped: Opened) -> None:
    assert shipped.lost_text() == []


def test_a_changed_article_is_found_out(shipped: Opened, tmp_path: Path) -> None:
    copy = replace(shipped, root=tmp_path)
    for source in shipped.collection.sources:
        assert source.file
        article = tmp_path / source.file
        article.parent.mkdir(exist_ok=True)
        article.write_bytes((ROOT / source.file).read_bytes() + b"\n")
    assert codes(checks.run(case(copy, date(2026, 1, 11)))) == {"Q3"}


def test_both_sides_have_their_say_of_the_first_call(shipped: Opened) -> None:
    collection = shipped.collection
    call = "2026-01-11-call-de-la-fuente-rubio"
    readouts = [event for event in collection.events if event.about == call]
    assert {side for event in readouts for side in collection.sides_of(event)} == {"MX", "US"}
