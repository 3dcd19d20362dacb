"""The settings of the two models: one field, one flag (``--char-…``, ``--word-…``).

The defaults are those of the preset ``standard`` for a text of a megabyte; ``presets.py`` has the
other presets, and fits each to the size of the text.
"""

from __future__ import annotations

import ast
import inspect
import math
import textwrap
from dataclasses import dataclass, fields
from itertools import pairwise
from typing import ClassVar

from wisdom_model.network.cells import GATES
from wisdom_training.errors import FlagError

CELLS = tuple(GATES)
OPTIMIZERS = ("muon", "adamw", "adam", "rmsprop", "sgd")
SCHEDULES = ("one-cycle", "constant", "decay", "plateau")

INITIAL_BOUND = 0.1
"""Embedding and decoder begin uniformly distributed within plus and minus this bound."""


@dataclass(frozen=True)
class ModelSettings:
    """The settings that both models have; the defaults are the character model's."""

    prefix: ClassVar[str] = "char"

    min_count: int = 3
    """A token that the training part has fewer times becomes <unk>."""
    cell: str = "lstm"
    """The recurrent cell: lstm, gru or rnn (tanh)."""
    embedding: int = 64
    """Width of a token's vector; word vectors fill the first columns, the others are learned."""
    hidden: int = 256
    """Width of a recurrent layer."""
    layers: int = 2
    """Number of recurrent layers."""
    projection: int = 0
    """Width of a linear bottleneck between the last layer and the output; 0 for none."""
    tied: bool = False
    """Whether the output uses the token vectors as its weights; both must have the same width."""
    layer_norm: bool = False
    """Whether the cells use layer normalisation; slower, but more stable at high rates."""
    input_dropout: float = 0.0
    """Dropout of the token vectors, with the same mask at every step of a batch."""
    dropout: float = 0.15
    """Dropout between layers and before the output; raise it for a small text."""
    recurrent_dropout: float = 0.0
    """Dropout of a cell's candidate at every step; as slow as layer_norm."""
    weight_drop: float = 0.0
    """Dropout of the hidden-to-hidden weights for a whole batch (DropConnect)."""
    zoneout_cell: float = 0.0
    """Probability that an entry of an LSTM's cell state keeps its old value at a step; slower."""
    zoneout_hidden: float = 0.0
    """Probability that an entry of the hidden state keeps its old value at a step; slower."""
    epochs: int = 8
    """Number of passes over the training part."""
    batch: int = 32
    """Number of sequences in a batch, each from another place in the text."""
    steps: int = 100
    """Tokens of each sequence in a batch: the length of backpropagation through time."""
    reset: float = 0.0
    """Probability that a sequence's state is set to zero before a batch, to learn cold starts."""
    optimizer: str = "muon"
    """The optimizer: muon (with adamw for all weights but recurrent matrices), adamw, adam,
    rmsprop or sgd."""
    rate: float = 4e-3
    """Peak learning rate; lower it if the loss becomes NaN."""
    muon_rate: float = 0.02
    """Peak learning rate of the recurrent matrices under muon."""
    schedule: str = "one-cycle"
    """The learning rate schedule: one-cycle, constant, decay (by rate_decay each epoch, after
    decay_after epochs) or plateau (by rate_decay whenever the validation loss did not fall)."""
    warm_up: float = 0.25
    """Fraction of all updates during which the rate of one-cycle rises."""
    rate_decay: float = 0.97
    """Factor of the rate in the schedules decay and plateau."""
    decay_after: int = 10
    """Epochs after which the schedule decay begins to lower the rate."""
    weight_decay: float = 0.01
    """Decoupled weight decay; each update subtracts rate * weight_decay * weight."""
    clip: float = 1.0
    """Largest norm of the gradient; larger ones are clipped. 0 for no limit."""
    clip_value: float = 0.0
    """Largest absolute value of a gradient's entry; larger ones are clipped. 0 for no limit."""
    gradient_noise: float = 0.0
    """Variance of the noise added to gradients at first; it falls as (1 + update)^-0.55."""
    averaging: float = 0.0
    """Decay, for each update, of a running average of the weights, which becomes the model; 0
    for no average."""
    evaluate_every: float = 1.0
    """Epochs between two evaluations on the validation part; 0.25 evaluates four times an epoch."""
    patience: int = 0
    """Evaluations without a lower validation loss after which training stops; 0 for never."""

    def __post_init__(self) -> None:
        whole = ("min_count", "embedding", "hidden", "layers", "epochs", "batch", "steps")
        for name in whole:
            self._check(name, getattr(self, name) >= 1, "a whole number above 0")
        for name in ("projection", "decay_after", "patience"):
            self._check(name, getattr(self, name) >= 0, "0 or a whole number above it")
        for name in ("rate", "muon_rate", "evaluate_every"):
            value = getattr(self, name)
            self._check(name, math.isfinite(value) and value > 0, "a number above 0")
        for name in ("weight_decay", "clip", "clip_value", "gradient_noise"):
            self._check(name, 0 <= getattr(self, name) < math.inf, "0 or more")
        for name in (
            "input_dropout", "dropout", "recurrent_dropout", "weight_drop", "zoneout_cell",
            "zoneout_hidden", "averaging",
        ):  # fmt: skip
            self._check(name, 0 <= getattr(self, name) < 1, "at least 0 and below 1")
        for name in ("reset", "warm_up"):
            self._check(name, 0 <= getattr(self, name) <= 1, "between 0 and 1")
        self._check("rate_decay", 0 < self.rate_decay <= 1, "above 0 and at most 1")
        for name, choices in (
            ("cell", CELLS), ("optimizer", OPTIMIZERS), ("schedule", SCHEDULES),
        ):  # fmt: skip
            self._check(name, getattr(self, name) in choices, f"one of {', '.join(choices)}")
        if self.tied:
            self._check(
                "embedding",
                self.embedding == (self.projection or self.hidden),
                f"{self.projection or self.hidden}, the width before the output, if they are tied",
            )
        if self.cell != "lstm":
            self._check("zoneout_cell", self.zoneout_cell == 0, "0 unless the cell is lstm")

    def _check(self, name: str, right: bool, expected: str) -> None:
        if not right:
            raise FlagError(
                f"{flag(self.prefix, name)} is {getattr(self, name)}: it must be {expected}"
            )


@dataclass(frozen=True)
class CharSettings(ModelSettings):
    """The character model's settings."""


@dataclass(frozen=True)
class WordSettings(ModelSettings):
    """The word model's settings."""

    prefix: ClassVar[str] = "word"

    projection: int = 128
    epochs: int = 14
    batch: int = 20
    steps: int = 40
    rate: float = 6e-3
    muon_rate: float = 0.03
    weight_decay: float = 0.05
    input_dropout: float = 0.2
    dropout: float = 0.4
    vocabulary: int = 8000
    """Largest number of tokens that the word model knows; the most frequent ones are kept."""
    frozen: bool = True
    """Whether the word vectors from --vectors are kept as they are."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self._check("vocabulary", self.vocabulary > 1, "a whole number above 1")


def flag(prefix: str, name: str) -> str:
    """The flag of the field ``name``, e.g. ``--char-min-count``."""
    return f"--{prefix}-{name.replace('_', '-')}"


def field_docs(settings: type[ModelSettings]) -> dict[str, str]:
    """Each field's docstring by the field's name; a subclass's own replaces an inherited one."""
    docs: dict[str, str] = {}
    for owner in reversed(settings.__mro__[:-1]):
        docs |= attribute_docs(owner)
    return {field.name: docs[field.name] for field in fields(settings)}


def attribute_docs(owner: type) -> dict[str, str]:
    """The docstring below each attribute in the source of a class, by the attribute's name.

    Python does not keep these docstrings, so they are read from the source.
    """
    (node,) = ast.parse(textwrap.dedent(inspect.getsource(owner))).body
    docs = {}
    for statement, following in pairwise(ast.iter_child_nodes(node)):
        match statement, following:
            case (
                ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                docs[name] = inspect.cleandoc(text)
    return docs
