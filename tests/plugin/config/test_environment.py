import pytest

from mkdocs_wisdom.config.environment import read_generate, read_model
from mkdocs_wisdom.errors import SettingError


@pytest.mark.parametrize(
    ("option", "variable", "generate"),
    [("auto", "", "auto"), ("auto", "never", "never"), ("never", " always ", "always")],
)
def test_the_environment_overrides_the_option(option: str, variable: str, generate: str) -> None:
    assert read_generate(option, {"WISDOM_GENERATE": variable}) == generate


def test_the_environment_is_checked() -> None:
    assert read_generate("never", {}) == "never"
    with pytest.raises(SettingError) as caught:
        read_generate("auto", {"WISDOM_GENERATE": "no"})
    assert str(caught.value) == (
        "the environment variable WISDOM_GENERATE: found 'no', allowed: auto, always or never"
    )


@pytest.mark.parametrize(
    ("variable", "model"),
    [("", "ishmael"), (" /home/me/own.safetensors ", "/home/me/own.safetensors")],
)
def test_the_environment_names_the_voice(variable: str, model: str) -> None:
    assert read_model("ishmael", {"WISDOM_MODEL": variable}) == model


def test_without_the_variable_the_option_names_the_voice() -> None:
    assert read_model("ishmael", {}) == "ishmael"
