"""The training of one model: truncated backpropagation with carried state.

``corpus/batches.py`` draws how a text becomes B columns of T tokens a batch. Each epoch cuts the
text at another offset, so that every token is sometimes read with a long and sometimes with a short
context.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch.nn import functional

from wisdom_training.corpus.batches import Columns
from wisdom_training.errors import TrainingError
from wisdom_training.progress.reports import Evaluation, Progress
from wisdom_training.settings import flag
from wisdom_training.train.checkpoint import damaged_checkpoint, load_checkpoint, save_checkpoint
from wisdom_training.train.loss import token_losses
from wisdom_training.train.network import TorchNetwork
from wisdom_training.train.optimizers import choose_precision
from wisdom_training.train.replicas import Replicas
from wisdom_training.train.schedules import rate_factor
from wisdom_training.train.task import Task
from wisdom_training.train.weight_updater import Weights, WeightUpdater, copy_weights

if TYPE_CHECKING:
    from lightning_fabric import Fabric

_SAVE_SECONDS = 60.0  # seconds
_VALIDATION_COLUMNS = 16


@dataclass
class BestWeights:
    """The weights with the lowest validation loss."""

    loss: float = math.inf
    epoch: float = 0
    weights: Weights = field(default_factory=dict)


class Trainer:
    """One run: started or resumed from a checkpoint, advanced batch by batch.

    A ``fabric`` has joined the processes that train the model together; None for one process.
    """

    def __init__(
        self, task: Task, *, resume: bool, fabric: Fabric | None = None, device: str = "cpu"
    ) -> None:
        self.task, s = task, task.settings
        # Dropout uses torch's global generator; this process trains only this model.
        torch.manual_seed(task.seed)
        self.network = TorchNetwork(task.architecture, s, task.embedding)
        if task.start is not None:
            weights = {name: torch.from_numpy(weight) for name, weight in task.start.items()}
            self.network.load_state_dict(weights)
        self.network.to(device if fabric is None else fabric.device)
        self.updater = WeightUpdater(self.network, s)
        self._precision = choose_precision(self.network.device)
        self.replicas = Replicas(fabric)
        self._model = self.replicas.wrap(self.network)
        if fabric is not None:
            torch.manual_seed(task.seed + fabric.global_rank)
        self.columns = s.batch // self.replicas.count
        """Columns of a batch that this process reads."""
        self.update = 0
        """Updates of the weights so far."""
        self.loss, self.cpu_seconds = math.nan, 0.0
        self.history: list[Evaluation] = []
        self.best = BestWeights()
        self.state = self.network.start(self.columns)
        self.stopped_early: str | None = None
        self.begun: float | None = None
        """Validation loss before the first update, if the run began with another voice."""
        self._plateau_factor = 1.0  # of the peak rate, lowered by the schedule plateau
        self._sum, self._summed = 0.0, 0
        if resume and task.checkpoint.exists():
            self._resume(task)
        elif task.start is not None:
            self._keep_start()
        self._clock = time.process_time() - self.cpu_seconds
        self._saved = time.monotonic()

    @property
    def total_updates(self) -> int:
        """Updates in the whole run."""
        return self.task.batches * self.task.settings.epochs

    @property
    def evaluate_every(self) -> int:
        """Updates between two evaluations on the validation part."""
        return max(1, round(self.task.batches * self.task.settings.evaluate_every))

    @property
    def progress(self) -> Progress:
        """How far the run has come."""
        s = self.task.settings
        return Progress(
            update=self.update,
            updates=self.total_updates,
            epoch=min(self.update // self.task.batches + 1, s.epochs),
            epochs=s.epochs,
            loss=self.loss,
            validation=self.history[-1].validation if self.history else None,
            rate=self._rate(),
            tokens=self.update * s.batch * s.steps,
            begun=self.begun,
        )

    def run(self, report: Callable[[Progress], None], stopped: Callable[[], bool]) -> bool:
        """Train until the end or until ``stopped`` returns True; returns whether it is the end."""
        columns = self._cut_columns()
        while self.update < self.total_updates and self.stopped_early is None:
            overdue = time.monotonic() - self._saved > _SAVE_SECONDS
            # All processes must save and stop at the same update.
            stop, save = self.replicas.find_any((stopped(), overdue), self.network.device)
            if stop or save:
                self.save()
            if stop:
                return False
            self._advance(columns)
            if self.update % self.task.batches == 0:
                columns = self._cut_columns()
            if self.update % self.evaluate_every == 0 or self.update == self.total_updates:
                self._evaluate()
            report(self.progress)
        return True

    def finish(self) -> None:
        """End the run here: measure the weights as they are now."""
        if self.update < self.total_updates and self.stopped_early is None:
            self._evaluate()
            self.stopped_early = (
                f"the {self.task.name} model's training was ended by --finish after "
                f"{self.update / self.task.batches:.2f} of {self.task.settings.epochs} epochs"
            )

    def save(self) -> None:
        """Write the checkpoint; raises TrainingError if a weight is not finite."""
        if not all(tensor.isfinite().all() for tensor in self.network.state_dict().values()):
            raise self._diverged()
        self.cpu_seconds = time.process_time() - self._clock
        own = {"random": torch.get_rng_state(), "carried": [t.cpu() for t in self.state]}
        state = {
            "network": self.network.state_dict(),
            **self.updater.state_dict(),
            "ranks": self.replicas.gather(own),
            "step": self.update,
            "sum": [self._sum, self._summed],
            "share": self._plateau_factor,
            "loss": self.loss,
            "cpu_seconds": self.cpu_seconds,
            "history": [list(evaluation) for evaluation in self.history],
            "best": vars(self.best),
            "stopped_early": self.stopped_early,
            "begun": self.begun,
        }
        if self.replicas.rank == 0:
            save_checkpoint(self.task.checkpoint, self.task.identity, state)
        self._saved = time.monotonic()

    def _resume(self, task: Task) -> None:
        state = load_checkpoint(task.checkpoint, task.identity)
        try:
            self._restore(state)
        except (KeyError, IndexError, TypeError, ValueError, AttributeError, RuntimeError) as error:
            raise damaged_checkpoint(task.checkpoint) from error

    def _restore(self, state: dict[str, Any]) -> None:
        self.network.load_state_dict(state["network"])
        self.updater.load_state_dict(state)
        self.best = BestWeights(**state["best"])
        if len(state["ranks"]) != self.replicas.count:
            raise TrainingError(
                f"{self.task.checkpoint} is from a run with {len(state['ranks'])} processes, and "
                f"this one has {self.replicas.count}: start {len(state['ranks'])}, or start over "
                f"with --force"
            )
        own = state["ranks"][self.replicas.rank]
        torch.set_rng_state(own["random"])
        hidden, cell = (tensor.to(self.network.device) for tensor in own["carried"])
        self.state = hidden, cell
        self.update, (self._sum, self._summed) = state["step"], state["sum"]
        self._plateau_factor, self.loss = state["share"], state["loss"]
        self.cpu_seconds, self.stopped_early = state["cpu_seconds"], state["stopped_early"]
        self.begun = state.get("begun")  # older checkpoints lack it
        self.history = [Evaluation(*evaluation) for evaluation in state["history"]]

    def _rate(self) -> float:
        return self.task.settings.rate * self._rate_factor()

    def _rate_factor(self) -> float:
        epoch, progress = self.update // self.task.batches, self.update / self.total_updates
        return self._plateau_factor * rate_factor(self.task.settings, progress, epoch)

    def _cut_columns(self) -> Columns:
        """The batches of the current epoch."""
        s, ids = self.task.settings, self.task.train
        rng = np.random.default_rng([self.task.seed, self.update // self.task.batches])
        return Columns(ids.open(), s.batch, s.steps, int(rng.integers(ids.length)))

    def _advance(self, columns: Columns) -> None:
        position = self.update % self.task.batches
        first = self.replicas.rank * self.columns
        own = slice(first, first + self.columns)
        inputs, targets = (
            torch.from_numpy(part[own]).to(self.network.device) for part in columns.take(position)
        )
        if position == 0:
            self.state = self.network.start(self.columns)
        self._reset_columns()
        self.network.train()
        device = self.network.device.type
        with torch.autocast(device, torch.bfloat16, enabled=self._precision == torch.bfloat16):
            logits, (hidden, cell) = self._model(inputs, self.state)
        self.state = hidden.detach().float(), cell.detach().float()
        loss = functional.cross_entropy(logits.float().flatten(0, 1), targets.flatten())
        norm = self.updater.apply(
            lambda: self.replicas.backpropagate(loss), self.update, self._rate_factor()
        )
        if not math.isfinite(norm):
            raise self._diverged()
        self.update += 1
        self._sum, self._summed = self._sum + loss.item(), self._summed + 1
        self.loss = self._sum / self._summed

    def _reset_columns(self) -> None:
        """Set the state of randomly chosen columns to zero."""
        probability = self.task.settings.reset
        if probability:
            kept = torch.rand(1, self.columns, 1, device=self.network.device) >= probability
            hidden, cell = self.state
            self.state = hidden * kept, cell * kept

    def _evaluate(self) -> None:
        """Measure the validation loss, keep the weights if it is the lowest, and save."""
        current = copy_weights(self.network)
        weights = {name: mean.clone() for name, mean in self.updater.average.items()} or current
        self.network.load_state_dict(weights)
        validation = self._validate()
        self.network.load_state_dict(current)
        if not math.isfinite(validation):
            raise self._diverged()
        epoch = self.update / self.task.batches
        self.history.append(Evaluation(epoch, self.loss, validation, self._rate()))
        self._sum, self._summed = 0.0, 0
        if validation < self.best.loss:
            self.best = BestWeights(validation, epoch, weights)
        elif self.task.settings.schedule == "plateau":
            self._plateau_factor *= self.task.settings.rate_decay
        self._check_patience()
        self.save()

    def _validate(self) -> float:
        """The network's mean loss on the validation part."""
        ids = self.task.validation.open()
        return float(token_losses(self.network, ids, _VALIDATION_COLUMNS).mean())

    def _keep_start(self) -> None:
        """Measure the weights that the run begins with; they stay the best until others are."""
        self.begun = self._validate()
        self.best = BestWeights(self.begun, 0, copy_weights(self.network))

    def _check_patience(self) -> None:
        patience = self.task.settings.patience
        since = sum(evaluation.epoch > self.best.epoch for evaluation in self.history)
        if patience and since >= patience:
            self.stopped_early = (
                f"the {self.task.name} model's validation loss did not improve {since} times in "
                f"a row, so its training stopped after {self.history[-1].epoch:g} of "
                f"{self.task.settings.epochs} epochs"
            )

    def _diverged(self) -> TrainingError:
        name, s = self.task.name, self.task.settings
        names = ("rate", "muon_rate") if s.optimizer == "muon" else ("rate",)
        rates = ", ".join(f"{flag(name, each)}, now {getattr(s, each)}" for each in names)
        return TrainingError(
            f"the {name} model's loss is no longer a number (update {self.update + 1:,}). Give the "
            f"same command with --resume and lower rates ({rates}) or another "
            f"{flag(name, 'clip')} (now {s.clip}): {self._describe_start()}"
        )

    def _describe_start(self) -> str:
        """What a run that is resumed begins with."""
        checkpoint = self.task.checkpoint
        if not checkpoint.exists():
            return "it begins again, because this run has no checkpoint yet"
        return (
            f"it continues from its last good state, {checkpoint}. If it fails like this again, "
            f"delete that file to train this model from the start"
        )
