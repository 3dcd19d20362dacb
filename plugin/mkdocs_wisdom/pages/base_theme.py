"""The one of MkDocs' own themes that a site's theme is built on, and whose markup it has."""

from __future__ import annotations

from mkdocs.theme import Theme
from mkdocs.utils import get_theme_dir

OWN_THEMES = ("mkdocs", "readthedocs")


def find_base_theme(theme: Theme) -> str:
    """``mkdocs`` or ``readthedocs``, if ``theme`` is or extends it; otherwise an empty text."""
    return next((name for name in OWN_THEMES if get_theme_dir(name) in theme.dirs), "")
