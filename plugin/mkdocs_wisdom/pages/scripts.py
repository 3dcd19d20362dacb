"""The scripts of the feed's pages: the files of ``browser/``, bundled.

They share one global in a page, ``mkdocsWisdom``; the search's engine is another, ``wisdomEngine``.
"""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from mkdocs_wisdom.pages.mkdocs_files import place_texts
from mkdocs_wisdom.script_bundle import bundle
from mkdocs_wisdom.search.scripts import BROWSER as SEARCH_BROWSER

DESTINATION = "assets/wisdom"
BROWSER = Path(__file__).parent / "browser"
FOLDERS = (BROWSER, SEARCH_BROWSER)
"""Where the parts are; some are the engine's as well."""

PAGE = {
    "wisdom.js": (
        "element.js",
        "load-engine.js",
        "dates.js",
        "actions.js",
        "marks.js",
        "files.js",
        "surprise.js",
        "feeds-menu.js",
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
        "kept.js",
        "recent.js",
        "suggestions.js",
        "filters.js",
        "address.js",
        "summary.js",
        "hit-list.js",
        "box.js",
        "search.js",
    ),
}
"""The scripts of a page with the search box. The guard runs while the page loads."""
QUIZ = {
    "quiz.js": (
        "element.js",
        "messages.js",
        "quiz-chance.js",
        "quiz-draw.js",
        "kept.js",
        "quiz-scores.js",
        "quiz-board.js",
        "quiz-result.js",
        "quiz-game.js",
        "quiz.js",
    ),
    "daily-pair.js": ("kept.js", "daily-answer.js", "daily-pair.js"),
}
"""The scripts of the quiz, and of its pair of the day."""
XRAY = ("element.js", "messages.js", "xray-words.js", "xray-panel.js", "xray.js")
"""The parts of the script that a post's page loads for X-ray, after the words of the language."""


def place_scripts(files: Files, config: MkDocsConfig, *, search: bool, quiz: bool = False) -> None:
    """Add the pages' scripts to ``files``, unless docs_dir or custom_dir has a file of the name."""
    scripts = PAGE | (SEARCH if search else {}) | (QUIZ if quiz else {})
    contents = {
        f"{DESTINATION}/{name}": bundle(_find(part).read_text("utf-8") for part in parts)
        for name, parts in scripts.items()
    }
    taken = files.src_uris
    place_texts({uri: text for uri, text in contents.items() if uri not in taken}, files, config)


def _find(part: str) -> Path:
    return next(path for folder in FOLDERS if (path := folder / part).exists())
