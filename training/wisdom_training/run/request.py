"""The options of one ``wisdom train``, gathered once by the command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wisdom_training.corpus.split import SplitFractions
from wisdom_training.presets import BASE, SettingsPair, Sizes, choose_settings


@dataclass(frozen=True)
class TrainRequest:
    """The options of one ``wisdom train``; a default is that of the command line."""

    corpus: tuple[Path, ...]
    """Text files, or folders of them."""
    output: Path
    """The voice to write, FILE.safetensors."""
    preset: str = "standard"
    """The settings to begin with, fitted to the size of the corpus."""
    char_overrides: Mapping[str, Any] = field(default_factory=dict)
    """Fields of the character model's settings that replace the preset's."""
    word_overrides: Mapping[str, Any] = field(default_factory=dict)
    """Fields of the word model's settings that replace the preset's."""
    name: str | None = None
    """The name of the corpus in the voice; None for the first path's name."""
    vectors: str | None = None
    """``glove``, a file in GloVe's text format, or None for learned word vectors."""
    seed: int = 1
    """Random seed."""
    as_base: bool = False
    """Whether to train a base voice: with the settings and in the random order of one."""
    start: str | None = None
    """The voice whose weights training begins with, by path or name; ``none`` for random weights,
    None for the base voice if it suits the corpus."""
    keep_names: bool = False
    """Whether names stay that only the voice begun with knows, because it is the same author's."""
    private: bool = False
    """Whether the voice keeps no phrase memory, because its text is not public."""
    language: str | None = None
    """The language of the corpus, such as ``en``; None for that of the voice begun with."""
    sources: tuple[str, ...] = ()
    """What the corpus is made of, and by which right: one line each, for the voice's metadata."""
    unwrap: str = "auto"
    """Whether line breaks inside paragraphs become spaces: auto, always or never."""
    documents: str = "auto"
    """What in a file is one document: auto, file, section or paragraph."""
    drop: str | None = None
    """A regular expression; paragraphs that match it from start to end are left out."""
    split: SplitFractions = field(default_factory=SplitFractions)
    """Fractions of the corpus that are held out."""
    resume: bool = False
    """Whether to continue an interrupted run."""
    finish: bool = False
    """Whether to make the voice of an interrupted run from its weights so far; resumes it."""
    force: bool = False
    """Whether to replace existing files and unfinished runs."""
    jobs: int | None = None
    """Models trained at the same time; None for as many as the processors allow."""
    device: str = "auto"
    """``auto``, or a device of torch."""
    curves: bool = True
    """Whether to draw the losses and the learning rate into OUTPUT.svg."""
    tensorboard: Path | None = None
    """The folder of TensorBoard's event files, or None for none."""

    @property
    def corpus_name(self) -> str:
        """The name of the corpus in the voice's metadata."""
        return self.name or self.corpus[0].resolve().stem

    def choose_settings(self, characters: int, sizes: Sizes | None = None) -> SettingsPair:
        """Both models' settings for a corpus of this many characters; raises FlagError.

        ``sizes`` are those of the voice that training begins with.
        """
        preset = BASE if self.as_base else self.preset
        return choose_settings(preset, self.char_overrides, self.word_overrides, characters, sizes)
