"""The options of ``wisdom`` in ``mkdocs.yml`` or ``zensical.toml``, without any other settings.

Zensical reads both files and runs no plugins, so themes, plugins and extensions that they name need
not be installed here. In TOML the options are below ``[project.plugins.wisdom]``, which Zensical
0.0.73 ignores.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from mkdocs_wisdom.config.option_types import join_choices
from mkdocs_wisdom.config.options import WisdomOptions
from mkdocs_wisdom.errors import SettingError
from mkdocs_wisdom.posts.metadata import MetadataError, read_toml
from mkdocs_wisdom.text_file import CONFIGURATIONS, read_utf8
from wisdom_model.errors import quote

PLUGIN = "wisdom"


class _Loader(yaml.SafeLoader):
    """Reads any tag but MkDocs' ``!ENV`` as None, instead of importing what it names."""


_Loader.add_multi_constructor("", lambda *_: None)


def find_configuration(folder: Path) -> Path | None:
    """The configuration of the site in a folder; None if it has none."""
    return next((folder / name for name in CONFIGURATIONS if (folder / name).is_file()), None)


def read_options(
    path: Path | None, flags: Mapping[str, Any], *, feed: str | None = None
) -> WisdomOptions:
    """The options in the file ``path``, with those of ``flags`` instead where both have one.

    ``feed`` is the path of one feed, where the file has several. Raises SettingError, which names
    the file or the flag.
    """
    found = _list_feeds(_load(path), path) if path else [{}]
    read = [_read(path, in_file, flags) for in_file in found]
    feeds = {options.feed or ".": options for options in read}
    if feed is None:
        if len(feeds) > 1:
            raise SettingError(
                f"{path} has several feeds: choose one with --feed: {join_choices(list(feeds))}"
            )
        return read[0]
    name = feed if feed == "." else f"{feed.strip('/')}/"
    if name not in feeds:
        raise SettingError(f"--feed: found {quote(feed)}, allowed: {join_choices(list(feeds))}")
    return feeds[name]


def _read(path: Path | None, in_file: Mapping[str, Any], flags: Mapping[str, Any]) -> WisdomOptions:
    options = WisdomOptions(config_file_path=str(path or CONFIGURATIONS[0]))
    options.load_dict({**in_file, **flags})
    failed, unknown = options.validate()
    if problems := failed + unknown:
        lines = [f"{_name_place(key, path, flags)}: {problem}" for key, problem in problems]
        raise SettingError("\n".join(lines))
    return options


def _name_place(key: str, path: Path | None, flags: Mapping[str, Any]) -> str:
    return f"--{key.replace('_', '-')}" if key in flags else f"{path}: {PLUGIN}: {key}"


def _load(path: Path) -> Mapping[str, Any]:
    whole = _load_toml(path) if path.suffix == ".toml" else _load_yaml(path)
    if not isinstance(whole, dict):
        raise SettingError(f"{path} is {quote(whole)}: expected lines of key: value")
    return whole


def _load_yaml(path: Path) -> object:
    try:
        with path.open("rb") as file:
            return yaml_load(file, get_yaml_loader(_Loader))
    except OSError as error:
        raise SettingError(f"cannot read {path}: {error.strerror}") from error
    except (ConfigurationError, UnicodeDecodeError, TypeError) as error:
        raise SettingError(f"{path}: {error}") from error


def _load_toml(path: Path) -> object:
    try:
        return read_toml(read_utf8(path, SettingError)).get("project", {})
    except MetadataError as error:
        raise SettingError(f"{path}, line {error.line}: {error}") from error


def _list_feeds(whole: Mapping[str, Any], path: Path) -> list[Mapping[str, Any]]:
    """The options of each ``wisdom`` among the plugins; of none, one without options."""
    plugins = whole.get("plugins")
    if isinstance(plugins, dict):
        plugins = [{name: options} for name, options in plugins.items()]
    named = [{item: None} if isinstance(item, str) else item for item in plugins or ()]
    found = [item[PLUGIN] or {} for item in named if isinstance(item, dict) and PLUGIN in item]
    for options in found:
        if not isinstance(options, dict):
            raise SettingError(
                f"{path}: {PLUGIN} is {quote(options)}: expected lines of option: value"
            )
    return found or [{}]
