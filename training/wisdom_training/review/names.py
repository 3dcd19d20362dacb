"""Finds the words of a corpus that may be names, the likeliest first.

A name has a capital inside sentences and is rarer, or unknown, in small letters: that finds nearly
all names that are written with a capital, in any language that has capitals. Names in small letters
are found only where the archive lists the person or a word such as "dear" comes before.

In German every noun has a capital. There, names are those that articles seldom precede, and the
rest comes last.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from wisdom_model.text.folding import fold_accents
from wisdom_training.corpus.json_lines import CorpusDocument
from wisdom_training.review.cues import BEFORE_CAPITALS, BEFORE_NAMES, BEFORE_NOUNS, NOUN_ENDINGS
from wisdom_training.review.decisions import Decision, is_name
from wisdom_training.review.occurrences import Occurrence, list_occurrences

RANKS = (
    "people on the archive's lists",
    "words after “dear”, “my friend”, “thanks” and the like",
    "words with a capital inside sentences",
    "other words with a capital",
)
"""The ranks of candidates, from 0 on."""
CONTEXTS = 3
"""Places that are shown of a candidate."""

_CONTEXT_CHARACTERS = 60  # on each side of a name
_NOUN_CAPITALS = 0.12  # of the words inside sentences; in English 0.04, in German a quarter
_FEWEST_WORDS = 200  # from which that share can be told
_AFTER_ARTICLE, _AFTER_ARTICLE_NOUNS = (
    0.5,
    0.15,
)  # share of a word's occurrences; the second: German
_AFTER_CUE = 1 / 3  # share of the occurrences of a name in small letters
_SHORTEST_STEM = 3  # of a form with s

Case = Literal["any", "capital", "small"]
Documents = Callable[[], Iterable[CorpusDocument]]
"""Reads all documents; called twice."""


@dataclass
class Counts:
    """How often a word, without case and accents, has each form."""

    inside: int = 0
    """With a capital, inside sentences."""
    first: int = 0
    """With a capital, where sentences begin."""
    small: int = 0
    capitals: int = 0
    """All in capitals, wherever; not counted above."""
    cued: int = 0
    """After a word that stands before names."""
    small_cued: int = 0
    after_article: int = 0

    @property
    def large(self) -> int:
        return self.inside + self.first + self.capitals


@dataclass
class Candidate:
    """A word that may be a name."""

    names: tuple[str, ...]
    """As ``review.yaml`` has it, with its form with s, if there is one."""
    rank: int
    """Of RANKS."""
    case: Case = "any"
    """The forms that it stands for: all, or those with or without a capital."""
    count: int = 0
    forms: Counter[str] = field(default_factory=Counter)
    years: Counter[int] = field(default_factory=Counter)
    contexts: list[tuple[str, str, str]] = field(default_factory=list)
    """What stands before, the name, what follows."""
    cued: float = 0.0
    """The share of its occurrences after words that stand before names."""

    @property
    def title(self) -> str:
        """The form that is the most frequent."""
        return self.forms.most_common(1)[0][0] if self.forms else self.names[0]

    @property
    def weight(self) -> float:
        """By which candidates of a rank are sorted."""
        one_year = len(self.years) == 1 and self.count > 1
        written_small = self.title[:1].islower()
        return self.count * (2 if one_year else 1) * (1 + self.cued) / (4 if written_small else 1)


class Names(NamedTuple):
    """What ``find_names`` finds."""

    candidates: list[Candidate]
    """By rank and weight."""
    words: Collection[str]
    """All words of the corpus, folded."""


def find_names(
    documents: Documents, people: Collection[str], decisions: Mapping[str, Decision]
) -> Names:
    """The candidates that ``decisions`` do not have.

    ``people`` are folded single words. What was masked or replaced before is looked for in small
    letters like these.
    """
    counts = count_forms(document.text for document in documents())
    found = _choose(counts, people, decisions)
    _join_forms_with_s(found)
    _describe(documents, found)
    candidates = {id(each): each for chosen in found.values() for each in chosen.values()}
    present = [each for each in candidates.values() if each.count]
    for each in present:
        each.names = tuple(_spell(name, each.forms) for name in each.names)
    ordered = sorted(
        present,
        key=lambda each: (each.rank, -each.weight, each.names),
    )
    return Names(ordered, counts.keys())


def count_forms(texts: Iterable[str]) -> dict[str, Counts]:
    """The counts of all words, by the word without case and accents."""
    counts: dict[str, Counts] = {}
    for text in texts:
        for occurrence in list_occurrences(text):
            folded = fold_accents(occurrence.word)
            if folded not in counts:
                counts[folded] = Counts()
            _count(occurrence, counts[folded])
    return counts


def _count(occurrence: Occurrence, counts: Counts) -> None:
    word, before = occurrence.word, occurrence.previous
    cued = before in BEFORE_NAMES
    if not word[0].isupper():
        counts.small += 1
        counts.small_cued += cued
        return
    counts.cued += cued or before in BEFORE_CAPITALS
    counts.after_article += before in BEFORE_NOUNS
    if word.isupper():
        counts.capitals += 1
    elif occurrence.inside:
        counts.inside += 1
    else:
        counts.first += 1


def _capitalises_nouns(counts: Mapping[str, Counts]) -> bool:
    inside = sum(each.inside for each in counts.values())
    small = sum(each.small for each in counts.values())
    return inside + small >= _FEWEST_WORDS and inside > _NOUN_CAPITALS * (inside + small)


def _choose(
    counts: Mapping[str, Counts], people: Collection[str], decisions: Mapping[str, Decision]
) -> dict[str, dict[str, Candidate]]:
    """Candidates by folded word, and by their name in ``review.yaml``."""
    has_nouns = _capitalises_nouns(counts)
    decided = {(fold_accents(name), name[0].isupper()) for name in decisions}
    masked = {fold_accents(name) for name, each in decisions.items() if each.action != "keep"}
    listed = {*people, *masked}
    chosen: dict[str, dict[str, Candidate]] = {}
    for word, each in counts.items():
        rank = 0 if word in listed else _find_rank(word, each, has_nouns=has_nouns)
        if rank is None or (word, False) in decided:
            continue
        if (word, True) in decided:
            cases: list[Case] = ["small"]
        elif each.small <= each.large or not each.large:
            cases = ["any"]
        elif rank == 0:
            cases = ["capital", "small"]
        else:
            cases = ["capital" if each.inside else "small"]
        candidates = [Candidate((_name(word, case),), rank, case) for case in cases]
        chosen[word] = {candidate.names[0]: candidate for candidate in candidates}
    return chosen


def _name(word: str, case: Case) -> str:
    return word.capitalize() if case == "capital" else word


def _find_rank(word: str, counts: Counts, *, has_nouns: bool) -> int | None:
    """The rank of a word that is on no list, or None for an ordinary one."""
    rarely_small = counts.inside + counts.capitals > counts.small or not counts.small
    if not counts.large or not rarely_small:
        cued = counts.small_cued + counts.cued
        return 1 if cued > _AFTER_CUE * (counts.small + counts.large) else None
    limit = _AFTER_ARTICLE_NOUNS if has_nouns else _AFTER_ARTICLE
    is_noun = counts.after_article > limit * counts.large
    if is_noun or (has_nouns and word.endswith(NOUN_ENDINGS)) or not counts.inside:
        return 3
    return 1 if counts.cued > _AFTER_CUE * counts.large else 2


def _join_forms_with_s(found: Mapping[str, dict[str, Candidate]]) -> None:
    """Give ``Annas`` and ``Anns`` to ``Anna`` and ``Ann``, where both are candidates alike."""
    for word, chosen in found.items():
        stem = word[:-1]
        if not word.endswith("s") or len(stem) < _SHORTEST_STEM or stem not in found:
            continue
        for name, each in list(chosen.items()):
            base = found[stem].get(name[:-1])
            if base is not None and len(base.names) == 1:
                base.names = (*base.names, name)
                base.rank = min(base.rank, each.rank)
                chosen[name] = base


def _describe(documents: Documents, found: Mapping[str, dict[str, Candidate]]) -> None:
    """Count the candidates' occurrences by form and year, and collect contexts."""
    cued: Counter[int] = Counter()
    for document in documents():
        for occurrence in list_occurrences(document.text):
            word = fold_accents(occurrence.word)
            for each in found.get(word, {}).values():
                if each.case == "any" or (each.case == "capital") == occurrence.word[0].isupper():
                    each.count += 1
                    each.forms[occurrence.word] += 1
                    cued[id(each)] += occurrence.previous in BEFORE_NAMES | BEFORE_CAPITALS
                    each.cued = cued[id(each)] / each.count
                    if document.date is not None:
                        each.years[document.date.year] += 1
                    _add_context(each, document.text, occurrence)


def _spell(name: str, forms: Mapping[str, int]) -> str:
    """``name``, which has no accents, as the corpus spells it."""
    alike = [form for form in forms if fold_accents(form) == fold_accents(name)]
    spelt = max(alike, key=lambda form: forms[form], default=name).lower()
    if name[0].isupper():
        spelt = spelt.capitalize()
    return spelt if is_name(spelt) else name


def _add_context(candidate: Candidate, text: str, occurrence: Occurrence) -> None:
    """Keep the first occurrences and the last one."""
    before = text[max(0, occurrence.start - _CONTEXT_CHARACTERS) : occurrence.start]
    after = text[occurrence.end : occurrence.end + _CONTEXT_CHARACTERS]
    context = (_join_lines(before), occurrence.word, _join_lines(after))
    if context in candidate.contexts:
        return
    if len(candidate.contexts) == CONTEXTS:
        candidate.contexts.pop()
    candidate.contexts.append(context)


def _join_lines(text: str) -> str:
    """In one line, without characters that a terminal would obey."""
    return "".join(char if char.isprintable() else " " for char in text)
