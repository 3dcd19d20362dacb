"""``wisdom evaluate``: measure a voice and the posts it writes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from wisdom_model.generation.recipe import BLENDS
from wisdom_model.voice.file import find_voice, load_voice
from wisdom_training.cli.corpus_options import corpus_options
from wisdom_training.cli.options import FRACTION
from wisdom_training.cli.progress_bar import show_bar
from wisdom_training.corpus.split import SplitFractions
from wisdom_training.evaluation.posts import USUAL_LENGTH, USUAL_POSTS, PostSampling
from wisdom_training.evaluation.summary import summarise
from wisdom_training.evaluation.tables import describe_costs, describe_posts

WIDTH = 88
"""Characters in a line of the summary."""


@click.command("evaluate", short_help="Measure a voice and the posts it writes.")
@click.argument("model")
@click.argument("corpus", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
              help="Also write evaluation.json, the posts, and charts (as HTML for a page, and as "
                   "SVG) into this folder.")  # fmt: skip
@click.option("--posts", type=click.IntRange(0), default=USUAL_POSTS, show_default=True,
              help="Number of posts that are written and measured; 0 for none.")  # fmt: skip
@click.option("--length", type=click.IntRange(1),
              help="Words in each post.  [default: as in the author's documents; "
                   f"{USUAL_LENGTH} if the voice learned none]")  # fmt: skip
@click.option("--blend", "blends", multiple=True, type=click.Choice(BLENDS),
              help="Measure posts by this way of writing, too; as in 'wisdom sample'. Give it "
                   "several times for several.")  # fmt: skip
@click.option("--char-temperature", type=float,
              help="Temperature of the character model; as in 'wisdom sample'.")  # fmt: skip
@click.option("--word-temperature", type=float,
              help="Temperature of the word model; as in 'wisdom sample'.")  # fmt: skip
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True,
              help="Random seed of the first post; each further post has the next.")  # fmt: skip
@corpus_options
@click.option("--validation", type=FRACTION, default=SplitFractions.validation, show_default=True,
              metavar="FRACTION",
              help="Fraction of the text for validation; as in training.")  # fmt: skip
@click.option("--test", type=FRACTION, default=SplitFractions.test, show_default=True,
              metavar="FRACTION",
              help="Fraction of the text that is measured; as in training.")  # fmt: skip
def evaluate_voice(
    model: str,
    corpus: tuple[Path, ...],
    output: Path | None,
    **options: Any,  # noqa: ANN401 (flags)
) -> None:
    """Measure MODEL on the held-out part of CORPUS, and measure the posts it writes.

    Says in plain words how posts, as a site would get them, compare with the author's own text and
    with a Markov chain's; then prints all figures, and bits per character by strategy. It takes
    about three minutes on two processors. Give the same corpus, --documents, --drop and --unwrap as
    in training.
    """
    from wisdom_training.evaluation.evaluate import (  # noqa: PLC0415 (slow to import)
        CorpusSource,
        evaluate,
        save_evaluation,
    )

    path = find_voice(model, Path())
    split = SplitFractions(options["validation"], options["test"])
    source = CorpusSource(corpus, options["unwrap"], options["documents"], options["drop"], split)
    given = {name: options[f"{name}_temperature"] for name in ("char", "word")}
    temperatures = {name: value for name, value in given.items() if value is not None}
    sampling = PostSampling(
        options["posts"], options["length"], options["seed"], temperatures, options["blends"]
    )
    found = evaluate(path, source, sampling, click.echo, show_bar)
    if options["posts"]:
        for sentence in summarise(found):
            click.echo(f"\n{click.wrap_text(sentence, WIDTH)}")
        click.echo(f"\n{describe_posts(found)}")
    click.echo(f"\n{describe_costs(found)}")
    if output is not None:
        title = str(load_voice(path).metadata.get("corpus", {}).get("name", model))
        save_evaluation(output, found, title, click.echo)
