"""Tags of languages, as HTML and the files of voices have them."""

from __future__ import annotations


def primary_code(tag: str) -> str:
    """Return the language of a tag: ``pt`` for ``pt-BR`` and ``pt_BR``."""
    return tag.lower().replace("_", "-").split("-")[0]
