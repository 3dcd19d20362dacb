"""How a post was written, in plain words: what its front matter says under ``wisdom``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

STRATEGIES = {
    "handoff": (
        "Handoff: a network that writes letter by letter finished the first sentence, then one "
        "that writes word by word went on."
    ),
    "char": "Letters: one network wrote it letter by letter, spelling every word anew.",
    "word": "Words: one network wrote it word by word.",
    "mixture": (
        "Mixture: before every word, a network of words and a network of letters were both asked, "
        "and chance decided which of them was heard, the surer one more often."
    ),
}
UNKNOWNS = {
    "spell": "spelled by the network of letters",
    "skip": "skipped for the next likely word",
}
GUARDS = {
    "novelty": "Borrowed",
    "loops": "Repeated",
    "sentences": "Sentences",
    "pairs": "Quotes, brackets",
    "personal": "Personal data",
    "blocklist": "Blocked words",
}
"""What each guard looks at, by its name."""
_CHOICES = ("char", "word", "unknown")
_DIGEST_SHOWN = 12  # characters: enough to compare by eye


@dataclass(frozen=True)
class Fact:
    """One line: ``name`` says what it is, ``text`` is for reading, ``code`` for copying."""

    name: str
    text: str = ""
    code: str = ""


def describe_writing(meta: Mapping[str, Any]) -> list[Fact]:
    """Describe how a post was written, from its front matter; ``[]`` if a person wrote it.

    What is not known here, such as another version's keys, is shown as it is.
    """
    recipe = meta.get("wisdom")
    if not isinstance(recipe, Mapping) or not recipe:
        return []
    return list(_describe({str(key): value for key, value in recipe.items()}))


def _describe(recipe: dict[str, Any]) -> Iterator[Fact]:
    """Tell the story in order; each line takes its key, so that only the unknown are left."""
    blend = recipe.pop("blend", None)
    yield Fact("Voice", str(recipe.pop("model", "")), _shorten(str(recipe.pop("digest", ""))))
    yield Fact("Strategy", STRATEGIES.get(blend, str(blend or "not recorded")))
    prompt = recipe.pop("prompt", None)
    yield Fact("Opening", f"“{prompt}” was given" if prompt else "left to the voice")
    if length := recipe.pop("length", None):
        yield Fact("Length", f"{length} words were asked for, then the sentence finished")
    yield from _describe_choices(blend, *(recipe.pop(key, None) for key in _CHOICES))
    yield from _describe_candidates(recipe)
    yield from _describe_guards(recipe.pop("guards", None))
    last = [
        Fact("Program", f"mkdocs-wisdom {recipe.pop('version', '')}".rstrip()),
        Fact("Seed", code=str(recipe.pop("seed", "not recorded"))),
    ]
    for key, value in recipe.items():
        if isinstance(value, (str, int, float)):
            yield Fact(key.replace("_", " ").capitalize(), str(value))
    yield from last


def _describe_candidates(recipe: dict[str, Any]) -> Iterator[Fact]:
    """Tell among how many the post was chosen."""
    number, written, passed, score = (
        recipe.pop(key, None) for key in ("candidate", "candidates", "passed", "score")
    )
    if isinstance(written, int) and isinstance(passed, int) and written > 1:
        text = f"the best of {written} texts, {passed} of which passed every guard"
        if isinstance(score, (int, float)):
            text += f"; its score is {score}"
        yield Fact("Chosen", text)
    elif isinstance(number, int) and number:
        yield Fact("Chosen", f"text number {number + 1}")


def _describe_guards(guards: object) -> Iterator[Fact]:
    """Tell what each guard found."""
    if isinstance(guards, Mapping):
        for guard, found in guards.items():
            yield Fact(GUARDS.get(guard, str(guard).capitalize()), str(found))


def _describe_choices(blend: object, char: object, word: object, unknown: object) -> Iterator[Fact]:
    """Describe the settings that the strategy has used."""
    if isinstance(char, Mapping):
        yield Fact("Letters", _describe_sampling(char))
    if isinstance(word, Mapping) and blend != "char":
        yield Fact("Words", _describe_sampling(word))
    if unknown and blend != "char":
        yield Fact("Unknown words", UNKNOWNS.get(str(unknown), str(unknown)))


def _describe_sampling(sampling: Mapping[str, Any]) -> str:
    """Say how the next letter or word was chosen; what leaves every choice open is left out."""
    temperature = sampling.get("temperature")
    parts = ["the likeliest each time" if temperature == 0 else f"temperature {temperature}"]
    if sampling.get("top_k"):
        parts.append(f"the {sampling['top_k']} likeliest only")
    if sampling.get("top_p", 1) < 1:
        parts.append(f"the likeliest that make up {sampling['top_p']:.0%} only")
    return ", ".join(parts)


def _shorten(digest: str) -> str:
    scheme, _, number = digest.rpartition(":")
    return f"{scheme}:{number[:_DIGEST_SHOWN]}" if scheme else number[:_DIGEST_SHOWN]
