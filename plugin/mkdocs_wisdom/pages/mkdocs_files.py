"""Planned pages, and other contents, become files of MkDocs; none replaces another.

Other plugins expect of a page what one in ``docs_dir`` has: a path that can be read. So pages that
list posts have a file in the project's ``.cache``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from mkdocs_wisdom.errors import PlacementError, SettingError
from mkdocs_wisdom.pages.avatar import draw_avatar
from mkdocs_wisdom.pages.cache import CACHE, write_copy
from mkdocs_wisdom.pages.identity import FeedIdentity
from mkdocs_wisdom.pages.placement import Placed, Placement, make_heading
from mkdocs_wisdom.pages.plan import POST, PlannedPage, is_first
from mkdocs_wisdom.text_file import find_root
from wisdom_model.errors import quote


def make_files(plan: Sequence[PlannedPage], config: MkDocsConfig) -> list[File]:
    """The file of each planned page; those without a file on disk get one in the cache.

    Their content is in memory: MkDocs need not read the posts again, and a ``--dirty`` build, which
    skips files on disk that did not change, has the HTML of all posts for the feed.
    """
    cache = find_root(config.config_file_path) / CACHE / "pages"
    return [_make_file(page, config, cache) for page in plan]


def announce(made: Sequence[File], files: Files) -> None:
    """Show ``made`` to plugins that look pages up before ``place_pages`` has the last word.

    A file whose address is taken is left out: another plugin may still remove the other file.
    """
    taken = _targets(files)
    for file in made:
        if file.dest_uri not in taken and file.src_uri not in files.src_uris:
            files.append(file)


def retract(made: Sequence[File], files: Files) -> None:
    """Take back what ``announce`` added, or what another plugin put in its place."""
    for file in made:
        other = files.src_uris.get(file.src_uri)
        if other and (other is file or other.generated_by == file.generated_by):
            files.remove(other)


def place_pages(
    plan: Sequence[PlannedPage], made: Sequence[File], files: Files, config: MkDocsConfig
) -> Placement:
    """Add the planned pages, for which ``make_files`` made ``made``, to ``files``.

    A page of the site's owner at the address of the feed's first page becomes that page; raises
    PlacementError for any other address that is taken.
    """
    retract(made, files)
    taken = _targets(files)
    placed = []
    for page, file in zip(plan, made, strict=True):
        other = taken.get(file.dest_uri)
        if other and _introduces(page, other):
            placed.append(Placed(page, other, own=False))
            continue
        file.inclusion = _find_inclusion(page, config)
        _add(file, files, taken, name=_name_source(page))
        placed.append(Placed(page, file, own=True))
    return Placement(placed)


def place_links(made: Sequence[File], files: Files) -> None:
    """Add ``made`` to ``files`` for links only: this build does not render or copy them."""
    for file in made:
        if files.get_file_from_path(file.src_uri) is None:
            file.inclusion = InclusionLevel.EXCLUDED
            files.append(file)


def place_texts(contents: Mapping[str, str | bytes], files: Files, config: MkDocsConfig) -> None:
    """Add files with the given contents, by their path in the site. Raises PlacementError."""
    taken = _targets(files)
    for uri, content in contents.items():
        file = File.generated(config, uri, content=content, inclusion=InclusionLevel.NOT_IN_NAV)
        _add(file, files, taken)


def make_copies(sources: Mapping[str, Path], config: MkDocsConfig) -> list[File]:
    """Files from outside ``docs_dir``, by their ``src_uri``."""
    level = InclusionLevel.NOT_IN_NAV
    return [
        File.generated(config, uri, abs_src_path=str(source), inclusion=level)
        for uri, source in sources.items()
    ]


def place_copies(
    sources: Mapping[str, Path], files: Files, config: MkDocsConfig
) -> dict[str, File]:
    """Add files from outside ``docs_dir``, by their ``src_uri``. Raises PlacementError."""
    taken = _targets(files)
    placed = {}
    for file in make_copies(sources, config):
        _add(file, files, taken, name=str(sources[file.src_uri]))
        placed[file.src_uri] = file
    return placed


def place_avatar(identity: FeedIdentity, files: Files, config: MkDocsConfig) -> None:
    """Draw the picture of a voice that was given none, unless docs_dir or custom_dir has one."""
    if identity.avatar not in files.src_uris:
        place_texts({identity.avatar: draw_avatar(identity.author)}, files, config)


def check_avatar(avatar: str, files: Files) -> None:
    """Raise SettingError unless ``avatar`` is a URL or one of ``files``."""
    if urlsplit(avatar).scheme or avatar.startswith("/") or files.get_file_from_path(avatar):
        return
    raise SettingError(
        f"avatar: found {quote(avatar)}, but docs_dir has no such file: "
        "give an image's path relative to docs_dir, or its URL"
    )


def _make_file(page: PlannedPage, config: MkDocsConfig, cache: Path) -> File:
    is_post = page.kind == POST
    text = page.posts[0].body if is_post else make_heading(page)
    inclusion = _find_inclusion(page, config)
    file = File.generated(config, page.src_uri, content=text, inclusion=inclusion)
    path = page.posts[0].path if is_post else None
    path = path or _cache_source(cache / page.src_uri, text)
    file.abs_src_path = str(path) if path else None
    return file


def _cache_source(path: Path, text: str) -> Path | None:
    """Write a page's Markdown for plugins that read it from disk; None where that is impossible."""
    try:
        write_copy(path, text.encode())
    except SettingError:  # a project that may only be read; MkDocs itself needs no file
        return None
    return path


def _find_inclusion(page: PlannedPage, config: MkDocsConfig) -> InclusionLevel:
    # Without `nav` in mkdocs.yml the navigation shows the feed's first page.
    in_nav = is_first(page) and config.nav is None
    return InclusionLevel.INCLUDED if in_nav else InclusionLevel.NOT_IN_NAV


def _name_source(page: PlannedPage) -> str:
    """The file that the site's owner knows, for messages."""
    path = page.posts[0].path if page.kind == POST else None
    return str(path or f"{page.src_uri} (of the feed)")


def _introduces(page: PlannedPage, other: File) -> bool:
    return is_first(page) and other.is_documentation_page() and not _is_of_feed(other)


def _name_other(file: File) -> str:
    if _is_of_feed(file):
        return f"{file.src_uri} (of another feed)"
    return file.abs_src_path or file.src_uri


def _is_of_feed(file: File) -> bool:
    # MkDocs calls the second instance of the plugin "wisdom #2".
    return (file.generated_by or "").partition(" #")[0] == "wisdom"


def _targets(files: Files) -> dict[str, File]:
    return {file.dest_uri: file for file in files if not file.inclusion.is_excluded()}


def _add(file: File, files: Files, taken: dict[str, File], name: str = "") -> None:
    if other := taken.get(file.dest_uri):
        raise PlacementError(
            f"{name or f'{file.src_uri} (of the feed)'} and {_name_other(other)} would both become "
            f"{file.dest_uri}: rename the latter, or set `feed` to another path"
        )
    # Not by `get_file_from_path`, which mkdocs-static-i18n answers with a translation.
    if excluded := files.src_uris.get(file.src_uri):
        files.remove(excluded)
    files.append(file)
    taken[file.dest_uri] = file
