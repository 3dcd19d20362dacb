"""The engine: lunr.js, a stemmer and the files of ``browser/`` as one script, for page and worker.

lunr.js and the stemmers of lunr-languages come from the installed MkDocs.
"""

from importlib.resources import files
from pathlib import Path

from mkdocs_wisdom.errors import SiteError
from mkdocs_wisdom.script_bundle import bundle, digest_text
from wisdom_model.text.language_tag import primary_code

BROWSER = Path(__file__).parent / "browser"
PARTS = (
    "words.js",
    "query.js",
    "lexicon.js",
    "stems.js",
    "data.js",
    "terms.js",
    "posts.js",
    "scores.js",
    "matches.js",
    "snippet.js",
    "engine.js",
    "files.js",
    "host.js",
)

STEMMERS = {
    "ar",
    "da",
    "de",
    "es",
    "fi",
    "fr",
    "hu",
    "it",
    "nl",
    "no",
    "pt",
    "ro",
    "ru",
    "sv",
    "tr",
}
"""The languages for which MkDocs ships a stemmer; English has lunr's own."""
SAME = {"nb": "no", "nn": "no"}


def build_engine(language: str) -> tuple[str, str]:
    """Return the name and the text of the script that searches in a language: ``de``, ``en``.

    A page keeps its own ``lunr``, ``define`` and ``exports``. Raises SiteError if MkDocs lacks a
    script.
    """
    search = Path(str(files("mkdocs"))) / "contrib" / "search"
    parts = [f"const lunr = {_enclose(search / 'templates' / 'search' / 'lunr.js')};"]
    if language in STEMMERS:
        names = ("lunr.stemmer.support.js", f"lunr.{language}.js")
        parts += [f"{_enclose(search / 'lunr-language' / name)}(lunr);" for name in names]
    parts += [(BROWSER / name).read_text("utf-8") for name in PARTS]
    text = bundle(parts)
    return f"engine-{digest_text(text)}.js", text


def find_stemmer(language: str) -> str:
    """Return the search's name for a site's language: ``pt`` for ``pt-BR``, ``no`` for ``nb``."""
    primary = primary_code(language)
    return SAME.get(primary, primary)


def _enclose(script: Path) -> str:
    """Return an expression for the CommonJS exports of a script, which leaves no global."""
    try:
        text = script.read_text("utf-8")
    except OSError as error:
        raise SiteError(
            f"the search needs {script.name}, which MkDocs 1.6 ships as {script}: no such file. "
            "Install MkDocs again, or set `search: false` under `wisdom` in mkdocs.yml"
        ) from error
    head = "(function (define, exports, module) {\n"
    return f"{head}{text}\nreturn module.exports;\n}})(undefined, {{}}, {{ exports: {{}} }})"
