"""Text to tokens, exactly: ``"".join(tokenize(text)) == text`` for every string.

A token includes its leading space, so joining needs no rules. Clitics are split as in the Penn
Treebank (``do`` + ``n't``, ``it`` + ``'s``), as in the text from which GloVe was made
(https://nlp.stanford.edu/projects/glove/). A run of one punctuation mark (``--``, ``...``) is one
token, each ideograph or kana is one token, and so is any other white space character.
"""

from __future__ import annotations

import re

TOKENIZER_VERSION = 1
"""Raise it with any change to how a string is split; a model file names the version it needs."""
LINE = "\n"
"""The token between two lines of a paragraph."""
PARAGRAPH = "\n\n"
"""The token between two paragraphs."""
DOCUMENT_END = "\x1e"
"""The token that ends a document, such as a post or a letter: U+001E, the record separator.

No corpus has it of its own, because control characters are removed from what is read.
"""

# Vowel signs and combining marks belong to their word, though `\w` does not match them.
_MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963"
_MARKS += "\u0980-\u0dff\u0e31-\u0e3a\u0e47-\u0e4e\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff\ufe0f"
IDEOGRAPH = "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]"
LETTER = rf"(?:(?!{IDEOGRAPH})[^\W\d_]|[{_MARKS}])"

APOSTROPHES = "'’"
CLITICS = ("s", "m", "d", "ll", "re", "ve")
"""Endings that are split off together with their apostrophe, besides ``n't``."""

NEGATED = frozenset((
    "ai", "are", "ca", "could", "dare", "did", "do", "does", "had", "has", "have", "is", "might",
    "must", "need", "ought", "sha", "should", "was", "were", "wo", "would",
))  # fmt: skip
"""Words that ``n't`` may follow, in lower case."""

_TOKEN = re.compile(
    rf"""
      [ ]?{LETTER}+?(?=n[{APOSTROPHES}]t(?!{LETTER}))           # do|n't, ca|n't
    | n[{APOSTROPHES}]t(?!{LETTER})                              # n't
    | (?<=[^\W\d_])[{APOSTROPHES}](?:{"|".join(CLITICS)})(?!{LETTER}) # 's 'm 'd 'll 're 've
    | [ ]?{IDEOGRAPH}                                 # one ideograph or kana
    | [ ]?{LETTER}+                                   # a word
    | [ ]?\d+                                          # digits
    | [ ]?([^\w\s])\1*                                 # a run of one punctuation mark
    | [ ]?_+
    | \n+                                              # line and paragraph breaks
    | [^\S\n]                                          # any other white space, one by one
    | .                                                # nothing is ever lost
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)


def tokenize(text: str) -> list[str]:
    """Split ``text`` into tokens whose concatenation is ``text``."""
    return [match.group() for match in _TOKEN.finditer(text)]
