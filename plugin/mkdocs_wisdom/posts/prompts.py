"""The prompts take turns.

The turns go in rounds; each round uses every prompt once. The prompts are dealt into two halves,
and a round brings the first half in an order of its own, then the second. So the whole other half
comes between two turns of a prompt, whatever the two orders are.

The halves and the orders are sorted by hashes: they are the same on every machine, and a round can
be computed without the rounds before it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from mkdocs_wisdom.markdown_escape import split_paragraphs


def choose_prompt(prompts: Sequence[str], turn: int, seed: int) -> str | None:
    """The prompt of a turn, counted from 0; None if there are no prompts.

    Of n prompts, at least ⌊n/2⌋ others come between two turns of one. ``prompts`` differ from each
    other; their order does not matter.
    """
    if not prompts:
        return None
    round_number, place = divmod(turn, len(prompts))
    dealt = _shuffle(prompts, f"{seed}")
    middle = (len(dealt) + 1) // 2
    half = dealt[:middle] if place < middle else dealt[middle:]
    return _shuffle(half, f"{seed}\n{round_number}")[place % middle]


def _shuffle(prompts: Sequence[str], key: str) -> list[str]:
    """Put the prompts into an order that depends on the key."""
    return sorted(prompts, key=lambda prompt: hashlib.sha256(f"{key}\n{prompt}".encode()).digest())


def read_prompt(value: object) -> str:
    """A prompt with the white space and the paragraphs that a post will show.

    Raises TypeError for a value that is not a text, ValueError for a text without visible
    characters.
    """
    if not isinstance(value, str):
        raise TypeError
    prompt = "\n\n".join(" ".join(text.split("\n")) for text in split_paragraphs(value))
    if not prompt:
        raise ValueError
    return prompt
