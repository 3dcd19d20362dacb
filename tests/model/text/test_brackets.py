import pytest

from wisdom_model.text.brackets import keeps_balanced, missing_closers


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("", ""),
        ('"Aye," said he.', ""),
        ('"Aye, said he', '"'),
        ("(He said “so", "”)"),
        ("He said so)", None),
        ("“So)", None),
        ('He said so"', None),
        ('"Aye " said he', None),
        ('--"Aye', '"'),
        ("„So“ «so» [so] {so}", ""),
        ("the sailors' o' 'tis", ""),
    ],
)
def test_what_is_open(paragraph: str, expected: str | None) -> None:
    assert missing_closers(paragraph) == expected


@pytest.mark.parametrize(
    ("text", "token", "expected"),
    [
        ('"Aye,', '"', True),
        ('"Aye,', ' "', False),
        ("Aye,", '"', False),
        ("Aye,", ' "', True),
        ('"Aye.', "\n\n", False),
        ("Aye.", "\n\n", True),
        ('"Aye."\n\nSo', ' "', True),
        ("So", ")", False),
        ("(So", ")", True),
        ('broken" ', ")", True),
        ("So", " it", True),
    ],
)
def test_what_may_follow(text: str, token: str, expected: bool) -> None:
    assert keeps_balanced(text, token) is expected


def test_a_document_does_not_end_inside_brackets() -> None:
    assert not keeps_balanced("The (sea", "\x1e")
    assert keeps_balanced("The (sea)", "\x1e")


def test_a_line_may_end_inside_brackets_where_lines_are_broken() -> None:
    assert not keeps_balanced("The (sea", "\n")
    assert keeps_balanced("The (sea", "\n", lines=True)
    assert not keeps_balanced("The (sea\n", "\n", lines=True)  # the second ends the paragraph
    assert not keeps_balanced("The (sea", "\n\n", lines=True)
