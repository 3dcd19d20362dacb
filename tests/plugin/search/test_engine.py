"""The browser's side of the search, run by node on files from here."""

import json
import os
import shutil
import subprocess
import unicodedata
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from lunr.builder import Builder

from bench.made_posts import make_texts
from browser.thirty_posts import POSTS
from mkdocs_wisdom.search.files import Document, build_search
from mkdocs_wisdom.search.scripts import STEMMERS, build_engine
from mkdocs_wisdom.search.words import cut_words, fold

NODE_TESTS = Path(__file__).parents[2] / "js"
LUNR = Path(str(files("mkdocs"))) / "contrib" / "search" / "templates" / "search" / "lunr.js"
TAGS = {"2026-10-05": ("sea", "汉"), "2026-10-06": ("sea",), "2026-10-28": ("constructor",)}

DOCUMENTS = [
    Document(
        f"wisdom/posts/{stem}/",
        title,
        datetime.fromisoformat(f"{stem[:10]}T08:00:00+00:00"),
        text,
        TAGS.get(stem, ()),
    )
    for stem, (title, text) in sorted(POSTS.items())
]


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


def run_node(name: str, folder: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.fail("the tests of the search need node 20 or newer on the PATH")
    run = subprocess.run(
        [node, "--test", str(NODE_TESTS / f"{name}.test.mjs")],
        env=os.environ | {"WISDOM_SEARCH": str(folder), "WISDOM_LUNR": str(LUNR)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("name", ["search", "snippet", "words"])
def test_the_browser_finds_what_python_wrote(name: str, tmp_path: Path) -> None:
    write_search(tmp_path, DOCUMENTS)
    (tmp_path / "words.json").write_text(json.dumps(sample_words()), encoding="utf-8")
    run_node(name, tmp_path)


@pytest.mark.parametrize("count", [300, 1000])
def test_ranges_score_as_the_whole_index(count: int, tmp_path: Path) -> None:
    """Ids and scores of 500 queries; `bench_search.py` does it with up to 10,000 posts."""
    documents = make_documents(count)
    write_search(tmp_path, documents)
    write_whole_index(tmp_path / "whole.json", documents)
    run_node("whole", tmp_path)


@pytest.mark.parametrize(
    ("language", "text", "query"),
    [
        ("ar", "كتب المعلمون الدروس", "المعلمين"),
        ("da", "hvalerne svømmer", "hval"),
        ("de", "die Häuser am Meer", "Hauses"),
        ("es", "las ballenas cantaban", "ballena"),
        ("fi", "valaita meressä", "valaista"),
        ("fr", "les baleines chantaient", "baleine chanter"),
        ("hu", "a hajóban aludt", "hajók"),
        ("it", "le balene cantavano", "balena"),
        ("nl", "de walvissen zongen", "zong"),
        ("no", "hvalene svømmer", "hvaler"),
        ("pt", "as baleias cantavam", "baleia"),
        ("ro", "balenele cântau", "balene"),
        ("ru", "киты пели песни", "кит песня"),
        ("sv", "valarna sjöng", "valar"),
        ("tr", "evler ve kitaplar", "kitap ev"),
    ],
)
def test_forms_of_a_word_are_found(language: str, text: str, query: str, tmp_path: Path) -> None:
    assert language in STEMMERS
    others = [Document(f"{number}/", "", DOCUMENTS[0].date, "xyz") for number in range(3)]
    write_search(tmp_path, [*others, Document("a/", "", DOCUMENTS[0].date, text)], language)
    (tmp_path / "query.json").write_text(json.dumps(query), encoding="utf-8")
    run_node("language", tmp_path)


def sample_words() -> list[tuple[str, str, str, list[str]]]:
    """Texts with their folded form and words: posts, and all letters of Unicode 3.2."""
    letters = "".join(
        chr(code)
        for code in range(0x110000)
        if unicodedata.ucd_3_2_0.category(chr(code))[0] in "LMNPSZ"
    )
    texts = [*(text for _, text in POSTS.values()), *letters]
    texts += [f"a{letter}b" for letter in letters]
    return [
        (text, language, fold(text), list(cut_words(text, language)))
        for text in texts
        for language in ("en", "fr")
    ]
