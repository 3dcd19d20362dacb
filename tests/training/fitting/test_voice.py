"""The completion of a voice whose models are trained."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from training.texts import make_text
from wisdom_model.mixture.gate import FEATURES
from wisdom_model.voice.file import Voice
from wisdom_training.corpus.split import Parts
from wisdom_training.corpus.text_file import TextFile
from wisdom_training.fitting.voice import complete_voice

STARTED = "fitting the gate between the models, and recording the phrases that must not be copied"


def make_parts(folder: Path) -> Parts:
    train = make_text(1, 4)
    path = folder / "corpus.txt"
    path.write_bytes(train.encode())
    return Parts(TextFile(path, len(train.encode()), len(train)), make_text(2, 4), "")


def make_ids(voice: Voice) -> NDArray[np.int64]:
    """Two documents, of three tokens and of one."""
    return np.array(voice.word.vocabulary.encode(["The", " lamp", ".", "\n\n", "A"]))


def test_a_voice_gets_gate_guards_filter_and_temperature(keeper: Voice, tmp_path: Path) -> None:
    messages: list[str] = []
    parts = make_parts(tmp_path)
    voice = complete_voice(keeper, parts, make_ids(keeper), messages.append)
    assert 0.5 <= voice.metadata["temperatures"]["word"] <= 1
    assert messages == [
        STARTED,
        (
            "the voice remembers which 7 pairs and 6 triples of words and marks its author wrote, "
            "and writes by that. Its file tells much of the text to whoever has it: if the text is "
            "not public, train with --private"
        ),
        "the voice knows 100.0% of its author's words and marks, and writes no others",
    ]
    assert voice.metadata["unknown"] == "skip"
    assert voice.metadata["blend"] == "product"
    assert voice.phrase_memory is not None
    assert len(voice.metadata["mixture"]["weights"]) == len(FEATURES)
    assert voice.metadata["guards"].keys() == {
        "longest_borrowed",
        "capitals",
        "whole_sentences",
        "emoji_ends",
        "lines",
    }
    assert "documents" not in voice.metadata
    assert voice.phrase_filter is not None
    paragraph = parts.validation.partition("\n\n")[0]
    assert voice.phrase_filter.longest_copied(paragraph).words == len(paragraph.split())


def test_a_library_gets_no_filter_and_a_message(
    keeper: Voice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("guards", "voice"):
        monkeypatch.setattr(f"wisdom_training.fitting.{module}.MOST_FILTER_WORDS", 5)
    messages: list[str] = []
    voice = complete_voice(keeper, make_parts(tmp_path), None, messages.append)
    assert voice.phrase_filter is None
    assert voice.metadata["guards"]["longest_borrowed"] is None
    assert messages[1:2] == [
        (
            "the text has more than 5 words: a record of its phrases would be larger than the "
            "voice, so posts will not be checked for borrowed ones"
        )
    ]


def test_a_voice_that_misses_one_word_in_five_spells(keeper: Voice, tmp_path: Path) -> None:
    """What it spells may be its author's; but one that began with another knows enough words."""
    parts = make_parts(tmp_path)
    words = parts.validation.split(" ")
    words[::5] = ["Zyzzyva"] * len(words[::5])
    parts = parts._replace(validation=" ".join(words))
    assert "unknown" not in complete_voice(keeper, parts, None, lambda _: None).metadata
    training = keeper.metadata["training"] | {"from": {"name": "english"}}
    inherited = replace(keeper, metadata={**keeper.metadata, "training": training})
    assert complete_voice(inherited, parts, None, lambda _: None).metadata["unknown"] == "skip"
