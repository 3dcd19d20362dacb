from dataclasses import replace
from pathlib import Path

import mkdocs
import pytest
import yaml

from mkdocs_wisdom.languages.language import LANGUAGES
from mkdocs_wisdom.scaffold.answers import THEMES, Answers
from mkdocs_wisdom.scaffold.repository import NEW_PLACE, Place
from mkdocs_wisdom.scaffold.skeleton import LOCALES, TEMPLATES, WORKFLOW, render_skeleton

ANSWERS = Answers(name="Sea", author="Ada", repository="ada/sea", site_url="https://sea.example/")


def render(path: str, place: Place = NEW_PLACE, **changed: str) -> str:
    return render_skeleton(replace(ANSWERS, **changed), place)[path].decode()


def test_every_language_has_an_introduction() -> None:
    texts = yaml.safe_load((TEMPLATES / "introductions.yml").read_text(encoding="utf-8"))
    assert tuple(texts) == LANGUAGES


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs"])
def test_the_locales_are_those_of_mkdocs_themes(theme: str) -> None:
    folder = Path(mkdocs.__file__).parent / "themes" / theme / "locales"
    assert set(LOCALES.values()) - {path.name for path in folder.iterdir()} == set()


def test_only_a_translated_theme_of_mkdocs_needs_babel() -> None:
    lines = {
        (theme, language): render("requirements.txt", theme=theme, language=language).splitlines()
        for theme in THEMES
        for language in ("en", "de", "ar")
    }
    assert [key for key, each in lines.items() if "mkdocs[i18n]>=1.6,<2" in each] == [
        ("mkdocs", "de"),
        ("readthedocs", "de"),
    ]
    assert [key for key, each in lines.items() if "mkdocs>=1.6,<2" in each] == [
        key for key in lines if key not in (("mkdocs", "de"), ("readthedocs", "de"))
    ]


def test_sites_draw_cards_and_only_material_needs_its_package() -> None:
    for theme in THEMES:
        extras = "cards,material" if theme == "material" else "cards"
        assert f"\nmkdocs-wisdom[{extras}]" in render("requirements.txt", theme=theme)
    assert "\nmkdocs-wisdom[" not in render("requirements.txt", kind="zensical")


def test_the_readme_names_the_repository_and_the_branch() -> None:
    text = render("README.md")
    assert "$ git remote add origin https://github.com/ada/sea.git\n" in text
    assert "$ git init --initial-branch main\n" in text
    assert "The site is then at <https://sea.example/>.\n" in text
    assert "OWNER/NAME.git" in render("README.md", repository="")


def test_the_readme_has_the_lines_for_windows() -> None:
    assert (
        "> py -m venv .venv\n"
        "> .venv\\Scripts\\pip install -r requirements.txt\n"
        "```\n\nand then, for each build,\n\n```console\n"
        "> .venv\\Scripts\\mkdocs build --strict\n"
        "```\n"
    ) in render("README.md")


def test_pull_requests_have_to_be_allowed() -> None:
    allow = "allow GitHub Actions to create pull requests"
    assert allow in render("README.md", publish="pull-request")
    assert allow not in render("README.md")


def test_the_workflow_follows_the_default_branch() -> None:
    triggers = yaml.safe_load(render(WORKFLOW, Place(Path("/r"), "a: b", "trunk")))
    assert triggers[True]["push"] == {"branches": ["trunk"]}  # YAML 1.1 reads `on` as true
    assert triggers["jobs"]["publish"]["with"]["directory"] == "a: b"
