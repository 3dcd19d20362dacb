import pytest

from mkdocs_wisdom.pages.list_title import make_list_title


@pytest.mark.parametrize(
    ("paragraph", "title"),
    [
        ("Call me Ishmael.", "Call me Ishmael."),
        (
            "It had been settled by Mr. Starbuck. The ship was old.",
            "It had been settled by Mr. Starbuck.\u00a0…",
        ),
        (
            "Poor Queequeg! The White Whale! Let me get up.",
            "Poor Queequeg! The White Whale!\u00a0…",
        ),
        (
            "“Where is the White Whale?” he cried. I ran.",
            "“Where is the White Whale?” he cried.\u00a0…",
        ),
        ("no end of it", "no end of it"),
        ("我喜欢鲸鱼。他也喜欢。", "我喜欢鲸鱼。他也喜欢。"),
        ("", ""),
    ],
)
def test_a_title_is_the_first_sentence_and_more_if_that_is_short(
    paragraph: str, title: str
) -> None:
    assert make_list_title(paragraph) == title


@pytest.mark.parametrize(
    ("paragraph", "title"),
    [
        (
            "And the mariner's fancy, for the most part, is also his; he " + "sails " * 20,
            "And the mariner's fancy, for the most part, is also his…",
        ),
        (
            "The Pequod sailed from Nantucket, at 12:30 " + "sails " * 20,
            "The Pequod sailed from Nantucket…",
        ),
        (
            "There is the matter with your thumb—" + "a queer " * 9,
            "There is the matter with your thumb…",
        ),
        (
            "我喜欢鲸鱼他也喜欢鲸鱼我们都喜欢鲸鱼大家都喜欢，" + "海" * 40,
            "我喜欢鲸鱼他也喜欢鲸鱼我们都喜欢鲸鱼大家都喜欢…",
        ),
        (
            "ذهب الرجل إلى البحر في الصباح الباكر، " + "ثم عاد " * 12,
            "ذهب الرجل إلى البحر في الصباح الباكر…",
        ),
    ],
)
def test_a_long_sentence_is_cut_at_its_last_pause(paragraph: str, title: str) -> None:
    assert make_list_title(paragraph) == title


def test_without_a_pause_no_short_word_ends_a_title() -> None:
    line = "Queequeg and I stood a long while in the gloom of that empty house " + "and it was " * 9
    assert make_list_title(line) == (
        "Queequeg and I stood a long while in the gloom of that empty house…"
    )


@pytest.mark.parametrize(
    ("paragraph", "title"),
    [
        ("x" * 100, "x" * 90 + "…"),
        ("海" * 100, "海" * 45 + "…"),
        ("นํ้" * 100, "นํ้" * 30 + "…"),
    ],
)
def test_where_words_have_no_spaces_any_character_may_be_the_last(
    paragraph: str, title: str
) -> None:
    assert make_list_title(paragraph) == title


@pytest.mark.parametrize(
    ("paragraph", "title"),
    [
        ("Call me Ishmael.", "Call me Ishmael.\u00a0…"),
        ("no end of it", "no end of it\u00a0…"),
        ("It was so…", "It was so…"),
        ("我喜欢鲸鱼。", "我喜欢鲸鱼。…"),
        ("", ""),
    ],
)
def test_an_ellipsis_says_that_other_paragraphs_follow(paragraph: str, title: str) -> None:
    assert make_list_title(paragraph, more=True) == title
