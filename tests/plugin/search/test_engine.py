"""The browser's scripts, run by node on files that Python wrote.

``tests/js/NAME.test.mjs`` tests the script ``NAME.js``; ``engine`` is the whole engine as it is
published. ``whole`` and ``language`` need data of their own.
"""

import json
import unicodedata
from datetime import datetime
from pathlib import Path

import pytest

from bench.made_posts import (
    NODE_TESTS,
    compare_in_node,
    make_documents,
    write_search,
    write_whole_index,
)
from browser.thirty_posts import POSTS
from mkdocs_wisdom.search.files import Document
from mkdocs_wisdom.search.scripts import BROWSER, PARTS, STEMMERS
from mkdocs_wisdom.search.words import cut_words, fold


def run_node(name: str, folder: Path) -> None:
    run = compare_in_node(name, folder)
    assert run.returncode == 0, run.stdout + run.stderr


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


def test_every_file_is_part_of_the_engine() -> None:
    assert sorted(PARTS) == sorted(file.name for file in BROWSER.iterdir())


NAMES = sorted(file.name.split(".")[0] for file in NODE_TESTS.glob("*.test.mjs"))


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a search of 30 posts, and words as Python cuts them."""
    folder = tmp_path_factory.mktemp("search")
    write_search(folder, DOCUMENTS)
    (folder / "words.json").write_text(json.dumps(sample_words()), encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("language", "whole")])
def test_scripts(name: str, search: Path) -> None:
    run_node(name, search)


@pytest.mark.slow
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
