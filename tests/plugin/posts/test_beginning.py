import pytest

from mkdocs_wisdom.posts.beginning import count_words, excerpt


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
    ("text", "words", "expected"),
    [
        ("Call me Ishmael.", 3, "Call me Ishmael."),
        ("Call me  Ishmael. Some years ago", 3, "Call me Ishmael…"),
        ("Long, long ago", 1, "Long…"),
        ("Père Noël était là", 2, "Père Noël…"),
        ("", 3, ""),
        ("我喜欢鲸鱼。", 2, "我喜欢鲸…"),
        ("我喜欢鲸鱼。", 3, "我喜欢鲸鱼。"),
        ("a 我喜欢", 2, "a 我喜…"),
        ("ตลาดน้ำ", 2, "ตลาด…"),
    ],
)
def test_an_excerpt_has_whole_words(text: str, words: int, expected: str) -> None:
    assert excerpt(text, words) == expected
