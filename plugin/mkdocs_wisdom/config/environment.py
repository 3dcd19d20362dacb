"""The environment variable that goes before an option."""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs_wisdom.config.option_types import one_of
from mkdocs_wisdom.config.options import GENERATE
from mkdocs_wisdom.errors import SettingError

VARIABLE = "WISDOM_GENERATE"


def read_generate(option: str, environment: Mapping[str, str]) -> str:
    """Whether to write: what the environment says, or else the option. Raises SettingError."""
    said = environment.get(VARIABLE, "").strip()
    if said and said not in GENERATE:
        raise SettingError(
            f"the environment variable {VARIABLE}: found {said!r}, allowed: {one_of(GENERATE)}"
        )
    return said or option
