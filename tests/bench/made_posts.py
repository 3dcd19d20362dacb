"""Posts and searches for the benchmarks, and for tests that need many."""

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from lunr.builder import Builder

from mkdocs_wisdom.search.files import Document, build_search
from mkdocs_wisdom.search.scripts import build_engine
from mkdocs_wisdom.search.words import cut_words

NODE_TESTS = Path(__file__).parents[1] / "js"
LUNR = Path(str(files("mkdocs"))) / "contrib" / "search" / "templates" / "search" / "lunr.js"


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


def write_search(folder: Path, documents: Sequence[Document], language: str = "en") -> None:
    name, engine = build_engine(language)
    for path, text in ({name: engine} | build_search(documents, language=language)).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


def write_whole_index(path: Path, documents: Sequence[Document]) -> None:
    """The same documents as one index, built by lunr.py and read by lunr.js."""
    builder = Builder()
    builder.ref("ref")
    builder.field("title", boost=2)
    builder.field("text")
    for number, document in enumerate(documents):
        title, text = (list(cut_words(words, "en")) for words in (document.title, document.text))
        builder.add({"ref": str(number), "title": title, "text": text})
    index: dict[str, Any] = builder.build().serialize()
    path.write_text(json.dumps(index), encoding="utf-8")


def make_documents(count: int) -> list[Document]:
    """Made-up posts, some with a title and a tag."""
    start = datetime(2020, 1, 1, tzinfo=timezone.utc)
    return [
        Document(
            f"{number}/",
            text[:30] if number % 3 else "",
            start + timedelta(days=number),
            text,
            ("sea",) if number % 7 == 0 else (),
        )
        for number, text in enumerate(make_texts(count))
    ]


def compare_in_node(name: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the node test ``name`` on the search in ``folder``."""
    node = shutil.which("node")
    if node is None:
        raise SystemExit("the search is tested by node 20 or newer: put one on the PATH")
    return subprocess.run(
        [node, "--test", str(NODE_TESTS / f"{name}.test.mjs")],
        env=os.environ | {"WISDOM_SEARCH": str(folder), "WISDOM_LUNR": str(LUNR)},
        capture_output=True,
        text=True,
        check=False,
    )
