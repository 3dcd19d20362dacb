"""Cut a text into the words of the index, and fold them.

A query finds a post only if both are cut and folded in the same way: ``browser/words.js`` has the
same rules as ``fold`` and ``cut_words``, and the tests compare the two.

No word is stemmed here: the browser looks for the forms of a word, with the stemmers of lunr.js.
There are no stop words: posts are short and made of common words, "to be" is a search like any
other, and BM25 gives a word that is in every post almost no weight.
"""

import re
import unicodedata
from collections.abc import Iterator

# Accents are combining marks in a decomposed text. Other marks stay: in the scripts of South Asia
# they are vowels, and a word without them is another word.
ACCENTS = re.compile("[\u0300-\u036f]+")

# Letters that Unicode does not decompose, but that people type without the stroke or ligature.
PLAIN_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ł": "l"}
    | {"þ": "th", "ı": "i", "ς": "σ"}
)

# Han, kana and Hangul have no spaces between words: a run of them is indexed in pairs.
CJK_RUN = re.compile(
    "([\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U0003ffff]+)"
)


class Alphabet(dict[int, int | str]):
    """The characters of words, for ``str.translate``; any other becomes a space."""

    def __missing__(self, code: int) -> int | str:
        character = chr(code)
        kept: int | str = " "
        if character in "'’ʼ":
            kept = "'"
        elif unicodedata.category(character)[0] in "LMN":
            kept = code
        self[code] = kept
        return kept


ALPHABET = Alphabet()


def cut_words(text: str, language: str) -> Iterator[str]:
    """Cut a text into folded words: at spaces, dashes and all other signs.

    In English an apostrophe inside a word stays, but the possessive ``'s`` is cut off: ``don't``,
    and ``whale`` for ``whale's``. In other languages it divides words: ``l'homme``. A run of Han,
    kana or Hangul is cut into pairs, and its last character is a word as well, so that every
    character begins one: 鲸鱼们 becomes 鲸鱼, 鱼们, 们.
    """
    folded = fold(text)
    spaced = folded.isascii()
    for piece in folded.translate(ALPHABET).split():
        if spaced or not CJK_RUN.search(piece):
            yield from _cut_apostrophes(piece, language)
            continue
        for part in CJK_RUN.split(piece):
            if CJK_RUN.match(part):
                yield from (part[at : at + 2] for at in range(len(part)))
            else:
                yield from _cut_apostrophes(part, language)


def _cut_apostrophes(piece: str, language: str) -> Iterator[str]:
    if "'" not in piece:
        if piece:
            yield piece
        return
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
