"""The folder that an import writes, and that review, check and training read.

It has ``corpus.jsonl`` (``corpus.json_lines``), ``report.md``, ``people.txt`` (names that the
archives list, for the review), ``import.json`` (what the next import has to know) and a
``.gitignore`` for all of it: nobody should publish it by chance.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from wisdom_training.corpus.json_lines import CORPUS_FILE
from wisdom_training.corpus.private_file import write_private
from wisdom_training.errors import CorpusError
from wisdom_training.review.people import PEOPLE_FILE

REPORT_FILE = "report.md"
STATE_FILE = "import.json"
_TYPES = {"private": bool, "owners": list, "imports": list}
_WRITTEN_FIRST = {STATE_FILE, ".gitignore"}  # all that is there if an import was killed
_IGNORED = "# What people wrote is not published by chance.\n*\n"


@dataclass
class ImportState:
    """What the next import into the same folder has to know."""

    private: bool = False
    """Whether something in the corpus was written to few people."""
    owners: list[str] = field(default_factory=list)
    """The names under which the owner was found, or which the owner gave."""
    imports: list[dict[str, object]] = field(default_factory=list)
    """One for each import: ``date``, ``sources``, ``added``."""


def has_corpus(folder: Path) -> bool:
    """Whether an import wrote a corpus into ``folder``."""
    return (folder / CORPUS_FILE).is_file()


def check_folder(folder: Path) -> None:
    """Raise CorpusError if ``folder`` has other things than a corpus, or is no folder."""
    try:
        inside = [path.name for path in folder.iterdir()] if folder.exists() else []
        if not has_corpus(folder) and set(inside) - _WRITTEN_FIRST:
            raise CorpusError(
                f"{folder} is neither empty nor a corpus that wisdom import made: "
                f"give a new folder with -o"
            )
    except OSError as error:
        raise CorpusError(f"cannot use {folder} as a folder: {error.strerror}") from error


def make_folder(folder: Path) -> None:
    """Make ``folder`` if there is none; raises CorpusError where that is impossible."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CorpusError(f"cannot make the folder {folder}: {error.strerror}") from error


def read_state(folder: Path) -> ImportState:
    """The state of the last import; that of a new folder if there was none."""
    path = folder / STATE_FILE
    if not path.exists():
        return ImportState()
    try:
        values = json.loads(path.read_text("utf-8"))
        state = ImportState(**values)
    except (OSError, ValueError, TypeError) as error:
        raise CorpusError(
            f"{path} cannot be read ({error}): delete it, and give --private again if the corpus "
            f"has private texts"
        ) from error
    for name, kind in _TYPES.items():
        if not isinstance(getattr(state, name), kind):
            raise CorpusError(f"{path}: {name} is no {kind.__name__}: delete the file")
    return state


def write_state(folder: Path, state: ImportState) -> None:
    """Write the state, and the ``.gitignore``."""
    write_private(
        folder / STATE_FILE, json.dumps(asdict(state), indent=2, ensure_ascii=False) + "\n"
    )
    ignored = folder / ".gitignore"
    if not ignored.exists():
        write_private(ignored, _IGNORED)


def read_people(folder: Path) -> list[str]:
    """The names that the archives list, in alphabetical order."""
    path = folder / PEOPLE_FILE
    return path.read_text("utf-8").splitlines() if path.exists() else []


def write_people(folder: Path, names: Iterable[str]) -> None:
    """Add ``names`` to those that the archives list."""
    cleaned = {" ".join(name.split()) for name in names}
    every = sorted({*read_people(folder), *cleaned} - {""}, key=str.casefold)
    if every:
        write_private(folder / PEOPLE_FILE, "".join(f"{name}\n" for name in every))


def write_report(folder: Path, report: str) -> None:
    """Write the report for people, in Markdown."""
    write_private(folder / REPORT_FILE, report)
