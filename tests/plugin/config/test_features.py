from datetime import date
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig

from mkdocs_wisdom.config.features import read_features
from mkdocs_wisdom.config.options import WisdomOptions
from mkdocs_wisdom.pages.features import Features
from mkdocs_wisdom.pages.quiz import Quiz

TODAY = date(2026, 11, 28)
SENTENCES = [f"The keeper lit lamp {number} at dusk." for number in range(10)]


def read(root: Path, **values: object) -> Features:
    options = WisdomOptions()
    options.load_dict({"model": "tiny.safetensors", **values})
    assert options.validate() == ([], [])
    config = MkDocsConfig()
    return read_features(
        options, config, root, author="Ishmael", subfolder="", serves=False, today=TODAY
    )


def test_what_a_feed_has_by_default(tmp_path: Path) -> None:
    assert read(tmp_path) == Features(
        subfolder="",
        search=True,
        quiz=None,
        card_fonts=None,
        today=TODAY,
        figures=tmp_path / "posts",
    )


def test_options_turn_features_on_and_off(tmp_path: Path) -> None:
    assert read(tmp_path, search=False, quiz=SENTENCES, xray=False, blocklist="squid") == Features(
        subfolder="",
        search=False,
        quiz=Quiz("Ishmael", tuple(SENTENCES)),
        card_fonts=None,
        today=TODAY,
        figures=None,
        blocklist=("squid",),
    )


@pytest.mark.parametrize("xray", ["auto", True])
def test_figures_are_those_of_the_posts_folder(tmp_path: Path, xray: object) -> None:
    assert read(tmp_path, xray=xray, posts_dir="diary").figures == tmp_path / "diary"
