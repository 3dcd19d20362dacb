import pytest

from mkdocs_wisdom.config.blog import OF_THE_FEED, check_blog_options
from mkdocs_wisdom.config.options import WisdomOptions
from mkdocs_wisdom.errors import SettingError

OTHERS = (
    *("model", "posts_dir", "feed", "into", "title", "author", "language", "strings", "every"),
    *("timezone", "generate", "blend", "length", "char_temperature", "word_temperature", "top_k"),
    *("top_p", "unknown", "prompts", "candidates", "blocklist", "seed", "search", "feeds"),
)


def check(**values: object) -> None:
    options = WisdomOptions()
    options.load_dict({"into": "blog", **values})
    assert options.validate() == ([], [])
    check_blog_options(options)


def test_somebody_has_decided_about_each_option() -> None:
    assert sorted((*OF_THE_FEED, *OTHERS)) == sorted(WisdomOptions())


def test_what_a_blog_has_not_is_an_error() -> None:
    with pytest.raises(SettingError) as caught:
        check(look="terminal", cards=True, author="Ishmael", per_page=5)
    assert str(caught.value) == (
        "into: found 'blog' together with cards, look, per_page, but Material's blog makes all "
        "pages, and only a feed has these options: remove them, or set into: feed"
    )


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("avatar", "me.png"), ("card_font", "own.ttf"), ("cards", True), ("description", "Whales."),
        ("feed_id", "https://sea.example/"), ("look", "terminal"), ("per_page", 5),
        ("quiz", ["The sea is wide."]), ("xray", True),
    ],
)  # fmt: skip
def test_an_option_of_the_feed_is_named(option: str, value: object) -> None:
    with pytest.raises(SettingError, match=f"together with {option}, but"):
        check(**{option: value})


@pytest.mark.parametrize(
    "values",
    [
        {}, {"cards": False, "feeds": False, "search": False, "xray": False, "quiz": []},
        {"cards": "auto", "xray": "auto", "look": None, "search": True},
        {"author": "Ishmael", "feed": "log/"},
        {"into": "feed", "cards": True, "look": "terminal"},
    ],
)  # fmt: skip
def test_other_options_are_allowed(values: dict[str, object]) -> None:
    check(**values)
