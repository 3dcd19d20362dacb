from pathlib import Path
from typing import Any

import pytest
from mkdocs.theme import Theme
from mkdocs.utils import get_theme_dir

from mkdocs_wisdom.pages.site_theme import find_base_theme, has_neighbours_footer


def test_themes_of_mkdocs_are_their_own_base() -> None:
    bases = {name: find_base_theme(Theme(name)) for name in ("mkdocs", "readthedocs", "material")}
    assert bases == {"mkdocs": "mkdocs", "readthedocs": "readthedocs", "material": ""}


def test_a_theme_that_extends_another_is_built_on_it() -> None:
    theme = Theme("material")
    theme.dirs.append(get_theme_dir("mkdocs"))  # as MkDocs does for `extends: mkdocs`
    assert find_base_theme(theme) == "mkdocs"


def test_a_folder_alone_has_no_base(tmp_path: Path) -> None:
    assert find_base_theme(Theme(custom_dir=str(tmp_path))) == ""


def test_a_host_without_these_themes_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def find_none(name: str) -> str:
        raise KeyError(name)

    monkeypatch.setattr("mkdocs_wisdom.pages.site_theme.get_theme_names", lambda: ["material"])
    monkeypatch.setattr("mkdocs_wisdom.pages.site_theme.get_theme_dir", find_none)
    assert find_base_theme(Theme("material")) == ""


@pytest.mark.parametrize(
    ("settings", "has_footer"),
    [
        ({}, False),
        ({"features": ["navigation.footer"]}, True),
        ({"features": ["navigation.tabs"]}, False),
        ({"features": None}, False),
        ({"prev_next_buttons_location": "bottom"}, True),
    ],
)
def test_a_footer_may_link_neighbours(settings: dict[str, Any], has_footer: bool) -> None:
    assert has_neighbours_footer(Theme("mkdocs", **settings)) is has_footer
