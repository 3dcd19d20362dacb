"""The posts that are measured: written and guarded as for a site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from wisdom_model.errors import GuardError
from wisdom_model.generation.candidates import choose
from wisdom_model.generation.recipe import Recipe
from wisdom_model.guards.guards import Guards
from wisdom_model.voice.file import Voice, load_voice
from wisdom_model.voice.habits import Habits

USUAL_POSTS = 150
"""Posts of each way of writing: with a vocabulary of 16,500 words one takes about 2 CPU-seconds, an
evaluation about three minutes on two processors."""
USUAL_LENGTH = 45
"""Words of a post by a voice that does not end documents."""


@dataclass(frozen=True)
class PostSampling:
    """The posts that are written by each way of writing."""

    posts: int
    """Number of posts; 0 for none."""
    length: int | None
    """Words of each post; None for USUAL_LENGTH, or the author's own in a voice that ends
    documents."""
    seed: int
    """The seed of the first post; every further post has the next."""
    temperatures: Mapping[str, float]
    """By model name, where they differ from those of the voice."""
    blends: tuple[str, ...] = ()
    """Ways of writing beside the voice's own."""

    def make_recipe(self, voice: Voice, blend: str | None = None) -> Recipe:
        """The recipe for posts by ``blend``; None for the voice's own way of writing."""
        length = self.length
        if length is None and not Habits.of_voice(voice).ends_documents:
            length = USUAL_LENGTH
        recipe = Recipe.for_blend(
            blend,
            length=length,
            char_temperature=self.temperatures.get("char"),
            word_temperature=self.temperatures.get("word"),
        )
        given = [*self.temperatures] if blend is None else ["blend", *self.temperatures]
        return recipe.suit(voice.metadata, given)

    def make_recipes(self, voice: Voice) -> dict[str, Recipe]:
        """The recipes by blend, the voice's own first."""
        own = self.make_recipe(voice)
        return {own.blend: own} | {
            blend: self.make_recipe(voice, blend) for blend in self.blends if blend != own.blend
        }

    def describe(self) -> dict[str, Any]:
        """The sampling as JSON values."""
        return asdict(self)


def write_posts(path: Path, recipe: Recipe, seeds: Sequence[int]) -> list[str | None]:
    """One post a seed by the voice in ``path``: the best that the guards let pass.

    None where none of them passes. Earlier posts are not held against a post, so that sentences
    that the voice likes too much can be counted.
    """
    voice = read_voice(path)
    guards = Guards.for_voice(voice)
    return [write_post(voice, recipe, seed, guards) for seed in seeds]


@lru_cache(maxsize=1)
def read_voice(path: Path) -> Voice:
    """The voice in ``path``; a worker process reads it only once."""
    return load_voice(path)


def write_post(voice: Voice, recipe: Recipe, seed: int, guards: Guards) -> str | None:
    """The best post of a seed that the guards let pass; None where none of them passes."""
    try:
        return choose(voice, recipe, seed, guards).text
    except GuardError:
        return None
