"""What the experts give every token of a text, and what the text costs by that."""

from dataclasses import replace

import numpy as np
import pytest

from networks import forward
from voices import document_voice, random_voice
from wisdom_model.mixture.gate import Gate
from wisdom_model.mixture.text_probability import score_text
from wisdom_model.mixture.token_probability import TokenScorer
from wisdom_model.network.sampling import softmax
from wisdom_model.text.tokenizer import tokenize

VOICE = random_voice()
TEXT = "The whale, and the sea. I don't.\n\nThe whale and the whale and the whale and the sea."


def test_probabilities_are_those_of_the_models() -> None:
    found = score_text(VOICE, TEXT, sharpness=12)
    assert found.tokens == tuple(tokenize(TEXT))
    assert found.characters == len(TEXT)
    vocabulary, network = VOICE.word
    ids = vocabulary.encode(["\n\n", *found.tokens])
    logits, _ = forward(network, ids[None, :-1], network.start())
    shares, _ = softmax(logits[0])
    chances = shares[np.arange(len(ids) - 1), ids[1:]]
    assert found.word.tolist() == np.where(ids[1:] == 0, 0, chances).tolist()
    assert found.unknown.tolist() == shares[:, 0].tolist()
    assert found.char == pytest.approx(np.exp(TokenScorer(VOICE.char).score(found.tokens).tokens))
    assert found.experts() == pytest.approx(
        np.stack([found.word + found.unknown * found.char, found.char], 1)
    )


def test_the_memory_is_asked_about_every_token_and_about_the_unknown_one() -> None:
    """After the end of a paragraph, about what begins one."""
    found = score_text(VOICE, TEXT, sharpness=12)
    memory = VOICE.phrase_memory
    assert memory is not None
    ids = VOICE.word.vocabulary.encode(["\n\n", "\n\n", *found.tokens]).tolist()
    for index, target in enumerate(ids[2:]):
        context = (1, 1) if ids[index + 1] == 1 else (ids[index], ids[index + 1])
        chances = np.exp(memory.log_probabilities(*context))
        expected = (0 if target == 0 else chances[target]) + chances[0] * found.char[index]
        assert found.memory[index] == pytest.approx(expected, rel=1e-9)
        count, followers = memory.count_followers(*context)
        assert found.memory_features[index].tolist() == pytest.approx(
            [np.log(1 + count) / 5, followers / max(count, 1)]
        )
    assert not score_text(replace(VOICE, phrase_memory=None), TEXT, 12).memory.any()


def test_a_mixture_lies_between_its_experts() -> None:
    found = score_text(VOICE, TEXT, sharpness=12)
    mixed = found.mix(Gate.constant((0.25, 0.75)))
    assert mixed == pytest.approx(found.experts() @ [0.25, 0.75], rel=1e-9)
    assert found.bits(mixed) == pytest.approx(-np.log2(mixed).sum() / len(TEXT))


def test_a_character_that_nobody_knows_costs_one_of_all() -> None:
    """Spelled as U+FFFD, and then chosen among all of Unicode."""
    known, unknown = (score_text(VOICE, f"The {mark} sea.", 12) for mark in "\ufffd日")
    assert unknown.bits(unknown.char) - known.bits(known.char) == pytest.approx(
        np.log2(0x110000 - 0x800) / len("The 日 sea.")
    )


def test_a_text_of_documents_begins_one() -> None:
    voice, text = document_voice(), "The sea.\x1eThe whale\x1e"
    found = score_text(voice, text, 12)
    assert found.tokens == ("The", " sea", ".", "\x1e", "The", " whale", "\x1e")
    ids = voice.word.vocabulary.encode(["\x1e", *found.tokens])
    logits, _ = forward(voice.word.network, ids[None, :-1], voice.word.network.start())
    shares, _ = softmax(logits[0])
    assert found.word.tolist() == shares[np.arange(len(ids) - 1), ids[1:]].tolist()
    spelled = TokenScorer(voice.char).score(found.tokens, "\x1e").tokens
    assert found.char == pytest.approx(np.exp(spelled))
