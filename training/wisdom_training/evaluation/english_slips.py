"""Slips of English grammar that two or three neighbouring words give away, from closed lists.

A rule knows only function words, so it needs no parser and no dictionary, and it misses most
errors: a text without a slip is not correct. The rules were calibrated on two centuries of prose;
novels, addresses and jokes have fewer than one slip in 1,000 words, most of them dialect. The
figure is good for comparing texts with each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from wisdom_model.text.words import fold_word
from wisdom_training.evaluation.clauses import split_clauses


class Slip(NamedTuple):
    """A slip, and the rule that found it."""

    rule: str
    words: str
    """The words that do not go together, as they are spelled."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SUBJECTS = _words("i he she we they")
_FINITE_BE = _words("am is are was were")
_DETERMINERS = _words("the a an my your our their every")
_AFTER_NO_DETERMINER = {
    "two determiners": _words("the a an my your our their his its this these those every"),
    "a preposition after a determiner": _words(
        "of to in on at by for from with into upon among during until because although"
    ),
    "a verb after a determiner": _FINITE_BE | _words("be been has had have does did went goes"),
    "a pronoun after a determiner": _words(
        "i he she it we they you me him us them myself himself itself themselves who which"
    ),
}
_INVERTING = _words(
    "am is are was were be do does did have has had will would shall should can could may might "
    "must don't doesn't didn't won't wouldn't can't couldn't shouldn't isn't wasn't aren't weren't "
    "haven't hasn't hadn't let make makes made need dare not"
)
_COORDINATING = _words("and or nor than as but like except")
_SUBJUNCTIVE = _words("if that though although lest unless till until whether ere before except")
_CLAUSE_OPENERS = _words("that because when but which while where so then since what how")
_PREPOSITIONS = _words(
    "of to in on at by for from with into upon about between among over under after before through"
)
_WRONG_FORMS = {
    "i": _words("is are has does"),
    "he": _words("am are have do"),
    "she": _words("am are have do"),
    "it": _words("am are have do"),
    "you": _words("is am was has does"),
    "we": _words("is am was has does"),
    "they": _words("is am was has does"),
}
_ONLY_INDICATIVE = _words("have do")  # "if he have" and "that he do" are old subjunctives
_MODALS = _words("will would shall should can could may might must")
_ALSO_NOUNS = _words("will can may might must")
_AFTER_NO_MODAL = _FINITE_BE | _words(
    "been has had does did went came took knew gave told became began"
)
_AFTER_NO_TO = _FINITE_BE | _words("been has had does did went knew became began")
_DOUBLED = _words(
    "the a an of to in at by for from with and or but if as than i he she we they my your his our "
    "their its was were are been would should could"
)
_SINGULAR_NOUNS = _words(
    "man woman child day year thing word hand eye ship country nation reason moment"
)
# Spelled with a vowel, spoken with a consonant.
_CONSONANT_SOUND = re.compile(
    r"(?:eu|ew|u(?:ni(?!m|n[^i])|nan|s[aeiu]|t[ei]|r[aei]|ti|biq|kr)|on(?:e|ce)(?:\b|-)|ouija)"
)
# Spelled with a consonant, spoken with a vowel. "An" may stand before any h, because "an hundred"
# and "an historical" were usual.
_SILENT_H = re.compile(r"(?:hour|hono|heir|honest)")
_VOWELS = frozenset("aeiou")
_LETTERS_SPOKEN = 5  # capitals at most that may be spelled out: "an FBI agent"

Rule = Callable[[list[str], list[str], int], str | None]
"""Names the slip at a place of a run of words, spelled and folded; the place is its first word."""


def find_slips(text: str) -> Iterator[Slip]:
    """Yield the slips in ``text``; a pair of words is counted once."""
    for run in split_clauses(text):
        folded = [fold_word(word) for word in run]
        for place in range(len(run) - 1):
            for rule in _RULES:
                if name := rule(run, folded, place):
                    yield Slip(name, f"{run[place]} {run[place + 1]}")
                    break


def _check_article(run: list[str], folded: list[str], place: int) -> str | None:
    article, spelled, word = folded[place], run[place + 1], folded[place + 1]
    if article not in {"a", "an"} or not word[0].isascii() or not word[0].isalpha():
        return None
    if len(word) == 1 or (spelled.isupper() and len(spelled) <= _LETTERS_SPOKEN):
        return None  # letters have names: "an M", "an MP"
    if article == "a" and run[place] == "A" and place > 0:
        return None  # the letter: "vitamin A is"
    vowel = word[0] in _VOWELS and not _CONSONANT_SOUND.match(word)
    if article == "a" and (vowel or _SILENT_H.match(word)):
        return "a before a vowel"
    if article == "an" and word[0] not in _VOWELS and word[0] != "h":
        return "an before a consonant"
    return None


def _check_doubling(_run: list[str], folded: list[str], place: int) -> str | None:
    word = folded[place]
    return "a doubled word" if word == folded[place + 1] and word in _DOUBLED else None


def _check_agreement(_run: list[str], folded: list[str], place: int) -> str | None:
    pronoun, verb = folded[place : place + 2]
    if verb not in _WRONG_FORMS.get(pronoun, ()):
        return None
    before = folded[place - 1] if place else ""
    if before in _INVERTING or before in _COORDINATING:
        return None
    if verb in _ONLY_INDICATIVE and before in _SUBJUNCTIVE:
        return None
    if pronoun not in _SUBJECTS and before and before not in _CLAUSE_OPENERS:
        return None  # "it" and "you" may be objects: "all of it are"
    return "a verb of another person"


def _check_infinitive(run: list[str], folded: list[str], place: int) -> str | None:
    before, word, verb = folded[place - 1] if place else "", folded[place], folded[place + 1]
    if word in _MODALS and verb in _AFTER_NO_MODAL:
        noun = word in _ALSO_NOUNS and before not in _SUBJECTS
        return None if noun or run[place].istitle() else "a finite verb after a modal"
    if word == "to" and verb in _AFTER_NO_TO:
        return None if before in _DETERMINERS else "a finite verb after to"
    return None


def _check_determiner(run: list[str], folded: list[str], place: int) -> str | None:
    word, after = folded[place : place + 2]
    if word not in _DETERMINERS or (run[place + 1].isupper() and len(after) > 1):
        return None  # "the US"
    if word == "a" and run[place] == "A" and place > 0:
        return None
    return next((name for name, words in _AFTER_NO_DETERMINER.items() if after in words), None)


def _check_number(_run: list[str], folded: list[str], place: int) -> str | None:
    before, word, after = folded[place - 1] if place else "", folded[place], folded[place + 1]
    if word in {"these", "those"}:
        if after in _SINGULAR_NOUNS:
            return "a singular after these or those"
        if after in {"is", "was", "has", "does"} and before not in _PREPOSITIONS:
            return "a singular after these or those"
    if word == "this" and after == "are" and (not before or before in _CLAUSE_OPENERS):
        return "a plural after this"
    return None


_RULES: tuple[Rule, ...] = (
    _check_article,
    _check_doubling,
    _check_agreement,
    _check_infinitive,
    _check_determiner,
    _check_number,
)
