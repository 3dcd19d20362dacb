"""Whole sequences through a network, for tests that compare step by step."""

from collections.abc import Sequence

import numpy as np

from wisdom_model.network.language_model import Network, State
from wisdom_model.text.vocabulary import Vocabulary


def forward(network: Network, ids: np.ndarray, state: State) -> tuple[np.ndarray, State]:
    """Read ids (B, T): the logits after every token, (B, T, V), and the last state."""
    steps = []
    for now in ids.T:
        logits, state = network.step(now, state)
        steps.append(logits)
    return np.stack(steps, axis=1), state


def read(network: Network, ids: np.ndarray, state: State) -> tuple[np.ndarray, State]:
    """Read ids (T,) as one sequence: the logits after the last, (1, V), and the state."""
    logits, state = forward(network, ids[None], state)
    return logits[:, -1], state


def decode(vocabulary: Vocabulary, ids: Sequence[int] | np.ndarray) -> str:
    """The text of ``ids``."""
    return "".join(vocabulary.tokens[index] for index in ids)
