"""The posts that are measured."""

from dataclasses import replace

import pytest

from voices import TINY, document_voice
from wisdom_model.generation.candidates import choose
from wisdom_model.generation.recipe import BLENDS
from wisdom_model.guards.guards import Guards
from wisdom_model.voice.file import Voice
from wisdom_training.evaluation.posts import USUAL_LENGTH, PostSampling, write_posts

SAMPLING = PostSampling(2, None, 0, {})


def test_every_strategy_writes_as_it_is_called_whatever_the_voice_prefers(keeper: Voice) -> None:
    voice = replace(keeper, metadata={**keeper.metadata, "blend": "product"})
    sampling = replace(SAMPLING, temperatures={"char": 0.5}, blends=BLENDS)
    recipes = sampling.make_recipes(voice)
    assert list(recipes) == ["product", "mixture", "handoff", "char", "word"]
    assert [recipe.blend for recipe in recipes.values()] == list(recipes)
    assert {recipe.char.temperature for recipe in recipes.values()} == {0.5}


def test_only_the_voices_own_way_is_measured_unless_others_are_given(keeper: Voice) -> None:
    assert list(SAMPLING.make_recipes(keeper)) == ["mixture"]


def test_posts_have_the_usual_length_unless_the_voice_ends_documents(keeper: Voice) -> None:
    assert SAMPLING.make_recipe(keeper).length == USUAL_LENGTH == 45
    assert SAMPLING.make_recipe(document_voice()).length is None
    assert replace(SAMPLING, length=7).make_recipe(document_voice()).length == 7


def test_posts_are_chosen_as_for_a_site_one_a_seed(keeper: Voice) -> None:
    recipe = replace(SAMPLING, length=8).make_recipe(keeper)
    guards = Guards.for_voice(keeper)
    assert write_posts(TINY, recipe, [3, 4]) == [
        choose(keeper, recipe, seed, guards).text for seed in (3, 4)
    ]


def test_a_seed_without_a_post_gives_none(monkeypatch: pytest.MonkeyPatch, keeper: Voice) -> None:
    blocked = Guards(blocklist=tuple(f"{letter}*" for letter in "abcdefghijklmnopqrstuvwxyz"))
    monkeypatch.setattr(Guards, "for_voice", lambda _: blocked)
    assert write_posts(TINY, replace(SAMPLING, length=2).make_recipe(keeper), [3]) == [None]
