from enum import StrEnum

import pytest

from timeline.records.vocabulary import (
    ActorKind,
    Basis,
    Field,
    Kind,
    Progress,
    Rank,
    Role,
    Speech,
    Status,
    names,
    word,
)
from timeline.text import fold

LISTS = (ActorKind, Basis, Field, Kind, Progress, Rank, Role, Speech, Status)


@pytest.mark.parametrize("values", LISTS)
def test_every_value_has_words_and_no_two_of_a_list_the_same(values: type[StrEnum]) -> None:
    words = [word(value).say() for value in values]
    assert all(words)
    assert len(set(words)) == len(words)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Kind.JOINT_STATEMENT, "joint statement"),
        (Status.HELD, "held"),
        (Role.SUBJECT, "spoken of"),
        (Basis.STATED, "stated by the source"),
        (Speech.REPORTED, "retold by the outlet"),
        (Progress.NOT_YET_ASSESSED, "not yet assessed"),
        (Field.ANNOUNCED_BY, "announced by"),
    ],
)
def test_people_read_words_not_codes(value: StrEnum, said: str) -> None:
    assert word(value).say() == said


@pytest.mark.parametrize("values", LISTS)
def test_what_is_typed_means_one_value_of_its_list(values: type[StrEnum]) -> None:
    known = [(name, it) for it in values for name in {fold(name) for name in names(it)}]
    assert len(dict(known)) == len(known)
    assert names(Role.HOST) == ("host", "host", "recibe", "anfitrión", "anfitriona")
    assert "emisor" not in names(Field.ISSUER)


def test_the_same_code_may_read_otherwise_in_another_list() -> None:
    assert str(Role.ISSUER) == str(Field.ISSUER)
    assert (word(Role.ISSUER).say(), word(Field.ISSUER).say()) == ("issuer", "issuer of the text")


@pytest.mark.parametrize("values", LISTS)
def test_values_are_lower_case_words(values: type[StrEnum]) -> None:
    assert all(value.replace("-", "").replace("_", "").isalpha() for value in values)
    assert all(value == value.lower() for value in values)
