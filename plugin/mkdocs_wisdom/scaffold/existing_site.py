"""Adds the plugin to a site that exists, and changes only what it must."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from importlib.metadata import entry_points
from pathlib import Path, PurePosixPath

from mkdocs_wisdom.errors import ScaffoldError
from mkdocs_wisdom.scaffold.answers import DEFAULT_VOICE, Answers
from mkdocs_wisdom.scaffold.changes import Change
from mkdocs_wisdom.scaffold.package_source import NAME, find_source
from mkdocs_wisdom.scaffold.plugin_list import PLUGIN, add_plugin
from mkdocs_wisdom.scaffold.repository import find_place
from mkdocs_wisdom.scaffold.site_yaml import has_key, read_plugins, read_scalar, read_theme
from mkdocs_wisdom.text_file import read_utf8

CONFIGURATIONS = ("mkdocs.yml", "mkdocs.yaml")
REQUIREMENTS = "requirements.txt"
OUTPUT = "site"
IGNORED = (".cache/", "*.part")
"""What builds leave behind, beside the posts."""
_MOST_ANCESTORS = 10


@dataclass
class Plan:
    """The changes, and what is left for the owner to do."""

    changes: list[Change] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class ExistingSite:
    """What an ``mkdocs.yml`` and its folder say of a site."""

    configuration: Path
    text: str
    ancestors: tuple[str, ...]
    """The texts of the files that it inherits from, the nearest first."""

    @property
    def folder(self) -> Path:
        return self.configuration.parent

    @property
    def plugins(self) -> list[str]:
        """Those that MkDocs loads, by this file and by those above it."""
        return [name for text in (self.text, *self.ancestors) for name in read_plugins(text)]

    @property
    def theme(self) -> str:
        return next(filter(None, map(read_theme, (self.text, *self.ancestors))), "mkdocs")

    @property
    def docs(self) -> str:
        return self._scalar("docs_dir") or "docs"

    @property
    def output(self) -> str:
        return self._scalar("site_dir") or OUTPUT

    def _scalar(self, key: str) -> str | None:
        texts = (self.text, *self.ancestors)
        return next(filter(None, (read_scalar(text, key) for text in texts)), None)


def find_site(folder: Path) -> ExistingSite | None:
    """The site in ``folder``, or None. Raises ScaffoldError for one that cannot be read."""
    for name in CONFIGURATIONS:
        path = folder / name
        if path.is_file():
            text = _read(path)
            try:
                return ExistingSite(path, text, tuple(_read_ancestors(path, text)))
            except ScaffoldError as error:
                raise ScaffoldError(f"{path}: {error}") from error
    return None


def plan_changes(site: ExistingSite, answers: Answers) -> Plan:
    """What a site needs for the plugin; its workflow is not among it."""
    plan = Plan()
    if PLUGIN not in site.plugins:
        plan.changes.append(_add_to_configuration(site, answers))
    _require(site, answers, plan)
    _ignore(site, plan)
    if answers.publish != "none" and site.output != OUTPUT:
        plan.left.append(f"Set site_dir to {OUTPUT}, which the workflow publishes, or remove it")
    return plan


def choose_posts(site: ExistingSite) -> str:
    """A folder for the posts that is not there yet, or has posts already: ``posts``, if it can."""
    for name in ("posts", "wisdom-posts"):
        taken = (site.folder / name).exists() and PLUGIN not in site.plugins
        if not taken and PurePosixPath(site.docs).parts[:1] != (name,):
            return name
    raise ScaffoldError(
        f"{site.folder} has folders posts and wisdom-posts already: rename one of them, or add the "
        "plugin by hand with another posts_dir"
    )


def _add_to_configuration(site: ExistingSite, answers: Answers) -> Change:
    posts = choose_posts(site)
    options = {
        "model": "" if answers.voice == DEFAULT_VOICE else answers.voice,
        "posts_dir": "" if posts == "posts" else posts,
        "author": answers.author,
        "avatar": answers.avatar,
    }
    given = {key: value for key, value in options.items() if value}
    parent = next((text for text in site.ancestors if read_plugins(text)), "")
    try:
        added = add_plugin(site.text, given, parent)
    except ScaffoldError as error:
        raise ScaffoldError(f"{site.configuration}: {error}") from error
    return Change(site.configuration, site.text.encode(), added.encode())


def _require(site: ExistingSite, answers: Answers, plan: Plan) -> None:
    """Add the package to ``requirements.txt``, which a workflow needs."""
    path = site.folder / REQUIREMENTS
    package = find_source().require()
    if path.is_file():
        text = _read(path)
        if re.search(r"^mkdocs[-_.]wisdom\b", text, re.MULTILINE | re.IGNORECASE):
            return
        if "--hash" in text:
            plan.left.append(f"Add {NAME} to your lock: {REQUIREMENTS} has hashes")
            return
        plan.changes.append(Change(path, text.encode(), _append(text, [package]).encode()))
    elif answers.publish == "none":
        plan.left.append(f'Add the package to those of your site: pip install "{package}"')
    else:
        names, missing = _find_packages(site)
        lines = [package, "mkdocs>=1.6,<2", *names]
        plan.changes.append(Change(path, None, "".join(f"{line}\n" for line in lines).encode()))
        plan.left += [
            f"Add the package of the plugin {name} to {REQUIREMENTS}: it is not installed here"
            for name in missing
        ]


def _find_packages(site: ExistingSite) -> tuple[list[str], list[str]]:
    """The packages of the site's theme and plugins with their versions; names that have none.

    MkDocs finds a theme's plugin under its own name: ``blog`` is ``material/blog``.
    """
    found: dict[str, str] = {}
    missing = []
    wanted = [("mkdocs.themes", site.theme), *(("mkdocs.plugins", name) for name in site.plugins)]
    for group, name in wanted:
        offered = {entry.name: entry.dist for entry in entry_points(group=group)}
        package = offered.get(name) or offered.get(f"{site.theme}/{name}")
        if package is None:
            missing.append(name)
        elif package.name.lower() not in ("mkdocs", NAME):
            found[package.name] = package.version
    return [f"{name}=={version}" for name, version in sorted(found.items())], missing


def _ignore(site: ExistingSite, plan: Plan) -> None:
    """Add to the ``.gitignore`` beside ``mkdocs.yml``, or to a new one in a repository."""
    path = site.folder / ".gitignore"
    root = find_place(site.folder).root
    if root is None and not path.is_file():
        return
    text = _read(path) if path.is_file() else ""
    above = _read(root / ".gitignore") if root and (root / ".gitignore").is_file() else ""
    lines = {line.strip().strip("/") for line in f"{text}\n{above}".splitlines()}
    if missing := [line for line in IGNORED if line.strip("/") not in lines]:
        before = text.encode() if path.is_file() else None
        plan.changes.append(Change(path, before, _append(text, missing).encode()))


def _append(text: str, lines: list[str]) -> str:
    end = "\r\n" if "\r\n" in text else "\n"
    closed = text if not text or text.endswith("\n") else text + end
    return closed + "".join(f"{line}{end}" for line in lines)


def _read(path: Path) -> str:
    """The text with its line ends, and with a byte-order mark where there is one."""
    read_utf8(path, ScaffoldError)  # says what is wrong with it
    return path.read_bytes().decode()


def _read_ancestors(path: Path, text: str) -> list[str]:
    """The texts of the files that ``INHERIT`` leads to."""
    texts: list[str] = []
    known = bool(read_plugins(text))
    while inherit := read_scalar(text, "INHERIT"):
        path = Path(os.path.normpath(path.parent / inherit))
        if len(texts) == _MOST_ANCESTORS:
            raise ScaffoldError(f"INHERIT leads through more than {_MOST_ANCESTORS} files")
        text = _read(path)
        texts.append(text)
        known = known or bool(read_plugins(text))
    if has_key(text, "INHERIT") and not known:
        raise ScaffoldError(
            "INHERIT is not a plain path, so the inherited plugins are not known: add the plugin "
            f"{PLUGIN} to their list by hand, and run this again"
        )
    return texts
