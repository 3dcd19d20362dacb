"""Reads a corpus once and measures it; memory does not grow with the text, but for its words.

The words are on the disk as numbers, four bytes each. What grows is the list of distinct words,
about 80 bytes for each document, and what repeats itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

import numpy as np

from wisdom_model.text.tokenizer import PARAGRAPH
from wisdom_model.text.words import count_words
from wisdom_training.check.dates import DateCounter
from wisdom_training.check.duplicates import find_duplicates
from wisdom_training.check.findings import Findings, KindShare, Lengths, Vocabulary
from wisdom_training.check.languages import FUNCTION_WORDS, UNCLEAR, find_languages
from wisdom_training.check.leftovers import Leftovers
from wisdom_training.check.reading import CheckedCorpus, Passage
from wisdom_training.check.repetitions import find_repetitions
from wisdom_training.check.words import WordRecorder, WordSequence
from wisdom_training.errors import CorpusError

FREQUENT_WORDS = 20
"""Words that are listed."""

_LEAST_LANGUAGE = 0.02  # share of a language whose function words are not listed
_SHORTEST_WORD = 4  # letters of a listed word in an alphabet
Advance = Callable[[int], None]


def survey(corpus: CheckedCorpus, work: Path, advance: Advance = lambda _: None) -> Findings:
    """Measure ``corpus``; ``advance`` is told the bytes that were read.

    Raises CorpusError, also if the corpus has no words. ``work`` is a folder for the words.
    """
    path = work / "words.bin"
    with path.open("wb") as file:
        counter = _Counter(WordRecorder(file))
        for passage in corpus.passages():
            counter.add(passage)
            advance(len(passage.text.encode()))
        sequence = counter.words.read(path)
    if not sequence.total:
        raise CorpusError("the corpus has no words: give a folder of wisdom import, or text files")
    languages = find_languages(sequence)
    return Findings(
        characters=counter.characters,
        words=sequence.total,
        lines=counter.lines,
        documents=_measure(counter.documents),
        paragraphs=_measure(counter.paragraphs),
        languages=languages,
        duplicates=find_duplicates(sequence),
        repetitions=find_repetitions(sequence),
        vocabulary=_count_vocabulary(sequence, languages),
        labels=counter.leftovers.labels,
        leftovers=counter.leftovers.found,
        dates=counter.dates.read(),
        kinds={
            kind: KindShare(documents, counter.kind_words[kind])
            for kind, documents in counter.kinds.most_common()
        },
        notes=list(corpus.notes),
    )


class _Counter:
    """Counts what comes passage by passage."""

    def __init__(self, words: WordRecorder) -> None:
        self.words = words
        self.characters = self.lines = 0
        self.documents: Counter[int] = Counter()  # by length in words
        self.paragraphs: Counter[int] = Counter()
        self.leftovers, self.dates = Leftovers(), DateCounter()
        self.kinds: Counter[str] = Counter()
        self.kind_words: defaultdict[str, int] = defaultdict(int)
        self._document_words = 0

    def add(self, passage: Passage) -> None:
        text = passage.text
        words = self.words.add(text)
        paragraphs = [each for each in text.split(PARAGRAPH) if each.strip()]
        if len(paragraphs) == 1:
            self.paragraphs[words] += 1
        else:
            self.paragraphs.update(map(count_words, paragraphs))
        self.characters += len(text)
        self.lines += sum(1 for line in text.split("\n") if line)
        self.leftovers.add(text)
        self._document_words += words
        if passage.ends_document:
            self._end(passage)

    def _end(self, passage: Passage) -> None:
        self.words.end_document()
        self.documents[self._document_words] += 1
        if passage.kind is not None:
            self.dates.add(passage.date)
            self.kinds[passage.kind] += 1
            self.kind_words[passage.kind] += self._document_words
        self._document_words = 0


def _measure(lengths: Counter[int]) -> Lengths:
    number, passed, median = lengths.total(), 0, 0
    for median in sorted(lengths):
        passed += lengths[median]
        if 2 * passed >= number:
            break
    return Lengths(number, median, max(lengths, default=0), dict(sorted(lengths.items())))


def _count_vocabulary(sequence: WordSequence, languages: dict[str, float]) -> Vocabulary:
    counts = sequence.count()
    common = {
        word
        for code, share in languages.items()
        if share >= _LEAST_LANGUAGE and code != UNCLEAR
        for word in FUNCTION_WORDS.get(code, ())
    }
    frequent: dict[str, int] = {}
    for place in np.argsort(-counts[: len(sequence.words)], kind="stable").tolist():
        word = sequence.words[place]
        if word.isalpha() and len(word) >= _SHORTEST_WORD and word not in common:
            frequent[word] = int(counts[place])
        if len(frequent) == FREQUENT_WORDS:
            break
    return Vocabulary(int((counts > 0).sum()), int((counts == 1).sum()), frequent)
