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
import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import NamedTuple

from mkdocs_wisdom.errors import PostError

SUFFIXES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd", ".mdwn")
DAY = r"\d{4}-\d\d-\d\d"

FIGURES = PurePath("xray")
"""The folder in the posts folder with the figures of X-ray, one JSON file a post."""

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


class BesideFile(NamedTuple):
    """A file beside the posts that is not Markdown."""

    path: Path
    is_media: bool
    """Whether it is a picture, a sound, a video or a font, in a folder without ``_``."""
    in_drafts: bool
    """Whether it is in a folder of drafts."""


class FolderContent(NamedTuple):
    """What the posts folder has."""

    posts: list[PostFile]
    left_out: list[tuple[Path, str]]
    """Files that are no posts, each with the reason; without pictures and hidden files."""
    beside: list[BesideFile]
    bundle_pages: list[Path]
    """The posts that have a folder of their own."""


def list_folder(folder: Path) -> FolderContent:
    """All posts in ``folder`` and its sub-folders, sorted; none if there is no such folder.

    Raises PostError if it cannot be read.
    """
    content = FolderContent([], [], [], [])
    try:
        found = list(_walk(folder, PurePath())) if folder.exists() else []
    except OSError as error:
        raise PostError(f"cannot read the posts in {folder}: {error.strerror}") from error
    for relative, place in found:
        if relative.parent == FIGURES and relative.suffix == ".json":
            continue
        path = folder / relative
        reason = _find_reason(relative, place)
        if relative.suffix.lower() not in SUFFIXES:
            media = not reason and not _find_special(relative)
            content.beside.append(BesideFile(path, media, bool(_find_draft_place(relative))))
        if reason is None:
            if _is_bundle_page(relative):
                content.bundle_pages.append(path)
            content.posts.append(PostFile(path, name_post(relative), _find_draft_place(relative)))
        elif reason:
            content.left_out.append((path, reason))
    return content


def _walk(
    top: Path, within: PurePath, above: tuple[Path, ...] = ()
) -> Iterator[tuple[PurePath, str]]:
    """Yield the files in the folder ``within`` of ``top``, each relative to ``top``.

    With each comes the reason why none in its place is a post.
    """
    folder = top / within
    with os.scandir(folder) as listed:
        entries = sorted(listed, key=lambda entry: entry.name)
    seen = [entry for entry in entries if not entry.name.startswith(".")]
    files = [within / entry.name for entry in seen if not _is_folder(entry)]
    readmes = _find_readmes(files, folder, top=not above)
    pages = [path for path in files if _is_bundle_page(path) and path not in readmes]
    for path in files:
        if path in readmes:
            yield path, "a README is not a post"
        elif pages and above and path not in pages and not _DATED.match(path.name):
            yield path, "the page of its folder is another file, index.md"
        else:
            yield path, ""
    above = (*above, folder.resolve())
    for entry in seen:
        if _is_folder(entry) and Path(entry).resolve() not in above:
            yield from _walk(top, within / entry.name, above)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    if entry.is_symlink():
        return Path(entry).is_dir()  # the entry raises OSError for a loop
    return entry.is_dir()


def _find_readmes(files: list[PurePath], folder: Path, *, top: bool) -> list[PurePath]:
    """The files that describe ``folder``: it is that of all posts, or has posts with dates."""
    readmes = [path for path in files if path.stem.lower() == "readme" and _is_bundle_page(path)]
    if top or not readmes:
        return readmes
    dated = [path for path in files if _DATED.match(path.name) and path.suffix.lower() in SUFFIXES]
    return readmes if dated and not _DATED.match(folder.name) else []


def _find_reason(relative: PurePath, place: str) -> str | None:
    """Why a file is no post, None if it is one, and empty if nobody would take it for one.

    ``place`` is the reason of its place, from ``_walk``.
    """
    if relative.suffix.lower() not in SUFFIXES:
        media = (mimetypes.guess_type(relative.name)[0] or "").split("/")[0]
        return "" if media in _MEDIA else f"not Markdown ({', '.join(SUFFIXES)})"
    if _find_special(relative):
        return "its name or its folder's begins with _"
    return place or None


def _find_special(relative: PurePath) -> list[str]:
    """Its name or its folders', if they begin with ``_`` and mean neither posts nor drafts."""
    names = [name for name in relative.parts if name.startswith("_") and name != "_posts"]
    return [name for name in names if not _means_draft(name)]


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
