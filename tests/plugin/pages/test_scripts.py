"""The scripts of the feed's pages."""

from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from mkdocs_wisdom.pages.scripts import BROWSER, PAGE, QUIZ, SEARCH, XRAY, place_scripts
from mkdocs_wisdom.search.scripts import PARTS


@pytest.fixture
def config(tmp_path: Path) -> MkDocsConfig:
    (tmp_path / "docs").mkdir()
    config = MkDocsConfig(config_file_path=str(tmp_path / "mkdocs.yml"))
    config.load_dict({"site_name": "At sea"})
    assert config.validate() == ([], [])
    config.plugins.on_pre_build(config=config)  # generated files belong to an event's plugin
    return config


def test_every_file_is_part_of_a_script() -> None:
    used = {part for parts in (PAGE | SEARCH | QUIZ).values() for part in parts} | set(XRAY)
    assert used - set(PARTS) == {file.name for file in BROWSER.iterdir()}
    assert used & set(PARTS) == {"files.js"}  # the engine's as well


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        (False, ["assets/wisdom/wisdom.js"]),
        (
            True,
            [
                "assets/wisdom/wisdom.js",
                "assets/wisdom/query-guard.js",
                "assets/wisdom/search-box.js",
            ],
        ),
    ],
)
def test_a_site_has_the_scripts_that_its_pages_name(
    config: MkDocsConfig, *, search: bool, expected: list[str]
) -> None:
    files = Files([])
    place_scripts(files, config, search=search)
    assert [file.dest_uri for file in files] == expected


def test_a_quiz_has_scripts_of_its_own(config: MkDocsConfig) -> None:
    files = Files([])
    place_scripts(files, config, search=False, quiz=True)
    assert [file.dest_uri for file in files] == [
        *("assets/wisdom/wisdom.js", "assets/wisdom/quiz.js", "assets/wisdom/daily-pair.js")
    ]


def test_a_users_file_replaces_a_script(config: MkDocsConfig) -> None:
    own = File.generated(config, "assets/wisdom/wisdom.js", content="own();")
    files = Files([own])
    place_scripts(files, config, search=False)
    assert list(files) == [own]
