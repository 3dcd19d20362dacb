"""How a post was written: the key ``wisdom`` of its front matter in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

BLENDS = {
    "handoff": (
        "Handoff: a character model finished the first sentence, then a word model continued."
    ),
    "char": "Characters: one model wrote it character by character, spelling every word.",
    "word": "Words: one model wrote it word by word.",
    "product": (
        "Product: a word model chose every word among those that the author has written in such a "
        "place, and of many sentences the best was taken, one after the other."
    ),
    "mixture": (
        "Mixture: for every word one of two models was drawn, the word model or the character "
        "model, by weights that favour the surer one; that model chose the word."
    ),
}
"""How a post was written, by its blend."""
UNKNOWNS = {
    "spell": "spelled by the character model",
    "skip": "replaced: the word model chose another",
}
GUARDS = {
    "novelty": "Borrowed",
    "loops": "Repeated",
    "sentences": "Sentences",
    "pairs": "Quotes, brackets",
    "personal": "Personal data",
    "blocklist": "Blocked words",
    "earlier": "Earlier posts",
}
"""The subject of each guard, by the guard's name."""
OWN_LENGTH = "as long as the author's own; the model decided where to end"
_CHOICE_KEYS = ("char", "word", "unknown")
_DIGEST_CHARACTERS = 12  # enough to compare by eye


@dataclass(frozen=True)
class Fact:
    """One line: its name, a text to read and a code to copy."""

    name: str
    text: str = ""
    code: str = ""


def describe_writing(meta: Mapping[str, Any]) -> list[Fact]:
    """Describe how a post was written, from its front matter; ``[]`` if a person wrote it.

    Unknown keys, such as those of another version, are shown as they are.
    """
    record = meta.get("wisdom")
    if not isinstance(record, Mapping) or not record:
        return []
    return list(_describe({str(key): value for key, value in record.items()}))


def _describe(record: dict[str, Any]) -> Iterator[Fact]:
    """Yield the facts in order. Each takes its keys, so that the unknown ones are left."""
    blend = record.pop("blend", None)
    yield Fact("Voice", str(record.pop("model", "")), _shorten(str(record.pop("digest", ""))))
    yield Fact("Strategy", BLENDS.get(str(blend), str(blend or "not recorded")))
    prompt = record.pop("prompt", None)
    yield Fact("Opening", f"“{prompt}” was given" if prompt else "chosen by the model")
    if "length" in record:
        length = record.pop("length")
        text = f"{length} words, then the end of the sentence" if length else OWN_LENGTH
        yield Fact("Length", text)
    yield from _describe_choices(blend, *(record.pop(key, None) for key in _CHOICE_KEYS))
    yield from _describe_candidates(record)
    yield from _describe_guards(record.pop("guards", None))
    last = [
        Fact("Program", f"mkdocs-wisdom {record.pop('version', '')}".rstrip()),
        Fact("Seed", code=str(record.pop("seed", "not recorded"))),
    ]
    for key, value in record.items():
        if isinstance(value, (str, int, float)):
            yield Fact(key.replace("_", " ").capitalize(), str(value))
    yield from last


def _describe_candidates(record: dict[str, Any]) -> Iterator[Fact]:
    """Say from how many candidates the post was chosen."""
    number, written, passed, score = (
        record.pop(key, None) for key in ("candidate", "candidates", "passed", "score")
    )
    choices = record.pop("choices", None)
    if isinstance(choices, list) and isinstance(written, int):
        places = "sentence by sentence" if len(choices) > 1 else "as one sentence"
        yield Fact("Chosen", f"{places}, from {written} sentences that were written for it")
    elif isinstance(written, int) and isinstance(passed, int) and written > 1:
        text = f"the best of {written} candidates, of which {passed} passed every guard"
        if isinstance(score, (int, float)):
            text += f"; its score is {score}"
        yield Fact("Chosen", text)
    elif isinstance(number, int) and number:
        yield Fact("Chosen", f"candidate {number + 1}")


def _describe_guards(guards: object) -> Iterator[Fact]:
    """Quote each guard's finding."""
    if isinstance(guards, Mapping):
        for guard, found in guards.items():
            yield Fact(GUARDS.get(str(guard), str(guard).capitalize()), str(found))


def _describe_choices(blend: object, char: object, word: object, unknown: object) -> Iterator[Fact]:
    """Describe the settings that the blend used."""
    if isinstance(char, Mapping):
        yield Fact("Characters", _describe_sampling(char))
    if isinstance(word, Mapping) and blend != "char":
        yield Fact("Words", _describe_sampling(word))
    if unknown and blend != "char":
        yield Fact("Unknown words", UNKNOWNS.get(str(unknown), str(unknown)))


def _describe_sampling(sampling: Mapping[str, Any]) -> str:
    """Say how the next character or word was chosen, without top-k and top-p that keep all."""
    temperature = sampling.get("temperature")
    parts = ["always the likeliest" if temperature == 0 else f"temperature {temperature}"]
    if sampling.get("top_k"):
        parts.append(f"the {sampling['top_k']} likeliest only")
    share = sampling.get("top_p")
    if isinstance(share, (int, float)) and share < 1:
        parts.append(f"the likeliest that make up {share:.0%} only")
    return ", ".join(parts)


def _shorten(digest: str) -> str:
    scheme, _, number = digest.rpartition(":")
    return f"{scheme}:{number[:_DIGEST_CHARACTERS]}" if scheme else number[:_DIGEST_CHARACTERS]
