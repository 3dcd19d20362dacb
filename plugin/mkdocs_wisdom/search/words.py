"""From a text to the words that it is found by: cut and folded.

A query finds a post only if both sides cut and fold in the same way: ``fold`` and ``cut_words``
have twins of the same rules in ``browser/words.js``, and the tests compare them.

Nothing is stemmed here: the browser looks for the forms of a word, with the stemmers of lunr.js.
There is no stop word filter: posts are short and made of small words, "to be" is a search like any
other, and the score gives a word that stands everywhere next to no weight.
"""

import re
import unicodedata
from collections.abc import Iterator

# Accents are combining marks once a text is decomposed. Only these are dropped: in the scripts
# of South Asia a mark is a vowel, and without it another word remains.
ACCENTS = re.compile("[\u0300-\u036f]+")

# Letters that Unicode does not decompose, but that people type without their stroke or ligature.
PLAIN_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ł": "l"}
    | {"þ": "th", "ı": "i", "ς": "σ"}
)

# Han, kana and Hangul: a run of them is found by every pair of neighbours in it.
RUN = re.compile(
    "([\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U0003ffff]+)"
)


class Alphabet(dict[int, int | str]):
    """Which characters make words, for ``str.translate``; asked once for each character."""

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

    An apostrophe inside a word stays in English, without the possessive's: ``don't``, but
    ``whale`` for ``whale's``. In other languages it divides: ``l'homme``. A run of Han, kana or
    Hangul is cut into pairs, and its last character is a word besides, so that every character
    begins one: 鲸鱼们 is 鲸鱼, 鱼们, 们.
    """
    folded = fold(text)
    spaced = folded.isascii()
    for piece in folded.translate(ALPHABET).split():
        if spaced or not RUN.search(piece):
            yield from _cut_apostrophes(piece, language)
            continue
        for part in RUN.split(piece):
            if RUN.match(part):
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
