"""A corpus counted and encoded: vocabularies, and the ids of both models as files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from wisdom_model.text.tokenizer import DOCUMENT_END, TOKENIZER_VERSION, tokenize
from wisdom_model.text.vocabulary import UNKNOWN, Vocabulary, find_start
from wisdom_training.corpus.batches import TokenFile, write_ids
from wisdom_training.corpus.counting import CharacterTable, build_vocabulary, count
from wisdom_training.corpus.inherited_vocabulary import (
    inherit_characters,
    inherit_words,
    without_masked,
)
from wisdom_training.corpus.split import Parts
from wisdom_training.corpus.text_file import PassProgress
from wisdom_training.corpus.workspace import open_workspace, read_manifest, write_manifest
from wisdom_training.progress.reports import Log
from wisdom_training.settings import CharSettings, ModelSettings, WordSettings, flag

_VERSION = 3  # incremented when the same corpus gives other ids
_TINY_CHARACTERS = 10_000  # of a training part in which min_count is 1


@dataclass(frozen=True)
class Dataset:
    """The counts of a corpus and the files of its ids."""

    characters: Mapping[str, int]
    """Count of each character in the training part."""
    words: Mapping[str, int]
    """Count in the training part of each token that the word model knows, in the order of its
    ids."""
    tokens: Mapping[str, int]
    """Number of tokens in each part, by the part's name."""
    min_count: Mapping[str, int]
    """The setting as it was used, by the model's name."""
    char_tokens: tuple[str, ...]
    """The character model's tokens in the order of their ids."""
    ids: Mapping[str, Mapping[str, TokenFile]]
    """Files by the model's name and the part's."""
    notes: tuple[str, ...]
    """Sentences for people on each setting and count that was changed."""

    @property
    def char_vocabulary(self) -> Vocabulary:
        """The character model's tokens."""
        return Vocabulary(self.char_tokens)

    @property
    def word_vocabulary(self) -> Vocabulary:
        """The word model's tokens."""
        return Vocabulary((UNKNOWN, *self.words))

    @property
    def known(self) -> float:
        """Fraction of the training part's tokens that the word model knows."""
        return sum(self.words.values()) / self.tokens["train"]


class Inherited(NamedTuple):
    """What the vocabularies take over from the voice whose weights training begins with."""

    char: Vocabulary
    word: Vocabulary
    keep_names: bool
    """Whether names stay that only that voice knows, because it is the same author's."""
    masked: frozenset[str] = frozenset()
    """Folded names that the author masked, which do not stay unless the corpus has them."""


def make_dataset(  # noqa: PLR0913 (all that ids depend on)
    parts: Parts,
    sha256: str,
    folder: Path,
    char_settings: CharSettings,
    word_settings: WordSettings,
    *,
    start: Inherited | None = None,
    log: Log,
) -> Dataset:
    """Count and encode a corpus into ``folder``, or read an earlier dataset of it from there.

    ``start`` has the vocabularies of the voice whose weights training begins with.
    """
    inputs = [_VERSION, TOKENIZER_VERSION, sha256, parts.train.size, len(parts.validation)]
    inputs += [char_settings.min_count, word_settings.min_count, word_settings.vocabulary]
    inputs += [
        start and (start.char.tokens, start.word.tokens, start.keep_names, sorted(start.masked))
    ]
    key = hashlib.sha256(json.dumps(inputs).encode()).hexdigest()
    manifest = folder / "dataset.json"
    known = read_manifest(manifest, key)
    if known is None:
        with open_workspace(folder):
            known = _make(parts, folder, char_settings, word_settings, start, log)
            write_manifest(manifest, key, known)
    files = {
        model: {
            part: TokenFile(folder / f"{model}.{part}.ids", dtype, length)
            for part, (dtype, length) in of_model.items()
        }
        for model, of_model in known.pop("ids").items()
    }
    tuples = {name: tuple(known[name]) for name in ("char_tokens", "notes")}
    return Dataset(**known | {"ids": files, **tuples})


def _make(  # noqa: PLR0913, PLR0917 (all that ids depend on)
    parts: Parts,
    folder: Path,
    char_settings: CharSettings,
    word_settings: WordSettings,
    start: Inherited | None,
    log: Log,
) -> dict[str, Any]:
    counts = count(_reported(parts, "counted", log))
    notes = []
    if counts.dropped:
        notes.append(
            f"there are so many distinct tokens that those with a count of {counts.dropped:,} or "
            f"less were dropped while counting, to save memory"
        )
    characters, char_note = choose_vocabulary(counts.characters, char_settings, parts)
    words, word_note = choose_vocabulary(
        counts.words, word_settings, parts, word_settings.vocabulary
    )
    if start is not None:
        characters = inherit_characters(start.char, characters)
        learned = without_masked(start.word, start.masked, counts.words)
        words = inherit_words(learned, counts.words, words, characters, keep_names=start.keep_names)
    min_count = {
        "char": 1 if char_note else char_settings.min_count,
        "word": 1 if word_note else word_settings.min_count,
    }
    notes += [note for note in (char_note, word_note) if note]
    ids, tokens = _encode(parts, folder, characters, words, log)
    return {
        "characters": counts.characters,
        "words": {token: counts.words[token] for token in words.tokens[1:]},
        "char_tokens": characters.tokens,
        "tokens": {"train": counts.tokens, **tokens},
        "min_count": min_count,
        "ids": ids,
        "notes": notes,
    }


def choose_vocabulary(
    counts: Mapping[str, int], settings: ModelSettings, parts: Parts, most: int | None = None
) -> tuple[Vocabulary, str | None]:
    """The vocabulary of a model, and a note if ``min_count`` was set to 1."""
    name = flag(settings.prefix, "min_count")
    vocabulary = build_vocabulary(counts, settings.min_count, most)
    if all(token in (UNKNOWN, DOCUMENT_END) for token in vocabulary.tokens):
        return build_vocabulary(counts, 1, most), (
            f"{name} is 1 instead of {settings.min_count}: no token is as frequent as that"
        )
    if settings.min_count > 1 and parts.train.characters < _TINY_CHARACTERS:
        return build_vocabulary(counts, 1, most), (
            f"{name} is 1 instead of {settings.min_count}: in so short a text most tokens are rare"
        )
    return vocabulary, None


def _encode(
    parts: Parts, folder: Path, char: Vocabulary, word: Vocabulary, log: Log
) -> tuple[dict[str, dict[str, tuple[str, int]]], dict[str, int]]:
    """Write all ids; returns types and lengths by model and part, and the held-out token counts."""
    table = CharacterTable(char)
    pieces = _reported(parts, "encoded the characters of", log)
    arrays: dict[str, dict[str, Iterable[NDArray[np.integer]]]] = {
        "char": {"train": (table.encode(piece) for piece in pieces)},
        "word": {"train": (word.encode(tokenize(p)) for p in _reported(parts, "encoded", log))},
    }
    tokens = {}
    # What a held-out part begins with, so that its first token is predicted, too.
    start = find_start(char, word)
    for name, text in (("validation", parts.validation), ("test", parts.test)):
        found = tokenize(text)
        tokens[name] = len(found)
        arrays["char"][name] = [char.encode(start[0] + text)]
        arrays["word"][name] = [word.encode([start, *found])]
    written: dict[str, dict[str, tuple[str, int]]] = {"char": {}, "word": {}}
    for model, vocabulary in (("char", char), ("word", word)):
        for part, content in arrays[model].items():
            file = write_ids(folder / f"{model}.{part}.ids", content, len(vocabulary))
            written[model][part] = file.dtype, file.length
    return written, tokens


def _reported(parts: Parts, verb: str, log: Log) -> Iterator[str]:
    """The training part, piece by piece, with progress messages."""
    progress = PassProgress(log, verb, parts.train.size)
    for piece in parts.train.pieces():
        yield piece
        progress.advance(len(piece.encode()))
