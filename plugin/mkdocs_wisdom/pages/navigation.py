"""The feed in the site's navigation, which themes show as a menu."""

from __future__ import annotations

from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page


def lift(page: Page, navigation: Navigation) -> None:
    """Move a page out of the sections that have nothing else.

    Without ``nav`` MkDocs makes a section of each folder: the menu would read "Wisdom ▸ Posts".
    """
    _lift(page, navigation.items, None)


def _lift(page: Page, items: list[StructureItem], parent: Section | None) -> None:
    for number, item in enumerate(items):
        if not isinstance(item, Section):
            continue
        if _has_only(page, item):
            items[number], page.parent = page, parent
        else:
            _lift(page, item.children, item)


def _has_only(page: Page, section: Section) -> bool:
    if len(section.children) != 1:
        return False
    (child,) = section.children
    return child is page or (isinstance(child, Section) and _has_only(page, child))


def is_listed(page: Page, navigation: Navigation) -> bool:
    return any(listed is page for listed in navigation.pages)
