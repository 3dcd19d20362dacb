"""The prompts, and files that hold a list of texts.

Prompts take turns in rounds. A round brings each prompt once, in an order of its own, and any round
can be told without those before it. Were all orders free, the last prompt of one round could be the
first of the next. So only every third is: it is a shuffle by hashes, the same on every machine. The
two rounds between two shuffles bring the order of the first nearer to that of the second, each by
one pass of a sort with little room, in which no prompt gets ahead by more than a third of the list.

A pass with room for b prompts does what b - 1 passes of bubble sort do. Bubble sort needs as many
as the most that any prompt is behind of those that should follow it, n - 1 of n at worst. With room
for a third of that, and one, the third pass arrives at the second shuffle.
"""

from __future__ import annotations

import hashlib
import math
import re
from bisect import bisect, insort
from collections.abc import Callable, Mapping, Sequence
from heapq import heappop, heappush
from pathlib import Path

from mkdocs_wisdom.errors import SettingError
from mkdocs_wisdom.markdown_escape import split_paragraphs
from mkdocs_wisdom.text_file import read_utf8

_SHUFFLED = 3  # rounds from one shuffle to the next


def choose_prompt(prompts: Sequence[str], turn: int, seed: int) -> str | None:
    """The prompt whose turn it is; None if there are none.

    Between two turns of one of n prompts lie at least ⌊n/2⌋ turns of others, and at least
    ⌊2(n - 1)/3⌋. ``prompts`` differ from each other; in what order they are given does not matter.
    """
    if not prompts:
        return None
    number, place = divmod(turn, len(prompts))
    return _order_round(prompts, number, seed)[place]


def _order_round(prompts: Sequence[str], number: int, seed: int) -> list[str]:
    shuffle, passes = divmod(number, _SHUFFLED)
    if len(prompts) <= 2:  # noqa: PLR2004 (one or two can but alternate)
        shuffle = passes = 0
    order = _shuffle(prompts, shuffle, seed)
    if passes:
        ranks = {prompt: rank for rank, prompt in enumerate(_shuffle(prompts, shuffle + 1, seed))}
        room = math.ceil(_measure_disorder(order, ranks) / _SHUFFLED) + 1
        for _ in range(passes):
            order = _sort_partly(order, ranks, room)
    return order


def _shuffle(prompts: Sequence[str], number: int, seed: int) -> list[str]:
    def draw(prompt: str) -> bytes:
        return hashlib.sha256(f"{seed}\n{number}\n{prompt}".encode()).digest()

    return sorted(prompts, key=draw)


def _measure_disorder(order: Sequence[str], ranks: Mapping[str, int]) -> int:
    """How many passes of bubble sort would put the prompts in the order of their ranks."""
    before: list[int] = []
    most = 0
    for prompt in order:
        most = max(most, len(before) - bisect(before, ranks[prompt]))
        insort(before, ranks[prompt])
    return most


def _sort_partly(order: Sequence[str], ranks: Mapping[str, int], room: int) -> list[str]:
    """Place the prompts in one pass: next is always the lowest of those that there is room for."""
    waiting: list[tuple[int, str]] = []
    placed: list[str] = []
    for prompt in order:
        heappush(waiting, (ranks[prompt], prompt))
        if len(waiting) == room:
            placed.append(heappop(waiting)[1])
    return placed + [prompt for _, prompt in sorted(waiting)]


def read_prompt(value: object) -> str:
    """A prompt as a post will show it: white space and paragraphs as ``inert`` has them.

    Raises TypeError for what is no text, ValueError for one in which nothing is to be seen.
    """
    if not isinstance(value, str):
        raise TypeError
    prompt = "\n\n".join(split_paragraphs(value))
    if not prompt:
        raise ValueError
    return prompt


def read_prompts(path: Path) -> list[str]:
    """The prompts in a text file, one a line. Raises SettingError."""
    return read_lines(path, read_prompt, "a text")


def read_lines(path: Path, read: Callable[[str], str], allowed: str) -> list[str]:
    """What ``read`` makes of each line; blank lines and those that begin with ``#`` are left out.

    ``read`` raises ValueError for a line that is not ``allowed``. Raises SettingError, which names
    the file and the line.
    """
    items = []
    for number, line in enumerate(re.split("\r\n?|\n", read_utf8(path, SettingError)), 1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        try:
            items.append(read(text))
        except ValueError as error:
            raise SettingError(
                f"{path}, line {number}: found {text!r}, allowed: {allowed}"
            ) from error
    if not items:
        raise SettingError(
            f"{path}, line 1: nothing in this file: expected a text on each line "
            "(lines that begin with # do not count)"
        )
    return items
