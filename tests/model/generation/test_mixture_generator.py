import numpy as np
import pytest

from voices import document_voice, random_voice
from wisdom_model.generation.batching import run
from wisdom_model.generation.generators import CharGenerator, WordGenerator
from wisdom_model.generation.mixture_generator import MixtureGenerator
from wisdom_model.generation.speller import Speller
from wisdom_model.mixture.gate import Gate
from wisdom_model.network.sampling import Sampling, softmax
from wisdom_model.text.tokenizer import DOCUMENT_END
from wisdom_model.voice.habits import Habits

VOICE = random_voice()
WORD_ONLY, CHAR_ONLY = Gate.constant((1 - 1e-12, 1e-12)), Gate.constant((1e-12, 1 - 1e-12))


def make(
    gate: Gate, seed: int = 0, temperature: float = 1, *, spells: bool = True
) -> MixtureGenerator:
    rng, sampling = np.random.default_rng(seed), Sampling(temperature)
    speller = Speller(VOICE.char, sampling) if spells else None
    word = WordGenerator(VOICE.word, speller, sampling, rng)
    generator = MixtureGenerator(gate, word, CharGenerator(VOICE.char, sampling, rng))
    generator.rng = rng
    run(generator.append("The"))
    return generator


def propose_many(gate: Gate, *, spells: bool = True) -> list[str]:
    return [run(make(gate, seed, spells=spells).propose("The")) for seed in range(60)]


def count_known(tokens: list[str]) -> int:
    return sum(token in VOICE.word.vocabulary for token in tokens)


def test_the_gate_decides_which_expert_proposes() -> None:
    by_word, by_char = propose_many(WORD_ONLY), propose_many(CHAR_ONLY)
    assert count_known(by_word) > count_known(by_char)
    assert count_known(by_char) < 60


def test_without_a_speller_the_word_model_proposes_alone() -> None:
    assert count_known(propose_many(CHAR_ONLY, spells=False)) == 60


def test_at_temperature_zero_nothing_is_drawn() -> None:
    found = {run(make(WORD_ONLY, seed, temperature=0).propose("The")) for seed in range(5)}
    assert len(found) == 1


def test_an_unknown_word_costs_what_unk_costs() -> None:
    generator = make(WORD_ONLY)
    run(generator.propose("The"))
    probabilities, _ = softmax(generator.word.prediction.logits)
    run(generator.accept(" leviathan"))
    assert generator.nats == -np.log(probabilities[0])
    assert generator.accepted == 1


def test_forks_go_their_own_way() -> None:
    generator = make(WORD_ONLY)
    before = generator.word.prediction
    twin = generator.fork(np.random.default_rng(3))
    run(twin.propose("The"))
    run(twin.accept(" sea"))
    assert generator.word.prediction is before
    assert twin.accepted == 1
    assert generator.accepted == 0


@pytest.mark.parametrize("spells", [True, False])
def test_both_models_read_the_warm_up(spells: bool) -> None:
    generator = make(WORD_ONLY, spells=spells)
    before = generator.word.prediction
    run(generator.warm_up(np.random.default_rng(1)))
    assert (generator.word.prediction.logits != before.logits).any()
    assert generator.word.previous == "\n\n"


def test_either_expert_may_end_a_document() -> None:
    voice, habits = document_voice(end=5), Habits(DOCUMENT_END, whole_sentences=False)
    for gate in (WORD_ONLY, CHAR_ONLY):
        rng = np.random.default_rng(0)
        speller = Speller(voice.char, Sampling(), habits)
        word = WordGenerator(voice.word, speller, Sampling(), rng, habits)
        generator = MixtureGenerator(gate, word, CharGenerator(voice.char, Sampling(), rng, habits))
        generator.rng = rng
        run(generator.warm_up(rng))
        assert generator.word.previous == DOCUMENT_END
        run(generator.append("The"))
        found = [run(generator.propose("The")) for _ in range(20)]
        assert found.count(DOCUMENT_END) > 10
        excluded = [run(generator.propose("The", excluded=(DOCUMENT_END,))) for _ in range(20)]
        assert DOCUMENT_END not in excluded
