"""An archive of X, read to its end: MB of JSON for a second of the CPU, and the peak of memory.

The archive is a ZIP file of made-up posts, as X writes them: indented, with a third of replies and
a tenth of reposts. The peer is Python's own json, which needs the whole file at once.

    python tests/bench/bench_archive.py --size 1000
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from made_posts import make_texts
from measure import print_table

READ = """
import sys
from pathlib import Path
from wisdom_training.archives.registry import recognise
from wisdom_training.archives.source import Reading
from wisdom_training.containers.members import open_archive
with open_archive([Path(sys.argv[1])]) as archive:
    print(sum(1 for source, members in recognise(archive.members)
              for document in source.read(members, Reading())))
"""
LOAD = """
import json, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as file:
    content = file.read("data/tweets.js")
posts = json.loads(content[content.index(b"["):])
print(sum(not post["tweet"]["full_text"].startswith("RT @") for post in posts))
"""
TELL = """
import resource
usage = resource.getrusage(resource.RUSAGE_SELF)
print(usage.ru_utime + usage.ru_stime, usage.ru_maxrss)
"""
TEXTS = 5000


def make_post(number: int, text: str) -> dict[str, Any]:
    """A post as the archive of 2024 has it."""
    post = {
        "edit_info": {
            "initial": {
                "editTweetIds": [str(number)],
                "editableUntil": "2022-11-08T12:30:00.000Z",
                "editsRemaining": "5",
                "isEditEligible": True,
            }
        },
        "retweeted": False,
        "source": '<a href="http://twitter.com/download/iphone" rel="nofollow">iPhone</a>',
        "entities": {
            "hashtags": [],
            "symbols": [],
            "user_mentions": [
                {"name": "Ben", "screen_name": "ben", "indices": ["0", "4"], "id_str": "12"}
            ],
            "urls": [
                {
                    "url": f"https://t.co/{number:010}",
                    "expanded_url": f"https://example.org/{number}",
                    "display_url": f"example.org/{number}",
                    "indices": ["200", "223"],
                }
            ],
        },
        "display_text_range": ["0", "230"],
        "favorite_count": str(number % 90),
        "id_str": str(number),
        "truncated": False,
        "retweet_count": "0",
        "id": str(number),
        "created_at": "Tue Nov 08 11:30:00 +0000 2022",
        "favorited": False,
        "full_text": f"{'RT @ben: ' * (number % 10 == 0)}{text} &amp; https://t.co/{number:010}",
        "lang": "en",
    }
    reply = {"in_reply_to_status_id_str": "5", "in_reply_to_user_id_str": "12"}
    return {"tweet": post | (reply if number % 3 == 0 else {})}


def make_content(size: int) -> Iterator[bytes]:
    """About ``size`` bytes of tweets.js in pieces."""
    texts = [text[:200] for text in make_texts(TEXTS, words=40)]
    rng = np.random.default_rng(0)
    made, start = 0, b"window.YTD.tweets.part0 = ["
    while made < size:
        number = int(rng.integers(10**18, 2 * 10**18))
        post = json.dumps(make_post(number, texts[number % TEXTS]), ensure_ascii=False, indent=2)
        yield start + post.encode()
        made += len(post)
        start = b",\n"
    yield b"]"


def write_archive(path: Path, size: int) -> int:
    """Write the archive, and return the bytes of its posts, unpacked."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        account = 'window.YTD.account.part0 = [ {"account": {"accountId": "7"}} ]'
        file.writestr("data/account.js", account)
        with file.open("data/tweets.js", "w", force_zip64=True) as member:
            return sum(member.write(piece) for piece in make_content(size))


def read(code: str, path: Path) -> tuple[float, float, float, int]:
    """Seconds, CPU-seconds, MiB at the peak, and documents of one process that reads."""
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code + TELL, path], capture_output=True, text=True, check=True
    )
    seconds = time.perf_counter() - began
    documents, cpu, kibibytes = done.stdout.split()
    return seconds, float(cpu), int(kibibytes) / 1024, int(documents)


def main() -> None:
    parser = argparse.ArgumentParser(description="How fast an archive of X is read.")
    parser.add_argument("--size", type=int, default=100, help="MB of posts, unpacked")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--alone", action="store_true", help="without json, which needs memory")
    arguments = parser.parse_args()
    contenders = {"streamed (ours)": READ} | ({} if arguments.alone else {"json.loads": LOAD})
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "twitter.zip"
        size = write_archive(path, arguments.size * 1_000_000)
        for name, code in contenders.items():
            runs = [read(code, path) for _ in range(arguments.rounds)]
            seconds, cpu, peak, documents = map(median, zip(*runs, strict=True))
            speed = f"{size / 1e6 / cpu:.0f} MB/CPU-s"
            cells = f"{seconds:.1f} s", f"{cpu:.1f} CPU-s", speed, f"{peak:.0f} MiB"
            rows.append((name, *cells, f"{documents:,.0f}"))
    print_table(f"Reading {arguments.size:,} MB of posts", rows)


if __name__ == "__main__":
    main()
