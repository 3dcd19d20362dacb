"""How the voice was made: every chart of the page is filled in, and its text has its figures."""

import json
import re
import runpy
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[1] / "docs"
PAGE = (DOCS / "made.md").read_text(encoding="utf-8")
HOOK = runpy.run_path(str(DOCS / "hooks" / "made_page.py"))
FOUND = json.loads((DOCS / "assets" / "ishmael" / "evaluation.json").read_text(encoding="utf-8"))


def test_every_chart_is_filled_in() -> None:
    assert set(re.findall("<!-- .*? -->", PAGE)) == HOOK["CHARTS"].keys()
    filled = HOOK["on_page_markdown"](PAGE)
    assert "<!--" not in filled
    assert filled.count("<table ") == len(HOOK["CHARTS"])


def test_other_pages_stay_as_they_are() -> None:
    assert HOOK["on_page_markdown"]("# A\n\n<!-- options -->") == "# A\n\n<!-- options -->"


def test_the_words_that_may_come_next_are_the_voices() -> None:
    assert HOOK["predict_words"]("The captain stood upon the", 3) == {
        "deck": pytest.approx(0.1237, abs=5e-4),
        "side": pytest.approx(0.0667, abs=5e-4),
        "bulwarks": pytest.approx(0.0311, abs=5e-4),
    }


def test_the_text_says_what_was_measured() -> None:
    bits = {n: c["bits_per_character"] for n, c in FOUND["held_out"]["strategies"].items()}
    better = min(bits["char"], bits["word"])
    saved = 1 - bits["mixture with memory"] / better
    assert (
        f"memory, {bits['mixture with memory']:.3f}, needs {saved:.0%}".replace("%", " %") in PAGE
    )
    new = FOUND["posts"]["measures"]["product"]["new"]
    assert f"four words, {100 * new[3]:.0f} in a hundred" in " ".join(PAGE.split())
    assert FOUND["posts"]["measures"]["product"]["longest_copy"] == 6
