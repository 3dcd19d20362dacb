"""The training of one model: truncated backpropagation with carried state.

The text is a ring of N ids, cut into B columns that are read side by side, T steps a batch:

    a b c d | e f g h        batch 1   a b    batch 2   c d      inputs, (B, T)
    column 1  column 2                 e f              g h      targets: one further

Where the ring is cut changes from epoch to epoch, so that every token is at times read with much
and at times with little of its past. The rate follows one cycle (L. Smith, arXiv:1803.09820).
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from wisdom_training.checkpoint import load_checkpoint, save_checkpoint
from wisdom_training.errors import TrainingError
from wisdom_training.network import State, TorchNetwork
from wisdom_training.settings import ModelSettings, flag
from wisdom_training.task import Ids, Progress, Task

WARM_UP = 0.25
"""Share of all updates during which the rate rises."""
_SAVE_EVERY = 60.0  # seconds
_VALIDATION_COLUMNS = 16
_VALIDATION_STEPS = 200


@dataclass
class Best:
    """The weights that had the lowest validation loss."""

    loss: float = math.inf
    epoch: int = 0
    weights: dict[str, Tensor] = field(default_factory=dict)


class Trainer:
    """One run: created anew or from a checkpoint, advanced batch by batch."""

    def __init__(self, task: Task, *, resume: bool) -> None:
        self.task, s = task, task.settings
        # Dropout knows only torch's global generator; this process trains this one model.
        torch.manual_seed(task.seed)
        self.network = TorchNetwork(task.architecture, s, task.embedding)
        self.optimizer = make_optimizer(self.network, s)
        self.batches = task.batches
        self.step, self.loss, self.cpu_seconds = 0, math.nan, 0.0
        self.history: list[dict[str, float]] = []
        self.best = Best()
        self.state: State = self.network.start(s.batch)
        self._sum = 0.0
        if resume and task.checkpoint.exists():
            self._restore(load_checkpoint(task.checkpoint, task.identity))
        self._clock = time.process_time() - self.cpu_seconds
        self._saved = time.monotonic()

    @property
    def steps(self) -> int:
        """Updates in the whole run."""
        return self.batches * self.task.settings.epochs

    @property
    def progress(self) -> Progress:
        validation = self.history[-1]["validation"] if self.history else None
        epoch = min(self.step // self.batches + 1, self.task.settings.epochs)
        epochs = self.task.settings.epochs
        return Progress(self.step, self.steps, epoch, epochs, self.loss, validation)

    def run(self, report: Callable[[Progress], None], stopped: Callable[[], bool]) -> bool:
        """Train to the end, or until ``stopped``; whether the end was reached."""
        columns = self._columns()
        while self.step < self.steps:
            if stopped():
                self.save()
                return False
            self._advance(columns)
            if self.step % self.batches == 0:
                self._end_epoch()
                columns = self._columns()
            elif time.monotonic() - self._saved > _SAVE_EVERY:
                self.save()
            report(self.progress)
        return True

    def save(self) -> None:
        """Write the checkpoint."""
        self.cpu_seconds = time.process_time() - self._clock
        state = {
            "network": self.network.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "random": torch.get_rng_state(),
            "carried": list(self.state),
            "step": self.step,
            "sum": self._sum,
            "loss": self.loss,
            "cpu_seconds": self.cpu_seconds,
            "history": self.history,
            "best": vars(self.best),
        }
        save_checkpoint(self.task.checkpoint, self.task.identity, state)
        self._saved = time.monotonic()

    def _restore(self, state: dict[str, Any]) -> None:
        self.network.load_state_dict(state["network"])
        self.optimizer.load_state_dict(state["optimizer"])
        torch.set_rng_state(state["random"])
        hidden, cell = state["carried"]
        self.state = hidden, cell
        self.step, self._sum, self.loss = state["step"], state["sum"], state["loss"]
        self.cpu_seconds, self.history = state["cpu_seconds"], state["history"]
        self.best = Best(**state["best"])

    def _columns(self) -> tuple[Tensor, Tensor]:
        """Inputs and targets of the current epoch, (B, batches * T) each."""
        s = self.task.settings
        rng = np.random.default_rng([self.task.seed, self.step // self.batches])
        ring = np.roll(self.task.train, -int(rng.integers(len(self.task.train))))
        size = s.batch * self.batches * s.steps
        inputs, targets = ring[:size], np.append(ring, ring[0])[1 : size + 1]
        return (
            torch.from_numpy(inputs.reshape(s.batch, -1)),
            torch.from_numpy(targets.reshape(s.batch, -1)),
        )

    def _advance(self, columns: tuple[Tensor, Tensor]) -> None:
        s = self.task.settings
        position = self.step % self.batches
        span = slice(position * s.steps, (position + 1) * s.steps)
        inputs, targets = columns[0][:, span], columns[1][:, span]
        if position == 0:
            self.state, self._sum = self.network.start(s.batch), 0.0
            self.network.train()
        for group in self.optimizer.param_groups:
            group["lr"] = s.rate * one_cycle(self.step / self.steps)
        logits, (hidden, cell) = self.network(inputs, self.state)
        self.state = hidden.detach(), cell.detach()
        loss = functional.cross_entropy(logits.flatten(0, 1), targets.flatten())
        self.optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]  # torch 2.13 leaves it untyped
        norm = torch.nn.utils.clip_grad_norm_(self.network.parameters(), s.clip)
        if not math.isfinite(loss.item()) or not math.isfinite(norm.item()):
            raise self._diverged()
        self.optimizer.step()
        self.step += 1
        self._sum += loss.item()
        self.loss = self._sum / (position + 1)

    def _end_epoch(self) -> None:
        validation = measure(self.network, self.task.validation, _VALIDATION_COLUMNS).mean()
        if not math.isfinite(validation):
            raise self._diverged()
        epoch = self.step // self.batches
        self.history.append({"epoch": epoch, "train": self.loss, "validation": float(validation)})
        if validation < self.best.loss:
            weights = {name: t.clone() for name, t in self.network.state_dict().items()}
            self.best = Best(float(validation), epoch, weights)
        self.save()

    def _diverged(self) -> TrainingError:
        name, s = self.task.name, self.task.settings
        return TrainingError(
            f"the {name} model's loss is no longer a number (update {self.step + 1:,}). Its last "
            f"good state is in {self.task.checkpoint}, if it came so far. Delete that file and "
            f"give the same command with --resume and a lower {flag(name, 'rate')} (now {s.rate}) "
            f"or {flag(name, 'clip')} (now {s.clip}): this model begins anew, the other goes on"
        )


def one_cycle(progress: float) -> float:
    """The share of the peak rate after ``progress`` (0 to 1) of all updates.

    It rises from 1/25 along a half cosine, then falls to nearly nothing along another.
    """
    if progress < WARM_UP:
        return 0.04 + 0.96 * (1 - math.cos(math.pi * progress / WARM_UP)) / 2
    fallen = (progress - WARM_UP) / (1 - WARM_UP)
    return 1e-4 + (1 - 1e-4) * (1 + math.cos(math.pi * fallen)) / 2


def make_optimizer(network: TorchNetwork, settings: ModelSettings) -> torch.optim.AdamW:
    """AdamW that decays matrices, but neither biases nor token vectors."""
    decayed: list[Tensor] = []
    kept: list[Tensor] = []
    for name, parameter in network.named_parameters():
        (kept if "bias" in name or name == "embedding.weight" else decayed).append(parameter)
    groups: list[dict[str, Any]] = [{"params": decayed}, {"params": kept, "weight_decay": 0.0}]
    return torch.optim.AdamW(
        groups, lr=settings.rate, betas=(0.9, 0.99), weight_decay=settings.decay
    )


@torch.no_grad()
def measure(network: TorchNetwork, ids: Ids, columns: int = 1) -> NDArray[np.float64]:
    """What each target costs in nats, (targets,): all ids but the first, state carried.

    With several columns the ids are read in that many places at once, each without its past; what
    does not fill the columns is left out.
    """
    network.eval()
    columns = max(1, min(columns, (len(ids) - 1) // _VALIDATION_STEPS))
    length = (len(ids) - 1) // columns
    inputs = torch.from_numpy(ids[: columns * length].reshape(columns, length))
    targets = torch.from_numpy(ids[1 : columns * length + 1].reshape(columns, length))
    state, costs = network.start(columns), []
    for begin in range(0, length, _VALIDATION_STEPS):
        span = slice(begin, begin + _VALIDATION_STEPS)
        logits, state = network(inputs[:, span], state)
        nats = functional.cross_entropy(
            logits.flatten(0, 1), targets[:, span].flatten(), reduction="none"
        )
        costs.append(nats.view(columns, -1))
    return torch.cat(costs, dim=1).flatten().double().numpy()
