"""The weights are lunr's own."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from lunr.builder import Builder

from mkdocs_wisdom.search.weights import Field, bm25_weights

WORDS = st.lists(
    st.sampled_from(["whale", "sea", "ship", "a", "the", "ahab", "élan", "鲸鱼", "𠀀", "﨎"])
)


def weigh_with_lunr(
    documents: list[tuple[list[str], list[str]]],
) -> dict[str, dict[str, tuple[list[int], list[int]]]]:
    """What lunr.py's builder makes of titles and texts, in our form."""
    builder = Builder()
    builder.ref("ref")
    builder.field("title", boost=2)
    builder.field("text")
    for number, (title, text) in enumerate(documents):
        # Lists are taken as terms, so that lunr's tokenizer has nothing to do.
        builder.add({"ref": str(number), "title": title, "text": text})
    index: dict[str, list[Any]] = builder.build().serialize()
    vectors = {
        key: dict(zip(elements[::2], elements[1::2], strict=True))
        for key, elements in index["fieldVectors"]
    }
    weights: dict[str, dict[str, tuple[list[int], list[int]]]] = {}
    for term, posting in index["invertedIndex"]:
        weights[term] = {}
        for name in ("title", "text"):
            refs = sorted(map(int, posting[name]))
            values = [round(vectors[f"{name}/{ref}"][posting["_index"]] * 1000) for ref in refs]
            if refs:
                weights[term][name] = (refs, values)
    return weights


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=12))
def test_the_weights_are_those_of_lunr(documents: list[tuple[list[str], list[str]]]) -> None:
    titles, texts = zip(*documents, strict=True)
    if any(not any(field) for field in (titles, texts)):
        return  # lunr divides by the average length
    assert bm25_weights({"title": Field(titles, 2), "text": Field(texts)}) == weigh_with_lunr(
        documents
    )


def test_terms_are_in_the_order_of_javascript() -> None:
    # U+FA0E sorts before U+20000 by code point, and after its surrogates in UTF-16.
    assert list(bm25_weights({"text": Field([["\ufa0e", "\U00020000"]])})) == [
        "\U00020000",
        "\ufa0e",
    ]


def test_no_documents_have_no_terms() -> None:
    assert bm25_weights({"title": Field([], 2), "text": Field([])}) == {}
