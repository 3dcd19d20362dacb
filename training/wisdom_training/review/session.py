"""One review: candidates in their order, and a decision for each key."""

from __future__ import annotations

from pathlib import Path

from wisdom_model.text.folding import fold_accents
from wisdom_training.review.decisions import KEEP, MASK, Decision, write_decisions
from wisdom_training.review.invented_names import invent_name
from wisdom_training.review.names import Candidate, Names


class Session:
    """Every decision is on the disk at once, so a review may end at any moment and go on later."""

    def __init__(self, folder: Path, names: Names, decisions: dict[str, Decision]) -> None:
        self._folder, self._names, self._decisions = folder, names, decisions
        self._done: list[int] = []  # how many candidates each key took
        self._last: Decision | None = None
        self._taken = {*names.words, *map(fold_accents, decisions)}
        self._taken |= {fold_accents(each.other) for each in decisions.values()}
        self.place = 0
        """The number of candidates before the current one."""
        self.message = ""
        """On the last key, for people."""

    @property
    def total(self) -> int:
        return len(self._names.candidates)

    @property
    def current(self) -> Candidate | None:
        """The candidate to decide on; None at the end."""
        candidates = self._names.candidates
        return candidates[self.place] if self.place < len(candidates) else None

    @property
    def others(self) -> int:
        """Candidates of the current rank, from the current one on."""
        current = self.current
        later = self._names.candidates[self.place :]
        return sum(current is not None and each.rank == current.rank for each in later)

    @property
    def repeated(self) -> str:
        """What the key ``a`` does, for people; empty if there is no decision to repeat."""
        return self._last.action if self._last else ""

    def propose(self) -> str:
        """An invented name for the current candidate."""
        candidate = self.current
        assert candidate is not None  # noqa: S101 (only asked where there is one)
        return invent_name(candidate.title, self._taken)

    def press(self, key: str) -> None:
        """Do what a key says; an unknown one is explained in ``message``."""
        self.message = ""
        if key == "u":
            self._undo()
        elif self.current is None:
            return
        elif key == "k":
            self._decide(KEEP)
        elif key == "m":
            self._decide(MASK)
        elif key == "r":
            self._decide(Decision("replace", self.propose()))
        elif key == "a":
            self._repeat()
        elif key == "s":
            self._advance(1)
        else:
            self.message = "Keys: k, m, r, a, s, u, q."

    def _decide(self, decision: Decision) -> None:
        self._last = decision
        self._set(decision)
        write_decisions(self._folder, self._decisions)
        self._advance(1)

    def _set(self, decision: Decision) -> None:
        """Decide on the current candidate, whose form with s gets a name with s."""
        candidate = self.current
        assert candidate is not None  # noqa: S101 (see press)
        for number, name in enumerate(candidate.names):
            other = f"{decision.other}s" if number and decision.other else decision.other
            self._decisions[name] = Decision(decision.action, other)
            self._taken.add(fold_accents(other))

    def _repeat(self) -> None:
        """Decide like the last time on what is left of the rank; invented names all differ."""
        if self._last is None:
            self.message = "There is no decision yet that a could repeat."
            return
        count, first = self.others, self.place
        for self.place in range(first, first + count):
            replaces = self._last.action == "replace"
            self._set(Decision("replace", self.propose()) if replaces else self._last)
        self.place = first
        write_decisions(self._folder, self._decisions)
        self._advance(count)
        self.message = f"{self._last.action}: {count:,} at once. u takes it back."

    def _advance(self, count: int) -> None:
        self._done.append(count)
        self.place += count

    def _undo(self) -> None:
        if not self._done:
            self.message = "There is nothing to take back."
            return
        count = self._done.pop()
        self.place -= count
        for candidate in self._names.candidates[self.place : self.place + count]:
            for name in candidate.names:
                self._decisions.pop(name, None)
        write_decisions(self._folder, self._decisions)
