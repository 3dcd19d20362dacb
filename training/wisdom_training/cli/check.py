"""``wisdom check``: look at a corpus before training."""

from __future__ import annotations

import json
import shlex
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from wisdom_model.atomic_write import write_whole
from wisdom_training.check.advice import Advice, advise, estimate_presets
from wisdom_training.check.charts import draw_charts
from wisdom_training.check.findings import Findings
from wisdom_training.check.reading import ReadOptions, find_corpus_folder, open_corpus
from wisdom_training.check.report import list_sections, render_page, render_summary
from wisdom_training.check.survey import survey
from wisdom_training.cli.corpus_options import corpus_options
from wisdom_training.cli.evaluate import show_bar
from wisdom_training.errors import CorpusError, FlagError, MissingPackageError

_PAGE = "check.md"


@click.command("check", short_help="See whether a corpus is good enough for a voice.")
@click.argument("corpus", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
              help="Write check.md and its charts here.  [default: the folder that 'wisdom "
                   "import' wrote; for text files, NAME-check beside the first]")  # fmt: skip
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
    which preset suits, and how long it takes. The last sentence says what to do next. --unwrap,
    --documents and --drop are for text files.
    """
    folder = _choose_output(corpus, output)
    found = _survey(corpus, ReadOptions(**options), quiet=as_json)
    advice = advise(found, _describe_command(corpus, found))
    if as_json:
        figures = {
            **found.as_json(),
            "minutes": estimate_presets(found),
            "advice": advice._asdict(),
        }
        click.echo(json.dumps(figures, ensure_ascii=False, indent=1))
    else:
        click.echo(render_summary(list_sections(found), advice))
    if output is not None or not as_json:
        _write(folder, corpus, found, advice, quiet=as_json)


def _survey(corpus: Sequence[Path], options: ReadOptions, *, quiet: bool) -> Findings:
    with tempfile.TemporaryDirectory(prefix="wisdom-") as name:
        opened = open_corpus(corpus, Path(name), options, lambda line: click.echo(line, err=True))
        if quiet:
            return survey(opened, Path(name))
        with show_bar("checking", opened.size) as advance:
            return survey(opened, Path(name), advance)


def _choose_output(corpus: Sequence[Path], output: Path | None) -> Path:
    """The folder of the report; raises FlagError if training would read the report as text."""
    first = corpus[0]
    imported = find_corpus_folder(first)
    usual = imported or first.absolute().with_name(f"{first.absolute().stem}-check")
    folder = usual if output is None else output
    for path in corpus:
        if path.is_dir() and find_corpus_folder(path) is None:
            inside = folder.resolve()
            if path.resolve() in (inside, *inside.parents):
                raise FlagError(
                    f"--output {folder} is in the corpus {path}, where training would read the "
                    f"report as the author's words: give a folder outside of it"
                )
    return folder


def _describe_command(corpus: Sequence[Path], found: Findings) -> str:
    private = " --private" if "private" in found.kinds else ""
    return f"wisdom train {shlex.join(map(str, corpus))} -o my-voice.safetensors{private}"


def _write(
    folder: Path, corpus: Sequence[Path], found: Findings, advice: Advice, *, quiet: bool
) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            charts = draw_charts(folder, found)
        except MissingPackageError as error:
            charts = []
            click.echo(f"\nno charts: {error}", err=True)
        sections = list_sections(found)
        name = ", ".join(path.name or str(path) for path in corpus)
        page = render_page(name, sections, advice, found.notes, charts)
        write_whole(folder / _PAGE, page.encode())
    except OSError as error:
        raise CorpusError(
            f"cannot write the report into {folder}: {error.strerror}. Give another --output"
        ) from error
    if not quiet:
        click.echo(f"\nThe report with charts is {folder / _PAGE}")
