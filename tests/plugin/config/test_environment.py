import pytest

from mkdocs_wisdom.config.environment import read_generate
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
