"""The environment variables that override options."""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs_wisdom.config.option_types import join_choices
from mkdocs_wisdom.config.options import GENERATE
from mkdocs_wisdom.errors import SettingError
from wisdom_model.errors import quote

GENERATE_VARIABLE = "WISDOM_GENERATE"
MODEL_VARIABLE = "WISDOM_MODEL"


def read_generate(option: str, environment: Mapping[str, str]) -> str:
    """The variable's value, or the option's where it is not set. Raises SettingError."""
    value = environment.get(GENERATE_VARIABLE, "").strip()
    if value and value not in GENERATE:
        raise SettingError(
            f"the environment variable {GENERATE_VARIABLE}: found {quote(value)}, "
            f"allowed: {join_choices(GENERATE)}"
        )
    return value or option


def read_model(option: str, environment: Mapping[str, str]) -> str:
    """The voice that the variable names, or the option's where it is not set."""
    return environment.get(MODEL_VARIABLE, "").strip() or option
