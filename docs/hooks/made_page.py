"""Fill the charts of made.md, from the evaluation's file and from the voice itself."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from wisdom_model.network.sampling import Sampling, sampling_weights
from wisdom_model.text.tokenizer import tokenize
from wisdom_model.voice.file import bundled_voice, load_voice
from wisdom_training.charts.bar_chart import Bar, BarChart, Row, Scale, render_html
from wisdom_training.evaluation.charts import (
    Names,
    chart_bits,
    chart_measures,
    chart_novelty,
    write_number,
)

EVALUATION = Path(__file__).parents[1] / "assets" / "ishmael" / "evaluation.json"
NAMES = Names("Melville", "the book")
SENTENCE = "The captain stood upon the"
MOST_WORDS = 6
NO_ENGLISH, LETTERS_ONLY = 6.3, 4.4
"""Questions a character, to one decimal: log2 of the number of characters, and their entropy."""


def on_page_markdown(markdown: str, **_: object) -> str:
    for marker, draw in CHARTS.items():
        if marker in markdown:
            found = json.loads(EVALUATION.read_text(encoding="utf-8"))
            markdown = markdown.replace(marker, render_html(draw(found)))
    return markdown


def chart_next_words(_: Mapping[str, Any]) -> BarChart:
    """What the word model expects after SENTENCE."""
    words = predict_words(SENTENCE, MOST_WORDS)
    scale, most = Scale.fit(words.values()), max(words.values())
    return BarChart(
        f"{SENTENCE} …",
        "the word model's guesses; it spreads the rest over thousands of other words",
        "next word",
        ["probability"],
        [Row(word, [Bar(share, write_number(share, f"{share:.1%}"), share == most)], scale)
         for word, share in words.items()],
    )  # fmt: skip


def predict_words(text: str, most: int) -> dict[str, float]:
    """The likeliest words after ``text``, at the beginning of a paragraph, likeliest first."""
    model = load_voice(bundled_voice("ishmael")).word
    state = model.network.start()
    for token in model.vocabulary.encode(tokenize(f"\n\n{text}")).tolist():
        logits, state = model.network.step(np.array([token]), state)
    weights = sampling_weights(logits[0], Sampling())
    ranked = np.argsort(-weights, kind="stable")
    shares = {model.vocabulary.tokens[place]: weights[place] / weights.sum() for place in ranked}
    words = {
        token[1:]: float(share)
        for token, share in shares.items()
        if token.startswith(" ") and token[1:].isalpha()
    }
    return dict(list(words.items())[:most])


def chart_questions(found: Mapping[str, Any]) -> BarChart:
    """The questions for each character of whoever knows nothing, and of the models."""
    strategies = found["held_out"]["strategies"]
    models = {
        "the character model, which has read the book character by character": "char",
        "the word model, which has read it word by word; the other spells rare words for it": (
            "word, spelled by char"
        ),
        "both together, and their phrase memory": "mixture with memory",
    }
    questions = {
        "someone who knows nothing about English": NO_ENGLISH,
        "someone who only knows how often each character occurs": LETTERS_ONLY,
    } | {label: strategies[name]["bits_per_character"] for label, name in models.items()}
    scale = Scale.fit(questions.values())
    best = min(questions.values())
    return BarChart(
        "Yes-or-no questions for each character",
        "of a part of the book that the guesser has not read; fewer is better",
        "who guesses",
        ["questions"],
        [Row(label, [Bar(each, f"{each:.3g}", each == best)], scale)
         for label, each in questions.items()],
    )  # fmt: skip


CHARTS: dict[str, Callable[[Mapping[str, Any]], BarChart]] = {
    "<!-- next words -->": chart_next_words,
    "<!-- questions -->": chart_questions,
    "<!-- strategies -->": chart_bits,
    "<!-- measures -->": lambda found: chart_measures(found, NAMES),
    "<!-- new phrases -->": lambda found: chart_novelty(found, NAMES),
}
