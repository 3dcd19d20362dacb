"""The program of the search: lunr.js, a stemmer and our part as one script, for page and worker.

lunr.js and the stemmers of lunr-languages are those that the installed MkDocs ships.
"""

import hashlib
from importlib.resources import files
from pathlib import Path

import rjsmin  # type: ignore[import-untyped]  # ships no types

from mkdocs_wisdom.errors import SiteError

SCRIPTS = Path(__file__).parent / "browser"
OURS = ("words.js", "snippet.js", "engine.js", "host.js")

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
"""The languages for which MkDocs ships a stemmer, English apart: that is lunr's own."""
SAME = {"nb": "no", "nn": "no"}


def build_engine(language: str) -> tuple[str, str]:
    """Return the name and the text of the script that searches in a language: ``de``, ``en``.

    Its parts share one scope, so a page keeps whatever it calls ``lunr``, ``define`` or
    ``exports``. Raises SiteError if MkDocs lacks a script.
    """
    search = Path(str(files("mkdocs"))) / "contrib" / "search"
    parts = [f"const lunr = {_enclose(search / 'templates' / 'search' / 'lunr.js')};"]
    if language in STEMMERS:
        names = ("lunr.stemmer.support.js", f"lunr.{language}.js")
        parts += [f"{_enclose(search / 'lunr-language' / name)}(lunr);" for name in names]
    parts += [(SCRIPTS / name).read_text("utf-8") for name in OURS]
    text = rjsmin.jsmin("(() => {\n" + "\n".join(parts) + "\n})();\n")
    return f"engine-{hashlib.sha256(text.encode()).hexdigest()[:10]}.js", text


def find_stemmer(language: str) -> str:
    """Return what the search calls a site's language: ``pt-BR`` is ``pt``, ``nb`` is ``no``."""
    primary = language.lower().replace("_", "-").split("-")[0]
    return SAME.get(primary, primary)


def _enclose(script: Path) -> str:
    """Return an expression whose value is what a script exports by CommonJS, and no global."""
    try:
        text = script.read_text("utf-8")
    except OSError as error:
        raise SiteError(
            f"the search needs {script.name}, which MkDocs 1.6 ships as {script}: no such file. "
            "Install MkDocs again, or set `search: false` under `wisdom` in mkdocs.yml"
        ) from error
    head = "(function (define, exports, module) {\n"
    return f"{head}{text}\nreturn module.exports;\n}})(undefined, {{}}, {{ exports: {{}} }})"
