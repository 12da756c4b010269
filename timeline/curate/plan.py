"""A change of a collection before it is made: what is to be written, and what to say of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from timeline.errors import Fault, FieldPath
from timeline.i18n import Sentence
from timeline.store.new_text import NewText
from timeline.store.yaml.edits import Change
from timeline.store.yaml.places import locate

Tell = Callable[[Sentence], object]
"""Takes what a person should know at once: how a date was understood, whose words were assumed."""


@dataclass(frozen=True, slots=True)
class TypedText:
    """A text in which records were typed; ``owners`` leads to each of them by its id."""

    name: str
    text: str
    owners: Mapping[str, FieldPath]

    def placed(self, faults: Sequence[Fault]) -> list[Fault]:
        """Return faults, whose paths begin with an id, with the lines of the text they are in."""
        ours = [
            fault
            for fault in faults
            if not fault.line and fault.path and fault.path[0] in self.owners
        ]
        moved = [
            replace(fault, path=(*self.owners[str(fault.path[0])], *fault.path[1:]))
            for fault in ours
        ]
        others = [fault for fault in faults if fault not in ours]
        return [*others, *locate(moved, self.text, self.name)]


@dataclass(frozen=True, slots=True)
class Plan:
    """The changes of a collection as it stands, and what is said once they are made.

    ``texts`` are stored with them, each at its path below the root. ``ids`` are those of the new
    records, and ``then`` is the call with which to go on. Where nothing is to be written,
    ``warned`` is said instead of ``said``. ``typed`` is the text that new records were typed in:
    what is wrong with them is said with its lines.
    """

    changes: Sequence[Change] = ()
    texts: Sequence[tuple[str, NewText]] = ()
    ids: Sequence[str] = ()
    said: Sequence[Sentence] = ()
    warned: Sequence[Sentence] = ()
    then: str = ""
    typed: TypedText | None = None
