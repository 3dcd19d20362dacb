"""How a post was written, in plain words: what its front matter says under ``wisdom``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

STRATEGIES = {
    "handoff": (
        "Handoff: a network that writes letter by letter finished the first sentence, then one "
        "that writes word by word went on."
    ),
    "char": "Letters: one network wrote it letter by letter, every word spelled anew.",
    "word": "Words: one network wrote it word by word.",
    "mixture": (
        "Mixture: before every word, a network of letters and a network of words were both asked, "
        "and their answers mixed."
    ),
}
UNKNOWNS = {
    "spell": "spelled by the network of letters",
    "skip": "skipped for the next likely word",
}
_DIGEST_SHOWN = 12  # characters: enough to compare by eye


@dataclass(frozen=True)
class Fact:
    """One line: ``name`` says what it is, ``text`` is for reading, ``code`` for copying."""

    name: str
    text: str = ""
    code: str = ""


def describe_writing(meta: Mapping[str, Any]) -> list[Fact]:
    """Describe how a post was written, from its front matter; ``[]`` if a person wrote it.

    A key that is not known here is shown as it is, so that none is ever hidden.
    """
    recipe = meta.get("wisdom")
    if not isinstance(recipe, Mapping) or not recipe:
        return []
    facts = []
    for key in sorted(recipe, key=_rank):
        fact = _describe(str(key), recipe[key])
        if fact is not None:
            facts.append(fact)
    return facts


_ORDER = ("model", "digest", "blend", "prompt", "length", "char_temperature", "word_temperature")


def _rank(key: object) -> tuple[int, str]:
    """The story in order, then whatever else there is, the seed last."""
    if isinstance(key, str) and key in _ORDER:
        return _ORDER.index(key), ""
    return (len(_ORDER) + (key == "seed"), str(key))


def _describe(key: str, value: object) -> Fact | None:
    known = {
        "model": lambda: Fact("Voice", text=str(value)),
        "digest": lambda: Fact("Voice file", code=_shorten(str(value))),
        "blend": lambda: Fact("Strategy", text=STRATEGIES.get(str(value), str(value))),
        "prompt": lambda: Fact(
            "Opening", text=f"given: “{value}”" if value else "left to the model"
        ),
        "length": lambda: Fact(
            "Length asked for", text=f"{value} words, and the sentence to its end"
        ),
        "char_temperature": lambda: Fact("Daring with letters", text=_daring(value)),
        "word_temperature": lambda: Fact("Daring with words", text=_daring(value)),
        "unknown": lambda: Fact("Unknown words", text=UNKNOWNS.get(str(value), str(value))),
        "seed": lambda: Fact("Seed", code=str(value)),
    }
    if key in known:
        return known[key]()
    if value is None or isinstance(value, (Mapping, list)):
        return None
    return Fact(key.replace("_", " ").capitalize(), text=str(value))


def _daring(value: object) -> str:
    return f"{value} (0 takes the likeliest, 1 follows the learned odds)"


def _shorten(digest: str) -> str:
    scheme, _, number = digest.rpartition(":")
    return f"{scheme or 'sha256'}:{number[:_DIGEST_SHOWN]}"
