"""A progress report in words, for the log and for the live view."""

from __future__ import annotations

import math

from wisdom_training.progress.reports import NATS_PER_BIT, Progress
from wisdom_training.progress.speed import Speed, Throughput, describe_duration

_LARGEST_EXPONENT = 700.0  # exp of more is no float


def describe_progress(name: str, progress: Progress, throughput: Throughput) -> str:
    """All of a report in one line."""
    parts = [
        f"{progress.update / progress.updates:4.0%}",
        f"epoch {progress.epoch}/{progress.epochs}",
        describe_losses(name, progress),
    ]
    if progress.rate > 0:
        parts.append(describe_rate(progress))
    finished = progress.update == progress.updates
    if not finished and (speed := throughput.speed) and speed.tokens_per_second:
        parts.append(describe_speed(name, speed))
    if not finished and (left := throughput.seconds_left) is not None:
        parts.append(f"{describe_duration(left)} left")
    return "  ".join(parts)


def describe_losses(name: str, progress: Progress) -> str:
    """Both losses: in bits a character, or in nats a token and as perplexity."""
    losses = [("loss", progress.loss)]
    if progress.validation is not None:
        losses.append(("validation", progress.validation))
    scale, unit = (NATS_PER_BIT, "bits/character") if name == "char" else (1.0, "nats/token")
    if all(math.isnan(nats) for _, nats in losses):
        return "loss -"
    described = ", ".join(
        f"{label} -" if math.isnan(nats) else f"{label} {nats / scale:.3f}"
        for label, nats in losses
    )
    known = [nats for _, nats in losses if not math.isnan(nats)]
    described += f" {unit}"
    if name != "char":
        described += f" (perplexity {find_perplexity(known[-1]):.4g})"
    if progress.begun is not None:
        described += f", began at {progress.begun / scale:.3f}"
    return described


def find_perplexity(nats: float) -> float:
    """Exp of a loss, limited to the range of a float."""
    return math.exp(min(nats, _LARGEST_EXPONENT))


def describe_rate(progress: Progress) -> str:
    return f"rate {progress.rate:.2g}"


def describe_speed(name: str, speed: Speed) -> str:
    """Characters or words a second; a word model's tokens are roughly words."""
    return f"{speed.tokens_per_second:,.0f} {'characters' if name == 'char' else 'words'}/s"


def clean_sample(text: str) -> str:
    """A sample as one paragraph, without the control characters that a terminal obeys."""
    return "".join(mark for mark in " ".join(text.split()) if mark.isprintable())
