import numpy as np
import pytest

import networks
from voices import random_voice
from wisdom_model.generation.batching import Generation, Prediction, Request, run, run_batched
from wisdom_model.generation.recipe import BLENDS, Recipe
from wisdom_model.generation.writer import write, write_all
from wisdom_model.voice.file import bundled_voice, load_voice

VOICE = random_voice()
ISHMAEL = load_voice(bundled_voice("ishmael"))


def read(ids: list[int]) -> Generation[np.ndarray]:
    network = VOICE.char.network
    prediction = Prediction(np.zeros(1, np.float32), network.start())
    for index in ids:
        prediction = yield Request(network, index, prediction.state)
    return prediction.logits


def test_results_are_in_order_and_as_if_alone() -> None:
    texts = [[1, 2, 3], [4], [], [5, 6, 7, 8], [9]]
    together, network = run_batched([read(text) for text in texts]), VOICE.char.network
    for text, found in zip(texts, together, strict=True):
        assert (found == run(read(text))).all()
        if text:
            expected, _ = networks.read(network, np.array(text), network.start())
            assert (found == expected[0]).all()


@pytest.mark.parametrize("blend", [blend for blend in BLENDS if blend != "product"])
def test_a_text_is_the_same_among_others_as_alone(blend: str) -> None:
    """Ishmael, because a voice of noise spells nothing and so has less to share by mistake."""
    recipe = Recipe(blend, "The sea", length=25)
    together = write_all(ISHMAEL, recipe, 7, range(4))
    assert len({text.text for text in together}) == 4
    assert [text.text for text in together] == [write(ISHMAEL, recipe, 7, n) for n in range(4)]


def test_an_error_comes_through() -> None:
    def fail() -> Generation[None]:
        yield Request(VOICE.char.network, 1, VOICE.char.network.start())
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        run_batched([read([1, 2]), fail()])
