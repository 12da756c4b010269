import pytest
import yaml

from timeline.errors import Level
from timeline.store.yaml.events import truncated_texts


@pytest.mark.parametrize("with_libyaml", [True, False])
@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("title: Meeting #3 of 4\n", [(1, 16)]),
        ("a: 1\nb: [x, 'y', z #1\n  ]\n", [(2, 15)]),
        ("title: #3\n", [(1, 8)]),
        ("- one #1\n- two #2\n", [(1, 7), (2, 7)]),
        ("title: Meeting # a comment\n", []),
        ("title: Meeting #\n", []),
        ("title: Meeting#3\n", []),
        ('title: "Meeting #3"\n', []),
        ('title: "Meeting" #3\n', []),
        ("a: |\n  Meeting #3\n", []),
        ("#3\na: 1 # see #3\n #3\n", []),
    ],
)
def test_text_cut_at_a_number_sign_is_noticed(
    text: str, places: list[tuple[int, int]], with_libyaml: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml, "__with_libyaml__", with_libyaml)
    found = truncated_texts(text, "f")
    assert [(fault.line, fault.column) for fault in found] == places
    assert all(fault.level is Level.NOTICE for fault in found)


def test_the_notice_says_what_to_do() -> None:
    assert truncated_texts("title: Meeting #3 of 4\n", "data/events.yaml")[0].say() == (
        "data/events.yaml:1:16: the text ends before this '#': "
        "put it in quotes, or a space after the '#'"
    )
