"""What a voice is given once its models are trained: a gate, a filter, and its author's habits.

All of it is learned from text that the models did not train on, so that it holds for what is new:
how much each model is to be trusted, how long a phrase the author repeats, whether sentences begin
with a capital and end with a full stop.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from wisdom_model.mixture.gate import Mixture
from wisdom_model.mixture.text_probability import score_text
from wisdom_model.text.sentences import CLOSERS, ENDERS, count_words
from wisdom_model.voice.file import Voice
from wisdom_model.voice.phrase_filter import PhraseFilter
from wisdom_training.corpus.split import Parts
from wisdom_training.evaluation.gate_fitting import fit_mixture

MOST = 60_000
"""Characters of the validation part that a gate is fitted to."""
MOST_WORDS = 8_000_000
"""Words of a corpus whose phrases are recorded, in 30 MB; about 45 MB of text."""

_USUAL = 0.5  # share of sentences up to which something is no habit
_LONG_SENTENCE = 60  # words; who ends a sentence less often does not end them
_SENTENCE_END = re.compile(rf"[{ENDERS}][{re.escape(CLOSERS)}]*\s+")
_NEAR = 20  # characters in which a sentence's first letter is looked for


def finish_voice(voice: Voice, parts: Parts, say: Callable[[str], None]) -> Voice:
    """The voice with ``mixture``, ``guards`` and a phrase filter."""
    say("weighing the models against each other, and noting what must not be copied")
    mixture = fit_mixture(score_text(voice, parts.validation[:MOST], Mixture().sharpness))
    phrase_filter, longest = make_filter(parts)
    if phrase_filter is None:
        say(
            f"the text has more than {MOST_WORDS:,} words: a record of its phrases would be larger "
            f"than the voice, so posts will not be checked for borrowed ones"
        )
    guards = {"longest_borrowed": longest, **find_habits(parts.validation)}
    metadata = {**voice.metadata, "mixture": mixture.to_json(), "guards": guards}
    return replace(voice, metadata=metadata, phrase_filter=phrase_filter)


def make_filter(parts: Parts) -> tuple[PhraseFilter | None, int | None]:
    """The filter of the whole corpus, and the longest phrase that its end repeats from the rest.

    None and None where there are more than MOST_WORDS.
    """
    held_out = (parts.validation, parts.test) if parts.test else (parts.validation,)
    words = sum(count_words(piece) for piece in parts.train.pieces())
    words += sum(map(count_words, held_out))
    if words > MOST_WORDS:
        return None, None
    phrase_filter = PhraseFilter.make(parts.train.pieces(), words)
    longest = 0
    for text in held_out:
        longest = max(longest, phrase_filter.longest_copied(text).words)
        phrase_filter.add(text)
    return phrase_filter, longest


def find_habits(text: str) -> dict[str, bool]:
    """Whether sentences of ``text`` begin with a capital and end with a full stop or the like."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    starts = [0, *ends]
    firsts = [next(filter(str.isalpha, text[start : start + _NEAR]), "") for start in starts]
    small = sum(first.islower() for first in firsts)
    return {
        "capitals": small <= _USUAL * len(firsts),
        "whole_sentences": len(ends) * _LONG_SENTENCE >= count_words(text),
    }
