"""From an archive to a site: the seconds of each command that an owner gives.

Makes an export of Facebook with 17,000 posts, or a chat of WhatsApp with 30,000 messages, out of
the sentences of a text, and then runs import, check, train and the build of a site on it. There is
no peer: nothing else does this.

    python tests/bench/bench_import.py facebook BOOK.txt --preset quick
    python tests/bench/bench_import.py whatsapp BOOK.txt --folder /tmp/site
"""

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

from measure import print_table

POSTS, MESSAGES = 17_000, 30_000
FRIENDS = ("Ann Lee", "Ben Çelik", "Chiara Rossi", "Dmitri Orlov", "Eun-ji Park")
BEGIN = datetime(2012, 1, 1, 8, tzinfo=timezone.utc)


def list_sentences(book: Path) -> list[str]:
    text = " ".join(book.read_text(encoding="utf-8").split())
    found = re.findall(r"[A-Z“\"][^.!?]{15,240}[.!?][”\"]?", text)
    return [sentence.strip() for sentence in found]


def choose_texts(sentences: list[str], count: int, longest: int) -> Iterator[str]:
    """Posts of one to ``longest`` sentences in a row, from the beginning, over and over."""
    chance = random.Random(1)  # noqa: S311 (no secret)
    place = 0
    for _ in range(count):
        length = chance.randint(1, longest)
        chosen = [sentences[(place + number) % len(sentences)] for number in range(length)]
        place += length
        yield " ".join(chosen)


def broken(text: str) -> str:
    """As Facebook writes it: every byte of UTF-8 is a character."""
    return text.encode().decode("latin-1")


def write_facebook(path: Path, sentences: list[str]) -> None:
    posts = []
    for number, text in enumerate(choose_texts(sentences, POSTS, 2)):
        moment = BEGIN + timedelta(hours=6 * number)
        friend = FRIENDS[number % len(FRIENDS)]
        post = {"timestamp": int(moment.timestamp()), "data": [{"post": broken(text)}]}
        if number % 10 == 0:
            post["title"] = "Me Myself updated her status."
        if number % 25 == 0:
            post["data"] = [{"post": broken(f"{text} Call {friend} at +1 202-555-0143.")}]
        posts.append(post)
    folder = "facebook-me-2026/your_facebook_activity/posts"
    friends = {"friends_v2": [{"name": broken(name), "timestamp": 1} for name in FRIENDS]}
    profile = {"profile_v2": {"name": {"full_name": "Me Myself"}}}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        name = f"{folder}/your_posts__check_ins__photos_and_videos_1.json"
        file.writestr(name, json.dumps(posts))
        file.writestr("facebook-me-2026/connections/friends/your_friends.json", json.dumps(friends))
        file.writestr(
            "facebook-me-2026/personal_information/profile_information/profile_information.json",
            json.dumps(profile),
        )


def write_whatsapp(path: Path, sentences: list[str]) -> None:
    """A chat of two, as Android exports it, in which every other message is one's own."""
    lines = ["1/1/12, 08:00 - Messages and calls are end-to-end encrypted."]
    for number, text in enumerate(choose_texts(sentences, MESSAGES, 1)):
        moment = BEGIN + timedelta(hours=4 * number)
        stamp = f"{moment.month}/{moment.day}/{moment:%y, %H:%M}"
        said = "<Media omitted>" if number % 40 == 0 else text
        lines.append(f"{stamp} - {('Me', 'Ann Lee')[number % 2]}: {said}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def run(folder: Path, *command: str) -> float:
    """Run a command of the environment, print what it says, and return its seconds."""
    print(f"\n$ {' '.join(command)}", flush=True)
    start = time.perf_counter()
    program = str(Path(sys.executable).parent / command[0])
    subprocess.run([program, *command[1:]], cwd=folder, check=True)
    return time.perf_counter() - start


ARCHIVES: dict[str, tuple[str, Callable[[Path, list[str]], None], list[str]]] = {
    "facebook": ("facebook-me.zip", write_facebook, []),
    "whatsapp": ("WhatsApp Chat with Ann Lee.txt", write_whatsapp, ["--private", "--me", "Me"]),
}


def main() -> None:
    parser = argparse.ArgumentParser(description="From an archive to a site.")
    parser.add_argument("archive", choices=ARCHIVES)
    parser.add_argument("book", type=Path, help="a text to take sentences from")
    parser.add_argument("--preset", default="standard")
    parser.add_argument("--folder", type=Path, help="keep everything there")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder: Path = given.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        name, write, flags = ARCHIVES[given.archive]
        write(folder / name, list_sentences(given.book))
        (folder / "mkdocs.yml").write_text(
            "site_name: Me, by a bot\nsite_url: https://example.org/\nplugins:\n  - search\n"
            "  - wisdom:\n      model: voice.safetensors\n",
            encoding="utf-8",
        )
        (folder / "docs").mkdir(exist_ok=True)
        (folder / "docs" / "index.md").write_text("# A bot\n", encoding="utf-8")
        steps = {
            "import": ["wisdom", "import", name, "-o", "words", *flags],
            "review": ["wisdom", "review", "words", "--apply"],
            "check": ["wisdom", "check", "words"],
            "train": ["wisdom", "train", "words", "-o", "voice.safetensors"],
            "build": ["mkdocs", "build", "--quiet"],
        }
        steps["train"] += ["--preset", given.preset]
        rows = [(step, f"{run(folder, *command):,.1f}") for step, command in steps.items()]
        print_table(f"From {given.archive} to a site", [("command", "seconds"), *rows])


if __name__ == "__main__":
    main()
