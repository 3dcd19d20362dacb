import numpy as np
import pytest

from voices import WORDS, random_voice
from wisdom_model.generation.batching import run
from wisdom_model.generation.product_generator import (
    PAIR_COST,
    RARITY,
    STALENESS,
    STRANGE_COST,
    ProductGenerator,
    measure_cost,
)
from wisdom_model.generation.reader import NO_BIAS
from wisdom_model.network.sampling import Sampling
from wisdom_model.voice.habits import DEFAULT_HABITS
from wisdom_model.voice.phrase_memory import PhraseMemory

VOICE = random_voice()
NOTHING = np.zeros(0, np.int64)


def make_generator(memory: PhraseMemory, temperature: float = 1.0) -> ProductGenerator:
    rng = np.random.default_rng(3)
    return ProductGenerator(VOICE.word, memory, None, Sampling(temperature), rng, DEFAULT_HABITS)


def make_memory(*documents: list[str]) -> PhraseMemory:
    ids = [VOICE.word.vocabulary.encode(document) for document in documents]
    return PhraseMemory.make(ids, 1, len(WORDS))


@pytest.mark.parametrize("temperature", [0.5, 1.0, 2.0])
def test_rare_tokens_gain_and_what_the_author_did_not_write_loses(
    temperature: float,
) -> None:
    memory = make_memory(["The", " whale", "."], [" the", " whale", " and"])
    generator = make_generator(memory, temperature)
    run(generator.append("The whale"))
    gained = (generator.agree() - generator.prediction.logits) / temperature
    expected = -RARITY * memory.log_unigrams - STRANGE_COST
    expected[WORDS.index(" and")] += STRANGE_COST - PAIR_COST  # after " whale", not "The whale"
    expected[WORDS.index(".")] += STRANGE_COST
    assert gained.tolist() == pytest.approx(expected.tolist(), abs=1e-4)


def test_a_stale_phrase_gains_less() -> None:
    memory = make_memory(*[["The", " whale", "."]] * 5, ["The", " whale", " and"])
    generator = make_generator(memory)
    run(generator.append("The whale"))
    gained = generator.agree() - generator.prediction.logits + RARITY * memory.log_unigrams
    assert gained[WORDS.index(" and")] == pytest.approx(0, abs=1e-4)
    assert gained[WORDS.index(".")] == pytest.approx(-STALENESS * np.log(5), abs=1e-4)


@pytest.mark.parametrize(("unknown", "avoided"), [(1, False), (3, True)])
def test_a_pair_that_led_to_unknown_words_is_avoided_by_a_voice_that_writes_none(
    unknown: int, avoided: bool
) -> None:
    documents = [["The", " whale", "Pequod"]] * unknown + [["The", " whale", "."]] * 2
    generator = make_generator(make_memory(*documents, [" the", " whale", "."]))
    run(generator.append("The"))
    gained = generator.agree() - generator.prediction.logits
    assert bool(gained[WORDS.index(" whale")] < -STRANGE_COST) == avoided


def test_at_temperature_0_the_likeliest_of_what_the_author_wrote_is_taken() -> None:
    generator = make_generator(make_memory(["The", " whale", " sea"]), 0)
    run(generator.append("The whale"))
    assert generator.draw(NOTHING, NO_BIAS) == " sea"


def test_where_the_memory_does_not_count_the_word_model_draws_alone_at_temperature_1() -> None:
    generator = make_generator(make_memory(["The", " whale", " sea"]), 0)
    run(generator.append("The whale"))
    generator.agrees = False
    drawn = {generator.draw(NOTHING, NO_BIAS) for _ in range(60)}
    assert len(drawn) > 3


def test_what_was_written_and_what_it_cost() -> None:
    generator = make_generator(make_memory(["The", " whale"]))
    logits = generator.prediction.logits
    run(generator.accept("The"))
    (token,) = generator.written
    assert (token.id, token.text) == (WORDS.index("The"), "The")
    assert -token.log_probability == pytest.approx(np.log(np.exp(logits - logits[token.id]).sum()))
    assert generator.nats == -token.log_probability


def test_a_fork_shares_what_was_written_before_and_nothing_after() -> None:
    generator = make_generator(make_memory(["The", " whale"]))
    run(generator.accept("The"))
    twin = generator.fork(np.random.default_rng(4))
    run(twin.accept(" whale"))
    assert [token.text for token in generator.written] == ["The"]
    assert [token.text for token in twin.written] == ["The", " whale"]


def test_the_cost_of_a_token() -> None:
    logits = np.array([1.0, 2.0, -30.0], np.float32)
    costs = [measure_cost(logits, index) for index in range(3)]
    expected = np.log(np.exp(logits.astype(float)).sum()) - logits
    assert costs == pytest.approx(expected.tolist(), abs=1e-5)
