import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voices import random_voice
from wisdom_model.errors import PromptError
from wisdom_model.generation.recipe import BLENDS, Recipe
from wisdom_model.generation.writer import write, write_all
from wisdom_model.network.sampling import Sampling
from wisdom_model.text.tokenizer import tokenize
from wisdom_model.voice.file import bundled_voice, load_voice

VOICE = random_voice()


@pytest.mark.parametrize("blend", BLENDS)
def test_the_same_seed_writes_the_same(blend: str) -> None:
    recipe = Recipe(blend, length=20)
    assert write(VOICE, recipe, 4) == write(VOICE, recipe, 4)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(BLENDS), st.text(min_size=1, max_size=20), st.integers(0, 99))
def test_a_text_begins_with_its_prompt(blend: str, prompt: str, seed: int) -> None:
    if not prompt.strip():
        return
    text = write(VOICE, Recipe(blend, prompt, length=5), seed)
    assert text.startswith(prompt)
    assert len(text) > len(prompt)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(BLENDS), st.integers(0, 999))
def test_a_text_ends_whole_and_has_plain_paragraphs(blend: str, seed: int) -> None:
    text = write(VOICE, Recipe(blend, length=10), seed)
    assert text.rstrip("\"'")[-1] in ".!?…"
    assert text == text.strip()
    assert "\n" not in text.replace("\n\n", "")
    assert "<unk>" not in text


def test_without_a_prompt_a_text_begins_with_a_capital() -> None:
    for seed in range(20):
        text = write(VOICE, Recipe("char", length=3), seed)
        assert text[0].isupper()


# What the word model can write by itself: its tokens, which lose their space at a paragraph's
# beginning, and the mark of a sentence cut short.
_TOKENS = VOICE.word.vocabulary.tokens[1:]
KNOWN = re.compile(
    rf"(?:{'|'.join(map(re.escape, _TOKENS))}"
    rf"|(?<=\n\n)(?:{'|'.join(re.escape(token.strip()) for token in _TOKENS)}))*…?"
)


def test_a_whole_sentence_goes_straight_to_the_word_model() -> None:
    recipe = Recipe("handoff", "Go.", length=30, unknown="skip")
    for seed in range(5):
        text = write(VOICE, recipe, seed)
        assert KNOWN.fullmatch(text.removeprefix("Go."))


def test_an_unfinished_sentence_is_finished_by_the_character_model() -> None:
    recipe = Recipe("handoff", "Go", length=30, unknown="skip")
    text = write(VOICE, recipe, 0)
    assert not KNOWN.fullmatch(text.removeprefix("Go"))


def test_skip_never_writes_a_word_outside_the_vocabulary() -> None:
    recipe = Recipe("word", "The", length=40, unknown="skip")
    for seed in range(5):
        assert KNOWN.fullmatch(write(VOICE, recipe, seed))


def test_words_never_run_into_each_other() -> None:
    for seed in range(5):
        text = write(VOICE, Recipe("word", "The", length=60), seed)
        for glued in ("TheThe", "seaThe", "whaleThe", "andThe", "IThe", "doThe", "theThe"):
            assert glued not in text


def test_spell_writes_words_outside_the_vocabulary() -> None:
    recipe = Recipe("word", "The", length=200, word=Sampling(1.5), char=Sampling(1.0))
    text = write(VOICE, recipe, 0)
    assert not KNOWN.fullmatch(text)


def test_an_unreadable_prompt_is_refused_by_a_voice_without_unknown() -> None:
    voice = random_voice()
    tokens = list(voice.char.vocabulary.tokens)
    tokens[0] = "ß"
    char = voice.char._replace(vocabulary=type(voice.char.vocabulary)(tuple(tokens)))
    strict = type(voice)(char, voice.word, {})
    with pytest.raises(PromptError, match="never seen 'é'"):
        write(strict, Recipe("char", "é"), 0)


@pytest.mark.slow
@pytest.mark.parametrize("blend", ["mixture", "word"])
def test_no_word_is_said_twice_in_a_row_and_no_mark_runs_into_another(blend: str) -> None:
    """Ishmael, whose word model does both now and then when it is let."""
    ishmael = load_voice(bundled_voice("ishmael"))
    for text in write_all(ishmael, Recipe(blend, "The whale, the sea", length=60), 1, range(8)):
        written = tokenize(text.text)
        twice = [(a, b) for a, b in pairwise(written) if a == b and a.strip().isalpha()]
        assert not [a for a, _ in twice if len(a.strip()) > 1]
        assert not re.search(r"([,.;:!?])\1", text.text)
