"""A record of what was left out of a corpus, by kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable


class Omissions:
    """Counts what was left out, and the characters of it."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._characters: Counter[str] = Counter()

    def substitute(
        self,
        kind: str,
        pattern: re.Pattern[str],
        replacement: str | Callable[[re.Match[str]], str],
        text: str,
    ) -> str:
        """``pattern.sub``, counted; ``kind`` names what goes, in the plural."""
        result, count = pattern.subn(replacement, text)
        if result != text:
            self.add(kind, count, len(text) - len(result))
        return result

    def add(self, kind: str, count: int, characters: int) -> None:
        """Count what went without ``substitute``."""
        self._counts[kind] += count
        self._characters[kind] += characters

    @property
    def notes(self) -> list[str]:
        """A sentence on each kind, in the order in which the kinds were found."""
        return [
            f"left out {kind}: {count:,} ({self._characters[kind]:,} characters)"
            for kind, count in self._counts.items()
        ]
