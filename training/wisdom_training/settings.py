"""How the two models are built and trained: one field, one flag (``--char-…``, ``--word-…``)."""

from __future__ import annotations

import ast
import inspect
import math
import textwrap
from dataclasses import dataclass, fields
from itertools import pairwise
from typing import ClassVar

from wisdom_training.errors import FlagError


@dataclass(frozen=True)
class ModelSettings:
    """What both models have in common; the defaults are the character model's."""

    prefix: ClassVar[str] = "char"

    min_count: int = 3
    """A token seen fewer times in the training part becomes <unk>."""
    embedding: int = 64
    """Width of a token's vector; word vectors fill the first columns, the rest is learned."""
    hidden: int = 256
    """Width of an LSTM layer."""
    layers: int = 2
    """Number of LSTM layers."""
    projection: int = 0
    """Width of a linear bottleneck between the last layer and the output; 0 for none."""
    epochs: int = 25
    """How often the training part is read."""
    batch: int = 32
    """Number of places in the text read side by side."""
    steps: int = 100
    """Tokens between two updates, through which errors are propagated back."""
    rate: float = 4e-3
    """Peak learning rate of the one-cycle schedule; lower it if the loss becomes NaN."""
    decay: float = 0.01
    """Weight decay of AdamW."""
    clip: float = 1.0
    """Largest norm of the gradient."""
    input_dropout: float = 0.1
    """Share of a token vector's entries left out, the same ones at every step of a batch."""
    dropout: float = 0.25
    """Share of entries left out between layers and before the output; raise it for little text."""
    weight_drop: float = 0.2
    """Share of hidden-to-hidden weights left out of a batch (DropConnect)."""

    def __post_init__(self) -> None:
        whole = ("min_count", "embedding", "hidden", "layers", "epochs", "batch", "steps")
        for name in whole:
            self._check(name, getattr(self, name) >= 1, "a whole number above 0")
        self._check("projection", self.projection >= 0, "a whole number, or 0 for none")
        for name in ("rate", "clip"):
            value = getattr(self, name)
            self._check(name, math.isfinite(value) and value > 0, "a number above 0")
        self._check("decay", 0 <= self.decay < math.inf, "0 or more")
        for name in ("input_dropout", "dropout", "weight_drop"):
            self._check(name, 0 <= getattr(self, name) < 1, "at least 0 and below 1")

    def _check(self, name: str, right: bool, expected: str) -> None:
        if not right:
            raise FlagError(
                f"{flag(self.prefix, name)} is {getattr(self, name)}: it must be {expected}"
            )


@dataclass(frozen=True)
class CharSettings(ModelSettings):
    """The character model."""


@dataclass(frozen=True)
class WordSettings(ModelSettings):
    """The word model."""

    prefix: ClassVar[str] = "word"

    hidden: int = 256
    projection: int = 128
    epochs: int = 40
    batch: int = 20
    steps: int = 40
    rate: float = 3e-3
    decay: float = 0.05
    input_dropout: float = 0.3
    dropout: float = 0.5
    weight_drop: float = 0.4
    vocabulary: int = 8000
    """Most tokens that the word model knows; the frequent ones are kept."""
    frozen: bool = True
    """Whether word vectors given with --vectors stay as they are."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self._check("vocabulary", self.vocabulary > 1, "a whole number above 1")


def flag(prefix: str, name: str) -> str:
    """The flag that sets field ``name``, e.g. ``--char-min-count``."""
    return f"--{prefix}-{name.replace('_', '-')}"


def field_docs(settings: type[ModelSettings]) -> dict[str, str]:
    """Each field's docstring, read from the source; a subclass's own comes last and wins."""
    docs: dict[str, str] = {}
    for owner in reversed(settings.__mro__[:-1]):
        tree = ast.parse(textwrap.dedent(inspect.getsource(owner)))
        statements = [item for node in tree.body for item in ast.iter_child_nodes(node)]
        for item, following in pairwise(statements):
            if isinstance(item, ast.AnnAssign) and isinstance(following, ast.Expr):
                docs[ast.unparse(item.target)] = ast.literal_eval(following.value)
    return {field.name: docs[field.name] for field in fields(settings)}
