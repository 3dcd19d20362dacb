"""Passages of whole sentences, as long as the posts that they are compared with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from wisdom_model.text.sentences import find_sentence_ends
from wisdom_model.text.tokenizer import DOCUMENT_END
from wisdom_model.text.words import count_words

_SPACE = re.compile(r"\s*")


def cut_like(text: str, lengths: Iterable[int]) -> list[str]:
    """Cut ``text`` into passages of whole sentences with about ``lengths`` words.

    The passages follow each other from the start of ``text``, as ``gather_passages`` gathers them.
    Where there are documents, every passage is the beginning of one; it is the whole one if it has
    no sentence.
    """
    if DOCUMENT_END in text:
        documents = [each.strip() for each in text.split(DOCUMENT_END) if each.strip()]
        return [
            (cut_like(each, [length]) or [each])[0]
            for each, length in zip(documents, lengths, strict=False)
        ]
    return gather_passages(find_sentences(text), lengths)


def gather_passages(sentences: Iterable[str], lengths: Iterable[int]) -> list[str]:
    """Join ``sentences``, which have the white space after them, to passages of ``lengths`` words.

    Each has at least one sentence, and as many as bring it nearest to its length. An incomplete
    last passage is left out. No more sentences are read than are needed.
    """
    rest, passages = iter(sentences), []
    following = next(rest, None)
    for length in lengths:
        passage, words = "", 0
        while following is not None:
            more = count_words(following)
            if passage and abs(words + more - length) > abs(words - length):
                break
            passage, words = passage + following, words + more
            following = next(rest, None)
        if following is None and words < max(1, length):
            break
        passages.append(passage.strip())
    return passages


def find_sentences(text: str) -> Iterator[str]:
    """Yield sentences with the white space after them, but nothing after the last full stop.

    A heading belongs to the sentence after it, and so does what goes on in lower case.
    """
    begin = 0
    for full_stop in find_sentence_ends(text):
        space = _SPACE.match(text, full_stop)
        end = space.end() if space else full_stop
        if not text[end : end + 1].islower():
            yield text[begin:end]
            begin = end
