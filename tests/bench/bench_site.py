"""How much CPU the plugin takes to publish many posts; `bench_sample.py` has what it writes.

The peer is MkDocs itself: its own theme, no plugin, the same posts as plain pages. CPU-seconds
(user and system) of the whole `mkdocs build`, the best of `--rounds`, contenders taking turns.

    python tests/bench/bench_site.py --posts 300
"""

import argparse
import json
import shutil
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from measure import cpu_seconds, print_table

MKDOCS = (sys.executable, "-m", "mkdocs", "build")
NEVER = {"WISDOM_GENERATE": "never"}
QUIET = {"search": False, "feeds": False}


def write_posts(folder: Path, count: int, *, words: int = 100, lexicon: int = 8000) -> None:
    """Write ``count`` posts of made-up words whose frequencies follow Zipf's law."""
    rng = np.random.default_rng(0)
    letters = np.array(list("abcdefghijklmnopqrstuvwxyz"))
    known = ["".join(rng.choice(letters, rng.integers(2, 10))) for _ in range(lexicon)]
    odds = 1 / np.arange(1, lexicon + 1)
    folder.mkdir()
    for number in range(count):
        day = date(2026, 11, 23) - timedelta(days=number)
        text = " ".join(rng.choice(known, words, p=odds / odds.sum()))
        title = text[:40].capitalize()
        page = f"---\ndate: {day}\ntitle: {title}\n---\n\n{text.capitalize()}.\n"
        (folder / f"{day}.md").write_text(page)


def make_site(root: Path, posts: Path, options: dict[str, object] | None) -> Path:
    """Make a site of ``posts``: for the plugin with ``options``, or as plain pages with None."""
    root.mkdir()
    config: dict[str, object] = {"site_name": "Bench", "site_url": "https://bench.example/"}
    if options is None:
        shutil.copytree(posts, root / "docs")
        config["plugins"] = []
    else:
        (root / "docs").mkdir()
        shutil.copytree(posts, root / "posts")
        config["plugins"] = [{"wisdom": {"feed": ".", **options}}]
    (root / "mkdocs.yml").write_text(json.dumps(config))
    return root


def compare_publishing(folder: Path, posts: int, rounds: int) -> None:
    write_posts(folder / "posts", posts)
    contenders: dict[str, dict[str, object] | None] = {
        "mkdocs theme, plain pages": None,
        "wisdom, without search and feeds": QUIET,
        "wisdom": {},
    }
    sites = {
        name: make_site(folder / f"publish-{number}", folder / "posts", options)
        for number, (name, options) in enumerate(contenders.items())
    }
    best = dict.fromkeys(sites, float("inf"))
    for _ in range(rounds):
        for name, site in sites.items():
            best[name] = min(best[name], cpu_seconds(MKDOCS, site, NEVER))
    peer = best["mkdocs theme, plain pages"]
    rows = [(name, f"{cpu:.2f} CPU-s", f"{cpu / peer:.2f}x") for name, cpu in best.items()]
    print_table(f"Building {posts} posts", rows)


def main() -> None:
    parser = argparse.ArgumentParser(description="CPU of publishing many posts.")
    parser.add_argument("--posts", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        compare_publishing(Path(folder), arguments.posts, arguments.rounds)


if __name__ == "__main__":
    main()
