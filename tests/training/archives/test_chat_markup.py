"""Emphasis, code and quotations in chats."""

import pytest

from wisdom_training.archives.chat_markup import drop_chat_markup, tidy


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("*so* _very_ ~not~ **good** ||ending||", "so very not good ending"),
        ("***all* of** it", "all of it"),
        ("**bold with *more* in it**", "bold with more in it"),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
        ("*_* and ~_~", "*_* and ~_~"),
        ("a `code` b\n```py\nx = 1\n```\nc", "a b\n\nc"),
        ("> what he said\nno\n>_<", "no\n>_<"),
        (">>> all\nof it", ""),
        ("# Title\n-# small\n#tag", "Title\nsmall\n#tag"),
        ("5 > 3", "5 > 3"),
    ],
)
def test_marks_go_and_words_stay(text: str, plain: str) -> None:
    assert drop_chat_markup(text) == plain


def test_tidying_leaves_one_space_and_one_empty_line() -> None:
    assert tidy("  a   b \n\n\n\n c ") == "a b\n\nc"
