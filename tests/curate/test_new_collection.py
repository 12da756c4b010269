"""A new collection: two sides with their names in both languages, and its first files."""

import pytest

from timeline.curate import new_collection
from timeline.curate.typed import TypedCollection
from timeline.errors import WrongCall

TYPED = TypedCollection(title=" Two  rivers ", side=["aa=Aland/Alandia", "BB=Bland"])
RECORDS = """\
collection:
  title: {en: Two rivers, es: Two rivers}
  sides:
    AA: {en: Aland, es: Alandia}
    BB: {en: Bland, es: Bland}
# AA
events: []
"""
STARTER = {
    "events.es.txt": "{collection}\n# {side}\nevents: []\n",
    "readme.es.txt": "# {title}\n",
    "editorconfig.txt": "root = true\n",
}


def test_what_was_typed_is_read() -> None:
    assert new_collection.title(TYPED) == {"en": "Two rivers", "es": "Two rivers"}
    assert new_collection.sides(TYPED) == {
        "AA": {"en": "Aland", "es": "Alandia"},
        "BB": {"en": "Bland", "es": "Bland"},
    }


def test_the_files_in_the_order_in_which_they_are_written() -> None:
    title, sides = new_collection.title(TYPED), new_collection.sides(TYPED)
    made = new_collection.files(title, sides, "es", "{}", STARTER.__getitem__)
    assert list(made.items()) == [
        (".editorconfig", "root = true\n"),
        ("README.md", "# Two rivers\n"),
        ("data/timeline.schema.json", "{}"),
        ("data/events.yaml", RECORDS),
    ]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (TypedCollection(), "missing: --title"),
        (TypedCollection(title_en="A"), "missing: --title-es"),
        (TypedCollection(title="A", side=["AA=A"]), "a collection has two sides: --side MX"),
        (
            TypedCollection(title="A", side=["AA=A", "BB"]),
            "the side BB needs a name: --side BB=ENGLISH/SPANISH",
        ),
        (TypedCollection(title="A", side=["AA=A", "aa=B"]), "the side AA is given twice"),
    ],
)
def test_what_is_not_complete_is_refused(typed: TypedCollection, said: str) -> None:
    with pytest.raises(WrongCall) as refused:
        new_collection.refuse_incomplete(new_collection.title(typed), new_collection.sides(typed))
    assert str(refused.value).startswith(said)
