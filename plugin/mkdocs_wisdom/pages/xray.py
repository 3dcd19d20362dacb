"""What a post's page loads for X-ray: the post's figures, and the script that shows them.

Both are scripts, so that a site opened from its folder (``file://``) has X-ray as well. The script
has the words of the feed's language. The names of both have a digest of the content: a browser that
keeps a file does not show it in the place of a newer one.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files

from mkdocs_wisdom.errors import FiguresError
from mkdocs_wisdom.languages.language import Language
from mkdocs_wisdom.pages.links import SiteLinks, XrayLinks
from mkdocs_wisdom.pages.mkdocs_files import place_texts
from mkdocs_wisdom.pages.scripts import BROWSER, XRAY
from mkdocs_wisdom.posts.post import Post
from mkdocs_wisdom.posts.xray import Figures, list_stems, read_figures
from mkdocs_wisdom.script_bundle import bundle, digest_text
from mkdocs_wisdom.search.files import to_json

log = get_plugin_logger(__name__)

DESTINATION = "assets/wisdom/xray"


def read_all_figures(
    posts: Sequence[Post], links: SiteLinks, folder: Path, blocklist: Iterable[str]
) -> dict[str, Figures]:
    """The figures to show, by the posts' stems, without what the blocklist has.

    Previews, drafts and secluded posts have none. The log names figures that do not fit their post.
    """
    found, problems = {}, []
    with_figures = list_stems(folder)
    for post in links.find_listed(posts):
        if post.stem not in with_figures:
            continue
        try:
            figures = read_figures(post, folder)
        except FiguresError as error:
            problems.append(str(error))
            continue
        if figures:
            found[post.stem] = figures.without_blocked(blocklist)
    if problems:
        log.info("No X-ray of some posts:\n  %s", "\n  ".join(problems))
    return found


def place_xray(
    found: dict[str, Figures],
    links: SiteLinks,
    files: Files,
    config: MkDocsConfig,
    *,
    subfolder: str,
) -> XrayLinks | None:
    """Add the files for these figures to ``files``, those of each feed in a ``subfolder``."""
    if not found:
        return None
    contents = {}
    addresses = {}
    for stem, figures in found.items():
        text = f"mkdocsWisdom.figures={figures.dump()};\n"
        name = f"{stem}-{digest_text(text)}.js"
        addresses[stem] = posixpath.join(DESTINATION, subfolder, name)
        contents[addresses[stem]] = text
    script = make_script(links.language)
    uri = f"{DESTINATION}-{digest_text(script)}.js"
    if uri not in files.src_uris:
        contents[uri] = script
    place_texts(contents, files, config)
    return XrayLinks(uri, addresses)


def make_script(language: Language) -> str:
    """The script of X-ray, with the words of a language."""
    words = f"const words = {to_json(language.xray_messages)};"
    return bundle([words, *((BROWSER / part).read_text("utf-8") for part in XRAY)])
