"""``wisdom sample``: write text with a voice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import numpy as np

from wisdom_model.generation.recipe import (
    BLENDS,
    DEFAULT_BLEND,
    DEFAULT_LENGTH,
    WORD_TEMPERATURE,
    Recipe,
    describe_char_temperatures,
)
from wisdom_model.generation.writer import write_all
from wisdom_model.voice.file import Voice, find_voice, load_voice


@click.command(short_help="Write text with a voice.")
@click.argument("model")
@click.option("--blend", type=click.Choice(BLENDS),
              help="Who chooses each token: the word model, held to what the author has said "
                   "(product, sentence by sentence); both models (mixture); the character model in "
                   "the first sentence, then the word model (handoff); or one of them alone.  "
                   f"[default: the voice's own, or {DEFAULT_BLEND}]")  # fmt: skip
@click.option("--prompt", help="The beginning of the text.")
@click.option("--length", type=click.IntRange(1),
              help="Number of words; the last sentence is completed.  [default: as in the "
                   f"author's documents; {DEFAULT_LENGTH} if the voice learned none]")  # fmt: skip
@click.option("--temperature", type=float,
              help="Temperature of both models; 0 always takes the most likely token.")  # fmt: skip
@click.option("--char-temperature", type=float,
              help="Temperature of the character model.  [default: "
                   f"{describe_char_temperatures()}]")  # fmt: skip
@click.option("--word-temperature", type=float,
              help="Temperature of the word model.  [default: the voice's own, or "
                   f"{WORD_TEMPERATURE}]")  # fmt: skip
@click.option("--top-k", metavar="K", type=int, default=0, show_default=True,
              help="Sample from the K most likely tokens only; 0 for all.")  # fmt: skip
@click.option("--top-p", metavar="P", type=float, default=1.0, show_default=True,
              help="Sample from the most likely tokens with total probability P.")  # fmt: skip
@click.option("--argmax", is_flag=True,
              help="Always take the most likely token, as with temperature 0.")  # fmt: skip
@click.option("--seed", type=click.IntRange(0),
              help="Random seed; by default a new one is drawn and printed.")  # fmt: skip
@click.option("--spell-unknown", "unknown", flag_value="spell",
              help="Have the character model spell words that the word model does not know; the "
                   "default where the voice has no other.")  # fmt: skip
@click.option("--skip-unknown", "unknown", flag_value="skip",
              help="Write no words that the word model does not know.")  # fmt: skip
@click.option("--count", type=click.IntRange(1), default=1, show_default=True,
              help="Number of texts.")  # fmt: skip
def sample(model: str, **options: Any) -> None:  # noqa: ANN401 (flags)
    """Write text with MODEL: the path of a voice, or the name of one that the package contains."""
    voice = load_voice(find_voice(model, Path()))
    recipe = make_recipe(options, voice)
    seed = options["seed"]
    if seed is None:
        seed = int(np.random.SeedSequence().generate_state(1)[0])
        click.echo(f"seed {seed}", err=True)
    texts = write_all(voice, recipe, seed, range(options["count"]))
    click.echo("\n\n---\n\n".join(text.text for text in texts))


def make_recipe(options: dict[str, Any], voice: Voice) -> Recipe:
    """The recipe that the flags of ``wisdom sample`` describe; the rest is the voice's choice."""

    def choose_temperature(model: str) -> float | None:
        if options["argmax"]:
            return 0.0
        own: float | None = options[f"{model}_temperature"]
        both: float | None = options["temperature"]
        return both if own is None else own

    char, word = choose_temperature("char"), choose_temperature("word")
    unknown = options["unknown"]
    recipe = Recipe.for_blend(
        options["blend"],
        prompt=options["prompt"],
        length=options["length"],
        char_temperature=char,
        word_temperature=word,
        top_k=options["top_k"],
        top_p=options["top_p"],
        unknown=unknown,
    )
    chosen = {"blend": options["blend"], "char": char, "word": word, "unknown": unknown}
    given = [name for name, value in chosen.items() if value is not None]
    return recipe.suit(voice.metadata, given)
