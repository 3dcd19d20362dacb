"""Several texts written at once: their steps through the same network are made as one batch.

What reads or writes a text is a Python generator. Where it needs a network to read one more token,
it yields a ``Request`` and is sent the ``Prediction``; its return value is its result. A vector
gives the same product in any batch (``network.exact``), so each text comes out as if it had been
written alone.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import NamedTuple, TypeAlias, TypeVar

import numpy as np

from wisdom_model.network.exact import Float
from wisdom_model.network.language_model import Network, State
from wisdom_model.network.threads import one_blas_thread

T = TypeVar("T")


class Request(NamedTuple):
    """One token to read in a state of one sequence."""

    network: Network
    token: int
    state: State


class Prediction(NamedTuple):
    """A network's answer to a request: the logits of the next token, (V,), and the new state."""

    logits: Float
    state: State


Generation: TypeAlias = Generator[Request, Prediction, T]


def run(generation: Generation[T]) -> T:
    """Run one generation to its end."""
    return run_batched([generation])[0]


def run_batched(generations: Sequence[Generation[T]]) -> list[T]:
    """Run all generations to their ends: their results, in order."""
    results: dict[int, T] = {}
    waiting: dict[int, list[tuple[int, Request]]] = {}  # by the network that is to answer

    def resume(index: int, prediction: Prediction | None) -> None:
        try:
            request = generations[index].send(prediction)  # type: ignore[arg-type]  # None begins
        except StopIteration as end:
            results[index] = end.value
        else:
            waiting.setdefault(id(request.network), []).append((index, request))

    with one_blas_thread():
        for index in range(len(generations)):
            resume(index, None)
        while waiting:
            # The longest queue first: a full batch takes hardly longer than a small one.
            queue = waiting.pop(max(waiting, key=lambda key: len(waiting[key])))
            predictions = _answer([request for _, request in queue])
            for (index, _), prediction in zip(queue, predictions, strict=True):
                resume(index, prediction)
    return [results[index] for index in range(len(generations))]


def _answer(requests: Sequence[Request]) -> list[Prediction]:
    """The predictions to requests of one network."""
    network = requests[0].network
    ids = np.array([request.token for request in requests])
    if len(requests) == 1:
        logits, state = network.step(ids, requests[0].state)
        return [Prediction(logits[0], state)]
    logits, state = network.step(ids, State.concat([request.state for request in requests]))
    return [
        Prediction(logits[row], state.select(slice(row, row + 1))) for row in range(len(requests))
    ]
