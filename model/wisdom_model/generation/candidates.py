"""Chooses the best of several texts that pass the guards.

The score of a text is minus the mean cost of a token in nats, minus REPETITION_PENALTY times its
rep-2, the share of its word pairs that occurred in it before (S. Welleck et al., arXiv:1908.04319).
So the model's likeliest text wins, unless it is likely because it repeats itself, as texts of a low
temperature do (H. Zhang et al., "Trading Off Diversity and Quality in Natural Language Generation",
2021).

What a model learned by heart is likelier than anything else. So of a private voice not the best
text is taken but the middle one, and none of which a whole sentence is the corpus's own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from wisdom_model.errors import GuardError
from wisdom_model.generation.recipe import Recipe
from wisdom_model.generation.sentence_score import cut_phrases
from wisdom_model.generation.sentence_writer import SENTENCES
from wisdom_model.generation.writer import Candidate, write_all, write_sentences
from wisdom_model.guards.guards import Finding, Guards, passes
from wisdom_model.guards.repetition import split_sentences
from wisdom_model.text.words import split_words
from wisdom_model.voice.file import Voice

CANDIDATES = 8
"""Texts written in one batch."""
ROUNDS = 5
"""Batches written before giving up, where none has a text that passes."""
SENTENCES_EACH = SENTENCES // CANDIDATES
"""Sentences for each candidate in the blend ``product``."""
REPETITION_PENALTY = 4.0
"""Nats a token that a text of nothing but repeated pairs loses."""


@dataclass(frozen=True)
class ChosenCandidate:
    """The best candidate, and how the choice went."""

    text: str
    number: int
    """``write(voice, recipe, seed, number)`` writes it again."""
    score: float
    findings: tuple[Finding, ...]
    """One a guard."""
    written: int
    """Number of candidates written."""
    passed: int
    """Number of candidates of the last batch that passed, the chosen one among them."""
    choices: tuple[int, ...] = ()
    """In the blend ``product``, the number of the sentence that was taken at each place."""


def choose(
    voice: Voice, recipe: Recipe, seed: int, guards: Guards, candidates: int = CANDIDATES
) -> ChosenCandidate:
    """Write candidates and take the best that passes; raises GuardError where none does.

    In the blend ``product`` the candidates are sentences, SENTENCES_EACH times as many from each
    place of the text.
    """
    if recipe.blend == "product":
        return _choose_sentences(voice, recipe, seed, guards, candidates * SENTENCES_EACH)
    refusals: Counter[str] = Counter()
    private = bool(voice.metadata.get("private"))
    for begin in range(0, ROUNDS * candidates, candidates):
        numbers = range(begin, begin + candidates)
        written = write_all(voice, recipe, seed, numbers)
        findings = [guards.inspect(each.text, recipe.prompt or "") for each in written]
        refusals.update(each.guard for found in findings for each in found if not each.passed)
        passed = [place for place, found in enumerate(findings) if passes(found)]
        if private:
            own = [place for place in passed if has_copied_sentence(guards, written[place].text)]
            refusals["novelty"] += len(own)
            passed = [place for place in passed if place not in own]
        if passed:
            scores = {place: candidate_score(written[place]) for place in passed}
            ranked = sorted(scores, key=scores.__getitem__, reverse=True)
            best = ranked[len(ranked) // 2 if private else 0]
            return ChosenCandidate(
                written[best].text, numbers[best], round(scores[best], 3),
                tuple(findings[best]), numbers.stop, len(passed),
            )  # fmt: skip
    raise GuardError(_explain(recipe, refusals, ROUNDS * candidates))


def _choose_sentences(
    voice: Voice, recipe: Recipe, seed: int, guards: Guards, sentences: int
) -> ChosenCandidate:
    refusals: Counter[str] = Counter()
    prompt = recipe.prompt or ""

    def judge(text: str, sentence: str) -> bool:
        findings = guards.inspect(text, prompt)
        refused = [each.guard for each in findings if not each.passed]
        if not refused and guards.copies_all(sentence):
            refused = ["novelty"]
        refusals.update(refused)
        return not refused

    said = set().union(*(cut_phrases(sentence.split()) for sentence in guards.said))
    for number in range(ROUNDS):
        done = write_sentences(voice, recipe, seed, number, judge, sentences, said)
        if done is not None:
            findings = tuple(guards.inspect(done.text, prompt))
            score = round(done.score, 3)
            return ChosenCandidate(
                done.text, number, score, findings, done.written, len(done.choices), done.choices
            )
    raise GuardError(_explain(recipe, refusals, sum(refusals.values())))


def has_copied_sentence(guards: Guards, text: str) -> bool:
    """Whether the corpus has a whole sentence of ``text``, of those that it can recognise."""
    return any(guards.copies_all(sentence) for sentence in split_sentences(text))


def candidate_score(candidate: Candidate) -> float:
    """The score of a candidate in nats a token; higher is better."""
    repetition = measure_repetition(split_words(candidate.text))
    return -candidate.nats - REPETITION_PENALTY * repetition


def measure_repetition(words: Sequence[str]) -> float:
    """Measure rep-2: the share of pairs of neighbouring words that occurred before."""
    pairs = list(pairwise(words))
    return 1 - len(set(pairs)) / len(pairs) if pairs else 0.0


def _explain(recipe: Recipe, refusals: Counter[str], written: int) -> str:
    reasons = ", ".join(f"{name} {count}" for name, count in refusals.most_common())
    found = f"none of {written} texts passed the guards, so there is no post; refused by {reasons}."
    if recipe.word.temperature == 0 and recipe.char.temperature == 0:
        return (
            f"{found} At temperature 0 a voice hardly ever writes anything new: raise the "
            f"temperatures"
        )
    return (
        f"{found} Make posts shorter (length), change the temperatures or the seed, or check "
        f"whether prompt and blocklist contradict each other"
    )
