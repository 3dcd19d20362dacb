"""Recognition of encodings older than Unicode.

A text in the wrong encoding has rare characters everywhere. So each language has a list of its
frequent characters beyond ASCII, and the encoding is the one in which most of the characters beyond
ASCII are frequent ones of the same language.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple


class _Language(NamedTuple):
    """Characters of a language, and the encodings that it was written in."""

    encodings: str
    frequent: str
    usual: float
    """Fraction of its characters beyond ASCII that are frequent in a usual text."""
    latin: bool = False

    @property
    def caseless(self) -> bool:
        """Whether its script has no capitals."""
        return not self.frequent[0].islower()


_WESTERN = "cp1252 mac_roman cp850"
_CENTRAL = "cp1250 iso8859_2 cp852"
_CYRILLIC = "cp1251 koi8_r koi8_u cp866 iso8859_5 mac_cyrillic"
_LANGUAGES = (
    *(
        _Language(_WESTERN, letters, 1, latin=True)
        for letters in (
            "éèàêçùâîôûëïœÉÀÇ",
            "èàòùìéÈ",
            "äöüßÄÖÜ",
            "áéíóúñü¿¡Á",
            "ãáéçõêíóúâàôÉÁ",
            "åäöøæéÅÄÖØ",
            "ëïéèöüáó",
            "áéíóúýðþæöÞÁÍ",
        )
    ),
    *(
        _Language(_CENTRAL, letters, 1, latin=True)
        for letters in (
            "ąćęłńóśźżŁŚŻ",
            "áčďéěíňóřšťúůýžČŘŠŽÚ",
            "áäčďéíľňóôšťúýžČŠŽ",
            "áéíóöőúüűÁÉ",
            "ăâîșțşţÎ",
            "čćžšđČŠŽ",
        )
    ),
    _Language("cp1254", "ğışçöüâîİŞÇÖÜ", 1, latin=True),
    _Language("cp1257", "ąčęėįšųūžŠ", 1, latin=True),
    _Language("cp1257", "āčēģīķļņšūžŠ", 1, latin=True),
    _Language(_CYRILLIC, "оеаинтсрвлкмя", 0.74),
    _Language(_CYRILLIC, "оаинітевсрлкя", 0.72),
    _Language("cp1253 iso8859_7 cp737", "αοιετσνηςρκπυίάόέή", 0.86),
    _Language("cp1255 cp862", "יוהלאמרתבשנ", 0.75),
    _Language("cp1256 iso8859_6", "اليمونرتبةع", 0.72),
    _Language("cp874", "านรอกเงมยลวดทต่้สะีั", 0.75),
    _Language(
        "cp932 euc_jp", "のにはをたがでてとしれさいなもこるうあらりかくっよんきすだまけ、。", 0.5
    ),
    _Language(
        "gb18030",
        "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年，。",
        0.34,
    ),
    _Language(
        "cp950",
        "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年，。",
        0.34,
    ),
    _Language("cp949 johab", "이다는의에을가고하지어기로한서리사나도은들를아그인", 0.42),
)
_MARKS = frozenset("’‘“”„«»—–…‚‹›\xa0")
_IN_WORDS = frozenset("’—–…")  # or between two, without spaces
_LEAST_SCORE = 0.6
_MOST_NEIGHBOURS, _LEAST_NEIGHBOURS = 0.3, 0.4  # of letters beyond ASCII, right after another one


def guess_encoding(data: bytes) -> str | None:
    """The encoding of ``data``, a text in none of Unicode's, or None if no language fits."""
    decoded = {name: data.decode(name, "replace") for name in _list_encodings()}
    best, most = None, _LEAST_SCORE
    for language in _LANGUAGES:
        for name in language.encodings.split():
            score = _score(decoded[name], language)
            if score > most:
                best, most = name, score
    return best


def _list_encodings() -> Iterator[str]:
    for language in _LANGUAGES:
        yield from language.encodings.split()


def _score(text: str, language: _Language) -> float:
    """The fraction of frequent characters, relative to the usual one; 0 if the script is wrong."""
    frequent = counted = letters = neighbours = misplaced = 0
    listed = frozenset(language.frequent)
    for before, char, after in zip(f" {text}", text, f"{text[1:]} ", strict=False):
        if char <= "\x7f":
            continue
        if char in _MARKS and (char in _IN_WORDS or not (before.isalpha() and after.isalpha())):
            frequent += language.latin  # there may be nothing else to tell English by
            counted += language.latin
            continue
        counted += 1
        frequent += char in listed
        if char.isalpha():
            letters += 1
            neighbours += before > "\x7f" and before.isalpha()
            misplaced += char.isupper() and before.islower()
        else:
            beside = before.isalpha() or after.isalpha()
            misplaced += beside and char not in listed and not language.caseless
    if counted == 0:
        return 0
    share = neighbours / max(letters, 1)
    right = share <= _MOST_NEIGHBOURS if language.latin else share >= _LEAST_NEIGHBOURS
    if not right:
        return 0
    return (frequent - misplaced) / counted / language.usual
