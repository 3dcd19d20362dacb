"""Finds the names of ``review.yaml`` in texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from wisdom_model.text.folding import fold_accents
from wisdom_model.text.tokenizer import IDEOGRAPH
from wisdom_model.text.words import WORD
from wisdom_training.review.decisions import Decision
from wisdom_training.review.omission import leave_out

PART = re.compile("[^'’-]+")
"""A part of a word: ``Ann`` in ``Ann's``, ``Lee`` in ``Ann-Lee``, ``Brien`` in ``O'Brien``."""

_HAS_IDEOGRAPH = re.compile(IDEOGRAPH)


class Found(NamedTuple):
    """A name in a text."""

    start: int
    end: int
    decision: Decision


class NameMatcher:
    """Knows the names that are masked or replaced."""

    def __init__(self, decisions: Mapping[str, Decision]) -> None:
        self._any_case: dict[str, Decision] = {}
        self._capital: dict[str, Decision] = {}
        self._runs: dict[str, Decision] = {}
        for name, decision in decisions.items():
            if _HAS_IDEOGRAPH.search(name):
                if decision.action != "keep":
                    self._runs[name] = decision
            else:
                table = self._capital if name[0].isupper() else self._any_case
                table[fold_accents(name)] = decision
        names = sorted(self._runs, key=len, reverse=True)
        self._run = re.compile("|".join(map(re.escape, names))) if names else None

    def apply(self, text: str) -> str:
        """``text`` with replaced names, without the sentences that have masked ones."""
        found = list(self.find(text))
        if not found:
            return text
        masked: list[tuple[int, int]] = []
        shift = 0
        for start, end, decision in sorted(found):
            if decision.action == "replace":
                other = fit_case(decision.other, text[start + shift : end + shift])
                text = text[: start + shift] + other + text[end + shift :]
                shift += len(other) - (end - start)
            else:
                masked.append((start + shift, end + shift))
        return leave_out(text, masked)

    def find(self, text: str) -> Iterator[Found]:
        """The masked and replaced names in ``text``; none overlap."""
        for match in WORD.finditer(text):
            word, start = match.group(), match.start()
            decision = self._decide(word)
            if decision is not None:
                yield from _unless_kept(start, match.end(), decision)
                continue
            for part in PART.finditer(word):
                decision = self._decide(part.group())
                if decision is not None:
                    yield from _unless_kept(start + part.start(), start + part.end(), decision)
        if self._run is not None:
            for match in self._run.finditer(text):
                yield Found(*match.span(), self._runs[match.group()])

    def _decide(self, word: str) -> Decision | None:
        folded = fold_accents(word)
        if word[0].isupper() and folded in self._capital:
            return self._capital[folded]
        return self._any_case.get(folded)


def fit_case(other: str, name: str) -> str:
    """``other`` in the case of ``name``: ``ANN``, ``ann`` or ``Ann``."""
    if len(name) > 1 and name.isupper():
        return other.upper()
    return other.lower() if name.islower() else other


def _unless_kept(start: int, end: int, decision: Decision) -> Iterator[Found]:
    if decision.action != "keep":
        yield Found(start, end, decision)
