from dataclasses import replace

import numpy as np
import pytest

from voices import document_voice, random_voice
from wisdom_model.errors import GuardError, SettingsError
from wisdom_model.generation.candidates import choose
from wisdom_model.generation.product_generator import WrittenToken
from wisdom_model.generation.recipe import Recipe
from wisdom_model.generation.sentence_score import (
    LENGTH,
    REPETITION,
    SentenceScorer,
    measure_sentences,
)
from wisdom_model.generation.writer import write, write_all, write_sentences
from wisdom_model.guards.guards import Guards, passes
from wisdom_model.guards.repetition import fold_sentences
from wisdom_model.network.sampling import Sampling
from wisdom_model.text.words import count_words
from wisdom_model.voice.file import Voice

PRODUCT = Recipe.for_blend("product", length=12, unknown="skip")


def accept_all(_text: str, _sentence: str) -> bool:
    return True


@pytest.mark.parametrize("prompt", [None, "The lamp", "The sea waits all night.", "The sea\n\n"])
def test_the_choices_write_the_text_again(keeper: Voice, prompt: str | None) -> None:
    recipe = Recipe.for_blend("product", length=20, prompt=prompt, unknown="skip")
    found = write_sentences(keeper, recipe, 5, 2, accept_all, 4)
    assert found is not None
    assert found.text.startswith(prompt or "")
    assert count_words(found.text) >= 20
    assert write(keeper, recipe, 5, 2, found.choices) == found.text
    assert len(found.choices) <= found.written


def test_the_keeper_only_says_triples_that_the_keeper_has_said(keeper: Voice) -> None:
    memory, ids = keeper.phrase_memory, keeper.word.vocabulary.ids
    assert memory is not None
    found = write_sentences(keeper, PRODUCT, 1, 0, accept_all)
    assert found is not None
    tokens = [ids["\n\n"]] * 2 + [token.id for token in found.tokens]
    said = [
        token in memory.triples[memory.find_triples(before, last)]
        for before, last, token in zip(tokens, tokens[1:], tokens[2:], strict=False)
    ]
    assert np.mean(said) > 0.9


def test_a_sentence_that_is_refused_is_not_taken(keeper: Voice) -> None:
    first = write_sentences(keeper, PRODUCT, 3, 0, accept_all)
    assert first is not None
    begun = first.text.split(".")[0]
    second = write_sentences(keeper, PRODUCT, 3, 0, lambda text, _: begun not in text)
    assert second is not None
    assert begun not in second.text
    assert write_sentences(keeper, PRODUCT, 3, 0, lambda *_: False, 2) is None


def test_a_post_is_chosen_by_sentences_and_says_nothing_that_was_said(keeper: Voice) -> None:
    first = choose(keeper, PRODUCT, 8, Guards(), 3)
    assert passes(first.findings)
    assert write(keeper, PRODUCT, 8, first.number, first.choices) == first.text
    said = fold_sentences(first.text)
    second = choose(keeper, PRODUCT, 8, Guards(said=said), 3)
    assert passes(second.findings)
    assert said.isdisjoint(fold_sentences(second.text))


def test_a_document_ends_where_the_model_ends_it() -> None:
    recipe = Recipe.for_blend("product", unknown="skip")
    lengths = [
        count_words(each.text)
        for end in (9.0, -9.0)
        for each in write_all(document_voice(end=end, whole_sentences=False), recipe, 4, range(4))
    ]
    assert max(lengths[:4]) < min(lengths[4:])


def test_without_a_memory_there_is_no_product() -> None:
    voice = random_voice()
    bare = Voice(voice.char, voice.word, voice.metadata)
    with pytest.raises(SettingsError, match="blend is product: it needs a voice with a phrase"):
        write(bare, PRODUCT, 1)


def test_the_authors_sentences_are_measured_by_the_memory(keeper: Voice) -> None:
    memory, vocabulary = keeper.phrase_memory, keeper.word.vocabulary
    assert memory is not None
    assert 6 < measure_sentences(memory, vocabulary) < 9  # "The lamp waits by the door."


def make_tokens(keeper: Voice, text: list[str], cost: float) -> list[WrittenToken]:
    ids = keeper.word.vocabulary.ids
    return [WrittenToken(ids[token], token, -cost) for token in text]


def test_mistakes_of_grammar_cost_and_rarity_gains(keeper: Voice) -> None:
    assert keeper.phrase_memory is not None
    scorer = SentenceScorer(keeper.word, keeper.phrase_memory)
    scorer.content = np.zeros(len(keeper.word.vocabulary))
    scorer.content[keeper.word.vocabulary.ids[" boat"]] = 1
    usual = make_tokens(keeper, [" the", " lamp", " the", " sea"], 2.5)
    wrong = [*usual[:3], usual[3]._replace(log_probability=-9.0)]
    about = [*usual[:3], usual[3]._replace(id=keeper.word.vocabulary.ids[" boat"], text=" boat")]
    daring = [*about[:3], about[3]._replace(log_probability=-3.5)]
    scores = [scorer.score(tokens, []) for tokens in (wrong, usual, about, daring)]
    assert scores[0] < scores[1] < scores[2] == pytest.approx(scores[3])
    assert scorer.find_content(about) == [keeper.word.vocabulary.ids[" boat"]]
    assert scorer.score(about, scorer.find_content(about)) > scorer.score(about)
    again = scorer.find_phrases(about)
    assert again == {("the", "lamp", "the", "boat")}
    assert scorer.score(about, phrases=again) == pytest.approx(scorer.score(about) - REPETITION)
    assert scorer.score(usual * 2) > scorer.score(
        usual
    )  # eight words are nearer to the usual seven
    assert scorer.score(usual * 3) == pytest.approx(scorer.score(usual * 2) - 4 * LENGTH)


def test_at_temperature_0_the_next_post_begins_with_the_next_best_token(keeper: Voice) -> None:
    cold = Sampling(0)
    recipe = Recipe.for_blend("product", length=5, prompt="The lamp")
    recipe = replace(recipe, word=cold, char=cold)
    said: frozenset[str] = frozenset()
    texts = []
    for _ in range(2):
        texts.append(choose(keeper, recipe, 1, Guards(said=said)).text)
        said |= fold_sentences(texts[-1])
    assert len(set(texts)) == 2
    assert choose(keeper, recipe, 2, Guards()).text == texts[0]


def test_an_error_at_temperature_0_says_so(keeper: Voice) -> None:
    cold = Sampling(0)
    recipe = replace(Recipe.for_blend("word", length=5, prompt="The lamp"), word=cold, char=cold)
    text = choose(keeper, recipe, 1, Guards()).text
    with pytest.raises(GuardError, match="At temperature 0 a voice hardly ever writes"):
        choose(keeper, recipe, 1, Guards(said=fold_sentences(text)))
