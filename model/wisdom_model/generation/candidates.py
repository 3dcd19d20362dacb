"""Several texts are written, those that a guard refuses are put aside, and the best is taken.

The best has the highest score: minus what a token of it costs the model in nats, minus REPETITION
times its rep-2, the share of word pairs that stood in it before (S. Welleck et al.,
arXiv:1908.04319). So the text is preferred that the model finds likeliest, but not for saying the
same again; low-temperature texts alone would be chosen for that (H. Zhang et al., "Trading Off
Diversity and Quality in Natural Language Generation", 2021).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from wisdom_model.errors import GuardError
from wisdom_model.generation.recipe import Recipe
from wisdom_model.generation.writer import Text, write_all
from wisdom_model.guards.guards import Finding, Guards, passes
from wisdom_model.voice.file import Voice
from wisdom_model.voice.phrase_filter import split_words

CANDIDATES = 8
"""How many are written at once."""
ROUNDS = 5
"""How often so many more are written where none has passed."""
REPETITION = 4.0
"""Nats a token that a text of nothing but repeated pairs would lose."""


@dataclass(frozen=True)
class Choice:
    """The candidate that was taken."""

    text: str
    number: int
    """``write(voice, recipe, seed, number)`` writes it again."""
    score: float
    findings: tuple[Finding, ...]
    """What each guard said of it."""
    written: int
    """Candidates altogether."""
    passed: int
    """Candidates that no guard refused, it among them."""


def choose(
    voice: Voice, recipe: Recipe, seed: int, guards: Guards, candidates: int = CANDIDATES
) -> Choice:
    """Write candidates and take the best that passes; raises GuardError where none does."""
    refused: Counter[str] = Counter()
    for begin in range(0, ROUNDS * candidates, candidates):
        numbers = range(begin, begin + candidates)
        texts = write_all(voice, recipe, seed, numbers)
        findings = [guards.inspect(text.text, recipe.prompt or "") for text in texts]
        refused.update(each.guard for found in findings for each in found if not each.passed)
        passed = [place for place, found in enumerate(findings) if passes(found)]
        if passed:
            scores = {place: candidate_score(texts[place]) for place in passed}
            best = max(scores, key=scores.__getitem__)
            return Choice(
                texts[best].text, numbers[best], round(scores[best], 3),
                tuple(findings[best]), numbers.stop, len(passed),
            )  # fmt: skip
    raise GuardError(_explain(refused, ROUNDS * candidates))


def candidate_score(text: Text) -> float:
    """How good a text is, in nats a token, the higher the better."""
    return -text.nats - REPETITION * measure_repetition(split_words(text.text))


def measure_repetition(words: Sequence[str]) -> float:
    """Measure rep-2: the share of pairs of neighbouring words that stood there before."""
    pairs = list(pairwise(words))
    return 1 - len(set(pairs)) / len(pairs) if pairs else 0.0


def _explain(refused: Counter[str], written: int) -> str:
    reasons = ", ".join(f"{name} {count}" for name, count in refused.most_common())
    return (
        f"none of {written} texts passed the guards, so there is no post; refused by {reasons}. "
        f"Ask for shorter posts (length), change the temperatures or the seed, or look whether "
        f"prompt and blocklist contradict each other"
    )
