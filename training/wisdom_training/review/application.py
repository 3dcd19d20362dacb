"""Applies the decisions of ``review.yaml`` to a corpus folder.

``unreviewed.jsonl`` has the documents as they were imported, ``corpus.jsonl`` what the decisions
leave of them. So every decision can be changed: it is always applied to the former. The folder's
``.gitignore`` covers both, and only their owner may read them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from wisdom_model.atomic_write import write_whole
from wisdom_training.corpus.json_lines import (
    CORPUS_FILE,
    CorpusDocument,
    read_documents,
    write_documents,
)
from wisdom_training.errors import CorpusError
from wisdom_training.review.decisions import (
    REVIEW_FILE,
    read_decisions,
    was_reviewed,
    write_decisions,
)
from wisdom_training.review.name_matcher import NameMatcher
from wisdom_training.review.omission import count_sentences

UNREVIEWED_FILE = "unreviewed.jsonl"


@dataclass
class Application:
    """What became of the documents."""

    documents: int = 0
    """That remain."""
    changed: int = 0
    """Of those that remain."""
    dropped: int = 0
    """Documents of which nothing remains."""
    sentences: int = 0
    """That were left out, those of dropped documents included."""


def find_original(folder: Path) -> str:
    """The name of the file that has the documents as imported; an import adds to that file."""
    return UNREVIEWED_FILE if (folder / UNREVIEWED_FILE).exists() else CORPUS_FILE


def apply_decisions(folder: Path) -> Application:
    """Write ``corpus.jsonl`` as the decisions say; applying them again changes nothing.

    From then on the folder counts as reviewed, even if nothing was decided.
    Raises CorpusError where nothing would remain, and then changes nothing.
    """
    decisions = read_decisions(folder)
    if not was_reviewed(folder):
        write_decisions(folder, decisions)
    kept = all(decision.action == "keep" for decision in decisions.values())
    applied = Application()
    if find_original(folder) == CORPUS_FILE:
        if kept:
            applied.documents = sum(1 for _ in read_documents(folder))
            return applied
        _hide_from_git(folder)
        write_documents(folder, read_documents(folder), UNREVIEWED_FILE)
    matcher = NameMatcher(decisions)
    write_documents(folder, _review(folder, matcher, applied))
    return applied


def _hide_from_git(folder: Path) -> None:
    """A corpus that no import made has no ``.gitignore`` yet."""
    ignored = folder / ".gitignore"
    try:
        if not ignored.exists():
            write_whole(ignored, b"*\n")
    except OSError as error:
        raise CorpusError(f"cannot write {ignored}: {error.strerror}") from error


def _review(folder: Path, matcher: NameMatcher, applied: Application) -> Iterator[CorpusDocument]:
    for document in read_documents(folder, UNREVIEWED_FILE):
        text = matcher.apply(document.text)
        if text != document.text:
            applied.sentences += count_sentences(document.text) - count_sentences(text)
        if not text:
            applied.dropped += 1
            continue
        applied.documents += 1
        applied.changed += text != document.text
        yield CorpusDocument(text, document.date, document.kind)
    if not applied.documents:
        raise CorpusError(
            f"nothing would be left of {folder / UNREVIEWED_FILE}: keep or replace some of the "
            f"names in {folder / REVIEW_FILE}"
        )
