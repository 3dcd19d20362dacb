"""The ``wisdom`` command.

torch and rich are imported only by the verbs that train, inside them: ``wisdom sample`` runs on
what the plugin needs anyway.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import click
import numpy as np

from wisdom_model.errors import WisdomError
from wisdom_model.model_file import Voice, bundled_voice, load_voice
from wisdom_model.sampler import Sampling
from wisdom_model.writer import BLENDS, Recipe, write
from wisdom_training.errors import TrainingError
from wisdom_training.flags import settings_flags, take_settings
from wisdom_training.paragraphs import UNWRAP
from wisdom_training.settings import CharSettings, WordSettings

INTERRUPTED = 130
"""Exit code after Ctrl-C, as a shell would report it."""


class Commands(click.Group):
    """Verbs whose foreseen errors are one message and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 (as in click)
        try:
            return super().invoke(ctx)
        except WisdomError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mkdocs-wisdom")
def main() -> None:
    """Learn the voice of one person's words, and let it speak."""


@main.command()
@click.argument("corpus", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False),
    help="The voice to write, FILE.safetensors.",
)  # fmt: skip
@click.option("--name", help="What the corpus is called in the voice; the first path's name.")
@click.option("--vectors", help="A file in GloVe's text format, or 'glove' for the package.")
@click.option(
    "--seed", type=click.IntRange(0), default=1, show_default=True, help="Where all chance begins."
)
@click.option("--unwrap", type=click.Choice(UNWRAP), default="auto", show_default=True,
              help="Whether line breaks inside paragraphs become spaces.")  # fmt: skip
@click.option("--drop", metavar="REGEX", help="Leave out paragraphs that match it wholly.")
@click.option("--resume", is_flag=True, help="Go on where an interrupted run stopped.")
@click.option("--force", is_flag=True, help="Begin anew, whatever is there already.")
@click.option("--jobs", type=click.IntRange(1, 2), help="Models trained at once; by the cores.")
@settings_flags(CharSettings)
@settings_flags(WordSettings)
def train(corpus: tuple[Path, ...], output: Path, **options: Any) -> None:  # noqa: ANN401 (flags)
    """Train a voice on CORPUS: text files, or folders of them, in natural order."""
    char = take_settings(CharSettings, options)
    word = take_settings(WordSettings, options)
    for module in ("torch", "rich"):
        if importlib.util.find_spec(module) is None:
            raise TrainingError(
                f"training needs {module}, which is not installed: "
                f"pip install 'mkdocs-wisdom[train]'"
            )
    from wisdom_training.training_run import train_voice  # noqa: PLC0415 (imports rich)

    try:
        train_voice(corpus, output, char, word, say=click.echo, **options)
    except KeyboardInterrupt:
        click.echo("\nstopped; the same command with --resume goes on from here", err=True)
        sys.exit(INTERRUPTED)


@main.command()
@click.argument("model")
@click.option("--blend", type=click.Choice(BLENDS), default="handoff", show_default=True,
              help="Which models write: the character model the first sentence and the word "
                   "model the rest, or one alone.")  # fmt: skip
@click.option("--prompt", help="How the text begins.")
@click.option("--length", type=click.IntRange(1), default=50, show_default=True,
              help="Words to write before the sentence at hand is finished.")  # fmt: skip
@click.option("--temperature", type=float, help="Of both models; 0 takes the likeliest.")
@click.option("--char-temperature", type=float, help="Of the character model.  [default: 0.4]")
@click.option("--word-temperature", type=float, help="Of the word model.  [default: 0.75]")
@click.option("--top-k", type=int, default=0, help="Choose among the K likeliest; 0 for all.")
@click.option("--top-p", type=float, default=1.0, help="Choose among the likeliest that hold P.")
@click.option("--argmax", is_flag=True, help="Always take the likeliest: temperature 0.")
@click.option("--seed", type=click.IntRange(0), help="Write the same again; drawn if left out.")
@click.option("--spell-unknown/--skip-unknown", default=True, show_default=True,
              help="Whether the character model spells what the word model lacks.")  # fmt: skip
@click.option("--count", type=click.IntRange(1), default=1, show_default=True, help="Texts.")
def sample(model: str, **options: Any) -> None:  # noqa: ANN401 (flags)
    """Let MODEL speak: the path of a voice, or the name of one that ships with the package."""
    voice = open_voice(model)
    recipe = make_recipe(options)
    seed = options["seed"]
    if seed is None:
        seed = int(np.random.SeedSequence().generate_state(1)[0])
        click.echo(f"seed {seed}", err=True)
    for index in range(options["count"]):
        if index:
            click.echo("\n---\n")
        click.echo(write(voice, recipe, np.random.default_rng(seed + index)))


def open_voice(model: str) -> Voice:
    """Load a voice by its path, or by its name if there is no such file."""
    path = Path(model)
    if not path.exists() and path.name == model and not path.suffix:
        path = bundled_voice(model)
    return load_voice(path)


def make_recipe(options: dict[str, Any]) -> Recipe:
    """The recipe that the flags of ``wisdom sample`` describe."""

    def choose(model: str, usual: float) -> Sampling:
        chosen = (options[f"{model}_temperature"], options["temperature"], usual)
        temperature = next(value for value in chosen if value is not None)
        if options["argmax"]:
            temperature = 0.0
        return Sampling(temperature, options["top_k"], options["top_p"])

    return Recipe(
        blend=options["blend"],
        prompt=options["prompt"],
        length=options["length"],
        char=choose("char", 0.4),
        word=choose("word", 0.75),
        unknown="spell" if options["spell_unknown"] else "skip",
    )
