"""Whole tokens' probabilities, against all strings there are, tokenized one by one."""

import numpy as np
import pytest

from networks import read
from voices import random_network, random_voice
from wisdom_model.mixture.token_probability import TokenScorer
from wisdom_model.network.language_model import Architecture
from wisdom_model.network.sampling import softmax
from wisdom_model.text.tokenizer import tokenize
from wisdom_model.text.vocabulary import Vocabulary
from wisdom_model.voice.file import LanguageModel

LENGTH = 6  # characters of the strings that are tried


def make_model(characters: str, seed: int = 0) -> LanguageModel:
    sizes = Architecture(len(characters), 4, 6, 1)
    return LanguageModel(Vocabulary(tuple(characters)), random_network(sizes, seed))


def try_all(model: LanguageModel, context: str) -> dict[str, float]:
    """P(next token) behind ``context`` by its definition; strings of LENGTH characters decide.

    A token that reaches the end of its string may be longer; it counts as ``…``.
    """
    characters, network = model.vocabulary.tokens, model.network
    strings, costs, state = [""], np.zeros(1), network.start()
    logits, state = read(network, model.vocabulary.encode(context), state)
    logs = np.log(softmax(logits)[0])
    for _ in range(LENGTH):
        strings = [string + char for string in strings for char in characters]
        costs = (costs[:, None] + logs).ravel()
        ids = np.tile(np.arange(len(characters)), len(costs) // len(characters))
        parents = np.repeat(np.arange(len(costs) // len(characters)), len(characters))
        hidden, cell = state.hidden[:, parents], state.cell[:, parents]
        logits, state = network.step(ids, type(state)(hidden, cell))
        logs = np.log(softmax(logits)[0])
    given = tokenize(context)
    found: dict[str, float] = {}
    ends = 0.0
    for string, chance in zip(strings, np.exp(costs), strict=True):
        tokens = tokenize(context + string)
        if tokens[: len(given)] == given:  # a token ends where the context does
            ends += chance
            token = tokens[len(given)] if len(tokens) > len(given) + 1 else "…" * LENGTH
            found[token] = found.get(token, 0) + chance
    return {token: chance / ends for token, chance in found.items()}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("characters", "contexts"),
    [
        ("ant'S ", ["an", "a", " n", "n", "t'", "an'", "'", "a n'", " ", "ann't", "t'S"]),
        ("n’t\na.", ["\n", "a", ".", "n", ".."]),
        ("le'v .", ["e", "l'", " ", "' ", "l'll"]),
        ("5a_- 日", ["5", "a", "_", "-", "日", " "]),
        ("a\x1e\n. '", ["a", "\x1e", "\n", ".", " ", "a\x1e", "'"]),  # DOCUMENT_END
    ],
)
def test_a_token_is_as_likely_as_all_strings_that_begin_with_it(
    characters: str, contexts: list[str]
) -> None:
    model = make_model(characters)
    spelling = TokenScorer(model)
    for context in contexts:
        expected = try_all(model, context)
        # A longer look could only find what a clitic at the string's end hides.
        tokens = [token for token in expected if len(token) <= LENGTH - 4]
        assert tokens
        found = [np.exp(spelling.score([token], context).tokens[0]) for token in tokens]
        assert found == pytest.approx([expected[token] for token in tokens], rel=1e-9)


@pytest.mark.parametrize("context", ["a", "n", "'", " n", "an'"])
def test_all_tokens_together_are_certain(context: str) -> None:
    """Those of two characters as spelled; longer ones, and what goes on, as tried."""
    model = make_model("an't ", seed=2)
    spelling, tried = TokenScorer(model), try_all(model, context)
    short = [token for token in tried if len(token) <= LENGTH - 4]
    spelled = sum(np.exp(spelling.score([token], context).tokens[0]) for token in short)
    longer = sum(chance for token, chance in tried.items() if token not in short)
    assert spelled + longer == pytest.approx(1, abs=1e-9)


def test_tokens_in_a_row_are_scored_as_one_by_one() -> None:
    model, text = random_voice().char, "I didn't say the sailor's. He won't.\n\nNo!"
    tokens = tokenize(text)
    together = TokenScorer(model).score(tokens)
    for index in (1, 2, 7, len(tokens) - 1):
        context = "\n\n" + "".join(tokens[:index])
        alone = TokenScorer(model).score([tokens[index]], context)
        assert alone.tokens[0] == pytest.approx(together.tokens[index], abs=1e-9)
    assert len(together.characters) == len(text)


def test_blocks_make_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    model, tokens = random_voice().char, tokenize("It isn't so, an' I didn't.\n\nWe'll see!")
    whole = TokenScorer(model).score(tokens)
    monkeypatch.setattr("wisdom_model.mixture.token_probability._BLOCK", 3)
    for found, expected in zip(TokenScorer(model).score(tokens), whole, strict=True):
        assert found == pytest.approx(expected, abs=1e-12)


def test_a_character_that_the_model_does_not_know_is_a_mark() -> None:
    spelling = TokenScorer(random_voice().char)
    text = spelling.replace_unknown("naïve 5")
    assert text == "na\ufffdve \ufffd"
    assert np.isfinite(spelling.score(tokenize(text)).tokens).all()
