"""The files of a new site, made of templates and of its owner's answers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import jinja2
import yaml

from mkdocs_wisdom.errors import ScaffoldError
from mkdocs_wisdom.languages.language import ENGLISH
from mkdocs_wisdom.markdown_escape import escape_markdown
from mkdocs_wisdom.pages.avatar import draw_avatar
from mkdocs_wisdom.scaffold.answers import DEFAULT_VOICE, Answers
from mkdocs_wisdom.scaffold.package_source import PINS, REPOSITORY, find_source
from mkdocs_wisdom.scaffold.repository import NEW_PLACE, Place
from mkdocs_wisdom.scaffold.site_yaml import quote_scalar

TEMPLATES = Path(__file__).parent / "templates"
DRAWN_AVATAR = "assets/avatar.svg"
"""In the folder of the pages."""
WORKFLOW = ".github/workflows/publish.yml"
BUILDS = {
    "mkdocs": ("mkdocs build --strict",),
    "zensical": (
        "wisdom post --into docs/blog/posts --format zensical",
        "zensical build --strict",
    ),
}
"""The commands that write the post that is due and build the site, by program."""
LOCALES = {code: code for code in ("de", "es", "fr", "it", "ja", "nl", "pl", "ru", "uk")} | {
    "pt": "pt_BR",
    "zh": "zh_CN",
}
"""Locales of MkDocs' own themes, by the language that a site may have; Arabic is not among them."""

_COMMON = {
    "README.md": "README.md.jinja",
    ".gitignore": "gitignore.jinja",
    "Makefile": "Makefile.jinja",
    "requirements.txt": "requirements.txt.jinja",
}
_KINDS: Mapping[str, Mapping[str, str]] = {
    "mkdocs": {
        **_COMMON,
        "mkdocs.yml": "mkdocs.yml.jinja",
        "docs/index.md": "index.md.jinja",
        "posts/.gitkeep": "empty.jinja",
    },
    "zensical": {
        **_COMMON,
        "mkdocs.yml": "zensical.yml.jinja",
        "docs/index.md": "index.md.jinja",
        "docs/blog/index.md": "blog.md.jinja",
    },
    "existing": {},
}


def render_skeleton(answers: Answers, place: Place = NEW_PLACE) -> dict[str, bytes]:
    """The files by their paths in the site; the workflow's path is relative to the repository."""
    context = _make_context(answers, place)
    templates = dict(_KINDS[answers.kind])
    if answers.publish != "none":
        templates[WORKFLOW] = "publish.yml.jinja"
    environment = _make_environment()
    files = {
        path: environment.get_template(name).render(context) for path, name in templates.items()
    }
    if answers.kind != "existing":
        files["constraints.txt"] = environment.get_template("constraints.txt.jinja").render(context)
        if answers.avatar == DRAWN_AVATAR:
            files[f"docs/{DRAWN_AVATAR}"] = draw_avatar(answers.author)
    return {path: text.encode() for path, text in sorted(files.items())}


def read_introduction(language: str) -> str:
    """What the first page says of the posts, in a language."""
    texts = yaml.safe_load((TEMPLATES / "introductions.yml").read_text(encoding="utf-8"))
    return str(texts.get(language, texts[ENGLISH]))


def _make_environment() -> jinja2.Environment:
    environment = jinja2.Environment(  # noqa: S701 (no HTML: the filters quote each value)
        loader=jinja2.FileSystemLoader(TEMPLATES, encoding="utf-8"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(yaml=quote_scalar, markdown=escape_markdown)
    return environment


def _make_context(answers: Answers, place: Place) -> dict[str, object]:
    source = find_source()
    program = "zensical" if answers.kind == "zensical" else "mkdocs"
    extras = []
    if answers.kind == "mkdocs":
        extras = ["cards", *(["material"] if answers.theme == "material" else [])]
    return {
        "answers": answers,
        "branch": place.branch,
        "build": BUILDS[program],
        "default_voice": DEFAULT_VOICE,
        "directory": place.directory,
        "introduction": read_introduction(answers.language),
        "locale": LOCALES.get(answers.language, "en"),
        "package": source.require(*extras),
        "pins": PINS.read_text(encoding="utf-8"),
        "program": program,
        "workflow": f"{REPOSITORY}/.github/workflows/publish-site.yml@{source.revision}",
    }


def check_empty(folder: Path) -> None:
    """Raise ScaffoldError unless the folder is missing or has nothing but a repository in it."""
    if folder.exists() and not folder.is_dir():
        raise ScaffoldError(f"{folder} is a file: give the name of a new folder")
    found = sorted(path.name for path in folder.iterdir()) if folder.exists() else []
    if others := [name for name in found if name != ".git"]:
        raise ScaffoldError(
            f"{folder} is neither empty nor a site: found {', '.join(others[:5])}, and no "
            "mkdocs.yml: give the name of a new folder, or run this where mkdocs.yml is"
        )
