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

# Marks that many leave out: accents, the points of Hebrew, the vowels and the tatweel of Arabic.
# Other marks stay: in South Asia they are vowels, and a word without them is another word.
_ACCENTS = (
    "\u0300-\u036f"
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08ff"
)
# Characters that nobody sees, and what only varies an emoji: hyphens and breaks that are allowed,
# marks of direction, fillers, variation selectors, the frame of a keycap, skin tones.
_INVISIBLE = (
    "\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064"
    "\u2066-\u206f\u20e3\ufe00-\ufe0f\ufeff\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef"
)
LEFT_OUT = re.compile(f"[{_ACCENTS}{_INVISIBLE}]+")

# Emoji, arrows, currencies and the like: each is a word. As in UTS 51, ZWJ joins the parts of an
# emoji, two letters make a flag, and tags belong to the flag before them.
_SIGN = (
    "[¢-¥§©®\u20a0-\u20cf\u2190-\u2307\u230c-\u2328\u232b-\u23ff\u25a0-\u2767\u2794-\u27bf"
    "\u27f0-\u27ff\u2900-\u297f\u2b00-\u2bff\u3030\u303d"
    "\U0001f000-\U0001f0ff\U0001f10d-\U0001f3fa\U0001f400-\U0001faff]"
)
SIGNS = re.compile(
    f"[\U0001f1e6-\U0001f1ff]{{2}}|{_SIGN}[\U000e0020-\U000e007f]*(?:\u200d{_SIGN})*"
)
JOINER = re.compile(f"({_SIGN}\u200d(?={_SIGN}))|\u200d")  # the first group stays

# Their compatible forms are letters and digits, which would run into those before: 1½, Acme™.
APART = re.compile("[¼-¾⅐-⅞™℠]")

# Letters that Unicode does not decompose, but that people type without the stroke or ligature;
# letters that Arabic and Persian keyboards have in two forms, and their digits.
PLAIN_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ł": "l"}
    | {"þ": "th", "ı": "i", "ς": "σ", "ى": "ي", "ی": "ي", "ک": "ك"}
    | {chr(zero + digit): str(digit) for zero in (0x660, 0x6F0) for digit in range(10)}
)
# The vowel am of Thai and Lao is one character of a word; NFKD takes it apart.
AM_VOWELS = (("\u0e4d\u0e32", "\u0e33"), ("\u0ecd\u0eb2", "\u0eb3"))

# Han, kana, Hangul, Thai, Lao, Burmese and Khmer have no spaces between words (or, in Hangul, few):
# a run of them is indexed in pairs of characters, each with the marks that belong to it.
_RUN = (
    "[\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ebd\u0ec0-\u0ece\u0edc-\u0edf\u1000-\u103f\u1050-\u108f"
    "\u109a-\u109d\u1780-\u17d3\u17d7\u17dc\u17dd\ua9e0-\ua9ef\ua9fa-\ua9fe\uaa60-\uaa7f"
    "\u3005-\u3007\u3040-\u312f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
RUN = re.compile(f"({_RUN}+)")
_MARKS = (
    "\u0e31\u0e33-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb3-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u1056-\u1059"
    "\u105e-\u1060\u1062-\u1064\u1067-\u106d\u1071-\u1074\u1082-\u108d\u108f\u109a-\u109d"
    "\u17b6-\u17d3\u17dd\u3099\u309a\ua9e5\uaa7b-\uaa7d"
)
# Below the marks \u1039 and \u17d2, a letter is written under the one before.
CHARACTER = re.compile(f".(?:[\u1039\u17d2].|[{_MARKS}])*")

# Names with signs in them, and numbers with dots: C++, F#, .NET, 1.2.3. They are words beside their
# parts. The group is the word: the v of v1.2.3 does not belong to it.
NAMES = re.compile(
    r"([a-z0-9]{1,20}(?:\+\+[a-z0-9]{0,20}|#(?![a-z0-9])))"
    r"|(?:^|[ \n\t(\[\"'“‘«„/])(\.[a-z][a-z0-9]{0,20})"
    r"|v?([0-9]{1,20}(?:\.[0-9]{1,20})+[a-z0-9]{0,20})"
)
_MAY_BE_NAME = re.compile(r"\+\+|#|\.[a-z0-9]")


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
    Thai or another script without spaces is cut into pairs, and its last character is a word as
    well, so that every character begins one: 鲸鱼们 becomes 鲸鱼, 鱼们, 们. Emoji are words, and so
    are names with signs, beside their parts: ``c++`` and ``c``.
    """
    folded = fold(text)
    if _MAY_BE_NAME.search(folded):
        yield from (match[match.lastindex or 0] for match in NAMES.finditer(folded))
    spaced = folded.isascii()
    pieces = folded.translate(ALPHABET).split()
    if spaced and "'" not in folded:
        yield from pieces
        return
    if not spaced:
        yield from SIGNS.findall(folded)
    for piece in pieces:
        if spaced or not RUN.search(piece):
            yield from _cut_apostrophes(piece, language)
            continue
        for part in RUN.split(piece):
            if RUN.match(part):
                characters = CHARACTER.findall(part)
                yield from map("".join, zip(characters, [*characters[1:], ""], strict=True))
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
    """Fold case, accents, ligatures and forms of width: ``Café`` and ``ＣＡＦＥ`` are ``cafe``.

    Characters that nobody sees are left out.
    """
    if text.isascii():
        return text.lower()
    lower = unicodedata.normalize("NFKD", APART.sub(r" \g<0> ", text)).lower()
    plain = JOINER.sub(r"\1", LEFT_OUT.sub("", lower))
    folded = unicodedata.normalize("NFC", plain).translate(PLAIN_LETTERS)
    for apart, vowel in AM_VOWELS:
        folded = folded.replace(apart, vowel)
    return folded
