import numpy as np
import pytest

from networks import read
from voices import document_voice, random_voice
from wisdom_model.errors import PromptError
from wisdom_model.generation.batching import Prediction, run
from wisdom_model.generation.reader import EndBias, Reader, find_ids
from wisdom_model.network.sampling import Sampling
from wisdom_model.text.tokenizer import DOCUMENT_END
from wisdom_model.text.vocabulary import Vocabulary
from wisdom_model.voice.file import LanguageModel
from wisdom_model.voice.habits import Habits

VOICE = random_voice()
GREEDY = Sampling(temperature=0)
NOTHING = np.array([], dtype=np.int64)


def expect(reader: Reader, token: str, then: str) -> Prediction:
    """A response in which ``token`` is the likeliest and ``then`` the next, 1 nat below."""
    logits = np.zeros(len(reader.tokens), np.float32)
    logits[reader.tokens.index(token)] = 3
    logits[reader.tokens.index(then)] = 2
    return reader.start()._replace(logits=logits)


def test_reading_is_what_the_network_does_with_the_ids() -> None:
    reader, network = Reader(VOICE.char), VOICE.char.network
    expected, state = read(network, VOICE.char.vocabulary.encode("sea"), network.start())
    prediction = run(reader.read("sea", reader.start()))
    assert (prediction.logits == expected[0]).all()
    assert (prediction.state.hidden == state.hidden).all()


def test_reading_in_two_parts_is_reading_at_once() -> None:
    reader = Reader(VOICE.char)
    part = run(reader.read("The s", reader.start()))
    both, whole = run(reader.read("ea", part)), run(reader.read("The sea", reader.start()))
    assert (both.logits == whole.logits).all()


def test_nothing_read_changes_nothing() -> None:
    reader = Reader(VOICE.word)
    start = reader.start()
    assert run(reader.read([], start)) is start
    assert not start.logits.any()


@pytest.mark.parametrize("name", ["char", "word"])
def test_what_stands_before_a_text_is_read_as_the_model_knows_it(name: str) -> None:
    reader = Reader(getattr(VOICE, name))
    tokens = ["\n\n"] if name == "word" else ["\n", "\n"]
    found = run(reader.read_start(reader.start()))
    assert (found.logits == run(reader.read(tokens, reader.start())).logits).all()


def test_an_unknown_token_is_refused_without_unk() -> None:
    tokens = tuple("ß" if t == "<unk>" else t for t in VOICE.char.vocabulary.tokens)
    reader = Reader(LanguageModel(Vocabulary(tokens), VOICE.char.network))
    with pytest.raises(PromptError, match="never seen 'é'"):
        run(reader.read("é", reader.start()))


def test_the_end_bias_raises_what_ends_a_sentence() -> None:
    reader, rng = Reader(VOICE.word), np.random.default_rng(0)
    prediction = expect(reader, " sea", then=".")
    assert reader.draw(prediction, GREEDY, rng, NOTHING) == " sea"
    assert reader.draw(prediction, GREEDY, rng, NOTHING, EndBias(0.9)) == " sea"
    assert reader.draw(prediction, GREEDY, rng, NOTHING, EndBias(1.1)) == "."
    assert prediction.logits.max() == 3  # the response itself is left alone


def test_banned_tokens_are_not_drawn() -> None:
    reader, rng = Reader(VOICE.word), np.random.default_rng(0)
    prediction = expect(reader, " sea", then=" whale")
    banned = find_ids(reader.tokens, " sea".__eq__)
    assert reader.draw(prediction, GREEDY, rng, banned) == " whale"


def test_an_opening_has_a_capital_at_its_beginning_only() -> None:
    reader, rng = Reader(VOICE.word), np.random.default_rng(0)
    openings = {reader.draw_opening(expect(reader, " sea", "."), rng) for _ in range(50)}
    assert openings == {"The"}


def test_in_a_script_without_capitals_an_opening_is_a_letter() -> None:
    vocabulary = Vocabulary(("<unk>", ".", "1", "\u05d0", "\u05d1"))
    voice = random_voice()
    reader = Reader(LanguageModel(vocabulary, voice.word.network))
    prediction = Prediction(np.zeros(5, np.float32), voice.word.network.start())
    openings = {reader.draw_opening(prediction, np.random.default_rng(seed)) for seed in range(50)}
    assert openings == {"\u05d0", "\u05d1"}


def test_find_ids_gives_the_places() -> None:
    assert find_ids(["a", "B", "c"], str.islower).tolist() == [0, 2]


@pytest.mark.parametrize("name", ["char", "word"])
def test_a_document_begins_after_the_end_of_another(name: str) -> None:
    reader = Reader(getattr(document_voice(), name), Habits(DOCUMENT_END))
    found = run(reader.read_start(reader.start()))
    assert (found.logits == run(reader.read([DOCUMENT_END], reader.start())).logits).all()


def test_the_bias_of_the_end_raises_it() -> None:
    reader = Reader(document_voice().word, Habits(DOCUMENT_END))
    prediction = expect(reader, " sea", then=DOCUMENT_END)
    rng, bias = np.random.default_rng(0), EndBias(document=1.1)
    assert reader.draw(prediction, GREEDY, rng, NOTHING, EndBias(sentence=1.1)) == " sea"
    assert reader.draw(prediction, GREEDY, rng, NOTHING, bias) == DOCUMENT_END


@pytest.mark.parametrize(
    ("habits", "openings"),
    [
        (Habits(DOCUMENT_END), {"The", "\u0939"}),
        (Habits(DOCUMENT_END, capitals=False), {"The", "\u0939", "sea", "AND"}),
        (Habits(DOCUMENT_END, letters=False), {"The", "\u0939", "#", "1"}),
    ],
)
def test_a_document_opens_as_the_author_does(habits: Habits, openings: set[str]) -> None:
    tokens = ("<unk>", DOCUMENT_END, "\n", " sea", "sea", "The", "AND", "\u0939", "#", "1")
    voice = random_voice()
    reader = Reader(LanguageModel(Vocabulary(tokens), voice.word.network), habits)
    prediction = Prediction(np.zeros(len(tokens), np.float32), voice.word.network.start())
    found = {reader.draw_opening(prediction, np.random.default_rng(seed)) for seed in range(99)}
    assert found == openings


@pytest.mark.parametrize(
    ("habits", "temperature", "share"),
    [
        (Habits(DOCUMENT_END), 0.5, 1 / 16),
        (Habits(DOCUMENT_END), 2, 1 / 16),
        (Habits(DOCUMENT_END, whole_sentences=False), 1, 1 / 16),
        (Habits(DOCUMENT_END, whole_sentences=False), 2, 1 / (1 + 15**0.5)),
    ],
)
def test_whether_a_document_ends_is_drawn_first(
    habits: Habits, temperature: float, share: float
) -> None:
    """There are 16 tokens, all equally likely; three of them are kept."""
    reader = Reader(document_voice().word, habits)
    prediction = Prediction(np.zeros(len(reader.tokens), np.float32), reader.start().state)
    rng, sampling = np.random.default_rng(0), Sampling(temperature, top_k=3)
    found = [reader.draw(prediction, sampling, rng, NOTHING) for _ in range(4000)]
    assert found.count(DOCUMENT_END) == pytest.approx(4000 * share, rel=0.2)
    probabilities = reader.find_probabilities(prediction, sampling, NOTHING)
    assert probabilities[reader.tokens.index(DOCUMENT_END)] == pytest.approx(share, rel=1e-5)
    assert probabilities.sum() == pytest.approx(1)
    banned = find_ids(reader.tokens, DOCUMENT_END.__eq__)
    assert DOCUMENT_END not in {
        reader.draw(prediction, Sampling(2), rng, banned) for _ in range(200)
    }
