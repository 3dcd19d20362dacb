"""The search index: how long it takes to build, its size, and whether its results are lunr's.

The peer is lunr.py's builder, which makes one index of the same posts: CPU milliseconds per post,
and bytes compressed. Then lunr.js scores 500 queries with that index, and our search must give the
same ids and scores.

    python tests/bench/bench_search.py --posts 10000
"""

import argparse
import gzip
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from made_posts import compare_in_node, make_documents, write_search, write_whole_index
from measure import print_table


def cpu_of(task: Callable[[], None]) -> float:
    start = time.process_time()
    task()
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description="The search's index beside lunr.py's.")
    parser.add_argument("--posts", type=int, default=1000)
    count: int = parser.parse_args().posts
    documents = make_documents(count)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours = cpu_of(lambda: write_search(folder, documents))
        whole = folder / "whole.json"
        theirs = cpu_of(lambda: write_whole_index(whole, documents))
        sizes = [len(gzip.compress(file.read_bytes())) for file in folder.glob("*/terms-*.js")]
        one = len(gzip.compress(whole.read_bytes()))
        run = compare_in_node("whole", folder)
    rows = [
        ("mkdocs-wisdom", f"{1000 * ours / count:.2f} ms", f"{sum(sizes) / 1000:.0f} kB"),
        ("lunr.py", f"{1000 * theirs / count:.2f} ms", f"{one / 1000:.0f} kB"),
    ]
    print_table(f"Indexing {count} posts, CPU a post with all files, size of the index", rows)
    median = statistics.median(sizes)
    print(f"\n{len(sizes)} ranges of terms: median {median:,.0f} bytes, at most {max(sizes):,}")
    if run.returncode:
        raise SystemExit(f"ids or scores differ:\n{run.stdout[-3000:]}")
    print("ids and scores of 500 queries: the same as lunr.js's with the whole index")


if __name__ == "__main__":
    main()
