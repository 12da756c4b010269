"""Records of a file: all of them or none, and faults with the lines of that file."""

import pytest

from timeline.curate.batch import RecordBatch
from timeline.errors import Fault, Unsound, WrongCall
from timeline.i18n import sentence
from timeline.store.opened import Opened
from timeline.store.yaml.edits import Add

FILE = b"""\
actors:
- {kind: person, name: Cy Dole, id: cy-dole, side: AA}
events:
- kind: call
  date: 2026-01-10
  status: held
  title: {en: One, es: Una}
  actors: [{role: participant, actor: cy-dole}]
  cites: [{quote: No toll, source: s1, supports: [date]}]
"""


def test_records_get_ids_the_order_of_the_model_and_their_places(opened: Opened) -> None:
    plan = RecordBatch("new.yaml", FILE).plan(opened)
    actor, event = plan.changes
    assert isinstance(actor, Add)
    assert isinstance(event, Add)
    assert (actor.path, actor.at) == (("actors",), None)
    assert (event.path, event.at) == (("events",), 0)
    assert list(event.value) == ["id", "date", "kind", "status", "title", "actors", "cites"]
    assert list(event.value["cites"][0]) == ["source", "quote", "supports"]
    assert plan.ids == ["cy-dole", "2026-01-10-call-cy-dole"]
    assert [*map(str, plan.said)] == ["2 records are new"]


def test_what_is_wrong_with_a_new_record_has_its_line_in_the_file(opened: Opened) -> None:
    plan = RecordBatch("new.yaml", FILE).plan(opened)
    wrong = Fault(("2026-01-10-call-cy-dole", "cites", 0, "quote"), sentence("not there"))
    other = Fault(("s1",), sentence("old"))
    assert plan.typed
    found = plan.typed.placed([wrong, other])
    assert [(fault.file, fault.line, fault.path) for fault in found] == [
        ("", 0, ("s1",)),
        ("new.yaml", 9, ("events", 0, "cites", 0, "quote")),
    ]


def test_what_cannot_be_read_after_is_refused_with_its_line(opened: Opened) -> None:
    batch = RecordBatch("new.yaml", FILE.replace(b"source: s1", b"source: s9"))
    with pytest.raises(Unsound) as refused:
        batch.plan(opened)
    assert [(fault.file, fault.line) for fault in refused.value.faults] == [("new.yaml", 9)]


def test_a_file_without_records_is_refused() -> None:
    with pytest.raises(WrongCall, match=r"^new.yaml holds no records$"):
        RecordBatch("new.yaml", b"[]\n")
