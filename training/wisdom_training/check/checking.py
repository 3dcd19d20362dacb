"""One check from the corpus to the report."""

from __future__ import annotations

import shlex
import tempfile
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from wisdom_model.atomic_write import write_whole
from wisdom_training.check.advice import Advice, advise
from wisdom_training.check.charts import list_charts
from wisdom_training.check.findings import Findings
from wisdom_training.check.reading import ReadOptions, find_corpus_folder, open_corpus
from wisdom_training.check.report import list_sections, render_page
from wisdom_training.check.survey import Advance, survey
from wisdom_training.corpus.private_file import OWNER_ONLY
from wisdom_training.errors import CorpusError, FlagError
from wisdom_training.progress.reports import Log

PAGE = "check.md"
"""The report's file."""

ShowBar = Callable[[str, int], AbstractContextManager[Advance]]


def measure_corpus(
    paths: Sequence[Path], options: ReadOptions, log: Log, show_bar: ShowBar
) -> Findings:
    """Read and measure a corpus; raises CorpusError."""
    with tempfile.TemporaryDirectory(prefix="wisdom-") as name:
        corpus = open_corpus(paths, Path(name), options, log)
        with show_bar("checking", corpus.size) as advance:
            return survey(corpus, Path(name), advance)


def advise_on(paths: Sequence[Path], found: Findings) -> Advice:
    """What to do next with the corpus in ``paths``."""
    return advise(found, f"wisdom train {shlex.join(map(str, paths))} -o my-voice.safetensors")


def choose_folder(paths: Sequence[Path], output: Path | None) -> Path:
    """The folder of the report: ``output``, that of an import, or a new one beside a text.

    Raises FlagError if training on ``paths`` would read the report as text.
    """
    first = paths[0].absolute()
    beside = first.with_name(f"{first.stem}-check")
    folder = output or find_corpus_folder(paths[0]) or beside
    inside = {folder.resolve(), *folder.resolve().parents}
    for path in paths:
        if path.is_dir() and find_corpus_folder(path) is None and path.resolve() in inside:
            raise FlagError(
                f"--output {folder} is in the corpus {path}, where training would read the report "
                f"as the author's words: give a folder outside of it"
            )
    return folder


def write_report(folder: Path, paths: Sequence[Path], found: Findings, advice: Advice) -> None:
    """Write PAGE into ``folder``; raises CorpusError if it cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        name = ", ".join(path.name or str(path) for path in paths)
        page = render_page(name, list_sections(found), advice, found.notes, list_charts(found))
        write_whole(folder / PAGE, page.encode(), OWNER_ONLY)  # it quotes the corpus
    except OSError as error:
        raise CorpusError(
            f"cannot write the report into {folder}: {error.strerror}. Give another --output"
        ) from error
