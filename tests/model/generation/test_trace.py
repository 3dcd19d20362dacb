"""How the tokens of a text were chosen."""

import math
from collections.abc import Sequence

import numpy as np
import pytest

from voices import document_voice, random_voice
from wisdom_model.generation.batching import run
from wisdom_model.generation.product_generator import ProductGenerator
from wisdom_model.generation.reader import NO_BIAS
from wisdom_model.generation.recipe import BLENDS, Recipe
from wisdom_model.generation.speller import Speller
from wisdom_model.generation.trace import (
    CHAR,
    MEMORY,
    PROGRAM,
    PROMPT,
    WORD,
    Alternative,
    Choice,
    Trace,
    make_choice,
)
from wisdom_model.generation.writer import write, write_sentences
from wisdom_model.network.sampling import Sampling
from wisdom_model.voice.file import Voice
from wisdom_model.voice.habits import Habits

GREEDY = Sampling(temperature=0)


def trace_text(
    voice: Voice, recipe: Recipe, seed: int = 0, choices: Sequence[int] = ()
) -> tuple[str, list[Choice]]:
    trace = Trace()
    text = write(voice, recipe, seed, 0, choices, trace)
    return text, trace.read(text, recipe.prompt or "")


def trace_product(voice: Voice, recipe: Recipe, seed: int) -> tuple[str, list[Choice]]:
    written = write_sentences(voice, recipe, seed, 0, lambda *_: True)
    assert written is not None
    return trace_text(voice, recipe, seed, written.choices)


def join(choices: Sequence[Choice]) -> str:
    return "".join("".join(choice.token for choice in choices).split())


@pytest.mark.parametrize("blend", BLENDS)
@pytest.mark.parametrize("prompt", [None, "The lamp"])
def test_the_choices_are_the_text(keeper: Voice, blend: str, prompt: str | None) -> None:
    for seed in range(6):
        make = trace_product if blend == "product" else trace_text
        text, choices = make(keeper, Recipe(blend, prompt, 12), seed)
        assert join(choices) == "".join(text.split())


@pytest.mark.parametrize("unknown", ["spell", "skip"])
@pytest.mark.parametrize("blend", BLENDS)
def test_a_voice_that_ends_documents_is_traced(blend: str, unknown: str) -> None:
    voice, recipe = document_voice(), Recipe(blend, unknown=unknown, length=9)
    for seed in range(4):
        make = trace_product if blend == "product" else trace_text
        text, choices = make(voice, recipe, seed)
        assert join(choices) == "".join(text.split())


PRODUCT = [
    ("The", PROMPT, 0), (" lamp", PROMPT, 0), (" comes", WORD, 27), (" home", MEMORY, 0),
    (" over", WORD, 21), (" the", WORD, 0), (" rocks", WORD, 0), (".", WORD, 13),
]  # fmt: skip
MIXTURE = [
    ("My", WORD, 21), (" by", CHAR, 38), (" the", WORD, 8), (" door", WORD, 8), (".", WORD, 19),
    (" A", WORD, 24), (" gull", CHAR, 17), (" comes", CHAR, 35), (" home", WORD, 8),
    (" by", WORD, 35), (" the", WORD, 9), (" door", CHAR, 12), ("!", CHAR, 37),
]  # fmt: skip
"""Who chose each token of a text by the keeper, and its surprise in tenths of a bit."""


def test_the_choices_of_a_product_are_the_same_every_time(keeper: Voice) -> None:
    text, choices = trace_product(keeper, Recipe("product", "The lamp", 5), 3)
    assert text == "The lamp comes home over the rocks."
    assert [(each.token, each.source, round(10 * each.bits)) for each in choices] == PRODUCT
    likeliest = choices[4].alternatives[0]
    assert (likeliest.token, round(likeliest.probability, 3)) == (" in", 0.464)


def test_the_choices_of_a_mixture_are_the_same_every_time(keeper: Voice) -> None:
    text, choices = trace_text(keeper, Recipe("mixture", None, 8), 5)
    assert text == "My by the door. A gull comes home by the door!"
    assert [(each.token, each.source, round(10 * each.bits)) for each in choices] == MIXTURE


def test_at_temperature_0_nothing_is_surprising(keeper: Voice) -> None:
    _, choices = trace_text(keeper, Recipe("word", "The lamp", 8, GREEDY, GREEDY))
    assert {each.source for each in choices} == {PROMPT, WORD}
    assert {each.bits for each in choices} == {0.0}
    assert {each.alternatives for each in choices} == {()}


def test_characters_become_words_that_the_character_model_spelled(keeper: Voice) -> None:
    _, choices = trace_text(keeper, Recipe("char", "The lamp", 5, GREEDY, GREEDY))
    spelled = [each.token for each in choices if each.source == CHAR]
    assert spelled[:3] == [" comes", " home", " under"]


def test_the_probabilities_of_a_place_sum_to_one() -> None:
    voice = random_voice()
    assert voice.phrase_memory is not None
    generator = ProductGenerator(
        voice.word, voice.phrase_memory, Speller(voice.char, Sampling()), Sampling(0.8, 9, 0.9),
        np.random.default_rng(0), Habits.of_voice(voice),
    )  # fmt: skip
    run(generator.append("The whale"))
    for agrees in (True, False):
        generator.agrees = agrees
        found = generator.find_probabilities(np.array([2]), NO_BIAS)
        assert found.sum() == pytest.approx(1, abs=1e-9)
        assert found[2] == 0


def test_what_is_drawn_is_as_frequent_as_its_probability() -> None:
    voice = random_voice()
    assert voice.phrase_memory is not None
    generator = ProductGenerator(
        voice.word, voice.phrase_memory, None, Sampling(), np.random.default_rng(0),
        Habits.of_voice(voice),
    )  # fmt: skip
    run(generator.append("The whale"))
    banned = np.array([0], np.int64)
    found = generator.find_probabilities(banned, NO_BIAS)
    drawn = [generator.find_id(generator.draw(banned, NO_BIAS)) for _ in range(4000)]
    shares = np.bincount(drawn, minlength=len(found)) / 4000
    assert shares == pytest.approx(found, abs=0.03)


def test_bits_are_the_binary_logarithm() -> None:
    choice = make_choice(" sea", WORD, 0.125, ((" sea", " fog", "\n\n"), np.array([1, 6, 1]) / 8))
    assert choice.bits == pytest.approx(3, abs=1e-12)
    assert choice.alternatives == (Alternative(" fog", 0.75),)


def test_a_certain_token_has_no_bits() -> None:
    assert math.copysign(1, make_choice(" sea", WORD, 1.0).bits) == 1


def test_a_later_proposal_for_a_place_replaces_an_earlier_one() -> None:
    trace = Trace()
    trace.note("", Choice("Sea", WORD))
    trace.note("Sea", Choice(" is", MEMORY))
    trace.note("Sea", Choice(".", WORD))
    trace.note("Sea.", Choice(" Fog", WORD))  # the text was over
    assert trace.read("Sea.") == [Choice("Sea", WORD), Choice(".", WORD)]


def test_what_closes_the_text_was_chosen_by_nobody() -> None:
    trace = Trace()
    trace.note("(", Choice("sea", WORD))
    assert trace.read("(sea)", "(") == [
        Choice("(", PROMPT), Choice("sea", WORD), Choice(")", PROGRAM),
    ]  # fmt: skip


def test_another_text_was_not_traced() -> None:
    trace = Trace()
    trace.note("", Choice("Sea", WORD))
    with pytest.raises(ValueError, match="another text was traced"):
        trace.read("Fog.")
