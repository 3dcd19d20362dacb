"""How fast one sequence is written, token by token: our numpy against torch on one thread.

The peers are `torch.nn.LSTM` called with one step at a time and a stack of `torch.nn.LSTMCell`,
each with oneDNN and without; the fastest of the four counts. Everybody has the same random
weights, softmax at temperature 0.75 and one draw a token. Each contender runs in a process of its
own, so that its peak memory is its own. A second is one of CPU time, for other programs may be
running; the best of `--rounds` is taken.

    python tests/bench/bench_sample.py --tokens 3000
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from measure import print_table

from wisdom_model.model_file import load_voice
from wisdom_model.network import Architecture, Network
from wisdom_model.sampler import Sampling, sample

SIZES = {
    "characters": Architecture(vocabulary=80, embedding=64, hidden=256, layers=2),
    "words": Architecture(vocabulary=8000, embedding=50, hidden=256, layers=2),
}
TEMPERATURE = 0.75
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
PEERS = ("torch nn.LSTM", "torch nn.LSTM, no oneDNN", "torch LSTMCell", "torch LSTMCell, no oneDNN")
OURS = "wisdom_model (numpy)"
Step = Callable[[int], int]


def random_weights(architecture: Architecture) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(0)
    shapes = architecture.shapes()
    return {name: rng.normal(0, 0.1, shape).astype(np.float32) for name, shape in shapes.items()}


def numpy_step(architecture: Architecture) -> Step:
    network = Network(architecture, random_weights(architecture))
    rng, sampling = np.random.default_rng(0), Sampling(TEMPERATURE)
    state = network.start()

    def step(token: int) -> int:
        nonlocal state
        logits, state = network.step(np.array([token]), state)
        return sample(logits[0], sampling, rng)

    return step


def torch_step(architecture: Architecture, *, cells: bool) -> Step:
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
    zeros = torch.zeros(sizes.layers, 1, sizes.hidden)
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

    def step(token: int) -> int:
        with torch.inference_mode():
            top = run(embedding[token : token + 1])
            if project is not None:
                top = torch.nn.functional.linear(top, project)
            logits = torch.nn.functional.linear(top, decoder, bias)[0]
            odds = torch.softmax(logits / TEMPERATURE, dim=0)
            return int(torch.multinomial(odds, 1))

    return step


def find_step(contender: str, architecture: Architecture) -> Step:
    if contender == OURS:
        return numpy_step(architecture)
    import torch  # noqa: PLC0415 (only in the processes that measure it)

    torch.backends.mkldnn.enabled = "no oneDNN" not in contender
    return torch_step(architecture, cells="LSTMCell" in contender)


def measure(contender: str, architecture: Architecture, tokens: int) -> dict[str, float]:
    """Tokens a CPU-second after a warm-up, and the process's peak memory in MB."""
    step = find_step(contender, architecture)
    token = 0
    for _ in range(tokens // 10):
        token = step(token)
    start = time.process_time()
    for _ in range(tokens):
        token = step(token)
    rate = tokens / (time.process_time() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # kB; bytes on macOS
    return {"rate": rate, "peak": peak / (2**20 if sys.platform == "darwin" else 2**10)}


def measure_apart(contender: str, architecture: Architecture, tokens: int) -> dict[str, float]:
    """Measure in a process of its own."""
    job = json.dumps([contender, vars(architecture), tokens])
    done = subprocess.run(
        [sys.executable, __file__, "--job", job],
        env={**os.environ, **ONE_THREAD},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def compare(kind: str, architecture: Architecture, tokens: int, rounds: int) -> None:
    contenders = (OURS, *PEERS)
    rates = dict.fromkeys(contenders, 0.0)
    peaks = dict.fromkeys(contenders, float("inf"))
    for _ in range(rounds):
        for contender in contenders:
            found = measure_apart(contender, architecture, tokens)
            rates[contender] = max(rates[contender], found["rate"])
            peaks[contender] = min(peaks[contender], found["peak"])
    best = max(PEERS, key=rates.__getitem__)
    rows = [
        (name, f"{rates[name]:,.0f}/s", f"{rates[name] / rates[best]:.2f}x", f"{peak:.0f} MB")
        for name, peak in peaks.items()
    ]
    sizes = f"{architecture.layers} x {architecture.hidden}, {architecture.vocabulary} tokens"
    print_table(f"{kind.capitalize()} a CPU-second ({sizes}); 1.00x is {best}", rows)


def main() -> None:
    parser = argparse.ArgumentParser(description="Tokens a second, numpy against torch.")
    parser.add_argument("--tokens", type=int, default=3000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--voice", type=Path, help="take the sizes from this model file")
    parser.add_argument("--job", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.job:
        contender, sizes, tokens = json.loads(arguments.job)
        print(json.dumps(measure(contender, Architecture(**sizes), tokens)))
        return
    kinds = SIZES
    if arguments.voice:
        voice = load_voice(arguments.voice)
        kinds = {
            "characters": voice.char.network.architecture,
            "words": voice.word.network.architecture,
        }
    for kind, architecture in kinds.items():
        compare(kind, architecture, arguments.tokens, arguments.rounds)


if __name__ == "__main__":
    main()
