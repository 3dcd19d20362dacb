"""Completes a voice whose two models are trained."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from wisdom_model.guards.masked_words import MaskedWords
from wisdom_model.mixture.gate import Mixture
from wisdom_model.mixture.text_probability import score_text
from wisdom_model.text.vocabulary import find_start
from wisdom_model.voice.file import Voice
from wisdom_model.voice.phrase_memory import PhraseMemory
from wisdom_training.corpus.split import Parts
from wisdom_training.fitting.gate import fit_mixture
from wisdom_training.fitting.guards import MOST_FILTER_WORDS, fit_guards
from wisdom_training.fitting.phrase_memory import MOST_MEMORY_TOKENS, make_memory
from wisdom_training.fitting.temperature import fit_temperature
from wisdom_training.progress.reports import Log

MOST_VALIDATION_CHARACTERS = 60_000
"""Characters of the validation part that the gate is fitted to."""
ENOUGH_WORDS = 0.9
"""Fraction of the author's tokens that a voice knows, from which on it writes no others."""


def complete_voice(  # noqa: PLR0913 (all that a voice is completed by)
    voice: Voice,
    parts: Parts,
    ids: NDArray[np.integer] | None,
    log: Log,
    *,
    private: bool = False,
    masked: MaskedWords | None = None,
) -> Voice:
    """The voice with a gate, the author's habits, what it keeps of phrases, and how it writes.

    ``ids`` are the word model's of the training part, (N,), for a phrase memory; None for none.
    ``masked`` are the names that no post may have.
    """
    log("fitting the gate between the models, and recording the phrases that must not be copied")
    if ids is not None:
        voice = replace(voice, phrase_memory=_make_memory(voice, ids, log))
    validation = parts.validation[:MOST_VALIDATION_CHARACTERS]
    scored = score_text(voice, validation, Mixture().sharpness)
    mixture = fit_mixture(scored)
    phrase_filter, entries = fit_guards(parts, private=private)
    if masked is not None:
        entries["guards"]["masked"] = masked.to_json()
    if phrase_filter is None:
        log(
            f"the text has more than {MOST_FILTER_WORDS:,} words: a record of its phrases would be "
            f"larger than the voice, so posts will not be checked for borrowed ones"
        )
    metadata = {**voice.metadata, "mixture": mixture.to_json(), **entries}
    known = float((scored.word > 0).mean())
    # A voice that began with another always knows enough words to say something. What it would
    # spell are words that nobody uses, or names that only its base knows.
    if known >= ENOUGH_WORDS or "from" in voice.metadata.get("training", {}):
        metadata["unknown"] = "skip"
        log(f"the voice knows {known:.1%} of its author's words and marks, and writes no others")
    if voice.phrase_memory is not None:
        metadata["blend"] = "product"
    if private:
        metadata["private"] = True
        log(
            "the voice is private: its file has no phrases of the text but a filter that is wrong "
            "about every fourth. What the two networks learned by heart is in it all the same"
        )
    voice = replace(voice, metadata=metadata, phrase_filter=phrase_filter)
    temperature = fit_temperature(voice, scored)
    if "blend" not in metadata:
        log(f"as daring as its author, the word model writes at temperature {temperature}")
    return replace(voice, metadata={**metadata, "temperatures": {"word": temperature}})


def _make_memory(voice: Voice, ids: NDArray[np.integer], log: Log) -> PhraseMemory | None:
    start = find_start(voice.char.vocabulary, voice.word.vocabulary)
    memory = make_memory(ids, start, voice.word.vocabulary)
    if memory is None:
        log(
            f"the text has more than {MOST_MEMORY_TOKENS:,} words and marks: a memory of its "
            f"phrases would be larger than the voice, so the voice writes by the mixture"
        )
        return None
    log(
        f"the voice remembers which {len(memory.pairs):,} pairs and {len(memory.triples):,} "
        f"triples of words and marks its author wrote, and writes by that. Its file tells much "
        f"of the text to whoever has it: if the text is not public, train with --private"
    )
    return memory
