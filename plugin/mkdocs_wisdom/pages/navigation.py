"""The feed in the site's navigation, which themes show as a menu."""

from __future__ import annotations

from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page


def lift(page: Page, navigation: Navigation) -> None:
    """Move a page out of the sections that have nothing else.

    Without ``nav`` MkDocs makes a section of each folder: the menu would read "Wisdom ▸ Posts".
    """
    while isinstance(page.parent, Section) and len(page.parent.children) == 1:
        section = page.parent
        beside = section.parent.children if section.parent else navigation.items
        beside[beside.index(section)] = page
        page.parent = section.parent


def is_listed(page: Page, navigation: Navigation) -> bool:
    return any(listed is page for listed in navigation.pages)
