"""Pairs of sentences: nothing but their words tells which one is the machine's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_wisdom.pages.quiz_pairs import (
    LARGEST_DIFFERENCE,
    MOST_PAIRS,
    Pair,
    Written,
    cut_sentences,
    is_suitable,
    make_pairs,
    write_alike,
)
from wisdom_model.text.sentences import ends_sentence

SEVEN = "The keeper lit his lamp at dusk."
WHALE = "A whale was seen off the point today."


def write(*texts: str) -> list[Written]:
    return [Written(text, f"posts/{n}/", "2026-11-24") for n, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("text", "alike"),
    [
        ("“Ahoy!” he cried", '"Ahoy!" he cried'),
        ("„Ahoi!“ rief er", '"Ahoi!" rief er'),
        ("«\u00a0Ohé\u202f» cria-t-il", '"Ohé" cria-t-il'),
        ("the keeper’s ‘lamp’", "the keeper's 'lamp'"),
        ("the sea--the sea...", "the sea—the sea…"),
        (" the  sea\u00a0rose\n", "the sea rose"),
    ],
)
def test_both_are_written_alike(text: str, alike: str) -> None:
    assert write_alike(text) == alike


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("The sea rose. It fell!", ["The sea rose.", "It fell!"]),
        ('"Ahoy!" he cried. No one came.', ['"Ahoy!" he cried.', "No one came."]),
        ("Mr. Stubb laughed. So did I", ["Mr. Stubb laughed.", "So did I"]),
        ("no full stop here", ["no full stop here"]),
        ("海很静。鲸来了。", ["海很静。", "鲸来了。"]),
        ("", []),
    ],
)
def test_paragraphs_are_cut_into_sentences(text: str, sentences: list[str]) -> None:
    assert cut_sentences(text) == sentences


@pytest.mark.parametrize(
    ("text", "suitable"),
    [
        (SEVEN, True),
        ("one two three four five six", True),
        ("One two three four five.", False),
        (f"{'sea ' * 40}".strip(), True),
        (f"{'sea ' * 41}".strip(), False),
        ("The sea rose at dawn. It fell again.", False),
        ('"The keeper lit his lamp at dusk.', False),
        ('"The keeper lit his lamp at dusk."', True),
    ],
)
def test_a_suitable_text_is_one_sentence_of_6_to_40_words(text: str, *, suitable: bool) -> None:
    assert is_suitable(text) is suitable


def test_the_machines_sentence_is_the_nearest_in_length() -> None:
    longer, nearest, shorter = write(
        "A whale was seen off the point this very day.",
        WHALE,
        "A whale was off the point now.",
    )
    own = "He went to bed before the lamps came on"[:36] + "."
    assert len(own) == len(WHALE)
    assert make_pairs([own], [longer, nearest, shorter]) == [Pair(own, nearest)]


def test_of_sentences_of_one_length_the_first_is_taken() -> None:
    first, second = write("A whale was seen off the point again.", WHALE)
    assert make_pairs([WHALE.replace("today", "alone")], [first, second])[0].machine == first


def test_a_sentence_without_a_partner_of_its_length_is_left_out() -> None:
    assert (
        make_pairs([SEVEN], write("A whale, they say, was seen off the point again today.")) == []
    )


def test_a_sentence_without_a_full_stop_has_a_partner_without_one() -> None:
    assert make_pairs([SEVEN], write("A whale was off the point today")) == []


def test_what_both_wrote_is_left_out_also_inside_a_longer_sentence() -> None:
    machine = write("So THE keeper lit his lamp, at dusk!", "A whale was off the point now.")
    assert make_pairs([SEVEN], machine) == []


def test_each_sentence_comes_once() -> None:
    own = [f"The keeper lit his {lamp} at dusk." for lamp in ("lamp", "wick", "lamp", "fire")]
    machine = write(*[f"The sea rose to the {place} again." for place in ("door", "door", "roof")])
    assert make_pairs(own, machine) == [Pair(own[0], machine[0]), Pair(own[1], machine[2])]


def test_pairs_are_limited() -> None:
    own = [f"The keeper lit his lamp {night:04} at dusk." for night in range(300)]
    machine = write(*[f"The sea rose to step {night:04} of it again." for night in range(300)])
    assert len(make_pairs(own, machine)) == MOST_PAIRS


words = st.lists(st.sampled_from(["sea", "whale", "the", "lamp"]), min_size=1, max_size=45)
sentences = st.lists(
    st.tuples(words, st.sampled_from([".", "", "?"])).map(lambda it: " ".join(it[0]) + it[1]),
    max_size=12,
)


@given(sentences, sentences)
def test_every_pair_is_fair(author: list[str], machine: list[str]) -> None:
    pairs = make_pairs(author, write(*machine))
    for pair in pairs:
        own, other = pair.author, pair.machine.text
        assert is_suitable(own)
        assert is_suitable(other)
        assert abs(len(own) - len(other)) <= LARGEST_DIFFERENCE * len(own)
        assert ends_sentence(own) == ends_sentence(other)
    texts = [text for pair in pairs for text in (pair.author, pair.machine.text)]
    assert len(texts) == len(set(texts))
