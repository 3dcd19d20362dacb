"""Several texts written at once: their steps through the same network are made as one batch.

What reads or writes a text is a generator. Where it needs a network to read one token more, it
yields a ``Step`` and is sent the ``Answer``; what it returns is its result. A vector gives the same
product in any batch (``network.exact``), so each text comes out as if it had been written alone.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import NamedTuple, TypeAlias, TypeVar

import numpy as np

from wisdom_model.network.exact import Float
from wisdom_model.network.language_model import Network, State

T = TypeVar("T")


class Step(NamedTuple):
    """One token to read, behind what ``state`` has read."""

    network: Network
    token: int
    state: State  # of one sequence


class Answer(NamedTuple):
    """What the network then expects, and what it has read."""

    logits: Float  # (V,)
    state: State


Writing: TypeAlias = Generator[Step, Answer, T]


def run(writing: Writing[T]) -> T:
    """Run one to its end."""
    return run_all([writing])[0]


def run_all(writings: Sequence[Writing[T]]) -> list[T]:
    """Run all to their ends: their results, in order."""
    results: dict[int, T] = {}
    waiting: dict[int, list[tuple[int, Step]]] = {}  # by the network that they need

    def go_on(index: int, answer: Answer | None) -> None:
        try:
            step = writings[index].send(answer)  # type: ignore[arg-type]  # None begins
        except StopIteration as end:
            results[index] = end.value
        else:
            waiting.setdefault(id(step.network), []).append((index, step))

    for index in range(len(writings)):
        go_on(index, None)
    while waiting:
        # The longest queue first: a full batch takes hardly longer than a small one.
        steps = waiting.pop(max(waiting, key=lambda key: len(waiting[key])))
        for (index, _), answer in zip(steps, _answer([step for _, step in steps]), strict=True):
            go_on(index, answer)
    return [results[index] for index in range(len(writings))]


def _answer(steps: Sequence[Step]) -> list[Answer]:
    """The answers to steps of one network."""
    network = steps[0].network
    ids = np.array([step.token for step in steps])
    if len(steps) == 1:
        logits, state = network.step(ids, steps[0].state)
        return [Answer(logits[0], state)]
    hidden = np.concatenate([step.state.hidden for step in steps], axis=1)
    cell = np.concatenate([step.state.cell for step in steps], axis=1)
    logits, state = network.step(ids, State(hidden, cell))
    return [
        Answer(logits[row], State(state.hidden[:, row : row + 1], state.cell[:, row : row + 1]))
        for row in range(len(steps))
    ]
