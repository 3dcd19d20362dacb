"""Passages as long as posts."""

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from wisdom_model.text.sentences import ends_sentence
from wisdom_model.text.words import count_words
from wisdom_training.evaluation.passages import cut_like, find_sentences, gather_passages

TEXT = (
    "CHAPTER 1\n\nCall me Ishmael. Some years ago! “What?” said Mr. Flask.\n\n"
    "It was so… And so it went. The rest is lost"
)


def test_passages_are_whole_sentences_of_like_length() -> None:
    assert cut_like(TEXT, [5, 7, 4, 3]) == [
        "CHAPTER 1\n\nCall me Ishmael.",
        "Some years ago! “What?” said Mr. Flask.",
        "It was so…",
        "And so it went.",
    ]


def test_passages_end_where_the_text_does() -> None:
    assert cut_like(TEXT, [5, 7, 40]) == cut_like(TEXT, [5, 7])
    assert cut_like("", [5]) == cut_like("no end", [5]) == []
    assert cut_like("One. Two. Three.", [1, 2, 1]) == ["One.", "Two. Three."]


def test_passages_of_documents_are_their_beginnings() -> None:
    text = "One. Two three.\x1eno end\x1eFour five.\n\nSix.\x1eSeven.\x1e"
    assert cut_like(text, [1, 9, 3]) == ["One.", "no end", "Four five.\n\nSix."]


def test_passages_are_cut_where_words_are_not_spaced() -> None:
    assert cut_like("我是以实玛利。海很大。完", [5, 3]) == ["我是以实玛利。", "海很大。"]


@given(
    st.lists(st.integers(1, 30), min_size=1, max_size=30),
    st.lists(st.integers(1, 60), max_size=10),
)
def test_passages_are_nearest_to_their_lengths(sizes: list[int], lengths: list[int]) -> None:
    sentences = [" ".join(["Word"] * size) + "." for size in sizes]
    passages = cut_like(" ".join(sentences), lengths)
    assert " ".join(sentences).startswith(" ".join(passages))
    for passage, length in zip(passages, lengths, strict=False):
        assert ends_sentence(passage)
        assert abs(count_words(passage) - length) <= max(sizes)


def test_no_more_sentences_are_read_than_are_needed() -> None:
    def write() -> Iterator[str]:
        yield from ("One. ", "Two three. ", "Four. ")
        raise AssertionError

    assert gather_passages(write(), [1, 2]) == ["One.", "Two three."]


def test_what_goes_on_in_lower_case_belongs_to_the_same_sentence() -> None:
    assert list(find_sentences("“What?” said he. Then. And")) == ["“What?” said he. ", "Then. "]
