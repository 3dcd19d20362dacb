"""The speed of writing, token by token: our numpy against torch on one thread.

The peers are `torch.nn.LSTM` called with one step at a time and a stack of `torch.nn.LSTMCell`,
each with oneDNN and without; the fastest of the four counts. All have the same random weights,
softmax at temperature 0.75 and one draw per token, for one sequence or a batch of eight. "the
weights alone" multiplies a vector by each weight once and does nothing else: no step can be faster
than memory delivers its weights. Each contender runs in a process of its own and has its own peak
memory. Seconds are CPU time, because other programs may be running; the best of `--rounds` counts.

Then a whole post: 100 words by the mixture, the best of eight candidates, from the start of the
process to the text; and `mkdocs build` of a small site that has to write the post, against a build
that finds it written.

    python tests/bench/bench_sample.py --tokens 3000
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from measure import cpu_seconds, print_table

from wisdom_model.network.language_model import Architecture, Network
from wisdom_model.network.sampling import Sampling, sample
from wisdom_model.voice.file import load_voice

SIZES = {
    "characters": Architecture(vocabulary=80, embedding=64, hidden=256, layers=2),
    "words": Architecture(vocabulary=8000, embedding=50, hidden=256, layers=2),
}
TEMPERATURE = 0.75
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
BATCHES = (1, 8)
BOUND = "the weights alone"
PEERS = ("torch nn.LSTM", "torch nn.LSTM, no oneDNN", "torch LSTMCell", "torch LSTMCell, no oneDNN")
OURS = "wisdom_model (numpy)"
Step = Callable[[np.ndarray], np.ndarray]  # ids of a batch to those that follow


def random_weights(architecture: Architecture) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(0)
    shapes = architecture.shapes()
    return {name: rng.normal(0, 0.1, shape).astype(np.float32) for name, shape in shapes.items()}


def numpy_step(architecture: Architecture, batch: int) -> Step:
    network = Network(architecture, random_weights(architecture))
    rng, sampling = np.random.default_rng(0), Sampling(TEMPERATURE)
    state = network.start(batch)

    def step(tokens: np.ndarray) -> np.ndarray:
        nonlocal state
        logits, state = network.step(tokens, state)
        return np.array([sample(row, sampling, rng) for row in logits])

    return step


def bound_step(architecture: Architecture, batch: int) -> Step:
    """Each matrix that a step needs, once: as float32, column by column."""
    weights = random_weights(architecture)
    used = [w.T.copy() for n, w in weights.items() if w.ndim == 2 and n != "embedding.weight"]
    if architecture.vocabulary <= 1024:  # its first product lies in a table
        used = used[1:]
    vectors = [np.ones((batch, len(weight)), np.float32) for weight in used]

    def step(tokens: np.ndarray) -> np.ndarray:
        for vector, weight in zip(vectors, used, strict=True):
            vector @ weight
        return tokens

    return step


def torch_step(architecture: Architecture, batch: int, *, cells: bool) -> Step:
    import torch  # noqa: PLC0415 (only in the processes that measure it)

    torch.set_num_threads(1)
    torch.manual_seed(0)
    sizes = architecture
    weights = {name: torch.from_numpy(w) for name, w in random_weights(sizes).items()}
    lstm = torch.nn.LSTM(sizes.embedding, sizes.hidden, sizes.layers)
    lstm.load_state_dict(
        {n.removeprefix("lstm."): w for n, w in weights.items() if n.startswith("lstm.")}
    )
    stack = [
        torch.nn.LSTMCell(sizes.hidden if layer else sizes.embedding, sizes.hidden)
        for layer in range(sizes.layers)
    ]
    for layer, cell in enumerate(stack):
        cell.load_state_dict({n: weights[f"lstm.{n}_l{layer}"] for n in cell.state_dict()})
    embedding, project = weights["embedding.weight"], weights.get("projection.weight")
    decoder, bias = weights["decoder.weight"], weights["decoder.bias"]
    zeros = torch.zeros(sizes.layers, batch, sizes.hidden)
    state = (zeros, zeros)
    states = [(zeros[0], zeros[0])] * sizes.layers

    def run_lstm(vector: torch.Tensor) -> torch.Tensor:
        nonlocal state
        output, state = lstm(vector[None], state)
        return output[0]

    def run_cells(vector: torch.Tensor) -> torch.Tensor:
        for layer, cell in enumerate(stack):
            states[layer] = cell(vector, states[layer])
            vector = states[layer][0]
        return vector

    run = run_cells if cells else run_lstm

    def step(tokens: np.ndarray) -> np.ndarray:
        with torch.inference_mode():
            top = run(embedding[torch.from_numpy(tokens)])
            if project is not None:
                top = torch.nn.functional.linear(top, project)
            logits = torch.nn.functional.linear(top, decoder, bias)
            odds = torch.softmax(logits / TEMPERATURE, dim=1)
            return torch.multinomial(odds, 1)[:, 0].numpy()

    return step


def find_step(contender: str, architecture: Architecture, batch: int) -> Step:
    if contender == OURS:
        return numpy_step(architecture, batch)
    if contender == BOUND:
        return bound_step(architecture, batch)
    import torch  # noqa: PLC0415 (only in the processes that measure it)

    torch.backends.mkldnn.enabled = "no oneDNN" not in contender
    return torch_step(architecture, batch, cells="LSTMCell" in contender)


def measure(
    contender: str, architecture: Architecture, batch: int, tokens: int
) -> dict[str, float]:
    """Tokens a CPU-second after a warm-up, and the process's peak memory in MB."""
    step = find_step(contender, architecture, batch)
    ids = np.zeros(batch, np.int64)
    for _ in range(tokens // batch // 10):
        ids = step(ids)
    start, steps = time.process_time(), tokens // batch
    for _ in range(steps):
        ids = step(ids)
    rate = steps * batch / (time.process_time() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # kB; bytes on macOS
    return {"rate": rate, "peak": peak / (2**20 if sys.platform == "darwin" else 2**10)}


def measure_apart(*job: object) -> dict[str, float]:
    """Measure in a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, "--job", json.dumps(job)],
        env={**os.environ, **ONE_THREAD},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def compare(kind: str, architecture: Architecture, batch: int, tokens: int, rounds: int) -> None:
    contenders = (OURS, *PEERS, BOUND)
    rates = dict.fromkeys(contenders, 0.0)
    peaks = dict.fromkeys(contenders, float("inf"))
    for _ in range(rounds):
        for contender in contenders:
            found = measure_apart(contender, vars(architecture), batch, tokens)
            rates[contender] = max(rates[contender], found["rate"])
            peaks[contender] = min(peaks[contender], found["peak"])
    best = max(PEERS, key=rates.__getitem__)
    rows = [
        (name, f"{rates[name]:,.0f}/s", f"{rates[name] / rates[best]:.2f}x", f"{peak:.0f} MB")
        for name, peak in peaks.items()
    ]
    sizes = f"{architecture.layers} x {architecture.hidden}, {architecture.vocabulary} tokens"
    title = f"{kind.capitalize()} a CPU-second, batch {batch} ({sizes}); 1.00x is {best}"
    print_table(title, rows)
    print(f"{OURS} is at {rates[OURS] / rates[BOUND]:.0%} of the bound")


POST = """
from wisdom_model.generation.candidates import choose
from wisdom_model.guards.guards import Guards
from wisdom_model.generation.recipe import Recipe
from pathlib import Path
from wisdom_model.voice.file import find_voice, load_voice
voice = load_voice(find_voice({model!r}, Path()))
choose(voice, Recipe(length={length}), 1, Guards.for_voice(voice), {candidates})
"""


def measure_posts(model: str, length: int, rounds: int) -> None:
    """CPU-seconds from the start of Python to a post, and what it adds to a build."""
    rows = [(f"{length} words by the mixture", "from the start", "added to a build")]
    for candidates in (1, 8):
        code = POST.format(model=model, length=length, candidates=candidates)
        command = [sys.executable, "-c", code]
        took = min(cpu_seconds(command, Path.cwd(), ONE_THREAD) for _ in range(rounds))
        added = min(measure_build(model, length, candidates) for _ in range(rounds))
        rows.append((f"best of {candidates}", f"{took:.2f} CPU-s", f"{added:.2f} CPU-s"))
    print_table("A post", rows)


def measure_build(model: str, length: int, candidates: int) -> float:
    """CPU-seconds of a build that writes a post, less those of one that does not."""
    options = {"model": model, "length": length, "candidates": candidates}
    config = {"site_name": "Bench", "plugins": [{"wisdom": options}]}
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        (site / "docs").mkdir()
        (site / "mkdocs.yml").write_text(json.dumps(config))
        command = [sys.executable, "-m", "mkdocs", "build"]
        took = {
            generate: cpu_seconds(command, site, {**ONE_THREAD, "WISDOM_GENERATE": generate})
            for generate in ("always", "never")
        }
    return took["always"] - took["never"]


def main() -> None:
    parser = argparse.ArgumentParser(description="Tokens a second, numpy against torch.")
    parser.add_argument("--tokens", type=int, default=3000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--length", type=int, default=100, help="words of the post")
    parser.add_argument(
        "--voice",
        type=lambda path: Path(path).resolve(),
        help="a model file, for its sizes and posts",
    )
    parser.add_argument("--job", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.job:
        contender, sizes, batch, tokens = json.loads(arguments.job)
        print(json.dumps(measure(contender, Architecture(**sizes), batch, tokens)))
        return
    kinds = SIZES
    if arguments.voice:
        voice = load_voice(arguments.voice)
        kinds = {
            "characters": voice.char.network.architecture,
            "words": voice.word.network.architecture,
        }
    for kind, architecture in kinds.items():
        for batch in BATCHES:
            compare(kind, architecture, batch, arguments.tokens, arguments.rounds)
    measure_posts(str(arguments.voice or "ishmael"), arguments.length, arguments.rounds)


if __name__ == "__main__":
    main()
