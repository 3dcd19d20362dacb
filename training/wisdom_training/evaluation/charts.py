"""Charts of an evaluation, from its JSON: code lengths, measures of the texts, new phrases.

They are in words for readers who know nothing of machine learning.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from wisdom_training.charts.bar_chart import MISSING, Bar, BarChart, Row, Scale
from wisdom_training.evaluation.code_length import ORACLE
from wisdom_training.evaluation.metrics import NEW_ORDERS
from wisdom_training.evaluation.tables import list_measures

STRATEGIES = {
    "char": "the character model alone",
    "word": (
        "the word model alone; it spells words that it does not know by how often each character "
        "occurs"
    ),
    "word, spelled by char": (
        "the word model, with the character model to spell words that it does not know"
    ),
    "handoff": "the hand-off: the character model for the first sentence, the word model after it",
    "constant mixture": "both models, in fixed shares",
    "online mixture": "both models, each trusted as far as it was right lately",
    "mixture": "both models, weighed by a gate",
    "constant mixture with cache": "both models and a cache of the words so far, in fixed shares",
    "mixture with cache": "both models and the cache, weighed by a gate",
    "mixture with memory": "both models and the phrase memory, weighed by a gate",
    ORACLE: "for comparison, an oracle that always picks the better model",
}
"""What each strategy does."""


class Names(NamedTuple):
    """What a page calls the author and the text."""

    author: str = "the author"
    text: str = "the author's text"


USUAL_NAMES = Names()
_HYPHEN = "\N{NON-BREAKING HYPHEN}"  # so that a narrow column has rep-2 in one line


def list_charts(found: Mapping[str, Any], names: Names = USUAL_NAMES) -> dict[str, BarChart]:
    """All charts by name: ``bits``, and ``measures`` and ``novelty`` where there are posts."""
    charts = {"bits": chart_bits(found)}
    if "posts" in found:
        charts["measures"] = chart_measures(found, names)
        charts["novelty"] = chart_novelty(found, names)
    return charts


def chart_bits(found: Mapping[str, Any]) -> BarChart:
    """The bits per character of held-out text by strategy; the best that can be used is strong."""
    bits = {
        name: cost["bits_per_character"] for name, cost in found["held_out"]["strategies"].items()
    }
    best = min(value for name, value in bits.items() if name != ORACLE)
    scale = Scale.fit(bits.values())
    rows = [
        Row(
            STRATEGIES.get(name, name),
            [Bar(value, f"{value:.3f}", name != ORACLE and value == best)],
            scale,
        )
        for name, value in bits.items()
    ]
    return BarChart(
        "Questions for each character",
        "(bits per character) of text that no model has read; fewer is better",
        "who guesses",
        ["questions"],
        rows,
    )


def chart_measures(found: Mapping[str, Any], names: Names = USUAL_NAMES) -> BarChart:
    """Each measure of the posts, the Markov chain's texts and the author's, on a scale of its own.

    What was measured in none of them is left out.
    """
    sets = _find_sets(found)
    rows = []
    for measure in list_measures():
        values = [measure.read(each) for each in sets]
        if measure.plain and any(value is not None for value in values):
            label = measure.plain.format(text=names.text).replace("-", _HYPHEN)
            bars = _make_bars(values, [measure.show(each) for each in sets])
            rows.append(Row(label, bars, Scale.fit(values)))
    return BarChart(
        "The posts, measured",
        f"beside a Markov chain's texts and what {names.author} wrote; each row has its own scale",
        "measure",
        _list_heads(names),
        rows,
    )


def chart_novelty(found: Mapping[str, Any], names: Names = USUAL_NAMES) -> BarChart:
    """The fractions of phrases of one, two, three … words that the author's text lacks."""
    sets = _find_sets(found)
    rows = []
    for place, words in enumerate(NEW_ORDERS):
        fractions = [each["new"][place] for each in sets]
        texts = ["" if value is None else f"{value:.1%}" for value in fractions]
        label = "1 word" if words == 1 else f"{words} words"
        rows.append(Row(label, _make_bars(fractions, texts), Scale(0, 1)))
    return BarChart(
        "New phrases",
        f"of so many words: the share that {names.text} does not have",
        "length",
        _list_heads(names),
        rows,
    )


def _find_sets(found: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The measures of the posts, of the Markov chain's texts and of the author's."""
    posts = found["posts"]
    return [posts["measures"][posts[each]] for each in ("voice", "chain", "author")]


def _list_heads(names: Names) -> list[str]:
    return ["the posts", "Markov chain", names.author]


def _make_bars(values: Sequence[float | None], texts: Sequence[str]) -> list[Bar]:
    """A bar for each column; the posts' is strong."""
    return [
        Bar(value, write_number(value, text), strong=column == 0)
        for column, (value, text) in enumerate(zip(values, texts, strict=True))
    ]


def write_number(value: float | None, text: str) -> str:
    """``text``, the number as it is printed, for readers: what is not 0 does not look like it."""
    if value is None:
        return MISSING
    if value and not text.strip("0.%"):
        text = f"<{re.sub('0(?=%?$)', '1', text)}"
    return text.replace("%", "\N{NO-BREAK SPACE}%")
