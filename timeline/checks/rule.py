"""What a rule is, and what it is given to look at."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pydantic import BaseModel

from timeline.errors import Fault, FieldPath, Level
from timeline.i18n import Sentence
from timeline.quotes.prove import Proof, StoredText, Unavailable, proof_of
from timeline.records.model import Cite, Collection, Event, Words

Finding = tuple[FieldPath, Sentence]
"""Where something is unsound, and what is wrong there."""


@dataclass(frozen=True)
class Case:
    """What the rules look at: the records, the stored text of each source by id, and the day."""

    collection: Collection
    texts: Mapping[str, StoredText | Unavailable]
    today: date

    def cites(self) -> Iterator[tuple[FieldPath, Event, Cite]]:
        """Every citation with its path in the collection and the event it belongs to."""
        for i, event in enumerate(self.collection.events):
            for path, cite in event.all_cites():
                yield ("events", i, *path), event, cite

    @cached_property
    def proofs(self) -> tuple[tuple[FieldPath, Cite, Proof], ...]:
        """What became of every quote: found, absent, or not to be checked."""
        return tuple(
            (path, cite, proof)
            for path, _, cite in self.cites()
            if (proof := proof_of(cite, self.texts))
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """One editorial rule.

    ``title`` states the rule in a line and ``why`` explains it in a sentence or two: templates
    for `language.sentence`. ``find`` gives what offends against it, in any order.
    """

    code: str
    title: str
    why: str
    find: Callable[[Case], Iterable[Finding]]
    level: Level = Level.ERROR

    def faults(self, case: Case) -> Iterator[Fault]:
        """Yield a fault for each finding."""
        for path, found in self.find(case):
            yield Fault(path, found, self.code, self.level)


def words_in(value: object, path: FieldPath) -> Iterator[tuple[FieldPath, Words]]:
    """Every text of ours in a record and in what it holds, with its path under the one given."""
    if isinstance(value, Words):
        yield path, value
    elif isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            member = getattr(value, name)
            if isinstance(member, BaseModel | tuple | dict):
                yield from words_in(member, (*path, field.alias or name))
    elif isinstance(value, tuple):
        for i, member in enumerate(value):
            yield from words_in(member, (*path, i))
    elif isinstance(value, dict):
        for key, member in value.items():
            yield from words_in(member, (*path, key))
