"""What the documentation says of training, tests and make is true."""

import re
import runpy
from dataclasses import fields
from pathlib import Path

import pytest

from wisdom_training.presets import MEGABYTE, fit
from wisdom_training.settings import WordSettings

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
HOOK = runpy.run_path(str(DOCS / "hooks" / "settings_page.py"))
GUIDE = (DOCS / "guide" / "training.md").read_text(encoding="utf-8")


def test_every_setting_is_described_once() -> None:
    names = re.findall(r"^\| `(\w+)` \|", HOOK["describe_settings"](), re.MULTILINE)
    assert names == [item.name for item in fields(WordSettings)]


def test_the_presets_table_tells_what_the_presets_are() -> None:
    epochs = [str(fit(name, MEGABYTE)[0].epochs) for name in ("quick", "standard", "best", "seed")]
    assert f"| `epochs` | {' | '.join(epochs)} |" in HOOK["describe_presets"]()


def test_both_tables_are_filled_in() -> None:
    page = HOOK["on_page_markdown"](GUIDE)
    assert "<!-- presets" not in page
    assert "<!-- settings -->" not in page
    assert HOOK["describe_fine_tuning"]() in page
    assert HOOK["describe_settings"]() in page


@pytest.mark.parametrize("name", ["min_count", "vocabulary", "frozen"])
def test_the_word_models_settings_are_named_in_the_table_of_their_old_names(name: str) -> None:
    assert f"`word-{name.replace('_', '-')}`" in GUIDE


def test_contributors_are_sent_to_files_and_targets_that_exist() -> None:
    folders = r"(?<![\w./])(?:docs|model|tests|requirements|\.ci|\.github)/[\w./-]*\w"
    paths = re.findall(folders, CONTRIBUTING)
    assert [path for path in paths if not (ROOT / path).exists()] == []
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^([\w%.-]+):", makefile, re.MULTILINE)
    named = set(re.findall(r"\bmake (?:PYTHON=… )?([a-z][a-z-]*[a-z])\b(?!-3)", CONTRIBUTING))
    assert {"quick", "fix", "check", "test", "lock", "bench", "help"} <= named
    assert named - set(targets) == set()


def test_the_change_that_contributors_try_fails_the_test_that_is_named() -> None:
    rules = (ROOT / "model/wisdom_model/guards/repetition.py").read_text(encoding="utf-8")
    tests = (ROOT / "tests/model/guards/test_repetition.py").read_text(encoding="utf-8")
    assert "\nWORD_TIMES = 4\n" in rules
    assert '("No, no, no! No.", "one word comes 4 times in a row"),' in tests
    assert "def test_no_loops(" in tests
