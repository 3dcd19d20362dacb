"""What the templates need to know of the site's theme."""

from __future__ import annotations

from mkdocs.theme import Theme
from mkdocs.utils import get_theme_dir, get_theme_names

OWN_THEMES = ("mkdocs", "readthedocs")


def find_base_theme(theme: Theme) -> str:
    """``mkdocs`` or ``readthedocs``, if ``theme`` is or extends it; otherwise an empty text.

    In ProperDocs these themes are packages of their own, and may not be installed.
    """
    installed = [name for name in OWN_THEMES if name in get_theme_names()]
    return next((name for name in installed if get_theme_dir(name) in theme.dirs), "")


def has_neighbours_footer(theme: Theme) -> bool:
    """Whether the theme's footer links each page to the one before and the one after it.

    Material's does so with ``navigation.footer``, and that of readthedocs with
    ``prev_next_buttons_location``.
    """
    return "navigation.footer" in (theme.get("features") or ()) or bool(
        theme.get("prev_next_buttons_location")
    )
