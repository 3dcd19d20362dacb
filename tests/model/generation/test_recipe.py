import pytest

from wisdom_model.errors import PromptError, SettingsError
from wisdom_model.generation.recipe import (
    BLENDS,
    PRODUCT_TEMPERATURE,
    Recipe,
    describe_char_temperatures,
)
from wisdom_model.network.sampling import Sampling


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        (
            {"blend": "soup"},
            "blend is 'soup': it must be one of mixture, product, handoff, char, word",
        ),
        ({"unknown": "drop"}, "unknown is 'drop': it must be one of spell, skip"),
        ({"length": 0}, "length is 0"),
        ({"prompt": "  "}, "the prompt is empty"),
    ],
)
def test_invalid_recipes_are_refused(setting: dict[str, object], message: str) -> None:
    with pytest.raises((SettingsError, PromptError), match=message):
        Recipe(**setting)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("blend", "char"), [("mixture", 0.6), ("handoff", 0.4), ("char", 0.4), ("word", 0.4)]
)
def test_the_blend_decides_the_default_temperatures(blend: str, char: float) -> None:
    assert Recipe.for_blend(blend) == Recipe(blend, char=Sampling(char), word=Sampling(0.7))


def test_the_default_temperatures_in_words() -> None:
    assert describe_char_temperatures() == "0.6 for mixture, product; 0.4 for handoff, char, word"


def test_the_defaults_are_those_of_the_mixture() -> None:
    assert Recipe.for_blend() == Recipe() == Recipe.for_blend(BLENDS[0])


def test_without_a_length_it_is_the_authors() -> None:
    assert Recipe().length is None
    assert Recipe.for_blend(length=7).length == 7


def test_given_temperatures_hold() -> None:
    recipe = Recipe.for_blend("char", char_temperature=0, word_temperature=1.5, top_k=4, top_p=0.9)
    assert recipe.char == Sampling(0, 4, 0.9)
    assert recipe.word == Sampling(1.5, 4, 0.9)


def test_an_unknown_blend_is_refused_by_name() -> None:
    with pytest.raises(SettingsError, match="blend is 'soup'"):
        Recipe.for_blend("soup")


def test_a_voices_own_temperatures_replace_the_defaults_but_not_given_ones() -> None:
    metadata = {"temperatures": {"word": 0.9}}
    recipe = Recipe.for_blend(word_temperature=0.5, top_k=3)
    assert recipe.suit(metadata).word == Sampling(0.9, 3)
    assert recipe.suit(metadata).char == recipe.char
    assert recipe.suit(metadata, ["word"]) == recipe.suit({}) == recipe


def test_a_voice_that_knows_enough_words_skips_the_others() -> None:
    metadata = {"unknown": "skip"}
    assert Recipe.for_blend().suit({}).unknown == "spell"
    assert Recipe.for_blend().suit(metadata).unknown == "skip"
    assert Recipe.for_blend(unknown="spell").suit(metadata, ["unknown"]).unknown == "spell"


def test_a_voice_chooses_its_blend_and_the_temperature_that_goes_with_it() -> None:
    metadata = {"blend": "product", "temperatures": {"word": 0.9}}
    recipe = Recipe.for_blend().suit(metadata)
    assert recipe == Recipe.for_blend("product")
    assert recipe.word == Sampling(PRODUCT_TEMPERATURE)
    assert Recipe.for_blend("mixture").suit(metadata, ["blend"]).word == Sampling(0.9)
    assert Recipe.for_blend(word_temperature=0.5).suit(metadata, ["word"]).word == Sampling(0.5)
    metadata["temperatures"]["product"] = 1.2
    assert Recipe.for_blend().suit(metadata).word == Sampling(1.2)
