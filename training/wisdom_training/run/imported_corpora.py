"""What training has to know of the corpus folders that ``wisdom import`` made."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from wisdom_training.errors import CorpusError
from wisdom_training.importing.corpus_folder import has_corpus, read_state
from wisdom_training.review.decisions import masked_words, was_reviewed


class ImportedCorpora(NamedTuple):
    """The facts of all corpus folders of one training."""

    private: Path | None
    """One that has texts which were written to few people, or None."""
    masked: frozenset[str]
    """The names that no post may have, folded."""


def inspect_corpora(paths: Iterable[Path]) -> ImportedCorpora:
    """The facts of the corpus folders among ``paths``.

    Raises CorpusError where private texts were never reviewed, or where a folder's files about the
    import or the review cannot be read.
    """
    private: Path | None = None
    masked: set[str] = set()
    for path in filter(has_corpus, paths):
        if read_state(path).private:
            private = private or path
            if not was_reviewed(path):
                raise CorpusError(
                    f"{path} has texts that were written to few people, and nobody has looked at "
                    f"the names in them: run wisdom review {path} first"
                )
        masked |= masked_words(path)
    return ImportedCorpora(private, frozenset(masked))
