"""The search of the feed: a lunr index of the posts, built here and read in the browser.

``build_search`` makes the files that the browser loads on the first search:

    manifest.json   what there is: version, language, count, and every file with its bounds
    index.json      the lunr index, to find posts and to order them by score
    posts.json      the posts' address, title, date and text, to show what was found

The manifest lists the index's shards with the first and the last term of each. There is one shard
today; splitting the index by ranges of terms changes this list and the loader in ``search.js``.

A query finds a post only if both sides cut and fold words in the same way. ``fold``, ``cut_words``
and ``stem_word`` therefore have twins of the same rules in ``theme/assets/wisdom/words.js``; the
tests compare them. There is no stop word filter: posts are short and made of small words, "to be"
is a search like any other, and the score gives a word that stands everywhere next to no weight.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

from lunr.builder import Builder  # type: ignore[import-untyped]  # lunr ships no types
from lunr.stemmer import PorterStemmer  # type: ignore[import-untyped]  # lunr ships no types

from mkdocs_wisdom.errors import SiteError

VERSION = 1
LANGUAGES = ("en", "none")
TITLE_BOOST = 2  # a word of the title counts as two of the text

# Accents are combining marks once a text is decomposed. Only these are dropped: in the scripts
# of South Asia a mark is a vowel, and without it another word remains.
ACCENTS = re.compile("[\u0300-\u036f]+")

# Letters that Unicode does not decompose, but that people type without their stroke or ligature.
PLAIN_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ł": "l"}
    | {"þ": "th", "ı": "i", "ς": "σ"}
)

# Han and kana are written without spaces: every character is a word of its own, and the words of
# a query must all be found.
SPACELESS = (
    (0x3005, 0x3007),
    (0x3040, 0x30FF),
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)

# Porter's rules are for English letters. Where y follows y, and for four short words, lunr.py and
# lunr.js cut them differently (compared on 720,000 words), so those stay as they are.
STEMMABLE = re.compile(r"(?!(?:ies|sses|eeds?)$|.*yy)[a-z']+")


@dataclass(frozen=True)
class Document:
    """A post as the search sees it."""

    ref: str
    """The stem of its file, unique in the feed: ``2026-11-24``."""

    url: str
    """Its address relative to the site's root: ``wisdom/posts/2026-11-24/``."""

    title: str
    date: str
    """ISO 8601."""

    text: str
    """Plain text, without markup."""


class Alphabet(dict[int, int | str]):
    """Which characters make words, for ``str.translate``; asked once for each character."""

    def __missing__(self, code: int) -> int | str:
        character = chr(code)
        kept: int | str = " "
        if character in "'’ʼ":
            kept = "'"
        elif unicodedata.category(character)[0] in "LMN":
            spaceless = any(first <= code <= last for first, last in SPACELESS)
            kept = f" {character} " if spaceless else code
        self[code] = kept
        return kept


ALPHABET = Alphabet()


class Stemmer(PorterStemmer):  # type: ignore[misc]  # lunr ships no types
    """Porter's stemmer with the last letter of ``try`` and ``play`` as lunr.js has it.

    lunr.py 0.8 turns play into plai and leaves try; lunr.js 2.3.9 leaves play and turns try into
    tri. The browser would not find what was indexed under another stem.
    """

    b: str  # the word
    k: int  # the position of its last letter

    def step1c(self) -> None:
        if self.ends("y") and self.k > 1 and self.b[self.k - 1] not in "aeiou":
            self.b = self.b[: self.k] + "i"


STEMMER = Stemmer()


def build_search(documents: Sequence[Document], *, language: str = "en") -> dict[str, str]:
    """Return the files of the search, content by name; the order of ``documents`` is of no matter.

    ``language`` says which stemmer joins the forms of a word: ``en``, or ``none`` for texts in
    other languages.
    """
    if language not in LANGUAGES:
        expected = " or ".join(LANGUAGES)
        raise ValueError(f"search language: found {language!r}, expected {expected}")
    manifest = {"version": VERSION, "language": language, "count": len(documents)}
    if not documents:
        return {"manifest.json": to_json(manifest | {"index": [], "posts": []})}
    posts = sorted(documents, key=lambda document: document.ref)
    index = build_index(posts, language)
    terms = [str(term) for term, _ in index["invertedIndex"]] or [""]
    contents = {
        "index.json": to_json(index),
        "posts.json": to_json([asdict(post) for post in posts]),
    }
    manifest["index"] = [describe("index.json", contents, terms[0], terms[-1])]
    manifest["posts"] = [describe("posts.json", contents, posts[0].ref, posts[-1].ref)]
    return {"manifest.json": to_json(manifest)} | contents


def describe(name: str, contents: dict[str, str], first: str, last: str) -> dict[str, str]:
    """Say in the manifest what a file holds, and by its digest which version of the file."""
    digest = hashlib.sha256(contents[name].encode()).hexdigest()[:16]
    return {"file": name, "digest": digest, "first": first, "last": last}


def build_index(posts: Sequence[Document], language: str) -> dict[str, list[list[object]]]:
    """Build the lunr index in the form that ``lunr.Index.load`` reads."""
    builder = Builder()
    builder.ref("ref")
    builder.field("title", boost=TITLE_BOOST)
    builder.field("text")
    for post in posts:
        # Lists are taken as terms, so that lunr's own tokenizer and pipeline have nothing to do.
        builder.add(
            {
                "ref": post.ref,
                "title": list(cut_terms(post.title, language)),
                "text": list(cut_terms(post.text, language)),
            }
        )
    index: dict[str, list[list[object]]] = builder.build().serialize()
    # lunr.js wants the terms in the order of JavaScript's strings, which is that of UTF-16.
    index["invertedIndex"].sort(key=lambda entry: str(entry[0]).encode("utf-16-be"))
    return index


def cut_terms(text: str, language: str) -> Iterator[str]:
    """Yield the terms that ``text`` is found by."""
    for word in cut_words(text, language):
        yield stem_word(word, language)


def cut_words(text: str, language: str) -> Iterator[str]:
    """Cut a text into folded words: at spaces, dashes and all other signs.

    An apostrophe inside a word stays in English, without the possessive's: ``don't``, but
    ``whale`` for ``whale's``. In other languages it divides: ``l'homme``.
    """
    for piece in fold(text).translate(ALPHABET).split():
        word = piece.strip("'")
        if language == "en":
            word = word.removesuffix("'s")
            if word:
                yield word
        else:
            yield from filter(None, word.split("'"))


def fold(text: str) -> str:
    """Fold case, accents, ligatures and forms of width: ``Café`` and ``ＣＡＦＥ`` are ``cafe``."""
    if text.isascii():
        return text.lower()
    plain = ACCENTS.sub("", unicodedata.normalize("NFKD", text).lower())
    return unicodedata.normalize("NFC", plain).translate(PLAIN_LETTERS)


@lru_cache(maxsize=1 << 16)
def stem_word(word: str, language: str) -> str:
    """Return what the forms of a word have in common: ``whale`` for ``whales`` and ``whaling``."""
    if language == "en" and STEMMABLE.fullmatch(word):
        return str(STEMMER.stem(word))
    return word


def lunr_script() -> Path:
    """Return the path of the lunr.js that the installed MkDocs ships."""
    script = files("mkdocs") / "contrib" / "search" / "templates" / "search" / "lunr.js"
    with as_file(script) as path:
        if not path.is_file():
            raise SiteError(
                f"the search needs lunr.js, which MkDocs 1.6 ships as {path}: no such file. "
                "Install MkDocs again, or set `search: false` under `wisdom` in mkdocs.yml"
            )
        return path


def to_json(value: object) -> str:
    """Write JSON that is short, and the same for the same value."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
