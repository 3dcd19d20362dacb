"""Golden texts of the fixture voice at temperature 0, where no chance is left."""

import pytest

from wisdom_model.generation.recipe import Recipe
from wisdom_model.generation.writer import write
from wisdom_model.network.sampling import Sampling
from wisdom_model.voice.file import Voice

GREEDY = Sampling(temperature=0)
GOLDEN = {
    "mixture": "The lamp doesn't sleep in the north. The fog goes out in the north.",
    "handoff": "The lamp comes home under the stairs. The lamp goes out in the north. "
    "The lamp goes out in the north.",
    "char": "The lamp comes home under the stairs. The fog goes out under the stairs.",
    "word": "The lamp doesn't sleep in the north. The lamp goes out in the north.",
}


@pytest.mark.parametrize("blend", GOLDEN)
@pytest.mark.parametrize("seed", [0, 1])
def test_golden_text(keeper: Voice, blend: str, seed: int) -> None:
    recipe = Recipe(blend, "The lamp", 12, GREEDY, GREEDY)
    assert write(keeper, recipe, seed) == GOLDEN[blend]


def test_a_whole_sentence_as_prompt_is_kept_and_continued(keeper: Voice) -> None:
    recipe = Recipe("handoff", "Who is there?", 5, GREEDY, GREEDY)
    assert (
        write(keeper, recipe, 0)
        == "Who is there?, it I mind.\n\nThe lamp doesn't sleep in the north."
    )


def test_a_voice_without_capitals_begins_with_a_letter(keeper: Voice) -> None:
    tokens = tuple("§" + str(i) if t.isupper() else t for i, t in enumerate(keeper.char[0].tokens))
    char = keeper.char._replace(vocabulary=type(keeper.char.vocabulary)(tokens))
    lower = Voice(char, keeper.word, {})
    text = write(lower, Recipe("char", None, 3), 0)
    assert text[0].islower()
