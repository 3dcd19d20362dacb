"""The search: how words are cut and stemmed, the index, and that lunr.js scores as lunr.py does."""

import json
import os
import shutil
import subprocess
import sys
import unicodedata
from hashlib import sha256
from pathlib import Path

import pytest
from lunr.index import Index
from lunr.query import Query

from browser.thirty_posts import POSTS
from mkdocs_wisdom.search import (
    Document,
    build_search,
    cut_terms,
    cut_words,
    fold,
    lunr_script,
    stem_word,
)

ASSETS = Path(sys.modules[build_search.__module__].__file__ or "").parent / "theme/assets/wisdom"
NODE_TESTS = Path(__file__).parents[1] / "js"

DOCUMENTS = [
    Document(stem, f"wisdom/posts/{stem}/", title, stem, text)
    for stem, (title, text) in POSTS.items()
]

# What people type, finished and unfinished; a trailing space finishes the last word.
QUERIES = """\
whale|whales|whaling|whalin|whali|wha|w|whale |whale sea|sea whale|the|the |to be|to be |to
don't|dont|don’t|it'll|he'll|hell|the whale's eye|carpenter's|carpenters|carpenter
café|cafe|CAFÉ|caf|naive|naïve|senora|facade|Straße|strasse|strass|grusse|Grüße
鲸鱼|鲸|喜欢|クジラ|クジ|夜|고래|고래는|кит|ёж|еж|σοφός|ΣΟΦΟΣ|σοφοσ|Οδυσσευς
try|tries|tried|play|played|playing|playi|happiness|happines|happi|happy|run|running|runnin
sea-captain|sea captain|captain—never|captain never|3,000|3000|3|1.5|universal|universe|univers
zebra|whale zebra|zebra quagga|narwhal|donaudampf|<script>|alert|page.title|{{ page }}
title:whale|whale~1|+whale|-whale|wh*le|*|whale^10|"whale"|\\|:::|🐋|  whale   sea  |the of and
""".replace("\n", "|").split("|")[:-1]


def words(text: str, language: str = "en") -> list[str]:
    return list(cut_words(text, language))


def read(files: dict[str, str], name: str) -> dict[str, object]:
    content: dict[str, object] = json.loads(files[name])
    return content


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sea-captain—never", ["sea", "captain", "never"]),
        ("don't, don’t!", ["don't", "don't"]),
        ("the whale's and the sailors' 'tis", ["the", "whale", "and", "the", "sailors", "tis"]),
        ("Café NAÏVE ﬁn Ｗｈａｌｅ", ["cafe", "naive", "fin", "whale"]),
        ("Straße, Œuvre, Łódź", ["strasse", "oeuvre", "lodz"]),
        ("ΣΟΦΟΣ σοφός", ["σοφοσ", "σοφοσ"]),
        ("我喜欢 whales", ["我", "喜", "欢", "whales"]),
        ("snake_case 3,000 1.5", ["snake", "case", "3", "000", "1", "5"]),
        ("~ ^ + * : 🐋 '' — ", []),
        ("हिन्दी", ["हिन्दी"]),
    ],
)
def test_words_are_cut_and_folded(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_other_languages_divide_at_the_apostrophe() -> None:
    assert words("l’homme qu'il", "none") == ["l", "homme", "qu", "il"]


@pytest.mark.parametrize(
    ("word", "stem"),
    [("whaling", "whale"), ("tries", "tri"), ("try", "tri"), ("play", "play"), ("ies", "ies")],
)
def test_forms_of_an_english_word_share_a_stem(word: str, stem: str) -> None:
    assert stem_word(word, "en") == stem


def test_other_languages_are_not_stemmed() -> None:
    assert stem_word("whaling", "none") == "whaling"


def test_the_order_of_documents_changes_no_byte() -> None:
    assert build_search(DOCUMENTS) == build_search(DOCUMENTS[::-1])


def test_the_manifest_says_what_the_index_holds() -> None:
    documents = [
        Document("2026-11-23", "a/", "Of whales", "2026-11-23", "A whale sang."),
        Document("2026-11-24", "b/", "", "2026-11-24", "Zebras do not."),
    ]
    files = build_search(documents)
    digests = {name: sha256(text.encode()).hexdigest()[:16] for name, text in files.items()}
    assert read(files, "manifest.json") == {
        "version": 1,
        "language": "en",
        "count": 2,
        "index": [
            {
                "file": "index.json",
                "digest": digests["index.json"],
                "first": "a",
                "last": "zebra",
            }
        ],
        "posts": [
            {
                "file": "posts.json",
                "digest": digests["posts.json"],
                "first": "2026-11-23",
                "last": "2026-11-24",
            }
        ],
    }


def test_posts_are_listed_with_their_texts() -> None:
    files = build_search([Document("2026-11-24", "a/", "T", "2026-11-24T08:00:00+01:00", "Ünï")])
    assert files["posts.json"] == (
        '[{"ref":"2026-11-24","url":"a/","title":"T","date":"2026-11-24T08:00:00+01:00",'
        '"text":"Ünï"}]'
    )


def test_without_posts_there_is_only_a_manifest() -> None:
    assert build_search([]) == {
        "manifest.json": '{"version":1,"language":"en","count":0,"index":[],"posts":[]}'
    }


def test_a_post_without_words_is_indexed() -> None:
    index = read(build_search([Document("a", "a/", "", "2026-11-24", "…")]), "index.json")
    assert index["fieldVectors"] == [["title/a", []], ["text/a", []]]


def test_an_unknown_language_is_an_error() -> None:
    with pytest.raises(ValueError, match="found 'de', expected en or none"):
        build_search([], language="de")


def test_terms_are_in_the_order_of_javascript() -> None:
    # U+FA0E sorts before U+20000 by code point, and behind its surrogates in UTF-16.
    files = build_search([Document("a", "a/", "", "2026-11-24", "\ufa0e \U00020000")])
    index = read(files, "index.json")
    assert [term for term, _ in index["invertedIndex"]] == ["\U00020000", "\ufa0e"]  # type: ignore[attr-defined]  # JSON


def test_lunr_comes_from_mkdocs() -> None:
    assert "lunr.Index.load = function" in lunr_script().read_text("utf-8")


def test_the_browser_finds_what_python_finds(tmp_path: Path) -> None:
    """Run the node tests on an index and on scores from here."""
    node = shutil.which("node")
    if node is None:
        pytest.fail("the tests of search.js need node 20 or newer on the PATH")
    files = build_search(DOCUMENTS)
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    (tmp_path / "terms.json").write_text(json.dumps(sample_terms()), encoding="utf-8")
    (tmp_path / "expected.json").write_text(
        json.dumps(score_clauses(files["index.json"])), encoding="utf-8"
    )
    where = {"ASSETS": str(ASSETS), "LUNR": str(lunr_script()), "SEARCH": str(tmp_path)}
    run = subprocess.run(
        [node, "--test", *map(str, sorted(NODE_TESTS.glob("*.test.mjs")))],
        env=os.environ | {f"WISDOM_{key}": value for key, value in where.items()},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


def sample_terms() -> list[tuple[str, str, str, list[str]]]:
    """Texts with their folded form and terms: queries, posts, and all letters of Unicode 3.2."""
    letters = "".join(
        chr(code)
        for code in range(0x110000)
        if unicodedata.ucd_3_2_0.category(chr(code))[0] in "LMNPSZ"
    )
    texts = [*QUERIES, *(text for _, text in POSTS.values()), *letters]
    texts += [f"a{letter}b" for letter in letters]
    return [
        (text, language, fold(text), list(cut_terms(text, language)))
        for text in texts
        for language in ("en", "none")
    ]


def score_clauses(index: str) -> list[dict[str, object]]:
    """Let lunr.py answer each query: its words as terms and the last one as a prefix too."""
    whole = Index.load(index)
    expected = []
    for text in QUERIES:
        cut = words(text)
        clauses = [{"term": stem_word(word, "en"), "boost": 10} for word in cut]
        if cut and not text[-1:].isspace():
            clauses.append({"term": f"{cut[-1]}*", "boost": 1})
        query = Query(whole.fields)
        for clause in clauses:
            query.clause(**clause, use_pipeline=False)
        scores = {hit["ref"]: hit["score"] for hit in whole.query(query)} if clauses else {}
        expected.append({"query": text, "clauses": clauses, "scores": scores})
    return expected
