"""``wisdom check``: look at a corpus before training."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

import click

from wisdom_training.cli.corpus_options import corpus_options
from wisdom_training.cli.progress_bar import show_bar


@click.command("check", short_help="See whether a corpus is good enough for a voice.")
@click.argument("corpus", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
              help="Write check.md here.  [default: the folder that 'wisdom import' wrote; for "
                   "text files, NAME-check beside the first]")  # fmt: skip
@click.option("--json", "as_json", is_flag=True,
              help="Print all figures as JSON, and write files only with --output.")  # fmt: skip
@corpus_options
def check_corpus(
    corpus: tuple[Path, ...],
    output: Path | None,
    *,
    as_json: bool,
    **options: Any,  # noqa: ANN401 (flags)
) -> None:
    """Look at CORPUS before training on it.

    CORPUS are folders that 'wisdom import' wrote, or text files and folders of them. The report
    says how much text there is and whether it is enough; how long documents are, when and in which
    languages they were written; whose words they are; what programs left in them; what comes twice;
    which preset suits, and how long it takes. The last sentence says what to do next.
    """
    from wisdom_training.check import checking  # noqa: PLC0415 (slow to import)
    from wisdom_training.check.advice import estimate_presets  # noqa: PLC0415
    from wisdom_training.check.reading import ReadOptions  # noqa: PLC0415
    from wisdom_training.check.report import list_sections, render_summary  # noqa: PLC0415

    folder = checking.choose_folder(corpus, output)
    log = partial(click.echo, err=True)
    found = checking.measure_corpus(corpus, ReadOptions(**options), log, show_bar)
    advice = checking.advise_on(corpus, found)
    if as_json:
        conclusions = {"minutes": estimate_presets(found), "advice": advice._asdict()}
        figures = found.as_json() | conclusions
        click.echo(json.dumps(figures, ensure_ascii=False, indent=1))
    else:
        click.echo(render_summary(list_sections(found), advice))
    if output is not None or not as_json:
        checking.write_report(folder, corpus, found, advice)
        click.echo(f"\nThe report is {folder / checking.PAGE}", err=as_json)
