from timeline.formats import FORMATS


def test_each_format_is_listed_by_its_name_and_says_what_it_keeps() -> None:
    assert {name: format_.name for name, format_ in FORMATS.items()} == {
        "csv": "csv",
        "json": "json",
        "jsonl": "jsonl",
    }
    assert all(format_.about for format_ in FORMATS.values())
