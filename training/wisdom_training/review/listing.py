"""The candidates as ``review.yaml`` could have them, for a review in an editor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wisdom_training.review.decisions import Decision, format_decisions
from wisdom_training.review.names import RANKS, Candidate
from wisdom_training.review.screen import describe_counts


def list_candidates(
    candidates: list[Candidate], decisions: Mapping[str, Decision]
) -> Iterator[str]:
    """The lines of ``review.yaml``, with the candidates as comments that can be completed."""
    yield from format_decisions(decisions).splitlines()
    rank = -1
    for candidate in candidates:
        if candidate.rank != rank:
            rank = candidate.rank
            yield f"\n  # {rank + 1}: {RANKS[rank]}"
        yield f"  # {describe_counts(candidate)}"
        yield from (
            f"  #   …{before}*{name}*{after}…" for before, name, after in candidate.contexts
        )
        yield from (f"  # {name}: mask" for name in candidate.names)
