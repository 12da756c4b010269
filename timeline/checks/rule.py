"""What a rule is, and the data that it looks at."""

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
"""The path of something unsound, and the sentence about it."""


@dataclass(frozen=True)
class Case:
    """The input of the rules: the records, the stored text of each source by id, and the day."""

    collection: Collection
    texts: Mapping[str, StoredText | Unavailable]
    today: date

    def cites(self) -> Iterator[tuple[FieldPath, Event, Cite]]:
        """Yield every citation with its path in the collection and its event."""
        for i, event in enumerate(self.collection.events):
            for path, cite in event.all_cites():
                yield ("events", i, *path), event, cite

    @cached_property
    def proofs(self) -> tuple[tuple[FieldPath, Cite, Proof], ...]:
        """The proof of every quote: found, absent, or not to be checked."""
        return tuple(
            (path, cite, proof)
            for path, _, cite in self.cites()
            if (proof := proof_of(cite, self.texts))
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """One editorial rule.

    ``title`` states the rule in a line and ``why`` explains it in a sentence or two: templates for
    `i18n.sentence`. ``find`` returns what breaks the rule, in any order.
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
    """Yield every text of ours in a record and its parts, with its path below ``path``."""
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
