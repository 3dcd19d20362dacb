"""Posts for the benchmarks, and for tests that need many."""

from datetime import date, timedelta
from pathlib import Path

import numpy as np


def make_texts(count: int, *, words: int = 100, lexicon: int = 8000) -> list[str]:
    """Make ``count`` texts of made-up words whose frequencies follow Zipf's law."""
    rng = np.random.default_rng(0)
    letters = np.array(list("abcdefghijklmnopqrstuvwxyz"))
    known = ["".join(rng.choice(letters, rng.integers(2, 10))) for _ in range(lexicon)]
    odds = 1 / np.arange(1, lexicon + 1)
    return [
        " ".join(rng.choice(known, words, p=odds / odds.sum())).capitalize() + "."
        for _ in range(count)
    ]


def write_posts(folder: Path, count: int) -> None:
    """Write ``count`` posts, one a day."""
    folder.mkdir()
    for number, text in enumerate(make_texts(count)):
        day = date(2026, 11, 23) - timedelta(days=number)
        page = f"---\ndate: {day}\ntitle: {text[:40]}\n---\n\n{text}\n"
        (folder / f"{day}.md").write_text(page)
