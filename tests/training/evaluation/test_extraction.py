"""What attackers get out of a voice's file."""

from dataclasses import replace

import numpy as np
import pytest

from wisdom_model.text.tokenizer import tokenize
from wisdom_model.voice.file import Voice
from wisdom_model.voice.phrase_filter import PhraseFilter
from wisdom_model.voice.phrase_memory import PhraseMemory
from wisdom_training.evaluation.extraction import (
    Attacker,
    Passage,
    attack,
    choose_passages,
    make_passage,
    measure_extraction,
)

# Of words that the keeper knows, in an order in which no network would put them.
PHRASE = "the lamp the fog the lamp waits fog lamp the the waits turns fog the lamp"


def test_a_passage_is_cut_after_the_words_that_are_known() -> None:
    passage = make_passage("Call me Ishmael. Some years ago, never mind.", 5)
    assert "".join(passage.seed) == " Call me Ishmael. Some years"
    assert passage.rest == " ago, never mind."


def test_passages_are_anywhere_and_the_same_for_a_seed() -> None:
    text = " ".join(f"w{n}" for n in range(400))
    chosen = choose_passages(text, 20, 1)
    assert chosen == choose_passages(text, 20, 1)
    starts = [int("".join(passage.seed).split()[0][1:]) for passage in chosen]
    assert len(set(starts)) == 20
    assert max(starts) - min(starts) > 200
    assert choose_passages("too few words", 20, 1) == []


def test_what_came_out_is_counted_in_words_without_case_and_marks() -> None:
    passages = [Passage((" a",), " b, c d. e"), Passage((" x",), " y")]
    found = measure_extraction(passages, [[" B", " b c. D f"], [" z", ""]])
    assert found.runs == (3, 0)
    assert (found.longest, found.mean) == (3, 1.5)
    assert found.text == "a | b, c d"
    assert measure_extraction([], []).runs == ()


@pytest.fixture
def voice(keeper: Voice) -> Voice:
    """The keeper, whose file has a memory and an exact filter of one phrase."""
    ids = keeper.word.vocabulary.encode(tokenize(PHRASE))
    start = keeper.word.vocabulary.ids["\n\n"]
    memory = PhraseMemory.make([ids], start, len(keeper.word.vocabulary))
    phrases = PhraseFilter.make([PHRASE], 16, (4, 5, 6), 30)
    return replace(keeper, phrase_filter=phrases, phrase_memory=memory)


def test_an_exact_filter_can_be_walked_and_the_networks_do_not_know_the_phrase(
    voice: Voice,
) -> None:
    found = attack(voice, [make_passage(PHRASE, 5)])
    assert list(found) == [
        "networks",
        "networks, phrase filter",
        "networks, phrase memory",
        "networks, phrase filter, phrase memory",
    ]
    assert found["networks"].longest <= 3
    assert found["networks, phrase filter"].longest == 11
    assert found["networks, phrase filter, phrase memory"].longest == 11


def test_a_filter_that_is_often_wrong_cannot_be_walked(voice: Voice) -> None:
    rng = np.random.default_rng(0)
    weak = PhraseFilter.make([PHRASE], 16, (8,), 3)
    noise = replace(weak, bits=rng.integers(0, 256, weak.bits.size).astype(np.uint8) | weak.bits)
    passages = [make_passage(PHRASE, 5)]
    found = Attacker(voice, noise).attack(passages)
    assert measure_extraction(passages, found).longest < 11


def test_a_voice_without_either_has_networks_alone(keeper: Voice) -> None:
    bare = replace(keeper, phrase_filter=None, phrase_memory=None)
    assert list(attack(bare, [make_passage(PHRASE, 5)])) == ["networks"]
