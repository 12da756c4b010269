"""Changes between two versions of a collection that need a recorded correction."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from timeline.errors import Fault
from timeline.i18n import sentence
from timeline.records.model import Collection, Event
from timeline.records.vocabulary import PLANS, Field, word

_MUST_BE_CORRECTED = (Field.DATE, Field.STATUS)


def missing_corrections(old: Collection, new: Collection) -> Iterator[Fault]:
    """Yield a fault for each date or status that changed without a new correction to it.

    A plan that is carried out is no correction, if its earlier state is in the history. Paths are
    those of the new version.
    """
    for i, event in enumerate(new.events):
        before = old.event.get(event.id)
        for field in _silently_changed(before, event) if before else ():
            reason = sentence(
                "{field} of '{id}' was {was}, is {now}, and no correction says why",
                field=word(field),
                id=event.id,
                was=_in_words(getattr(before, field)),
                now=_in_words(getattr(event, field)),
            )
            yield Fault(("events", i, field.value), reason)


def _silently_changed(old: Event, new: Event) -> Iterator[Field]:
    # The history keeps the old date and status, so nothing was changed silently.
    if _is_later_state(old, new):
        return
    corrected = {
        correction.field for correction in new.corrections if correction not in old.corrections
    }
    for field in _MUST_BE_CORRECTED:
        if getattr(old, field) != getattr(new, field) and field not in corrected:
            yield field


def _is_later_state(old: Event, new: Event) -> bool:
    state = (old.status, old.date)
    return old.status in PLANS and state in (
        (earlier.status, earlier.date) for earlier in new.history
    )


def _in_words(value: Any) -> Any:
    return word(value) if isinstance(value, StrEnum) else value
