"""Errors of the workshop.

WisdomError (of wisdom_model)
├── CorpusError        the text cannot be read, or there is too little of it
├── VectorsError       the word vectors cannot be read
├── FlagError          a flag has a value that training cannot use
├── SettingsFileError  a settings file is no YAML, or sets what there is not
├── CheckpointError    an interrupted run cannot be taken up again
└── TrainingError      training broke off
"""

from wisdom_model.errors import WisdomError


class CorpusError(WisdomError):
    """The text cannot be read, or there is too little of it."""


class VectorsError(WisdomError):
    """The word vectors cannot be read."""


class FlagError(WisdomError, ValueError):
    """A flag has a value that training cannot use; the message quotes the flag."""


class SettingsFileError(WisdomError):
    """A settings file is no YAML, or sets what there is not; the message says in which line."""


class CheckpointError(WisdomError):
    """An interrupted run cannot be taken up again."""


class TrainingError(WisdomError):
    """Training broke off; the message says what is kept and how to go on."""
