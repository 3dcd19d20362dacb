"""Breaks a text off with an ellipsis, which takes the place of the punctuation before it."""

REPLACED = " \t\n.,;:!?-–—、。，；：！？"
"""The characters that no ellipsis follows. Titles in the files of posts depend on them."""


def break_off(beginning: str) -> str:
    """Put an ellipsis in the place of what follows, and of the punctuation before it."""
    return beginning.rstrip(REPLACED) + "…"
