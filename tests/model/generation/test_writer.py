import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voices import document_voice, random_voice
from wisdom_model.errors import PromptError
from wisdom_model.generation.recipe import BLENDS, DEFAULT_LENGTH, Recipe
from wisdom_model.generation.writer import write, write_all
from wisdom_model.network.sampling import Sampling
from wisdom_model.text.tokenizer import DOCUMENT_END, tokenize
from wisdom_model.text.words import count_words
from wisdom_model.voice.file import Voice, bundled_voice, load_voice

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


def test_without_a_length_a_voice_without_documents_writes_the_default_one() -> None:
    assert write(VOICE, Recipe("word"), 1) == write(VOICE, Recipe("word", None, DEFAULT_LENGTH), 1)


# Voices that end documents


def write_some(voice: Voice, recipe: Recipe, count: int = 20) -> list[str]:
    return [candidate.text for candidate in write_all(voice, recipe, 1, range(count))]


@pytest.mark.parametrize("blend", BLENDS)
def test_a_document_ends_where_the_model_says(blend: str) -> None:
    voice = document_voice(end=4, most=200, whole_sentences=False)
    texts = write_some(voice, Recipe(blend, length=200))
    assert sum(len(text) < 100 for text in texts) > 15
    assert not any(DOCUMENT_END in text or text.endswith("…") for text in texts)


@pytest.mark.parametrize("blend", BLENDS)
def test_something_follows_a_prompt_before_the_document_ends(blend: str) -> None:
    voice = document_voice(end=9, whole_sentences=False)
    for text in write_some(voice, Recipe(blend, "The sea")):
        assert text.startswith("The sea")
        assert len(text) > len("The sea")


@pytest.mark.parametrize("length", [None, 12])
def test_the_end_becomes_likelier_beyond_the_usual_length(length: int | None) -> None:
    """A model that hardly ever ends a document ends it soon after the words that are usual."""
    voice, usual = document_voice(end=-3, most=12, whole_sentences=False), 12
    texts = write_some(voice, Recipe("word", length=length))
    assert sum(usual / 2 <= count_words(text) <= 2 * usual for text in texts) > 15
    assert max(map(count_words, texts)) <= 2 * usual + 1


def test_a_document_without_an_end_is_broken_off() -> None:
    voice = document_voice(end=-99, most=7)
    texts = write_some(voice, Recipe("word", "The", word=Sampling(0.0)))
    assert all(count_words(text) <= 7 + 12 + 1 for text in texts)


def test_a_whole_sentence_ends_a_long_document() -> None:
    voice = document_voice(end=-99, most=400)
    words = [count_words(text) for text in write_some(voice, Recipe("word"), 4)]
    assert all(150 <= count <= 150 + 61 for count in words)


def test_an_author_of_whole_sentences_ends_documents_with_one() -> None:
    voice = document_voice(end=4, most=20)
    for text in write_some(voice, Recipe("word")):
        assert text.rstrip("\"'")[-1] in ".!…"


def test_only_verse_has_single_line_breaks() -> None:
    verse = document_voice(end=-2, most=30, lines=True, whole_sentences=False)
    prose = document_voice(end=-2, most=30, whole_sentences=False)
    single = re.compile(r"(?<!\n)\n(?!\n)")
    for blend in BLENDS:
        assert any(single.search(text) for text in write_some(verse, Recipe(blend)))
        assert not any(single.search(text) for text in write_some(prose, Recipe(blend)))


def test_a_token_in_one_vocabulary_only_is_never_written() -> None:
    """Such a voice writes what it would write without the token."""
    voice = document_voice(end=9)
    known = replace(voice, word=VOICE.word, phrase_memory=VOICE.phrase_memory)
    for half in (replace(voice, char=VOICE.char), known):
        for blend in BLENDS:
            text = write(half, Recipe(blend, length=10), 2)
            assert DOCUMENT_END not in text
            assert count_words(text) >= 10
