import pytest

from wisdom_model.text.emoji import EMOJI, continues_decoration, ends_decorated


@pytest.mark.parametrize(
    "text",
    [
        "So nice \U0001f600",
        "So nice\U0001f602\U0001f602",
        "So nice \u2764\ufe0f",
        "Up \U0001f44d\U0001f3fd",
        "Us \U0001f468\u200d\U0001f469\u200d\U0001f467 ",
        "Home \U0001f1ee\U0001f1f3",
        "So nice #happy",
        "#a #b2",
        "समुद्र #हिन्दी",
        "Read https://example.org/a?b=c",
        "See www.example.org",
    ],
)
def test_decorated_ends(text: str) -> None:
    assert ends_decorated(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "So nice",
        "So nice.",
        "\U0001f600 nice",
        "#so it is",
        "C#",
        "a #",
        "My #1",
        "#so,",
        "So ©",
    ],
)
def test_other_ends(text: str) -> None:
    assert not ends_decorated(text)


@pytest.mark.parametrize(
    ("token", "goes_on"),
    [(" \U0001f600", True), ("\ufe0f", True), (" #", True), (" sea", False), ("\x1e", False)],
)
def test_what_goes_on(token: str, goes_on: bool) -> None:
    assert continues_decoration(token) is goes_on


def test_no_digit_or_mark_is_an_emoji() -> None:
    assert not EMOJI & set("0123456789#*.!?\u203c\u2049©®™")
