"""The search of the feed: its documents are the posts as the pages show them."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from mkdocs_wisdom.pages.links import SearchLinks, SiteLinks
from mkdocs_wisdom.pages.mkdocs_files import place_texts
from mkdocs_wisdom.posts.post import Post
from mkdocs_wisdom.search.files import Document, build_search
from mkdocs_wisdom.search.scripts import build_engine, find_stemmer
from mkdocs_wisdom.search.suggestions import suggest_words

DESTINATION = "assets/wisdom/search"


def make_documents(posts: Sequence[Post], links: SiteLinks) -> list[Document]:
    """The posts for the search, oldest first; a hit has a title where the feed shows one.

    Secluded posts are left out.
    """
    views = (links.view(post, shown_at="") for post in reversed(posts))
    return [
        Document(view.url, view.heading, view.post.date, view.text, view.post.tags)
        for view in views
        if not view.secluded
    ]


def place_search(
    posts: Sequence[Post], links: SiteLinks, files: Files, config: MkDocsConfig, *, subfolder: str
) -> SearchLinks:
    """Add the files of a feed's search to ``files``; return the links to them.

    Feeds of one language share the engine. The data of the site's first feed lies beside it, that
    of any other in a ``subfolder`` called like the feed.
    """
    language = find_stemmer(links.language.tag)
    name, engine = build_engine(language)
    engine_uri = f"{DESTINATION}/{name}"
    folder = posixpath.join(DESTINATION, subfolder) if subfolder else DESTINATION
    documents = make_documents(posts, links)
    data = build_search(documents, language=language)
    contents = {posixpath.join(folder, name): text for name, text in data.items()}
    if engine_uri not in files.src_uris:
        contents[engine_uri] = engine
    place_texts(contents, files, config)
    words = suggest_words([document.text for document in documents])
    return SearchLinks(posixpath.join(folder, "manifest.js"), engine_uri, language, words)
