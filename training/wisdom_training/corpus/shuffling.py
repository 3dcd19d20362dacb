"""A corpus in random order, for a base voice.

A corpus of many sources is read source by source. In random order its end, which is held out, has
something of each source, and so has every batch. A long document, such as a book, is cut between
paragraphs into passages, which are shuffled like documents.
"""

from __future__ import annotations

import mmap
import random
from collections.abc import Iterator
from pathlib import Path

from wisdom_model.text.tokenizer import DOCUMENT_END, PARAGRAPH
from wisdom_training.corpus.text_file import DocumentWriter

PASSAGE_BYTES = 50_000
"""Size from which on a document is cut: some thirty pages, far more than a network remembers."""


def write_shuffled(source: Path, writer: DocumentWriter, seed: int) -> None:
    """Write the documents of ``source``, each ended by DOCUMENT_END, in random order."""
    with source.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as text:
        spans = list(_find_passages(text))
        random.Random(seed).shuffle(spans)  # noqa: S311 (no secret)
        for start, end in spans:
            writer.append(text[start:end].decode())


def _find_passages(text: mmap.mmap) -> Iterator[tuple[int, int]]:
    """Where documents and the passages of long ones begin and end, in bytes."""
    document_end, paragraph = DOCUMENT_END.encode(), PARAGRAPH.encode()
    start = 0
    while start < len(text):
        end = text.find(document_end, start) + len(document_end)
        cut = text.find(paragraph, start + PASSAGE_BYTES, end)
        if cut >= 0:
            end = cut + len(paragraph)
        yield start, end
        start = end
