from timeline.formats import FORMATS, GROUPS


def test_each_format_is_listed_by_its_name_in_a_group_and_says_what_it_keeps() -> None:
    assert all(name == it.name for name, it in FORMATS.items())
    assert all(it.keeps and it.group in GROUPS for it in FORMATS.values())


def test_no_two_formats_have_the_same_ending() -> None:
    endings = [ending for it in FORMATS.values() for ending in it.endings]
    assert sorted(endings) == sorted(set(endings))
