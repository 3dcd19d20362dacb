"""The figures of an evaluation as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wisdom_training.evaluation.metrics import DISTINCT_ORDERS, NEW_ORDERS, REP_ORDERS

PAIR = 2
"""The n of the repeated n-grams that are in a chart."""
_DISTINCT = (
    "different words, of all words (distinct-1)", "different pairs, of all pairs (distinct-2)", "",
)  # fmt: skip
Measures = Mapping[str, Any]
"""The JSON of one ``TextMetrics``."""


def describe_costs(found: Mapping[str, Any]) -> str:
    """Bits per character by strategy, as a table."""
    held_out = found["held_out"]
    single = min(held_out["strategies"][name]["bits_per_character"] for name in ("char", "word"))
    rows = [
        (
            name,
            f"{cost['bits_per_character']:.4f}",
            f"{cost['bits_per_character'] / single:.3f}",
            f"{cost['perplexity']:.1f}",
        )
        for name, cost in held_out["strategies"].items()
    ]
    title = (
        f"How well the voice foresees the author: the first {held_out['characters']:,} of "
        f"{held_out['part_characters']:,} characters of the {held_out['part']} part"
    )
    head = ("strategy", "bits/character", "of the better single model", "perplexity/word")
    return f"{title}\n{_tabulate([head, *rows])}"


def describe_posts(found: Mapping[str, Any]) -> str:
    """The measures of each set of texts, one a row."""
    measures = found["posts"]["measures"]
    rows = [[each.name, *map(each.show, measures.values())] for each in list_measures()]
    return _tabulate([["", *measures], *rows])


@dataclass(frozen=True)
class Measure:
    """One measure of a set of texts, by the place of its value in a ``TextMetrics``."""

    name: str
    form: str
    """The format of its value."""
    key: str
    at: int | None = None
    """The place in a list of values."""
    plain: str = ""
    """Its name in charts, with ``{text}`` for the author's text; empty if it is in none."""

    def read(self, measures: Measures) -> float | None:
        """The value, or None where it could not be measured."""
        value: Any = measures[self.key]
        number: float | None = value if self.at is None else value[self.at]
        return number

    def show(self, measures: Measures) -> str:
        value = self.read(measures)
        return "-" if value is None else self.form.format(value)


def list_measures() -> list[Measure]:
    """All measures, in the order in which they are printed."""
    share, rate, three = "{:.1%}", "{:.2f}", "{:.3f}"
    return [
        Measure("texts", "{}", "texts"),
        Measure("words", "{:,}", "words"),
        Measure("words of a text, median", "{:.0f}", "text_words"),
        Measure(
            "word pairs that the author has", share, "known_pairs",
            plain="pairs of neighbouring words that are in {text}",
        ),
        Measure(
            "word triples that the author has", share, "known_triples",
            plain="three words in a row that are in {text}",
        ),
        Measure(
            "pairs of common words that the author never wrote, in 1,000 words", rate,
            "unwritten_pairs",
            plain="pairs of common words that are nowhere in {text}, in 1,000 words",
        ),
        Measure(
            "slips of English grammar, in 1,000 words", rate, "slips",
            plain="slips of grammar, in 1,000 words",
        ),
        Measure(
            "words unknown to corpus and voice, in 1,000 words", rate, "invented",
            plain="words that neither {text} nor the voice has, in 1,000 words",
        ),
        Measure(
            "sentences that come in several texts", share, "stock_sentences",
            plain="sentences that come in several posts",
        ),
        Measure(
            "sentences copied whole", share, "copied_sentences", plain="sentences copied whole"
        ),
        Measure(
            "words inside quotation marks", share, "dialogue", plain="words inside quotation marks"
        ),
        Measure(
            "words of a sentence, mean", "{:.1f}", "sentence_words", plain="words of a sentence"
        ),
        Measure(
            "words of a sentence, standard deviation", "{:.1f}", "sentence_spread",
            plain="how much that varies (standard deviation)",
        ),
        *(
            Measure(
                f"rep-{n}", three, "rep", i,
                plain="pairs that were already in the same post (rep-2)" if n == PAIR else "",
            )
            for i, n in enumerate(REP_ORDERS)
        ),
        *(Measure(f"new {n}-grams", share, "new", i) for i, n in enumerate(NEW_ORDERS[:6])),
        Measure("words compared below", "{:,}", "compared_words"),
        Measure(
            "longest copy, in words", "{}", "longest_copy",
            plain="longest phrase from {text}, in words",
        ),
        *(
            Measure(f"distinct-{n}", three, "distinct", i, plain=plain)
            for i, (n, plain) in enumerate(zip(DISTINCT_ORDERS, _DISTINCT, strict=True))
        ),
        Measure(
            "self-BLEU", three, "self_bleu", plain="how alike the posts are (self-BLEU)"
        ),
        Measure("Zipf coefficient", three, "zipf"),
    ]  # fmt: skip


def _tabulate(rows: Sequence[Sequence[str]]) -> str:
    """Rows as lines of aligned columns, the first aligned left and the others right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )
