"""Words that a reader may search for."""

from mkdocs_wisdom.search.suggestions import FEWEST_POSTS, MOST_POSTS, MOST_WORDS, suggest_words

FILLER = [f"There was weather on day {number}." for number in range(40)]


def with_posts(*texts: str) -> list[str]:
    return [*FILLER, *texts]


def test_words_of_several_but_not_of_many_posts() -> None:
    texts = with_posts("Some harpoons sank.", "The harpoons rose.", "One lonely cachalot.")
    assert suggest_words(texts) == ("harpoons",)


def test_a_long_word_comes_before_a_short_one_and_a_name_before_both() -> None:
    words = "an audible whale of Nantucket"
    assert suggest_words(with_posts(words, words)) == ("Nantucket", "audible", "whale")


def test_a_word_is_capitalised_only_if_it_is_inside_of_sentences() -> None:
    texts = with_posts("Harpoons sank. By Queequeg.", "Harpoons rose. By Queequeg.")
    assert suggest_words(texts) == ("Queequeg", "harpoons")


def test_forms_of_a_word_are_one() -> None:
    texts = with_posts("harpooneer, harpoons", "harpooneer, harpoons")
    assert suggest_words(texts) == ("harpooneer",)


def test_there_are_few() -> None:
    words = " ".join(f"{letter * 5}" for letter in "abcdefghijkl")
    assert len(suggest_words(with_posts(words, words))) == MOST_WORDS


def test_few_posts_have_none() -> None:
    words = "the unfathomable harpoons"
    assert suggest_words([words, words, *FILLER[: FEWEST_POSTS - 3]]) == ()
    assert suggest_words([]) == ()


def test_only_the_newest_posts_count() -> None:
    words = "the unfathomable harpoons"
    assert suggest_words([words, words, *["Calm."] * MOST_POSTS]) == ()


def test_scripts_without_spaces_have_none() -> None:
    assert suggest_words(with_posts("我喜欢鲸鱼们的歌", "我喜欢鲸鱼们的歌。")) == ()
