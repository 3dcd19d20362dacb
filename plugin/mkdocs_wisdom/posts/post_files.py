"""The files of the posts folder: which are posts, and the name of each post's page.

A post may lie in sub-folders, as by year, or have a folder of its own with its pictures (Hugo's
bundles). Its page has one name, whatever other posts there are:

===============================  ============================
``2026-11-24.md``                ``2026-11-24``
``2026/2026-11-24-whales.md``    ``2026-11-24-whales``
``2026-11-24-whales/index.md``   ``2026-11-24-whales``
``2026/11/24-whales.md``         ``2026-11-24-whales``
``travel/whales.md``             ``travel-whales``
===============================  ============================
"""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import NamedTuple

SUFFIXES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd", ".mdwn")
DAY = r"\d{4}-\d\d-\d\d"

_DATED = re.compile(rf"{DAY}(?!\d)")
_BUNDLE_PAGES = ("index", "readme")
_DRAFT_FOLDERS = frozenset(("draft", "drafts", "private", "hidden", "unpublished", "unlisted"))
_MEDIA = ("image", "audio", "video", "font")


class PostFile(NamedTuple):
    """A file that is a post."""

    path: Path
    stem: str
    """The name of its page."""
    draft_place: str
    """What in its path says that it is not to be published: ``in the folder _drafts``; or empty."""


class FolderContent(NamedTuple):
    """What the posts folder has."""

    posts: list[PostFile]
    left_out: list[tuple[Path, str]]
    """Files that are no posts, each with the reason; without pictures and hidden files."""


def list_folder(folder: Path) -> FolderContent:
    """All posts in ``folder`` and its sub-folders, sorted. Raises OSError."""
    content = FolderContent([], [])
    for path, bundle in _walk(folder, {folder.resolve()}):
        relative = path.relative_to(folder)
        reason = _find_reason(relative, bundle=bundle)
        if reason is None:
            content.posts.append(PostFile(path, name_post(relative), _find_draft_place(relative)))
        elif reason:
            content.left_out.append((path, reason))
    return content


def _walk(folder: Path, seen: set[Path]) -> Iterator[tuple[Path, bool]]:
    """Yield the files below ``folder``, and whether another file is the page of their folder."""
    paths = [path for path in sorted(folder.iterdir()) if not path.name.startswith(".")]
    files = [path for path in paths if not path.is_dir()]
    pages = [path for path in files if _is_bundle_page(path)]
    for path in files:
        yield path, bool(pages) and path not in pages
    for path in paths:
        if path.is_dir() and path.resolve() not in seen:
            yield from _walk(path, seen | {path.resolve()})


def _find_reason(relative: Path, *, bundle: bool) -> str | None:
    """Why a file is no post, None if it is one, and empty if nobody would take it for one."""
    if relative.suffix.lower() not in SUFFIXES:
        media = (mimetypes.guess_type(relative.name)[0] or "").split("/")[0]
        return "" if media in _MEDIA else f"not Markdown ({', '.join(SUFFIXES)})"
    special = [name for name in relative.parts if name.startswith("_") and name != "_posts"]
    if any(not _means_draft(name) for name in special):
        return "its name or its folder's begins with _"
    if bundle and len(relative.parts) > 1 and not _DATED.match(relative.name):
        return "the page of its folder is another file, index.md"
    return None


def _is_bundle_page(path: PurePath) -> bool:
    return path.stem.lower() in _BUNDLE_PAGES and path.suffix.lower() in SUFFIXES


def _find_draft_place(relative: PurePath) -> str:
    if folder := next((part for part in relative.parts[:-1] if _means_draft(part)), ""):
        return f"in the folder {folder}"
    return "its name ends with .draft" if relative.stem.lower().endswith(".draft") else ""


def _means_draft(folder: str) -> bool:
    return folder.strip("_-. ").lower() in _DRAFT_FOLDERS


def name_post(relative: PurePath) -> str:
    """The name of a post's page, from its path in the posts folder."""
    folders = [name for name in relative.parts[:-1] if name != "_posts"]
    folders = [name for name in folders if not _means_draft(name)]
    if not folders:
        return relative.stem
    parts = folders if _is_bundle_page(relative) else [*folders, relative.stem]
    dated = [number for number, part in enumerate(parts) if _DATED.match(part)]
    return "-".join(parts[dated[-1] if dated else 0 :])
