"""How well a character model learns in how much time, on the text that char-rnn and nanoGPT use.

nanoGPT's split: we train on the first nine tenths and measure on the last. Losses are nats per
character, once with the state reset every 256 characters (nanoGPT's window), once carried on. A
plain PyTorch LSTM of the same size, trained at a constant rate like char-rnn, runs beside ours.

    bench_train.py TEXT               the table
    bench_train.py TEXT --only NAME   one run, as JSON; several processes under torchrun
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from measure import print_table
from torch import nn
from torch.nn import functional

from wisdom_model.text.vocabulary import UNKNOWN, Vocabulary
from wisdom_training.corpus.batches import write_ids
from wisdom_training.presets import fit
from wisdom_training.run.preparation import make_architecture
from wisdom_training.settings import CharSettings
from wisdom_training.train.loss import token_losses
from wisdom_training.train.task import Task
from wisdom_training.train.trainer import Trainer

WINDOW = 256
VALIDATION = 20_000  # characters evaluated during training; the end measures the whole tenth
RUNS: dict[str, Callable[[], CharSettings]] = {
    "short": lambda: replace(fit("quick", 1_000_000)[0], epochs=3),
    "standard": lambda: fit("standard", 1_000_000)[0],
}
PLAIN = "plain"
PLAIN_EPOCHS = 10
NANOGPT = 1.4697  # nats, README of nanoGPT, 3 minutes of an A100


def main() -> None:
    options = parse_options()
    text = options.text.read_text(encoding="utf-8")
    if options.only:
        scores = train_plain(text) if options.only == PLAIN else train_ours(text, options.only)
        if int(os.environ.get("RANK", "0")) == 0:
            print(json.dumps(scores))
        return
    runs = {name: run_alone(name, options.text) for name in (*RUNS, PLAIN)}
    runs["short, two processes"] = run_alone("short", options.text, processes=2)
    show(runs)


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("text", type=Path)
    parser.add_argument("--only", choices=[*RUNS, PLAIN])
    return parser.parse_args()


def run_alone(name: str, text: Path, processes: int = 1) -> dict[str, Any]:
    """One run in processes of its own, with a thread each."""
    command = [sys.executable]
    if processes > 1:
        command += ["-m", "torch.distributed.run", f"--nproc-per-node={processes}"]
    command += [__file__, str(text), "--only", name]
    variables = {"OMP_NUM_THREADS": "1", "OMP_WAIT_POLICY": "PASSIVE"}
    done = subprocess.run(
        command, env=os.environ | variables, stdout=subprocess.PIPE, text=True, check=True
    )
    return dict(json.loads(done.stdout.splitlines()[-1]))


def train_ours(text: str, name: str) -> dict[str, Any]:
    """Train a character model by this project's trainer; losses and the time they took."""
    fabric = None
    if int(os.environ.get("WORLD_SIZE", "1")) > 1:
        from lightning_fabric import Fabric  # noqa: PLC0415 (needed here alone)

        fabric = Fabric(accelerator="cpu", devices=int(os.environ["WORLD_SIZE"]), strategy="ddp")
        fabric.launch()
    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as folder:
        task = make_task(text, RUNS[name](), Path(folder))
        begun = time.monotonic()
        trainer = Trainer(task, resume=False, fabric=fabric)
        trainer.run(lambda _: None, lambda: False)
        wall = time.monotonic() - begun
        trainer.network.load_state_dict(trainer.best.weights)
        return judge(
            trainer.network,
            task.test.open(),
            cpu=trainer.cpu_seconds * trainer.replicas.count,
            wall=wall,
        )


def make_task(text: str, settings: CharSettings, folder: Path) -> Task:
    """A task with nanoGPT's split."""
    first = int(0.9 * len(text))
    vocabulary = Vocabulary((UNKNOWN, *sorted(set(text))))
    parts = {
        "train": text[:first],
        "validation": text[first : first + VALIDATION],
        "test": text[first:],
    }
    files = {
        name: write_ids(folder / f"{name}.ids", [vocabulary.encode(part)], len(vocabulary))
        for name, part in parts.items()
    }
    return Task(
        name="char",
        settings=settings,
        architecture=make_architecture(settings, vocabulary),
        **files,
        seed=1,
        checkpoint=folder / "checkpoint",
        identity={},
    )


class Plain(nn.Module):
    """Embedding, nn.LSTM, decoder: what a tutorial writes."""

    def __init__(self, vocabulary: int, settings: CharSettings) -> None:
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, settings.embedding)
        self.lstm = nn.LSTM(settings.embedding, settings.hidden, settings.layers, batch_first=True)
        self.decoder = nn.Linear(settings.hidden, vocabulary)
        self.shape = (settings.layers, settings.hidden)
        self.device = torch.device("cpu")

    def start(self, batch: int) -> tuple[torch.Tensor, torch.Tensor]:
        layers, hidden = self.shape
        return torch.zeros(layers, batch, hidden), torch.zeros(layers, batch, hidden)

    def forward(
        self, ids: torch.Tensor, state: tuple[torch.Tensor, torch.Tensor]
    ) -> tuple[torch.Tensor, tuple[torch.Tensor, torch.Tensor]]:
        outputs, state = self.lstm(self.embedding(ids), state)
        return self.decoder(outputs), state


def train_plain(text: str) -> dict[str, Any]:
    """char-rnn's ways: RMSprop at 2e-3, batches of 50 by 50, values clipped at 5."""
    torch.set_num_threads(1)
    torch.manual_seed(1)
    settings, alphabet = RUNS["standard"](), sorted(set(text))
    ids = np.array([alphabet.index(char) for char in text])
    first = int(0.9 * len(ids))
    network = Plain(len(alphabet), settings)
    optimizer = torch.optim.RMSprop(network.parameters(), lr=2e-3, alpha=0.95)
    batches = first // 2500
    columns = torch.from_numpy(ids[: batches * 2500 + 1])
    inputs, targets = columns[:-1].view(50, -1), columns[1:].view(50, -1)
    begun, wall = time.process_time(), time.monotonic()
    for _ in range(PLAIN_EPOCHS):
        network.train()
        state = network.start(50)
        for position in range(batches):
            span = slice(position * 50, (position + 1) * 50)
            logits, state = network(inputs[:, span], tuple(t.detach() for t in state))
            loss = functional.cross_entropy(logits.flatten(0, 1), targets[:, span].flatten())
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_value_(network.parameters(), 5)
            optimizer.step()
    cpu, wall = time.process_time() - begun, time.monotonic() - wall
    return judge(network, ids[first:], cpu=cpu, wall=wall)


def judge(network: Any, ids: np.ndarray, *, cpu: float, wall: float) -> dict[str, Any]:  # noqa: ANN401 (both kinds)
    """Both losses on the last tenth, and the times in minutes."""
    windows = (len(ids) - 1) // WINDOW  # each read from the zero state
    return {
        "afresh": float(token_losses(network, ids[: windows * WINDOW + 1], windows).mean()),
        "carried": float(token_losses(network, ids, 8).mean()),
        "cpu": cpu / 60,
        "wall": wall / 60,
    }


def show(runs: dict[str, dict[str, Any]]) -> None:
    """Print the table, and how many times faster we reach the plain LSTM's final loss."""
    rows: list[Sequence[str]] = [("run", "state reset", "carried", "CPU minutes", "wall minutes")]
    for name, scores in runs.items():
        rows.append(
            (
                name,
                f"{scores['afresh']:.4f}",
                f"{scores['carried']:.4f}",
                f"{scores['cpu']:.1f}",
                f"{scores['wall']:.1f}",
            )
        )
    print_table("tinyshakespeare, nats a character on the last tenth", [tuple(row) for row in rows])
    plain = runs[PLAIN]
    better = [n for n in RUNS if runs[n]["afresh"] <= plain["afresh"]]
    for name in better[:1]:
        ratio = plain["cpu"] / runs[name]["cpu"]
        print(f"  {name!r} reaches the plain LSTM's final loss {ratio:.1f} times faster")
    print(f"  nanoGPT: {NANOGPT} with state reset, 3 minutes of an A100")


if __name__ == "__main__":
    main()
