"""The languages of a corpus, by the function words of each and by the script.

Known are the languages that a site can have. A passage of WINDOW_WORDS words, or a short document,
is in the language of which it has most function words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from wisdom_model.text.tokenizer import IDEOGRAPH
from wisdom_training.check.words import WordSequence

NAMES = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian",
    "pt": "Portuguese", "nl": "Dutch", "pl": "Polish", "ru": "Russian", "uk": "Ukrainian",
    "ar": "Arabic", "ja": "Japanese", "zh": "Chinese",
}  # fmt: skip
"""The languages that can be told apart, for people."""
UNCLEAR = ""
"""The code of what is too short to tell, or in a language without a table."""
WINDOW_WORDS = 200

FUNCTION_WORDS = {
    code: frozenset(words.split())
    for code, words in {
        "en": "the of and to a in that it is was i he for you with as his on be at by have not are "
        "but had they from she which or we an were been their has would there what will all if "
        "can her said who one so up them some my your him out me do when this no about into then "
        "its than like just don't it's i'm could should more only these those very because how "
        "our us other over after upon though must such while before again down off most may might "
        "where any every own same being did does too between through under never ever shall yet "
        "am",
        "de": "der die und in zu den das nicht von sie ist des sich mit dem dass er es ein ich auf "
        "so eine auch als an nach wie im für man aber aus durch wenn nur war noch werden bei hat "
        "wir was wird sein einen sind oder zur um haben einer mir über ihm diese einem ihr uns da "
        "zum kann doch vor dieser mich ihn du hatte seine mehr am denn nun sehr schon hier daß",
        "fr": "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se "
        "ce il sont avec son cette ou ses mais comme on tout nous sa fait été aussi leur bien "
        "peut ces y elle je vous j'ai c'est d'un d'une qu'il n'est mon ma mes moi lui même si "
        "très quand sans être avoir était aux ils tu me te donc rien où",
        "es": "de la que el en y a los se del las un por con no una su para es al lo como más o "
        "pero sus le ha me si sin sobre este ya entre cuando todo esta ser son también fue había "
        "era muy hasta desde está mi porque qué sólo solo han yo hay vez puede todos así nos ni "
        "tiene él uno donde bien te tu eso nada algo",
        "it": "di e il la che in a per un è non una sono le con si da del i della al lo nel gli ma "
        "come più anche dei alla mi ha questo se ci dalla delle o io dal nella su era suo ho sua "
        "tutto quando ti essere cosa poi mio perché questa cui hanno lei loro molto solo fatto "
        "bene c'è stato così ne tu lui sì quello l'ho un'altra",
        "pt": "de a o que e do da em um para é com não uma os no se na por mais as dos como mas "
        "foi ao ele das tem à seu sua ou ser quando muito há nos já está eu também só pelo pela "
        "até isso ela entre era depois sem mesmo aos ter seus quem nas me esse eles você tinha "
        "foram essa num nem suas meu às minha lhe estava",
        "nl": "de en van ik te dat die in een hij het niet zijn is was op aan met als voor had er "
        "maar om hem dan zou of wat mijn men dit zo door over ze zich bij ook tot je mij uit daar "
        "haar naar heb hoe heeft hebben deze u want nog zal me zij nu geen omdat iets worden toch "
        "al waren veel meer doen toen moet ben kan wij jij",
        "pl": "i w nie na się z że do to jest jak a o co tak po ale od za już ja mnie tym przez "
        "był tylko jego było by jej są czy może ze dla on ich bardzo gdy mi go kiedy jeszcze "
        "przed być która który które ten ta tego tej ma nas nic też więc jednak sobie jako pod "
        "mam ty my bo była tu ci",
        "ru": "и в не на я он с что а по это она этот к но они мы который из у то за свой её ее "
        "так от же ты о бы как его только для мне было вы все всё был когда уже до или если нет "
        "ещё еще меня чтобы вот была были их ей ему даже ни чем себя при да во со где под там тут",
        "uk": "і в не на я що з у та до це він як а за але вона від про так то ми його ти й по для "
        "є було вони був ще мене вже коли бо була її також чи або якщо може щоб цей який які "
        "через мені все їх дуже тільки ні себе навіть під де тут нас із зі ж би вас йому",
        "ar": "في من على أن إلى عن هذا ما لا التي الذي كان مع هو هذه كل بعد أو قد لم بين ذلك حتى "
        "هي عند ثم إن غير كما و يا أنا كانت قبل نحن لقد إلا عليه فيه لك هناك بها به له لها منه أي "
        "ولا وقد وهو لكن ليس أنه وفي ومن إذا",
    }.items()
}
"""By language, the most frequent words that say little by themselves."""

_CODES = tuple(FUNCTION_WORDS)
_KANA, _HAN = len(_CODES), len(_CODES) + 1  # bits after those of the languages
_KANA_WORD = re.compile("[\u3040-\u30ff]")
_IDEOGRAPH_WORD = re.compile(IDEOGRAPH)
_FEWEST_WORDS = 5  # of a passage whose language can be told
_LEAST_HITS, _LEAST_HIT_FRACTION = 2, 0.12  # function words of a passage in its language
_LEAST_KANA_FRACTION = 0.05  # of the ideographs and kana of a Japanese passage
_WINDOWS_A_BLOCK = 4096


def find_languages(sequence: WordSequence) -> dict[str, float]:
    """The share of all words in each language, the largest first; codes as in NAMES, or UNCLEAR."""
    masks = _list_masks(sequence.words)
    totals = np.zeros(len(NAMES) + 1, np.int64)
    for starts, ends in _windows(sequence):
        begin = int(starts[0])
        ids = sequence.ids[begin : int(ends[-1])]
        known = np.where((ids >= 0) & (ids < len(sequence.words)), ids, len(sequence.words))
        bits = np.append(masks[known], 0)
        places = np.stack([starts, ends], axis=1).ravel() - begin
        hits = np.stack(
            [
                np.add.reduceat((bits >> bit) & 1, places)[::2]  # the odd places are between
                for bit in range(_HAN + 1)
            ]
        )
        lengths = ends - starts
        totals += np.bincount(_choose(hits, lengths), lengths, len(totals)).astype(np.int64)
    codes = [*NAMES, UNCLEAR]
    found = {code: int(n) / sequence.total for code, n in zip(codes, totals, strict=True) if n}
    return dict(sorted(found.items(), key=lambda item: -item[1]))


def _choose(hits: NDArray[np.int32], lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """The language of each window, (W,), as its place in NAMES; one beyond for UNCLEAR.

    ``hits`` are the windows' words of each language and script, (bits, W).
    """
    best = hits[: len(_CODES)].argmax(axis=0)
    most = hits[: len(_CODES)].max(axis=0)
    clear = (most >= _LEAST_HITS) & (most >= _LEAST_HIT_FRACTION * lengths)
    chosen = np.where(clear, best, len(NAMES))
    eastern = hits[_KANA] + hits[_HAN]
    japanese = hits[_KANA] >= _LEAST_KANA_FRACTION * eastern
    names = list(NAMES)
    script = np.where(japanese, names.index("ja"), names.index("zh"))
    chosen = np.where(2 * eastern > lengths, script, chosen)
    return np.where(lengths >= _FEWEST_WORDS, chosen, len(NAMES))


def _list_masks(words: list[str]) -> NDArray[np.int32]:
    """By id, one bit for each language of which the word is a function word; the last is 0."""
    bits: dict[str, int] = {}
    for place, code in enumerate(_CODES):
        for word in FUNCTION_WORDS[code]:
            bits[word] = bits.get(word, 0) | 1 << place
    masks = [bits.get(word) or _find_script(word) for word in words]
    return np.array([*masks, 0], np.int32)


def _find_script(word: str) -> int:
    if word.isascii():
        return 0
    if _KANA_WORD.match(word):
        return 1 << _KANA
    return 1 << _HAN if _IDEOGRAPH_WORD.match(word) else 0


def _windows(sequence: WordSequence) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Starts and ends of the windows that documents are cut into, many at a time."""
    lengths = sequence.ends - sequence.starts
    counts = -(-lengths // WINDOW_WORDS)
    document = np.repeat(np.arange(len(counts)), counts)
    first = np.cumsum(counts) - counts
    starts = sequence.starts[document] + WINDOW_WORDS * (np.arange(len(document)) - first[document])
    ends = np.minimum(starts + WINDOW_WORDS, sequence.ends[document])
    for place in range(0, len(starts), _WINDOWS_A_BLOCK):
        yield starts[place : place + _WINDOWS_A_BLOCK], ends[place : place + _WINDOWS_A_BLOCK]
