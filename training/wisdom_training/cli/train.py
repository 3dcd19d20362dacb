"""``wisdom train``, and ``wisdom settings``, which prints a settings file for it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from wisdom_training.cli.options import (
    FRACTION,
    HeadedCommand,
    Option,
    check_device,
    list_options,
    settings_flags,
    show_all_help,
    take_given,
)
from wisdom_training.cli.settings_file import describe_settings, read_settings
from wisdom_training.corpus.documents import DOCUMENT_UNITS
from wisdom_training.corpus.paragraphs import UNWRAP
from wisdom_training.corpus.split import SplitFractions
from wisdom_training.errors import require_package
from wisdom_training.presets import MEGABYTE, PRESETS, SEED, choose_settings
from wisdom_training.run.fine_tuning import load_start
from wisdom_training.run.outputs import Outputs
from wisdom_training.run.request import TrainRequest
from wisdom_training.settings import CharSettings, WordSettings
from wisdom_training.train.signals import INTERRUPTED

Command = TypeVar("Command", bound=Callable[..., Any])

TEXT, RUN = "The text", "The run"


def read_settings_file(ctx: click.Context, _: click.Parameter, path: Path | None) -> None:
    """Make the file's values the defaults of the other options; a callback of ``--settings``."""
    if path is not None:
        ctx.default_map = read_settings(path, list_options(ctx.command))


def option(*declarations: str, **attributes: Any) -> Callable[[Command], Command]:  # noqa: ANN401 (as in click)
    """An option of ``wisdom train`` that a settings file may set, too."""
    return click.option(*declarations, **{"cls": Option, "section": "", **attributes})


@click.command(cls=HeadedCommand, short_help="Train a voice on a corpus of text files.")
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
@option("--finish", is_flag=True, section=None,
        help="Make the voice of an interrupted run now, from its best weights so far.")  # fmt: skip
@option("--force", is_flag=True, section=None,
        help="Start over, and replace files that exist.")  # fmt: skip
@option("--from", "start", metavar="VOICE",
        help="Begin with the weights and the sizes of this voice: a path, or the name of one that "
             "the package contains; 'none' begins by chance.  [default: the package's base voice, "
             "if it speaks the language of the corpus]")  # fmt: skip
@option("--keep-names", is_flag=True,
        help="Keep the names that only the voice of --from knows: it is the same "
             "author's.")  # fmt: skip
@option("--private", is_flag=True,
        help="Keep no phrase memory: the text is not public, and the voice's file would tell much "
             "of it.")  # fmt: skip
@option("--as-base", is_flag=True,
        help="Train a voice for others to begin with: hours, on tens of megabytes by many "
             "authors.")  # fmt: skip
@option("--settings", type=click.Path(path_type=Path, dir_okay=False), section=None,
        is_eager=True, expose_value=False, callback=read_settings_file,
        help="A YAML file with any of these options; 'wisdom settings' prints one.")  # fmt: skip
@option("--language", metavar="CODE",
        help="The language of the corpus, such as 'en', for the voice's file.")  # fmt: skip
@option("--source", "sources", multiple=True, metavar="TEXT",
        help="What the corpus is made of, and by which right, for the voice's file; may be given "
             "several times.")  # fmt: skip
@option("--name", help="Name of the corpus in the voice; by default the first path's name.")
@option("--seed", type=click.IntRange(0), default=1, show_default=True, metavar="N",
        help="Random seed.")  # fmt: skip
@option("--unwrap", type=click.Choice(UNWRAP), default="auto", show_default=True, heading=TEXT,
        help="Whether line breaks inside paragraphs become spaces.")  # fmt: skip
@option("--documents", type=click.Choice(DOCUMENT_UNITS), default="auto", show_default=True,
        heading=TEXT,
        help="What in a file is one document: the whole file, a section between separators, or "
             "a paragraph.")  # fmt: skip
@option("--drop", metavar="REGEX", heading=TEXT,
        help="Leave out paragraphs that match this regular expression wholly.")  # fmt: skip
@option("--validation", type=FRACTION, default=SplitFractions.validation, show_default=True,
        metavar="FRACTION", heading=TEXT,
        help="Fraction of the text for validation: the weights with the lowest loss on it are "
             "kept.")  # fmt: skip
@option("--test", type=FRACTION, default=SplitFractions.test, show_default=True,
        metavar="FRACTION", heading=TEXT,
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
    if request.tensorboard is not None:
        require_package("training with --tensorboard", "tensorboard", "train,tensorboard")
    from wisdom_training.run.pipeline import train_voice  # noqa: PLC0415 (imports rich)

    try:
        train_voice(request, click.echo)
    except KeyboardInterrupt:
        begun = any(path.is_file() for path in Outputs(request.output, request.curves).checkpoints)
        next_step = "with --resume to continue" if begun else "to begin again: no checkpoint exists"
        click.echo(f"\nstopped; give the same command {next_step}", err=True)
        sys.exit(INTERRUPTED)


def make_request(options: dict[str, Any]) -> TrainRequest:
    """The request that the options of ``wisdom train`` describe; raises WisdomError."""
    char_overrides, word_overrides = take_given("char", options), take_given("word", options)
    options["resume"] = options["resume"] or options["finish"]
    split = SplitFractions(options.pop("validation"), options.pop("test"))
    return TrainRequest(
        **options, char_overrides=char_overrides, word_overrides=word_overrides, split=split
    )


@click.command("settings", short_help="Print a settings file for 'wisdom train'.")
@click.option("--preset", type=click.Choice(PRESETS), default="standard", show_default=True,
              help="The preset whose settings are printed.")  # fmt: skip
@click.option("--characters", type=click.IntRange(1), default=MEGABYTE, show_default=True,
              help="The size of the corpus that the settings are for.")  # fmt: skip
@click.option("--from", "start", metavar="VOICE",
              help="The voice that training will begin with, as in 'wisdom train'.")  # fmt: skip
def print_settings(preset: str, characters: int, start: str | None) -> None:
    """Print a settings file for 'wisdom train --settings', every setting explained.

    Sizes and epochs in it suit a corpus of the given number of characters. If you delete a line,
    'wisdom train' fits that setting to your corpus.
    """
    voice = None if preset == SEED else load_start(start)
    char, word = choose_settings(preset, {}, {}, characters, voice.sizes if voice else None)
    click.echo(describe_settings(list_options(train), preset, char, word), nl=False)
