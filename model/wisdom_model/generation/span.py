"""How long a text should become, and how it is laid out in the end."""

from __future__ import annotations

import re
from typing import NamedTuple

from wisdom_model.generation.recipe import DEFAULT_LENGTH, Recipe
from wisdom_model.text.tokenizer import LINE, PARAGRAPH
from wisdom_model.text.words import count_words
from wisdom_model.voice.habits import Habits

LONGEST_SENTENCE = 60
"""Words by which a sentence may exceed the length at which it should end."""
END_BIAS = 0.2
"""Nats that each excess word adds to the logits of tokens that end a sentence."""
_END_BIAS_AT_DOUBLE = 10.0  # nats, at double the author's length, where that is more
_LONGEST_DOCUMENT = 150  # words of a text where the author's documents are longer
_FEWEST_EXCESS_WORDS = 12  # by which a text may be longer than the author's shortest ones


class Span(NamedTuple):
    """How long a text should become."""

    start: int
    """The place from which its words count, in characters."""
    given: int
    """Length of the user's prompt, in characters: a document does not end right after it."""
    words: int
    """Words after which the text ends with the sentence at hand."""
    limit: int
    """Words after which it is broken off."""
    usual: int
    """Words that half of the author's documents have at most; 0 for no documents."""
    end_bias: float
    """Nats that each word beyond ``words`` adds to the logits of what ends the text."""

    @classmethod
    def make(cls, recipe: Recipe, habits: Habits, text: str) -> Span:
        """The span of a text whose beginning is ``text``."""
        given, most = len(recipe.prompt or ""), habits.most_words
        if not habits.ends_documents or most is None:
            words = recipe.length or DEFAULT_LENGTH
            return cls(len(text), given, words, words + LONGEST_SENTENCE, 0, END_BIAS)
        words = max(recipe.length or min(most, _LONGEST_DOCUMENT), count_words(text[:given]))
        excess = min(max(most, _FEWEST_EXCESS_WORDS), LONGEST_SENTENCE)
        usual = min(habits.usual_words or 0, words)
        return cls(
            0, given, words, words + excess, usual, max(END_BIAS, _END_BIAS_AT_DOUBLE / most)
        )


def is_empty(text: str, span: Span, habits: Habits) -> bool:
    """Whether nothing follows the user's prompt, so that the document must not end yet."""
    return habits.ends_documents and span.given > 0 and not text[span.given :].strip()


def tidy(prompt: str, text: str, habits: Habits) -> str:
    """Keep the prompt; after it, leave one blank line between paragraphs and none at the end.

    A single line break becomes a paragraph break too, unless the author breaks lines.
    """

    def tidy_break(match: re.Match[str]) -> str:
        return LINE if habits.lines and match.group().count(LINE) == 1 else PARAGRAPH

    written = text[len(prompt) :]
    return prompt + re.sub(r"[ \t]*\n\s*", tidy_break, written).rstrip()
