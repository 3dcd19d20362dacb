"""The data of the search, cut into small files: see ``__init__.py``."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from mkdocs_wisdom.script_bundle import digest_text
from mkdocs_wisdom.search.weights import Field, Posting, bm25_weights, utf16
from mkdocs_wisdom.search.words import cut_words

VERSION = 2
TITLE_BOOST = 2  # a word of the title counts as two of the text
FIELDS = ("text", "title")

# Characters of a file. Compressed, a range has about 10 kB, and a file of posts about 1.5 kB. A
# query loads one range or two, and a page of hits up to ten files of posts: smaller files would
# save little and need more requests.
RANGE_CHARACTERS = 40_000
POSTS_CHARACTERS = 3_000
_POSTING_CHARACTERS = 7  # a difference and a weight, with their commas


@dataclass(frozen=True)
class Document:
    """A post for the search."""

    url: str
    """Relative to the site's root: ``wisdom/posts/2026-11-24/``."""
    title: str
    date: datetime
    text: str
    """Plain text, without markup."""
    tags: tuple[str, ...] = ()


def build_search(documents: Sequence[Document], *, language: str) -> dict[str, str]:
    """Return the files of the search, content by name; ``documents`` are sorted, oldest first."""
    ranges = list(_cut_ranges(_weigh_documents(documents, language)))
    chunk = _posts_per_file(documents)
    data: dict[str, object] = {}
    for number, (_, part) in enumerate(ranges):
        data[f"terms-{number}"] = part
    for number, first in enumerate(range(0, len(documents), chunk)):
        data[f"posts-{number}"] = [_describe(post) for post in documents[first : first + chunk]]
    data["lexicon"] = " ".join(str(part["terms"]) for _, part in ranges)
    tags = _number_tags(documents)
    data["tags"] = {tag: _differences(numbers) for tag, numbers in tags.items()}
    texts = {name: to_json(content) for name, content in data.items()}
    digest = digest_text("\n".join(texts.values()))
    manifest = {
        "version": VERSION,
        "language": language,
        "folder": digest,
        "count": len(documents),
        "ranges": [bound for bound, _ in ranges],
        "chunk": chunk,
        "years": _first_of_years(documents),
        "tags": [[tag, len(numbers)] for tag, numbers in tags.items()],
    }
    files = {f"{digest}/{name}.js": _call(f"{digest}/{name}", text) for name, text in texts.items()}
    return {"manifest.js": _call("manifest", to_json(manifest))} | files


def to_json(value: object) -> str:
    """Write JSON without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _call(name: str, json_text: str) -> str:
    return f"wisdomData({to_json(name)},{json_text})\n"


def _weigh_documents(
    documents: Sequence[Document], language: str
) -> Mapping[str, Mapping[str, Posting]]:
    titles = [cut_words(document.title, language) for document in documents]
    texts = [cut_words(document.text, language) for document in documents]
    return bm25_weights({"title": Field(titles, TITLE_BOOST), "text": Field(texts)})


def _cut_ranges(
    weights: Mapping[str, Mapping[str, Posting]],
) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield ranges of the sorted terms: the bound where a range begins, and its file's content.

    ``terms`` are joined by spaces, and ``first`` is the number of the first of them among all
    terms. ``postings`` has for each term the posts and weights of the text and, if the term is in a
    title, those of the titles. Of a post's number it has the difference from the one before.
    """
    terms: list[str] = []
    postings: list[list[list[int]]] = []
    before, bound, first, size = "", "", 0, 0
    for number, (term, fields) in enumerate(weights.items()):
        if not terms:
            bound, first = _between(before, term), number
        terms.append(term)
        postings.append(_pack(fields))
        size += len(term) + _POSTING_CHARACTERS * sum(len(found) for found, _ in fields.values())
        before = term
        if size > RANGE_CHARACTERS:
            yield bound, {"first": first, "terms": " ".join(terms), "postings": postings}
            terms, postings, size = [], [], 0
    if terms:
        yield bound, {"first": first, "terms": " ".join(terms), "postings": postings}


def _pack(fields: Mapping[str, Posting]) -> list[list[int]]:
    packed: list[list[int]] = []
    for name in FIELDS:
        documents, weights = fields.get(name, ((), ()))
        packed += [_differences(documents), list(weights)]
    return packed if packed[-1] else packed[:-2]


def _between(before: str, term: str) -> str:
    """Return the shortest prefix of ``term`` that sorts after ``before``."""
    prefixes = (term[:length] for length in range(1, len(term) + 1))
    return next(prefix for prefix in prefixes if utf16(prefix) > utf16(before))


def _differences(numbers: Sequence[int]) -> list[int]:
    return [number - before for before, number in zip((0, *numbers), numbers, strict=False)]


def _posts_per_file(documents: Sequence[Document]) -> int:
    average = sum(len(post.title) + len(post.text) for post in documents) / (len(documents) or 1)
    return max(1, round(POSTS_CHARACTERS / (average + 1)))


def _describe(post: Document) -> list[object]:
    return [post.url, post.title, post.date.isoformat(), list(post.tags), post.text]


def _first_of_years(documents: Sequence[Document]) -> list[tuple[int, int]]:
    """The years, oldest first, each with the number of its first post."""
    first: dict[int, int] = {}
    for number, post in enumerate(documents):
        first.setdefault(post.date.year, number)
    return list(first.items())


def _number_tags(documents: Sequence[Document]) -> dict[str, list[int]]:
    numbers: dict[str, list[int]] = {}
    for number, post in enumerate(documents):
        for tag in post.tags:
            numbers.setdefault(tag, []).append(number)
    return dict(sorted(numbers.items(), key=lambda item: item[0].casefold()))
