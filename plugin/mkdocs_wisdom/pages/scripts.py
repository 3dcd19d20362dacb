"""The scripts of the feed's pages: the files of ``browser/``, bundled.

They share one global in a page, ``mkdocsWisdom``; the search's engine is another, ``wisdomEngine``.
"""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from mkdocs_wisdom.pages.mkdocs_files import place_texts
from mkdocs_wisdom.script_bundle import bundle

DESTINATION = "assets/wisdom"
BROWSER = Path(__file__).parent / "browser"

PAGE = {
    "wisdom.js": (
        "element.js",
        "load-engine.js",
        "dates.js",
        "actions.js",
        "marks.js",
        "surprise.js",
        "keys.js",
        "load-xray.js",
        "page.js",
    ),
}
"""The script of every page, and its parts."""
SEARCH = {
    "query-guard.js": ("query-guard.js",),
    "search-box.js": (
        "element.js",
        "load-engine.js",
        "client.js",
        "messages.js",
        "recent.js",
        "recent-list.js",
        "filters.js",
        "address.js",
        "summary.js",
        "hit-list.js",
        "box.js",
        "search.js",
    ),
}
"""The scripts of a page with the search box. The guard runs while the page loads."""
XRAY = ("element.js", "messages.js", "xray-words.js", "xray-panel.js", "xray.js")
"""The parts of the script that a post's page loads for X-ray, after the words of the language."""


def place_scripts(files: Files, config: MkDocsConfig, *, search: bool) -> None:
    """Add the pages' scripts to ``files``, unless docs_dir or custom_dir has a file of the name."""
    scripts = PAGE | SEARCH if search else PAGE
    contents = {
        f"{DESTINATION}/{name}": bundle((BROWSER / part).read_text("utf-8") for part in parts)
        for name, parts in scripts.items()
    }
    taken = files.src_uris
    place_texts({uri: text for uri, text in contents.items() if uri not in taken}, files, config)
