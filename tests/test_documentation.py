"""What the documentation says of training is what training does."""

import re
import runpy
from dataclasses import fields
from pathlib import Path

import pytest

from wisdom_training.presets import MEGABYTE, fit
from wisdom_training.settings import WordSettings

DOCS = Path(__file__).parents[1] / "docs"
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
    assert "<!-- presets -->" not in page
    assert "<!-- settings -->" not in page
    assert HOOK["describe_settings"]() in page


@pytest.mark.parametrize("name", ["min_count", "vocabulary", "frozen"])
def test_the_word_models_settings_are_named_in_the_table_of_their_old_names(name: str) -> None:
    assert f"`word-{name.replace('_', '-')}`" in GUIDE
