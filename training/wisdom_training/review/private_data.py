"""Addresses and numbers that could be somebody's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from wisdom_model.guards.personal_data import find_personal


def mask_private(text: str, _regions: Sequence[str] = ()) -> tuple[str, Counter[str]]:
    """``text`` without the lines that hold private data, and the number of these by kind."""
    kinds = [find_personal(line) for line in text.split("\n")]
    lines = zip(text.split("\n"), kinds, strict=True)
    return "\n".join(line for line, kind in lines if kind is None).strip(), Counter(
        filter(None, kinds)
    )
