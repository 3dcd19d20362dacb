"""``wisdom audit``: attack a voice, to see what its file gives away."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import click

from wisdom_model.voice.file import find_voice, load_voice
from wisdom_training.cli.corpus_options import corpus_options
from wisdom_training.cli.progress_bar import show_bar


@click.command("audit", short_help="See what a voice's file tells about its text.")
@click.argument("model")
@click.argument("corpus", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--passages", type=click.IntRange(1), default=100, show_default=True,
              help="Places in the corpus from which the attacks go on.")  # fmt: skip
@click.option("--posts", type=click.IntRange(0), default=100, show_default=True,
              help="Posts that are searched for phrases of the corpus; 0 for none.")  # fmt: skip
@click.option("--canaries", type=click.Path(path_type=Path, dir_okay=False, exists=True),
              metavar="FILE",
              help="Phrases, one a line, that you put into the corpus before training, to see "
                   "which of them come out.")  # fmt: skip
@corpus_options
def audit_voice(model: str, corpus: tuple[Path, ...], **options: Any) -> None:  # noqa: ANN401 (flags)
    """Attack MODEL with everything that its file can be asked, and count what of CORPUS comes out.

    CORPUS is the text that the voice learned. The attacks know five words in a row of it. Give the
    same --documents, --drop and --unwrap as in training.
    """
    from wisdom_training.corpus.reading import read_corpus  # noqa: PLC0415 (slow to import)
    from wisdom_training.evaluation.audit import audit, describe  # noqa: PLC0415

    voice = load_voice(find_voice(model, Path()))
    canaries = options["canaries"]
    lines = canaries.read_text(encoding="utf-8").splitlines() if canaries else []
    with tempfile.TemporaryDirectory(prefix="wisdom-") as folder:
        read = read_corpus(
            corpus,
            Path(folder),
            unwrap=options["unwrap"],
            documents=options["documents"],
            drop=options["drop"],
            log=click.echo,
        )
        text = "".join(read.text.pieces())
    found = audit(voice, text, options["passages"], options["posts"], lines, show_bar)
    click.echo(f"\n{describe(found)}")
