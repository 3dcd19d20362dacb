import pytest

from mkdocs_wisdom.posts.beginning import break_off, count_words, first_words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("call me Ishmael", 3),
        ("Käse – 2", 3),
        ("我喜欢鲸鱼", 3),
        ("我喜 whales", 2),
        ("ตลาดน้ำ", 3),
    ],
)
def test_two_characters_of_a_run_count_as_a_word(text: str, count: int) -> None:
    assert count_words(text) == count


@pytest.mark.parametrize(
    ("text", "beginning"),
    [
        ("a b", "a b"),
        ("a b c", "a b"),
        ("我喜欢鲸鱼", "我喜欢鲸"),
        ("a 我喜欢", "a 我喜"),
        ("ตลาดน้ำ", "ตลาด"),
    ],
)
def test_the_first_two_words(text: str, beginning: str) -> None:
    assert first_words(text, 2) == beginning


@pytest.mark.parametrize(
    ("beginning", "text"), [("a, b", "a, b…"), ("a —", "a…"), ("我喜欢。", "我喜欢…"), ("", "…")]
)
def test_an_ellipsis_replaces_the_last_punctuation(beginning: str, text: str) -> None:
    assert break_off(beginning) == text
