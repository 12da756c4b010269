import pytest
import yaml
from yaml.error import Mark
from yaml.reader import ReaderError

from timeline.store.yaml.errors import explain

UNKNOWN = "the YAML cannot be read here: check indentation, quotes and brackets"


def _mark(line: int, column: int, index: int) -> Mark:
    return Mark("", index, line, column, None, 0)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (yaml.YAMLError("new"), f"f:1:1: {UNKNOWN}"),
        (ReaderError("", 3, 0, "utf-8", "new"), f"f:1:1: {UNKNOWN}"),
        (yaml.MarkedYAMLError("new", _mark(0, 0, 0), "new", _mark(1, 2, 5)), f"f:2:3: {UNKNOWN}"),
    ],
)
def test_an_error_that_nobody_foresaw_is_still_put_in_our_words(
    error: yaml.YAMLError, said: str
) -> None:
    assert explain(error, "a:\nb: c", "f").say() == said
