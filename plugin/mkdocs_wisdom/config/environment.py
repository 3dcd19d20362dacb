"""The environment variable that overrides an option."""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs_wisdom.config.option_types import join_choices
from mkdocs_wisdom.config.options import GENERATE
from mkdocs_wisdom.errors import SettingError
from wisdom_model.errors import quote

VARIABLE = "WISDOM_GENERATE"


def read_generate(option: str, environment: Mapping[str, str]) -> str:
    """The variable's value, or the option's where it is not set. Raises SettingError."""
    value = environment.get(VARIABLE, "").strip()
    if value and value not in GENERATE:
        raise SettingError(
            f"the environment variable {VARIABLE}: found {quote(value)}, "
            f"allowed: {join_choices(GENERATE)}"
        )
    return value or option
