"""The ``wisdom`` command.

torch and rich are imported only inside the commands that train: ``wisdom sample`` needs nothing
that the plugin does not need anyway.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
from wisdom_training.cli.plugins import list_plugin_commands, load_plugin_command
from wisdom_training.cli.settings_file import describe_settings, read_settings
from wisdom_training.corpus.paragraphs import UNWRAP
from wisdom_training.corpus.split import SplitFractions
from wisdom_training.errors import require_package
from wisdom_training.presets import MEGABYTE, PRESETS, fit, list_sizes
from wisdom_training.run.request import TrainRequest
from wisdom_training.settings import CharSettings, WordSettings
from wisdom_training.train.signals import INTERRUPTED

Command = TypeVar("Command", bound=Callable[..., Any])

TEXT, RUN = "The text", "The run"
FRACTION = click.FloatRange(0, 1, max_open=True)
WHOLE_SUMMARY = 1000  # characters: more than any summary has


class WisdomGroup(click.Group):
    """Commands whose expected errors are printed as one message, with exit code 1.

    Some commands are not defined here: installed packages offer them.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *list_plugin_commands()})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return super().get_command(ctx, cmd_name) or load_plugin_command(cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands; a long summary is wrapped, while click would cut it."""
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, each.get_short_help_str(WHOLE_SUMMARY)) for name, each in commands if each]
            )

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 (as in click)
        try:
            return super().invoke(ctx)
        except WisdomError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=WisdomGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mkdocs-wisdom")
def main() -> None:
    """Train a voice on one person's words, and write text with it."""


def read_settings_file(ctx: click.Context, _: click.Parameter, path: Path | None) -> None:
    """Make the file's values the defaults of the other options; a callback of ``--settings``."""
    if path is not None:
        ctx.default_map = read_settings(path, list_options(ctx.command))


def option(*declarations: str, **attributes: Any) -> Callable[[Command], Command]:  # noqa: ANN401 (as in click)
    """An option of ``wisdom train`` that a settings file may set, too."""
    return click.option(*declarations, **{"cls": Option, "section": "", **attributes})


@main.command(cls=HeadedCommand, short_help="Train a voice on a corpus of text files.")
@click.argument("corpus", nargs=-1, required=True, type=click.Path(path_type=Path))
@option(
    "-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False),
    section=None, help="The voice to write, FILE.safetensors.",
)  # fmt: skip
@option("--preset", type=click.Choice(PRESETS), default="standard", show_default=True,
        help="How long to train: minutes, a quarter of an hour, an hour or two; or the recipe "
             "of the bots that this project grew from.")  # fmt: skip
@option("--vectors", metavar="FILE",
        help="Word vectors to begin with: a file in GloVe's text format, or 'glove' for the "
             "package.")  # fmt: skip
@option("--resume", is_flag=True, section=None, help="Continue an interrupted run.")
@option("--force", is_flag=True, section=None,
        help="Start over, and replace files that exist.")  # fmt: skip
@option("--from", "start", metavar="VOICE", type=click.Path(path_type=Path, dir_okay=False),
        help="Begin with the weights and the sizes of another voice.")  # fmt: skip
@option("--settings", type=click.Path(path_type=Path, dir_okay=False), section=None,
        is_eager=True, expose_value=False, callback=read_settings_file,
        help="A YAML file with any of these options; 'wisdom settings' prints one.")  # fmt: skip
@option("--name", help="Name of the corpus in the voice; by default the first path's name.")
@option("--seed", type=click.IntRange(0), default=1, show_default=True, metavar="N",
        help="Random seed.")  # fmt: skip
@option("--unwrap", type=click.Choice(UNWRAP), default="auto", show_default=True, heading=TEXT,
        help="Whether line breaks inside paragraphs become spaces.")  # fmt: skip
@option("--drop", metavar="REGEX", heading=TEXT,
        help="Leave out paragraphs that match this regular expression wholly.")  # fmt: skip
@option("--validation", type=FRACTION, default=0.05, show_default=True, metavar="FRACTION",
        heading=TEXT,
        help="Fraction of the text for validation: the weights with the lowest loss on it are "
             "kept.")  # fmt: skip
@option("--test", type=FRACTION, default=0.05, show_default=True, metavar="FRACTION", heading=TEXT,
        help="Fraction of the text, from its end, that measures the finished voice.")  # fmt: skip
@option("--jobs", type=click.IntRange(1, 2), metavar="N", heading=RUN,
        help="Models trained at the same time; by default 2 if there are two cores.")  # fmt: skip
@option("--device", default="auto", show_default=True, metavar="auto|cpu|cuda|mps", heading=RUN,
        callback=check_device,
        help="Device to train on; auto takes a GPU if there is one.")  # fmt: skip
@option("--curves/--no-curves", default=True, show_default=True, heading=RUN,
        help="Whether to draw the losses and the learning rate into OUTPUT.svg.")  # fmt: skip
@option("--tensorboard", metavar="DIR", type=click.Path(path_type=Path, file_okay=False),
        heading=RUN, help="Also write event files for TensorBoard into this folder.")  # fmt: skip
@click.option("--help-all", is_flag=True, is_eager=True, expose_value=False,
              callback=show_all_help,
              help="Show the settings of both models, too. You need none of them.")  # fmt: skip
@settings_flags(CharSettings)
@settings_flags(WordSettings)
def train(**options: Any) -> None:  # noqa: ANN401 (flags)
    """Train a voice on CORPUS: text files, or folders of them, in natural order."""
    request = make_request(options)
    request.choose_settings(MEGABYTE)  # settings that fit no corpus fail before one is read
    require_package("training", "torch", "train")
    require_package("training", "rich", "train")
    if request.curves:
        require_package("training with --curves", "matplotlib", "train")
    if request.tensorboard is not None:
        require_package("training with --tensorboard", "tensorboard", "train,tensorboard")
    from wisdom_training.run.pipeline import train_voice  # noqa: PLC0415 (imports rich)

    try:
        train_voice(request, click.echo)
    except KeyboardInterrupt:
        click.echo("\nstopped; give the same command with --resume to continue", err=True)
        sys.exit(INTERRUPTED)


def make_request(options: dict[str, Any]) -> TrainRequest:
    """The request that the options of ``wisdom train`` describe; raises WisdomError.

    With ``--from`` both models have the sizes of that voice unless an option sets another.
    """
    char, word = take_given("char", options), take_given("word", options)
    if options["start"] is not None:
        origin = load_voice(options["start"])
        char = list_sizes(origin.char.network.architecture) | char
        word = list_sizes(origin.word.network.architecture) | word
    split = SplitFractions(options.pop("validation"), options.pop("test"))
    return TrainRequest(**options, char=char, word=word, split=split)


@main.command("settings", short_help="Print a settings file for 'wisdom train'.")
@click.option("--preset", type=click.Choice(PRESETS), default="standard", show_default=True,
              help="The preset whose settings are printed.")  # fmt: skip
@click.option("--characters", type=click.IntRange(1), default=MEGABYTE, show_default=True,
              help="The size of the corpus that the settings are for.")  # fmt: skip
def print_settings(preset: str, characters: int) -> None:
    """Print a settings file for 'wisdom train --settings', every setting explained.

    Sizes and epochs in it suit a corpus of the given number of characters. If you delete a line,
    'wisdom train' fits that setting to your corpus.
    """
    char, word = fit(preset, characters)
    click.echo(describe_settings(list_options(train), preset, char, word), nl=False)


@main.command(short_help="Write text with a voice.")
@click.argument("model")
@click.option("--blend", type=click.Choice(BLENDS), default="mixture", show_default=True,
              help="Which model chooses each token: both together (mixture); the character "
                   "model in the first sentence, then the word model (handoff); or one of them "
                   "alone.")  # fmt: skip
@click.option("--prompt", help="The beginning of the text.")
@click.option("--length", type=click.IntRange(1), default=50, show_default=True,
              help="Number of words; the last sentence is completed.")  # fmt: skip
@click.option("--temperature", type=float,
              help="Temperature of both models; 0 always takes the most likely token.")  # fmt: skip
@click.option("--char-temperature", type=float,
              help="Temperature of the character model.  [default: 0.6 in a mixture, else "
                   "0.4]")  # fmt: skip
@click.option("--word-temperature", type=float,
              help="Temperature of the word model.  [default: 0.7]")  # fmt: skip
@click.option("--top-k", type=int, default=0, show_default=True,
              help="Sample from the K most likely tokens only; 0 for all.")  # fmt: skip
@click.option("--top-p", type=float, default=1.0, show_default=True,
              help="Sample from the most likely tokens with total probability P.")  # fmt: skip
@click.option("--argmax", is_flag=True,
              help="Always take the most likely token, as with temperature 0.")  # fmt: skip
@click.option("--seed", type=click.IntRange(0),
              help="Random seed; by default a new one is drawn and printed.")  # fmt: skip
@click.option("--spell-unknown/--skip-unknown", default=True, show_default=True,
              help="Whether the character model spells words that the word model does not "
                   "know.")  # fmt: skip
@click.option("--count", type=click.IntRange(1), default=1, show_default=True,
              help="Number of texts.")  # fmt: skip
def sample(model: str, **options: Any) -> None:  # noqa: ANN401 (flags)
    """Write text with MODEL: the path of a voice, or the name of one that the package contains."""
    voice = open_voice(model)
    recipe = make_recipe(options)
    seed = options["seed"]
    if seed is None:
        seed = int(np.random.SeedSequence().generate_state(1)[0])
        click.echo(f"seed {seed}", err=True)
    texts = write_all(voice, recipe, seed, range(options["count"]))
    click.echo("\n\n---\n\n".join(text.text for text in texts))


@main.command("evaluate", short_help="Measure a voice and the posts it writes.")
@click.argument("model")
@click.argument("corpus", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
              help="Also write evaluation.json, the posts, and charts as SVG into this "
                   "folder.")  # fmt: skip
@click.option("--posts", type=click.IntRange(0), default=200, show_default=True,
              help="Number of posts that each strategy writes; 0 for none.")  # fmt: skip
@click.option("--length", type=click.IntRange(1), default=100, show_default=True,
              help="Words in each post.")  # fmt: skip
@click.option("--char-temperature", type=float,
              help="Temperature of the character model; as in 'wisdom sample'.")  # fmt: skip
@click.option("--word-temperature", type=float,
              help="Temperature of the word model; as in 'wisdom sample'.")  # fmt: skip
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True,
              help="Random seed of the posts.")  # fmt: skip
@click.option("--unwrap", type=click.Choice(UNWRAP), default="auto", show_default=True,
              help="Whether line breaks in paragraphs become spaces; as in training.")  # fmt: skip
@click.option("--drop", metavar="REGEX",
              help="Leave out paragraphs that match this regular expression; as in "
                   "training.")  # fmt: skip
@click.option("--validation", type=FRACTION, default=0.05, show_default=True, metavar="FRACTION",
              help="Fraction of the text for validation; as in training.")  # fmt: skip
@click.option("--test", type=FRACTION, default=0.05, show_default=True, metavar="FRACTION",
              help="Fraction of the text that is measured; as in training.")  # fmt: skip
def evaluate_voice(
    model: str,
    corpus: tuple[Path, ...],
    output: Path | None,
    **options: Any,  # noqa: ANN401 (flags)
) -> None:
    """Measure MODEL on the held-out part of CORPUS, and measure the posts it writes.

    Prints bits per character for each strategy, and compares posts with the author's own text.
    Give the same corpus, --drop and --unwrap as in training.
    """
    if output is not None:
        require_package("evaluate --output", "matplotlib", "train")
    from wisdom_training.evaluation.evaluate import (  # noqa: PLC0415 (slow to import)
        CorpusSource,
        PostSampling,
        describe_costs,
        describe_posts,
        evaluate,
        save_evaluation,
    )

    voice = open_voice(model)
    split = SplitFractions(options["validation"], options["test"])
    source = CorpusSource(corpus, options["unwrap"], options["drop"], split)
    given = {name: options[f"{name}_temperature"] for name in ("char", "word")}
    temperatures = {name: value for name, value in given.items() if value is not None}
    sampling = PostSampling(options["posts"], options["length"], options["seed"], temperatures)
    found = evaluate(voice, source, sampling, click.echo, show_bar)
    click.echo(f"\n{describe_costs(found)}")
    if options["posts"]:
        click.echo(f"\n{describe_posts(found)}")
    if output is not None:
        title = str(voice.metadata.get("corpus", {}).get("name", model))
        save_evaluation(output, found, title, click.echo)


@contextmanager
def show_bar(label: str, steps: int) -> Iterator[Callable[[int], None]]:
    """A progress bar on standard error; yields a function that takes the steps done since."""
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
