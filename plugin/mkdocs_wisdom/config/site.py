"""What the site's configuration and MkDocs' command say of a build."""

from __future__ import annotations

import traceback
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils.yaml import yaml_load


def builds_translation(config: MkDocsConfig) -> bool:
    """Whether mkdocs-static-i18n builds the site again, in another language.

    The posts then stay where the first build, that of the default language, put them.
    """
    plugin = config.plugins.get("i18n")
    language = getattr(plugin, "current_language", None)  # None before the first build
    return language is not None and language != getattr(plugin, "default_language", language)


def has_address(config: MkDocsConfig, *, serves: bool) -> bool:
    """Whether the site has ``site_url``; ``serve`` replaces it by its own address."""
    path = Path(config.config_file_path or "")
    if not serves or not path.is_file():
        return bool(config.site_url)
    with path.open("rb") as file:
        return bool(yaml_load(file).get("site_url"))


def protects(config: MkDocsConfig) -> bool:
    """Whether the site has a plugin that asks for a page's password, such as encryptcontent."""
    return any(word in name for name in config.plugins for word in ("encrypt", "protect"))


def is_serving() -> bool:
    """Whether ``mkdocs serve`` is among the callers; ``serve --clean`` calls itself ``build``.

    Forks of MkDocs are recognised if their module is still called ``….commands.serve``.
    """
    frames = (frame for frame, _ in traceback.walk_stack(None))
    return any(str(frame.f_globals.get("__name__")).endswith(".commands.serve") for frame in frames)
