from copy import copy

import numpy as np
import pytest

from wisdom_model.generation.batching import Generation, Prediction, run
from wisdom_model.generation.reader import Reader
from wisdom_model.generation.speller import LONGEST_WORD, Speller
from wisdom_model.network.language_model import Architecture, Network
from wisdom_model.network.sampling import Sampling
from wisdom_model.text.tokenizer import DOCUMENT_END, LINE, PARAGRAPH
from wisdom_model.text.vocabulary import Vocabulary
from wisdom_model.voice.file import LanguageModel, Voice

GREEDY = Sampling(temperature=0)
RNG = np.random.default_rng(0)


def write_in_order(text: str) -> LanguageModel:
    """A model that expects, after each character, the one that follows it in ``text``."""
    characters = tuple(dict.fromkeys("\n" + text))
    size = len(characters)
    weights = {
        name: np.zeros(shape, np.float32)
        for name, shape in Architecture(size, size, size, 1, cell="rnn").shapes().items()
    }
    weights["embedding.weight"] = np.eye(size, dtype=np.float32)
    weights["rnn.weight_ih_l0"] = 3 * np.eye(size, dtype=np.float32)
    for char, following in zip("\n" + text, text, strict=False):
        weights["decoder.weight"][characters.index(following), characters.index(char)] = 9
    network = Network(Architecture(size, size, size, 1, cell="rnn"), weights)
    return LanguageModel(Vocabulary(characters), network)


@pytest.mark.parametrize(
    ("model", "text", "word"),
    [
        ("The sam.", "The", " sam"),
        ("I don't", "I", " do"),  # n't is a token of its own
        ("Ho. The,", "Ho.", " The"),
        ("I, no", "I", ","),
        ("We're no", "We", "'re"),
        ("It's no", "It", "'s"),
        ("I've no", "I", "'ve"),
        ("O'Reily", "O", "'"),
        ("o'clock", "o", "'"),
    ],
)
def test_a_token_ends_where_the_tokenizer_would_cut(model: str, text: str, word: str) -> None:
    speller = Speller(write_in_order(model), GREEDY)
    speller.append(text)
    assert run(speller.spell(text, RNG)) == word


def test_a_word_without_end_is_cut() -> None:
    speller = Speller(write_in_order("ab" + "a"), GREEDY)
    speller.append("\n\n")
    assert run(speller.spell("\n\n", RNG)) == ("ab" * LONGEST_WORD)[:LONGEST_WORD]


def count_steps(generation: Generation[str]) -> tuple[str, int]:
    """The word that is spelled, and how many tokens the network reads for it."""
    prediction, steps = None, 0
    while True:
        try:
            request = generation.send(prediction)  # type: ignore[arg-type]  # None begins
        except StopIteration as end:
            return end.value, steps
        logits, state = request.network.step(np.array([request.token]), request.state)
        prediction, steps = Prediction(logits[0], state), steps + 1


def test_spelling_again_gives_the_same_and_reads_no_text_again(keeper: Voice) -> None:
    speller = Speller(keeper.char, GREEDY)
    speller.append("The lamp")
    first, steps = count_steps(speller.spell("The lamp", RNG))
    assert steps == len("\n\nThe lamp") + len(first)
    assert count_steps(speller.spell("The lamp", RNG)) == (first, len(first))


def test_what_was_spelled_and_appended_is_not_read_again(keeper: Voice) -> None:
    speller, fresh = Speller(keeper.char, GREEDY), Speller(keeper.char, GREEDY)
    speller.append("The lamp")
    text = "The lamp" + run(speller.spell("The lamp", RNG))
    speller.append(text.removeprefix("The lamp"))
    fresh.append(text)
    following, steps = count_steps(speller.spell(text, RNG))
    assert steps == len(following)
    assert run(fresh.spell(text, RNG)) == following


def test_a_copy_follows_another_text(keeper: Voice) -> None:
    speller = Speller(keeper.char, GREEDY)
    speller.append("The ")
    twin = copy(speller)
    twin.append("lamp goes out.\n\nThe ")
    alone = Speller(keeper.char, GREEDY)
    alone.append("The ")
    assert run(speller.spell("The ", RNG)) == run(alone.spell("The ", RNG))


def test_it_continues_from_what_another_reader_has_read(keeper: Voice) -> None:
    reader, speller = Reader(keeper.char), Speller(keeper.char, GREEDY)
    read = Speller(keeper.char, GREEDY)
    read.append("The lamp")
    speller.append("something else")
    speller.continue_from(run(reader.read("\n\nThe lamp", reader.start())))
    assert run(speller.spell("The lamp", RNG)) == run(read.spell("The lamp", RNG))


def test_of_a_long_text_only_the_end_is_read(keeper: Voice) -> None:
    long, end, reader = (
        Speller(keeper.char, GREEDY),
        Speller(keeper.char, GREEDY),
        Reader(keeper.char),
    )
    text = "No. " * 60 + "The lamp goes out. " * 11
    long.append(text)
    end.continue_from(run(reader.read(text[-200:], reader.start())))
    assert run(long.spell(text, RNG)) == run(end.spell(text, RNG))


@pytest.mark.parametrize(
    ("model", "breaks", "word"),
    [
        (f"The{DOCUMENT_END}sam.", (DOCUMENT_END,), DOCUMENT_END),
        ("Tha\nsm.", (LINE, PARAGRAPH), "\n"),
        ("Tha\nsm.", (PARAGRAPH,), "\n\n"),  # where no line ends, a line feed begins a paragraph
        ("Tha\nsm.", (LINE,), "\n"),
    ],
)
def test_breaks_that_are_allowed_are_spelled(
    model: str, breaks: tuple[str, ...], word: str
) -> None:
    text = model[:3]
    speller = Speller(write_in_order(model), GREEDY)
    speller.append(text)
    assert run(speller.spell(text, RNG, breaks)) == word
    again = Speller(write_in_order(model), GREEDY)
    again.append(text)
    assert not run(again.spell(text, RNG)).isspace()
