"""How much of a text stands inside quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wisdom_model.text.tokenizer import DOCUMENT_END, PARAGRAPH
from wisdom_model.text.words import count_words

# A quotation that is not closed goes on to the end of its paragraph. Single marks may be
# apostrophes: they enclose a quotation only if they open before a word, and close after a mark.
_QUOTATION = re.compile(
    r"""“[^”]*(?:”|$)                        # English
      | „[^“”]*(?:[“”]|$)                    # German, Polish
      | «[^»]*(?:»|$) | »[^«]*(?:«|$)        # French; German in books
      | 「[^」]*(?:」|$) | 『[^』]*(?:』|$)
      | (?<!\w)"[^"]*(?:"|$)
      | (?<!\w)‘(?=\w)[^‘]*?[.,;:!?…—–-]’(?!\w)
      | (?<!\w)'(?=\w)[^']*(?:\w'\w[^']*)*[.,;:!?…—–-]'(?!\w)
    """,
    re.VERBOSE,
)


def share_of_dialogue(texts: Iterable[str]) -> float:
    """Fraction of the words of ``texts`` inside quotation marks; 0 without words."""
    inside = words = 0
    for text in texts:
        for paragraph in text.replace(DOCUMENT_END, PARAGRAPH).split(PARAGRAPH):
            words += count_words(paragraph)
            inside += sum(count_words(match.group()) for match in _QUOTATION.finditer(paragraph))
    return inside / words if words else 0.0
