"""The ``wisdom`` command.

torch and rich are imported only by the verbs that train, inside them: ``wisdom sample`` runs on
what the plugin needs anyway.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import click
import numpy as np

from wisdom_model.errors import WisdomError
from wisdom_model.generation.recipe import BLENDS, Recipe
from wisdom_model.generation.writer import write_all
from wisdom_model.voice.file import Voice, bundled_voice, load_voice
from wisdom_training.cli.options import (
    HeadedCommand,
    Option,
    check_device,
    list_options,
    settings_flags,
    show_all_help,
    take_given,
)
from wisdom_training.cli.plugins import list_offered, load_offered
from wisdom_training.cli.settings_file import describe_settings, read_settings
from wisdom_training.corpus.paragraphs import UNWRAP
from wisdom_training.corpus.split import Shares
from wisdom_training.errors import TrainingError
from wisdom_training.presets import MEGABYTE, PRESETS, choose_settings, fit, list_sizes
from wisdom_training.settings import CharSettings, WordSettings
from wisdom_training.train.signals import INTERRUPTED

Command = TypeVar("Command", bound=Callable[..., Any])

TEXT, RUN = "The text", "The run"
SHARE = click.FloatRange(0, 1, max_open=True)


class Commands(click.Group):
    """Verbs whose foreseen errors are one message and exit code 1.

    Some are not the workshop's own: other parts of the distribution offer them.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *list_offered()})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return super().get_command(ctx, cmd_name) or load_offered(cmd_name)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 (as in click)
        try:
            return super().invoke(ctx)
        except WisdomError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mkdocs-wisdom")
def main() -> None:
    """Learn the voice of one person's words, and let it speak."""


def read_settings_file(ctx: click.Context, _: click.Parameter, path: Path | None) -> None:
    """Let the file's values stand wherever no option is given; a callback of ``--settings``."""
    if path is not None:
        ctx.default_map = read_settings(path, list_options(ctx.command))


def option(*declarations: str, **attributes: Any) -> Callable[[Command], Command]:  # noqa: ANN401 (as in click)
    """An option of ``wisdom train`` that a settings file may set, too."""
    return click.option(*declarations, **{"cls": Option, "section": "", **attributes})


@main.command(cls=HeadedCommand)
@click.argument("corpus", nargs=-1, required=True, type=click.Path(path_type=Path))
@option(
    "-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False),
    section=None, help="The voice to write, FILE.safetensors.",
)  # fmt: skip
@option("--preset", type=click.Choice(PRESETS), default="standard", show_default=True,
        help="How much time to take: minutes, a quarter of an hour, an hour or two, or the "
             "recipe of the bots before this one.")  # fmt: skip
@option("--vectors", metavar="FILE",
        help="A file in GloVe's text format, or 'glove' for the package.")  # fmt: skip
@option("--resume", is_flag=True, section=None, help="Go on where an interrupted run stopped.")
@option("--force", is_flag=True, section=None, help="Begin anew, whatever is there already.")
@option("--from", "start", metavar="VOICE", type=click.Path(path_type=Path, dir_okay=False),
        help="Begin with another voice's weights, and with its sizes.")  # fmt: skip
@option("--settings", type=click.Path(path_type=Path, dir_okay=False), section=None,
        is_eager=True, expose_value=False, callback=read_settings_file,
        help="A YAML file with any of these options; 'wisdom settings' prints one.")  # fmt: skip
@option("--name", help="What the corpus is called in the voice; the first path's name.")
@option("--seed", type=click.IntRange(0), default=1, show_default=True, metavar="N",
        help="Where all chance begins.")  # fmt: skip
@option("--unwrap", type=click.Choice(UNWRAP), default="auto", show_default=True, heading=TEXT,
        help="Whether line breaks inside paragraphs become spaces.")  # fmt: skip
@option("--drop", metavar="REGEX", heading=TEXT, help="Leave out paragraphs that match it wholly.")
@option("--validation", type=SHARE, default=0.05, show_default=True, metavar="SHARE", heading=TEXT,
        help="Share of the text that decides when the model was best.")  # fmt: skip
@option("--test", type=SHARE, default=0.05, show_default=True, metavar="SHARE", heading=TEXT,
        help="Share of the text, its end, that measures the model when all is done.")  # fmt: skip
@option("--jobs", type=click.IntRange(1, 2), metavar="N", heading=RUN,
        help="Models trained at once; by the cores.")  # fmt: skip
@option("--device", default="auto", show_default=True, metavar="auto|cpu|cuda|mps", heading=RUN,
        callback=check_device,
        help="Where to train; auto takes a GPU if there is one.")  # fmt: skip
@option("--curves/--no-curves", default=True, show_default=True, heading=RUN,
        help="Whether losses and rates are drawn into OUTPUT.svg.")  # fmt: skip
@option("--tensorboard", metavar="DIR", type=click.Path(path_type=Path, file_okay=False),
        heading=RUN, help="Also write the run for TensorBoard to read.")  # fmt: skip
@click.option("--help-all", is_flag=True, is_eager=True, expose_value=False,
              callback=show_all_help,
              help="Show the settings of both models, too. You need none of them.")  # fmt: skip
@settings_flags(CharSettings)
@settings_flags(WordSettings)
def train(corpus: tuple[Path, ...], output: Path, preset: str, **options: Any) -> None:  # noqa: ANN401 (flags)
    """Train a voice on CORPUS: text files, or folders of them, in natural order."""
    char, word = take_given("char", options), take_given("word", options)
    if options["start"] is not None:
        origin = load_voice(options["start"])
        char = list_sizes(origin.char.network.architecture) | char
        word = list_sizes(origin.word.network.architecture) | word
    choose = partial(choose_settings, preset, char, word)
    choose(MEGABYTE)  # what no corpus could make right is said before one is read
    check_extras(options)
    from wisdom_training.run.pipeline import train_voice  # noqa: PLC0415 (imports rich)

    try:
        train_voice(corpus, output, choose, say=click.echo, **options)
    except KeyboardInterrupt:
        click.echo("\nstopped; the same command with --resume goes on from here", err=True)
        sys.exit(INTERRUPTED)


def check_extras(options: dict[str, Any]) -> None:
    """Say which package is missing before any work is done; raises TrainingError."""
    modules = {"torch": "train", "rich": "train"}
    if options["curves"]:
        modules["matplotlib"] = "train"
    if options["tensorboard"] is not None:
        modules["tensorboard"] = "train,tensorboard"
    for module, extra in modules.items():
        if importlib.util.find_spec(module) is None:
            raise TrainingError(
                f"training needs {module}, which is not installed: "
                f"pip install 'mkdocs-wisdom[{extra}]'"
            )


@main.command("settings")
@click.option("--preset", type=click.Choice(PRESETS), default="standard", show_default=True)
@click.option("--characters", type=click.IntRange(1), default=MEGABYTE, show_default=True,
              help="The size of the text that the settings are to fit.")  # fmt: skip
def print_settings(preset: str, characters: int) -> None:
    """Print a settings file for 'wisdom train --settings', every setting explained.

    Sizes and epochs in it hold for the given number of characters; lines that you delete are
    fitted to the text again.
    """
    char, word = fit(preset, characters)
    click.echo(describe_settings(list_options(train), preset, char, word), nl=False)


@main.command()
@click.argument("model")
@click.option("--blend", type=click.Choice(BLENDS), default="mixture", show_default=True,
              help="Which models write: both asked before every token; the character model the "
                   "first sentence and the word model the rest; or one alone.")  # fmt: skip
@click.option("--prompt", help="How the text begins.")
@click.option("--length", type=click.IntRange(1), default=50, show_default=True,
              help="Words to write before the sentence at hand is finished.")  # fmt: skip
@click.option("--temperature", type=float, help="Of both models; 0 takes the likeliest.")
@click.option("--char-temperature", type=float,
              help="Of the character model.  [default: 0.6 in a mixture, else 0.4]")  # fmt: skip
@click.option("--word-temperature", type=float, help="Of the word model.  [default: 0.7]")
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
    texts = write_all(voice, recipe, seed, range(options["count"]))
    click.echo("\n\n---\n\n".join(text.text for text in texts))


@main.command("evaluate")
@click.argument("model")
@click.argument("corpus", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
              help="Also write evaluation.json, charts as SVG, and the posts.")  # fmt: skip
@click.option("--posts", type=click.IntRange(0), default=200, show_default=True,
              help="Texts by each strategy that are measured; 0 for none.")  # fmt: skip
@click.option("--length", type=click.IntRange(1), default=100, show_default=True,
              help="Words of each.")  # fmt: skip
@click.option("--char-temperature", type=float, help="As in 'wisdom sample'.")
@click.option("--word-temperature", type=float, help="As in 'wisdom sample'.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True)
@click.option("--unwrap", type=click.Choice(UNWRAP), default="auto", show_default=True,
              help="As in training.")  # fmt: skip
@click.option("--drop", metavar="REGEX", help="As in training.")
@click.option("--validation", type=SHARE, default=0.05, show_default=True, help="As in training.")
@click.option("--test", type=SHARE, default=0.05, show_default=True, help="As in training.")
def evaluate_voice(
    model: str,
    corpus: tuple[Path, ...],
    output: Path | None,
    **options: Any,  # noqa: ANN401 (flags)
) -> None:
    """Measure MODEL on the part of CORPUS that it was not trained on, and on what it writes.

    Tells bits per character for each strategy, and compares posts with the author's own text.
    Give the text, --drop and --unwrap that the voice was trained with.
    """
    from wisdom_training.evaluation.evaluate import (  # noqa: PLC0415 (imports numpy's larger neighbours)
        Reading,
        Trial,
        describe_costs,
        describe_posts,
        evaluate,
        save_evaluation,
    )

    voice = open_voice(model)
    shares = Shares(options["validation"], options["test"])
    reading = Reading(corpus, options["unwrap"], options["drop"], shares)
    given = {name: options[f"{name}_temperature"] for name in ("char", "word")}
    temperatures = {name: value for name, value in given.items() if value is not None}
    trial = Trial(options["posts"], options["length"], options["seed"], temperatures)
    found = evaluate(voice, reading, trial, click.echo, watch)
    click.echo(f"\n{describe_costs(found)}")
    if options["posts"]:
        click.echo(f"\n{describe_posts(found)}")
    if output is not None:
        title = str(voice.metadata.get("corpus", {}).get("name", model))
        save_evaluation(output, found, title, click.echo)


@contextmanager
def watch(label: str, steps: int) -> Iterator[Callable[[int], None]]:
    """A progress bar with an estimate."""
    with click.progressbar(length=steps, label=f"{label:22}", file=sys.stderr) as bar:
        yield bar.update


def open_voice(model: str) -> Voice:
    """Load a voice by its path, or by its name if there is no such file."""
    path = Path(model)
    if not path.exists() and path.name == model and not path.suffix:
        path = bundled_voice(model)
    return load_voice(path)


def make_recipe(options: dict[str, Any]) -> Recipe:
    """The recipe that the flags of ``wisdom sample`` describe."""

    def choose_temperature(model: str) -> float | None:
        if options["argmax"]:
            return 0.0
        own: float | None = options[f"{model}_temperature"]
        both: float | None = options["temperature"]
        return both if own is None else own

    return Recipe.for_blend(
        options["blend"],
        prompt=options["prompt"],
        length=options["length"],
        char_temperature=choose_temperature("char"),
        word_temperature=choose_temperature("word"),
        top_k=options["top_k"],
        top_p=options["top_p"],
        unknown="spell" if options["spell_unknown"] else "skip",
    )
