"""How a post was written: the key ``wisdom`` of its front matter in plain words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from mkdocs_wisdom.languages.language import ENGLISH, Language, Say, read_messages
from wisdom_model.generation.recipe import BLENDS, UNKNOWNS
from wisdom_model.guards.guards import GUARD_NAMES

_CHOICE_KEYS = ("char", "word", "unknown")
_DIGEST_CHARACTERS = 12  # enough to compare by eye
_MOST_LENGTH = 1_000_000  # words, below which languages know the plural


@dataclass(frozen=True)
class Fact:
    """One line: its name, a text to read and a code to copy."""

    name: str
    text: str = ""
    code: str = ""


def describe_writing(meta: Mapping[str, Any], language: Language) -> list[Fact]:
    """Describe how a post was written, from its front matter; ``[]`` if a person wrote it.

    Unknown keys, such as those of another version, are shown as they are.
    """
    if not is_generated(meta):
        return []
    record = {str(key): value for key, value in meta["wisdom"].items()}
    return list(_describe(record, language.say))


def is_generated(meta: Mapping[str, Any]) -> bool:
    """Whether the front matter says how a program wrote the post."""
    record = meta.get("wisdom")
    return isinstance(record, Mapping) and bool(record)


def _describe(record: dict[str, Any], say: Say) -> Iterator[Fact]:
    """Yield the facts in order. Each takes its keys, so that the unknown ones are left."""
    blend = record.pop("blend", None)
    unnamed = say("not_recorded")
    yield Fact(say("voice"), str(record.pop("model", "")), _shorten(str(record.pop("digest", ""))))
    yield Fact(say("strategy"), _name("strategy", blend, BLENDS, say) if blend else unnamed)
    prompt = record.pop("prompt", None)
    opening = say("opening_given", prompt=prompt) if prompt else say("opening_chosen")
    yield Fact(say("opening"), opening)
    if "length" in record:
        length = record.pop("length")
        own = type(length) is not int or not 0 < length < _MOST_LENGTH
        yield Fact(say("length"), say("length_own") if own else say("length_words", count=length))
    yield from _describe_choices(blend, *(record.pop(key, None) for key in _CHOICE_KEYS), say=say)
    yield from _describe_candidates(record, say)
    yield from _describe_guards(record.pop("guards", None), say)
    record.pop("private", None)  # it concerns the site's owner: see config/quiz.py
    last = [
        Fact(say("program"), f"mkdocs-wisdom {record.pop('version', '')}".rstrip()),
        Fact(say("seed"), code=str(record.pop("seed", unnamed))),
    ]
    for key, value in record.items():
        if isinstance(value, (str, int, float)):
            yield Fact(key.replace("_", " ").capitalize(), str(value))
    yield from last


def _name(kind: str, value: object, known: Collection[str], say: Say) -> str:
    """A value in words, or as it is if it is not a known one."""
    return say(f"{kind}_{value}") if value in known else str(value)


def _describe_candidates(record: dict[str, Any], say: Say) -> Iterator[Fact]:
    """Say from how many candidates the post was chosen."""
    number, written, passed, score = (
        record.pop(key, None) for key in ("candidate", "candidates", "passed", "score")
    )
    choices = record.pop("choices", None)
    if isinstance(choices, list) and isinstance(written, int):
        key = "chosen_by_sentence" if len(choices) > 1 else "chosen_as_sentence"
        yield Fact(say("chosen"), say(key, number=written))
    elif isinstance(written, int) and isinstance(passed, int) and written > 1:
        text = say("chosen_best", number=written, passed=passed)
        if isinstance(score, (int, float)):
            text = say("chosen_score", chosen=text, score=score)
        yield Fact(say("chosen"), text)
    elif isinstance(number, int) and number:
        yield Fact(say("chosen"), say("chosen_candidate", number=number + 1))


def _describe_guards(guards: object, say: Say) -> Iterator[Fact]:
    """Give each guard's finding, in the site's language if it is one that guards write."""
    if isinstance(guards, Mapping):
        for guard, found in guards.items():
            subject = say(f"guard_{guard}") if guard in GUARD_NAMES else str(guard).capitalize()
            yield Fact(subject, _translate_finding(str(found), say))


def _translate_finding(found: str, say: Say) -> str:
    for key, pattern in _finding_patterns().items():
        if match := pattern.fullmatch(found):
            return say(key, **match.groupdict())
    return found


@cache
def _finding_patterns() -> dict[str, re.Pattern[str]]:
    """The findings that guards write into front matter, by the key of their text."""
    findings = {
        key: re.escape(text)
        for key, text in read_messages(ENGLISH).items()
        if key.startswith("found_") and isinstance(text, str)
    }
    return {
        key: re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>\\d+)", escaped))
        for key, escaped in findings.items()
    }


def _describe_choices(
    blend: object, char: object, word: object, unknown: object, *, say: Say
) -> Iterator[Fact]:
    """Describe the settings that the blend used."""
    if isinstance(char, Mapping):
        yield Fact(say("characters"), _describe_sampling(char, say))
    if isinstance(word, Mapping) and blend != "char":
        yield Fact(say("words"), _describe_sampling(word, say))
    if unknown and blend != "char":
        yield Fact(say("unknown_words"), _name("unknown", unknown, UNKNOWNS, say))


def _describe_sampling(sampling: Mapping[str, Any], say: Say) -> str:
    """Say how the next character or word was chosen, without top-k and top-p that keep all."""
    temperature = sampling.get("temperature")
    surest = temperature == 0
    parts = [say("always_likeliest") if surest else say("temperature", value=temperature)]
    if sampling.get("top_k"):
        parts.append(say("top_k", value=sampling["top_k"]))
    share = sampling.get("top_p")
    if isinstance(share, (int, float)) and share < 1:
        parts.append(say("top_p", value=f"{100 * share:.0f}"))
    return say("comma").join(parts)


def _shorten(digest: str) -> str:
    scheme, _, number = digest.rpartition(":")
    return f"{scheme}:{number[:_DIGEST_CHARACTERS]}" if scheme else number[:_DIGEST_CHARACTERS]
